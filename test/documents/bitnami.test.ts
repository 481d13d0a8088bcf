/** Bitnami's images: options as variables, in compose files and as Kubernetes writes them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, type Change, editsFor } from '../../server/src/documents/edits.js';
import type { Cluster } from '../../server/src/documents/index.js';
import { findVersion } from '../../server/src/documents/flinkVersion.js';
import { plainProcess } from '../../server/src/documents/kinds/kind.js';
import { bitnamiKey } from '../../server/src/documents/layers/bitnami.js';
import { layeredCluster } from '../../server/src/documents/layers/layeredCluster.js';
import { processLayers, variableOfPairs } from '../../server/src/documents/layers/processLayers.js';
import { nodeAt, pairOf } from '../../server/src/documents/yaml/node.js';
import { readYaml } from '../../server/src/documents/yaml/tree.js';
import { changed, clusterOf, clustersOf, onlyOne, valuesOf } from './support.js';

const FILE = 'docker-compose.yml';
const PROCESS = 'taskmanager.memory.process.size';
const METASPACE = 'taskmanager.memory.jvm-metaspace.size';

function service(environment: string, image = 'bitnami/flink:1.17.1'): string {
  return `services:\n  flink:\n    image: ${image}\n    environment:\n${environment.replace(/^(?=.)/gm, '      ')}`;
}

function edited(text: string, change: (cluster: Cluster) => Change): string {
  return changed(text, FILE, (cluster) => [change(cluster)]);
}

/** As Kubernetes writes a container's environment. */
function readContainer(section: string): Cluster {
  const tree = readYaml(section);
  const env = nodeAt(tree.root ?? undefined, 'env');
  const variables = (env?.kind === 'sequence' ? env.items : []).map((item) => {
    const [name, value] = [pairOf(item, 'name'), pairOf(item, 'value')];
    return name === undefined || value === undefined ? undefined : variableOfPairs(tree, name, value, item.span);
  });
  const version = findVersion({ setting: 'auto', image: { text: '1.18.1' } });
  const layers = processLayers({ role: 'taskManager', image: 'bitnami/flink:1.18.1', version, variables: variables.filter((one) => one !== undefined) });
  const span = { start: 0, end: section.length };
  return layeredCluster(
    { kind: 'Workload', name: 'test', namespace: '', span, head: span, version, processes: { taskManager: plainProcess(span), jobManager: { ...plainProcess(span), present: false } } },
    { taskManager: layers, jobManager: [] },
  );
}

