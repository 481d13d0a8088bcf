/**
 * What the official images' start script can write into a mounted configuration, and what it writes unasked
 * (`docker-entrypoint.sh` of flink-docker for each release; `config-parser-utils.sh` of Flink since 1.19).
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { TestWorkspace } from '../support/workspace.js';
import { configMap, file, workload } from '../support/workloads.js';

const SLOTS = 'taskmanager.numberOfTaskSlots';
const PROCESS = 'taskmanager.memory.process.size';
const FILE = './flink-conf.yaml:/opt/flink/conf/flink-conf.yaml';
const FOLDER = './:/opt/flink/conf';

interface Compose {
  readonly image: string;
  readonly mount?: string;
  /** Slots by the variable of the script, and in `FLINK_PROPERTIES`. */
  readonly variable?: number;
  readonly properties?: number;
}

function compose({ image, mount, variable, properties }: Compose): string {
  return [
    'services:', '  taskmanager:', `    image: ${image}`, '    command: taskmanager',
    ...(mount === undefined ? [] : ['    volumes:', `      - ${mount}`]),
    '    environment:', '      LANG: C',
    ...(variable === undefined ? [] : [`      TASK_MANAGER_NUMBER_OF_TASK_SLOTS: ${variable}`]),
    ...(properties === undefined ? [] : ['      FLINK_PROPERTIES: |', `        ${SLOTS}: ${properties}`]),
    '',
  ].join('\n');
}

const CONF = `${PROCESS}: 2g\n${SLOTS}: 4\n`;

function onlyOf(path: string, files: Readonly<Record<string, string>>): LocatedCluster {
  const { document, context } = new TestWorkspace(files).edit(path);
  const [located, ...others] = document.clusters(context.settings).filter(({ cluster: { kind } }) => kind !== 'ConfigMap');
  assert.ok(located !== undefined && others.length === 0);
  return located;
}

/** The slots of the TaskManager, which is sized all the same; `?` where nobody knows them. */
function slotsOf({ cluster, analysis }: LocatedCluster): string | undefined {
  assert.equal(analysis.derivations.taskManager?.status, 'derived');
  const slots = cluster.settings.get(SLOTS);
  return slots?.templated === true ? '?' : slots?.value;
}

function inCompose(of: Compose, conf = CONF): string | undefined {
  const name = /config\.yaml/.exec(of.mount ?? '')?.[0] ?? 'flink-conf.yaml';
  return slotsOf(onlyOf('docker-compose.yml', { 'docker-compose.yml': compose(of), [name]: conf }));
}