describe("Bitnami's variables", () => {
  test('set the key that the script makes of their names', () => {
    for (const [name, key] of [
      ['FLINK_CFG_TASKMANAGER_MEMORY_PROCESS_SIZE', PROCESS],
      ['FLINK_CFG_TASKMANAGER_MEMORY_JVM__METASPACE_SIZE', METASPACE],
      ['FLINK_CFG_TASKMANAGER_MEMORY_JVM__OVERHEAD_MAX', 'taskmanager.memory.jvm-overhead.max'],
      ['FLINK_CFG_TASKMANAGER_NUMBEROFTASKSLOTS', 'taskmanager.numberoftaskslots'],
      ['FLINK_CFG_HIGH__AVAILABILITY_STORAGE_DIR', 'high-availability.storageDir'],
      ['FLINK_TASK_MANAGER_NUMBER_OF_TASK_SLOTS', 'taskmanager.numberOfTaskSlots'],
    ] as const) assert.equal(bitnamiKey(name), key);
  });

  test('are read with the process that FLINK_MODE names', () => {
    const modes: readonly (readonly [string, string | undefined])[] = [
      ['- FLINK_MODE=taskmanager\n', 'taskManager'], ['- FLINK_MODE=jobmanager\n', 'jobManager'], ['- FLINK_CFG_REST_PORT=8081\n', 'jobManager'], ['- FLINK_MODE=standalone-job\n', 'jobManager'],
      ['FLINK_MODE: taskmanager\n', 'taskManager'], ['- FLINK_MODE=history-server\n', undefined],
    ];
    for (const [environment, role] of modes) {
      const [located] = clustersOf(`${service(environment)}# taskmanager\n`, FILE);
      assert.equal(located?.cluster.processes.taskManager.present === true ? 'taskManager' : located?.cluster.processes.jobManager.present === true ? 'jobManager' : undefined, role, environment);
    }
    const two = 'services:\n  jobmanager:\n    image: docker.io/bitnami/flink:1.18.1\n    environment: [FLINK_MODE=jobmanager]\n  taskmanager:\n    image: docker.io/bitnami/flink:1.18.1\n    environment: [FLINK_MODE=taskmanager, FLINK_CFG_JOBMANAGER_RPC_ADDRESS=jobmanager]\n';
    const { cluster, analysis } = onlyOne(clustersOf(two, FILE));
    assert.deepEqual([cluster.name, cluster.version.text, analysis.derivations.taskManager?.status, analysis.derivations.jobManager?.status], ['jobmanager', '1.18.1', 'derived', 'derived']);
  });

  test('beat FLINK_PROPERTIES, and slots are as many as processors where none are given', () => {
    const text = service('- FLINK_MODE=taskmanager\n- FLINK_CFG_TASKMANAGER_MEMORY_PROCESS_SIZE=2g\n- |\n  FLINK_PROPERTIES=\n  taskmanager.memory.process.size: 3g\n  parallelism.default: 2\n');
    const cluster = clusterOf(text, FILE);
    assert.deepEqual([cluster.settings.get(PROCESS)?.value, cluster.settings.get(PROCESS)?.overridden.map(({ value }) => value)], ['2g', ['3g']]);
    assert.equal(cluster.settings.get('taskmanager.numberOfTaskSlots')?.templated, true);
    const given = clusterOf(service('- FLINK_MODE=taskmanager\n- FLINK_TASK_MANAGER_NUMBER_OF_TASK_SLOTS=4\n'), FILE);
    assert.deepEqual([given.settings.get('taskmanager.numberOfTaskSlots')?.value, given.settings.get('taskmanager.numberOfTaskSlots')?.templated], ['4', false]);
  });

  test('say nothing to the official image, and something to an image of somebody else', () => {
    const environment = '- FLINK_MODE=taskmanager\n- FLINK_CFG_TASKMANAGER_MEMORY_PROCESS_SIZE=2g\n';
    const official = service(environment, 'flink:1.17').replace('    environment', '    command: taskmanager\n    environment');
    assert.equal(valuesOf(clusterOf(official, FILE))[PROCESS], '1728m');
    const own = service(environment, 'registry.example.com/flink-jobs:3').replace('    environment', '    command: taskmanager.sh start-foreground\n    environment');
    assert.equal(valuesOf(clusterOf(own, FILE))[PROCESS], '2g');
  });

  test('stand beside FLINK_PROPERTIES that is a part of a config.yaml from 1.19 on', () => {
    const text = service('FLINK_MODE: taskmanager\nFLINK_PROPERTIES: |\n  # sizes\n  taskmanager:\n    memory:\n      process:\n        size: 1 gb # all\n', 'bitnami/flink:1.20.0');
    assert.equal(clusterOf(text, FILE).settings.get(PROCESS)?.value, '1 gb');
    assert.equal(edited(text, () => ({ kind: 'set', key: PROCESS, value: '2g' })), text.replace('1 gb', '2g'));
    assert.deepEqual(clusterOf(text, FILE).problems, []);
  });
});

const FORMS: readonly (readonly [name: string, write: (variables: readonly (readonly [string, string])[]) => string])[] = [
  ['a list', (all) => service(`- FLINK_MODE=taskmanager\n${all.map(([name, value]) => `- ${name}=${value}\n`).join('')}- OTHER=1\n`)],
  ['a list in quotes', (all) => service(`- FLINK_MODE=taskmanager\n${all.map(([name, value]) => `- "${name}=${value}"\n`).join('')}`)],
  ['a map', (all) => service(`FLINK_MODE: taskmanager\n${all.map(([name, value]) => `${name}: ${value}\n`).join('')}OTHER: 1\n`)],
  ['a map in quotes', (all) => service(`FLINK_MODE: taskmanager\n${all.map(([name, value]) => `${name}: '${value}'\n`).join('')}`)],
];

const SIZE = 'FLINK_CFG_TASKMANAGER_MEMORY_PROCESS_SIZE';
const NETWORK = 'FLINK_CFG_TASKMANAGER_MEMORY_NETWORK_MAX';

describe("An edit of Bitnami's variables", () => {
  for (const [name, write] of FORMS) {
    test(`changes only what it must: ${name}`, () => {
      const text = write([[SIZE, '2g'], [NETWORK, '64m']]);
      const cluster = clusterOf(text, FILE);
      assert.deepEqual(cluster.entries.map(({ key, value, keySpan, valueSpan }) => [key, value, text.slice(keySpan.start, keySpan.end)].concat(text.slice(valueSpan.start, valueSpan.end).replace(/'/g, ''))), [
        [PROCESS, '2g', SIZE, '2g'], ['taskmanager.memory.network.max', '64m', NETWORK, '64m'],
      ]);
      assert.equal(edited(text, () => ({ kind: 'set', key: PROCESS, value: '3g' })), write([[SIZE, '3g'], [NETWORK, '64m']]));
      assert.equal(edited(text, () => ({ kind: 'remove', key: PROCESS })), write([[NETWORK, '64m']]));
      assert.equal(edited(text, ({ entries: [first] }) => (assert.ok(first), { kind: 'rename', entry: first, key: METASPACE, value: '1g' })), write([['FLINK_CFG_TASKMANAGER_MEMORY_JVM__METASPACE_SIZE', '1g'], [NETWORK, '64m']]));
      assert.equal(edited(write([[SIZE, '2g'], ['FLINK_CFG_REST_PORT', '8081']]), () => ({ kind: 'set', key: 'taskmanager.memory.network.max', value: '64m' })), write([[SIZE, '2g'], [NETWORK, '64m'], ['FLINK_CFG_REST_PORT', '8081']]));
    });
  }

  test('is refused where no variable can say it', () => {
    const text = service(`- FLINK_MODE=taskmanager\n- ${SIZE}=2g\n`);
    const cluster = clusterOf(text, FILE);
    assert.deepEqual(editsFor(text, cluster, [{ kind: 'set', key: 'taskmanager.numberOfTaskSlots', value: '2' }]), { refused: { code: 'not-writable', key: PROCESS } });
    const flow = service(`{FLINK_MODE: taskmanager, ${SIZE}: 2g}\n`);
    assert.ok('refused' in editsFor(flow, clusterOf(flow, FILE), [{ kind: 'remove', key: PROCESS }]));
  });

  test('keeps to the form of Kubernetes', () => {
    const write = (all: readonly (readonly [string, string])[]): string => `env:\n${all.map(([name, value]) => `  - name: ${name}\n    value: "${value}"\n`).join('')}  - name: OTHER\n    value: x\n`;
    const text = write([[SIZE, '2g'], ['FLINK_CFG_REST_PORT', '8081']]);
    const after = (change: Change): string => {
      const result = editsFor(text, readContainer(text), [change]);
      assert.ok('edits' in result, JSON.stringify(result));
      return applyEdits(text, result.edits);
    };
    assert.equal(after({ kind: 'set', key: PROCESS, value: '3g' }), write([[SIZE, '3g'], ['FLINK_CFG_REST_PORT', '8081']]));
    assert.equal(after({ kind: 'remove', key: PROCESS }), write([['FLINK_CFG_REST_PORT', '8081']]));
    assert.equal(after({ kind: 'set', key: 'taskmanager.memory.network.max', value: '64m' }), write([[SIZE, '2g'], [NETWORK, '64m'], ['FLINK_CFG_REST_PORT', '8081']]));
  });
});

describe("A Deployment of Bitnami's image", () => {
  const deployment = (mode: string, env: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: flink-workers
spec:
  template:
    spec:
      containers:
        - name: flink
          image: docker.io/bitnami/flink:1.18.1
          env:
            - name: FLINK_MODE
              value: ${mode}
${env}`;

  test('runs the process that FLINK_MODE names, with what its variables set', () => {
    const text = deployment('taskmanager', `            - name: ${SIZE}\n              value: 2g\n`);
    const { cluster, analysis } = onlyOne(clustersOf(text, 'deployment.yaml'));
    assert.deepEqual([cluster.kind, cluster.name, cluster.version.text, cluster.processes.jobManager.present], ['Workload', 'flink-workers', '1.18.1', false]);
    const { taskManager } = analysis.derivations;
    assert.ok(taskManager?.status === 'derived');
    assert.equal(taskManager.root.bytes, 2n * 1024n ** 3n);
    assert.equal(changed(text, 'deployment.yaml', () => [{ kind: 'set', key: PROCESS, value: '3g' }]), text.replace('value: 2g', 'value: 3g'));
    assert.deepEqual(clustersOf(deployment('history-server', '            - name: NOTE\n              value: taskmanager\n'), 'deployment.yaml'), []);
  });
});