describe('The start script of the official images', () => {
  test('writes nothing into what is mounted read-only', () => {
    for (const image of ['flink:1.13', 'flink:1.18.1', 'flink:1.20']) {
      for (const mount of [
        `${FILE}:ro`, `${FOLDER}:ro`, `${FOLDER}/:z,ro`, '{type: bind, source: ./flink-conf.yaml, target: /opt/flink/conf/flink-conf.yaml, read_only: true}',
      ]) {
        assert.equal(inCompose({ image, mount, variable: 2, properties: 3 }), '4', `${image} ${mount}`);
      }
    }
    assert.equal(inCompose({ image: 'flink:2.0', mount: './config.yaml:/opt/flink/conf/config.yaml:ro', properties: 3 }), '4');
  });

  test('writes into the rest', () => {
    for (const image of ['flink:1.13', 'flink:1.18.1', 'flink:1.20']) {
      for (const mount of [FILE, FOLDER, `${FOLDER}:rw`, `${FOLDER}:z`, '{type: bind, source: ., target: /opt/flink/conf, read_only: false}']) {
        assert.equal(inCompose({ image, mount, variable: 2, properties: 3 }), '3', `${image} ${mount}`);
      }
    }
    // Another file than the one that is mounted.
    const text = compose({ image: 'flink:1.18', mount: `${FILE}\n      - ./config.yaml:/opt/flink/conf/config.yaml:ro`, properties: 3 });
    const { cluster } = onlyOf('docker-compose.yml', { 'docker-compose.yml': text, 'flink-conf.yaml': CONF });
    assert.deepEqual(cluster.entries.map(({ key, value }) => [key, value]), [[SLOTS, '3']]);
  });

  test('replaces up to 1.18 no line of a file that is mounted by itself, and adds to it', () => {
    // sed -i renames, which Linux refuses for a mount point; echo >> is done.
    assert.equal(inCompose({ image: 'flink:1.18', mount: FILE, variable: 2 }), '4');
    assert.equal(inCompose({ image: 'flink:1.18', mount: FILE, variable: 2 }, `${PROCESS}: 2g\n`), '2');
    assert.equal(inCompose({ image: 'flink:1.18', mount: FOLDER, variable: 2 }), '2');
    // Since 1.19 the whole file is written anew in its place.
    assert.equal(inCompose({ image: 'flink:1.19', mount: FILE, variable: 2 }), '2');
  });

  test('tells of the variable that the file beats', () => {
    const files = { 'docker-compose.yml': compose({ image: 'flink:1.18', mount: FILE, variable: 2 }), 'flink-conf.yaml': CONF };
    assert.deepEqual(new TestWorkspace(files).findings('docker-compose.yml').map(({ rule, marked }) => [rule, marked]), [['key-overridden', 'TASK_MANAGER_NUMBER_OF_TASK_SLOTS: 2']]);
  });

  test('sets one slot in 1.12 and 1.13 where no variable says another number', () => {
    assert.equal(inCompose({ image: 'flink:1.13.6' }), '1');
    assert.equal(inCompose({ image: 'flink:1.13.6', mount: FOLDER }), '1');
    assert.equal(inCompose({ image: 'flink:1.12', mount: FOLDER }), '1');
    assert.equal(inCompose({ image: 'flink:1.13.6', mount: FOLDER, variable: 2 }), '2');
    assert.equal(inCompose({ image: 'flink:1.13.6', mount: FOLDER, properties: 3 }), '3');
    assert.equal(inCompose({ image: 'flink:1.13.6', mount: FILE }), '4');
    assert.equal(inCompose({ image: 'flink:1.14.0', mount: FOLDER }), '4');
    // Nobody knows what the script of somebody's own image does.
    assert.equal(inCompose({ image: 'registry.example.com/orders:flink-1.13', mount: FOLDER }), '4');
  });

  test('sets as many before as the machine has processors', () => {
    for (const image of ['flink:1.10', 'flink:1.11.3-scala_2.12', 'flink:1.12.1']) {
      assert.equal(inCompose({ image }), '?', image);
      assert.equal(inCompose({ image, mount: FOLDER }), '?', image);
      assert.equal(inCompose({ image, mount: FILE }), '4', image);
      assert.equal(inCompose({ image, variable: 2 }), '2', image);
      assert.equal(inCompose({ image, properties: 3 }), '3', image);
    }
  });

  test('does the same in a pod, whose ConfigMaps are read-only', () => {
    const inPod = (own: string): string | undefined => slotsOf(onlyOf('workload.yaml', { 'workload.yaml': own }));
    assert.equal(inPod(workload({ image: 'flink:1.11' })), '?');
    assert.equal(inPod(workload({ image: 'flink:1.13' })), '1');
    const mounted = file(configMap('conf', 'flink-conf.yaml', [`${PROCESS}: 2g`, `${SLOTS}: 4`]), workload({ image: 'flink:1.11', mounts: 'conf' }));
    assert.equal(inPod(mounted), '4');
  });

  test('is not run where the container starts one of Flink’s own', () => {
    const variables = `env:\n  - {name: FLINK_PROPERTIES, value: "${SLOTS}: 3"}\n  - {name: TASK_MANAGER_NUMBER_OF_TASK_SLOTS, value: "2"}`;
    const inPod = (command: string, args: string, image = 'flink:1.18'): string | undefined =>
      slotsOf(onlyOf('workload.yaml', { 'workload.yaml': workload({ image, args, container: `${command}\n${variables}` }) }));
    assert.equal(inPod('command: ["/opt/flink/bin/taskmanager.sh"]', '["start-foreground"]'), '1');
    assert.equal(inPod('command: [tini, --, bin/taskmanager.sh]', `[start-foreground, "-D${SLOTS}=5"]`), '5');
    assert.equal(inPod('command: [bash, -c]', '["exec /opt/flink/bin/taskmanager.sh start-foreground"]'), '1');
    assert.equal(inPod('command: [/opt/flink/bin/taskmanager.sh]', '[start-foreground]', 'flink:1.11'), '1');
    // It is, or nobody knows what else is run.
    assert.equal(inPod('', '["/opt/flink/bin/taskmanager.sh", "start-foreground"]'), '3');
    assert.equal(inPod('command: ["/docker-entrypoint.sh"]', '["/opt/flink/bin/taskmanager.sh", "start-foreground"]'), '3');
    assert.equal(inPod('command: [bash, -c]', '["/setup.sh; /opt/flink/bin/taskmanager.sh start-foreground"]'), '3');
    assert.equal(inPod('command: ["/scripts/taskmanager.sh"]', '[]'), '3');
    const service = (lines: string): string => compose({ image: 'flink:1.18', properties: 3 }).replace('    command: taskmanager\n', lines);
    const inService = (lines: string): string | undefined => slotsOf(onlyOf('docker-compose.yml', { 'docker-compose.yml': service(lines) }));
    assert.equal(inService('    entrypoint: ["/opt/flink/bin/taskmanager.sh", "start-foreground"]\n'), '1');
    assert.equal(inService('    command: ["/opt/flink/bin/taskmanager.sh", "start-foreground"]\n'), '3');
  });

  test('gets variables of the machine, which nobody knows', () => {
    for (const variable of ['TASK_MANAGER_NUMBER_OF_TASK_SLOTS:', '- TASK_MANAGER_NUMBER_OF_TASK_SLOTS']) {
      const text = compose({ image: 'flink:1.18' }).replace('LANG: C', variable);
      assert.equal(slotsOf(onlyOf('docker-compose.yml', { 'docker-compose.yml': text })), '?', variable);
      assert.deepEqual(new TestWorkspace({ 'docker-compose.yml': text }).findings('docker-compose.yml'), []);
    }
    const given = compose({ image: 'flink:1.18', properties: 3 }).replace('LANG: C', 'TASK_MANAGER_NUMBER_OF_TASK_SLOTS:');
    assert.equal(slotsOf(onlyOf('docker-compose.yml', { 'docker-compose.yml': given })), '3');
  });
});
