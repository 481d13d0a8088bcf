/** Forms that public files have and nobody's documentation: each was read wrongly, or not at all. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { editsFor } from '../../server/src/documents/index.js';
import { MIB } from '../../server/src/shared/sizes.js';
import { TestWorkspace } from '../support/workspace.js';
import { changed, clusterOf, clustersOf, onlyOne, valuesOf } from './support.js';

const TOTAL = 'taskmanager.memory.process.size';
const COMPOSE = 'docker-compose.yml';

/** A compose file with one service of Flink's image. */
function service(lines: string): string {
  return `services:\n  worker:\n    image: flink:1.18\n${lines}`;
}

describe('A shell in the command of a compose service', () => {
  const commands: Readonly<Record<string, string>> = {
    'in double quotes': `bash -c "pip install avro && /docker-entrypoint.sh taskmanager -D${TOTAL}=3g"`,
    'in single quotes': `/bin/sh -c 'sleep 5; exec /docker-entrypoint.sh taskmanager -D${TOTAL}=3g'`,
    'folded over lines': `>\n      bash -c "ls &&\n      ./bin/taskmanager.sh start-foreground -D${TOTAL}=3g"`,
    'in quotes of YAML around it': `'bash -c "/docker-entrypoint.sh taskmanager -D ${TOTAL}=3g"'`,
  };
  for (const [name, command] of Object.entries(commands)) {
    test(`starts a process with a script ${name}, and the script is edited`, () => {
      const text = service(`    command: ${command}\n`);
      const { taskManager } = onlyOne(clustersOf(text, COMPOSE)).analysis.derivations;
      assert.deepEqual([taskManager?.status, taskManager?.status === 'derived' && taskManager.pools.get('totalProcess')], ['derived', 3072n * MIB]);
      assert.equal(changed(text, COMPOSE, () => [{ kind: 'set', key: TOTAL, value: '4g' }]), text.replace('3g', '4g'));
    });
  }

  test('ends with its quote', () => {
    const text = service(`    command: sh -c "sleep 1" taskmanager -D${TOTAL}=3g\n`);
    assert.deepEqual(clustersOf(text, COMPOSE), []);
  });

  test('leaves open what two shells replace', () => {
    const text = service(`    command: bash -c "/docker-entrypoint.sh taskmanager -D${TOTAL}=\\"$$SIZE\\""\n`);
    assert.equal(onlyOne(clustersOf(text, COMPOSE)).analysis.derivations.taskManager?.status, 'unknown');
  });
});

describe('Mounts beside the configuration of a compose service', () => {
  const CONF = `${TOTAL}: 4g\njobmanager.memory.process.size: 1600m\n`;
  const statusWith = (mount: string): unknown => {
    const text = service(`    command: taskmanager\n    volumes:\n      - ./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml\n      - ./more:${mount}\n`);
    const { document, context } = new TestWorkspace({ [COMPOSE]: text, 'flink-conf.yaml': CONF }).edit(COMPOSE);
    return document.clusters(context.settings)[0]?.analysis.derivations.taskManager?.status;
  };

  test('take nothing from it: jobs, libraries, folders that only begin like Flink’s', () => {
    for (const mount of ['/opt/flink/usrlib', '/opt/flink/lib/kafka.jar', '/opt/flink/plugins/s3:ro', '/opt/flink-jobs', '/opt/flinkdata', '/opt/flink/conf/log4j.properties']) assert.equal(statusWith(mount), 'derived', mount);
  });

  test('but for those that bring the folder', () => {
    for (const mount of ['/opt/flink', '/opt/flink/', '/opt', '/opt/flink/conf', '/opt/flink/conf/config.yaml']) assert.equal(statusWith(mount), undefined, mount);
  });
});

describe('A text in the values of a chart under a name of its own', () => {
  const SETTINGS_TEXT = `    jobmanager.memory.flink.size: 1024m\n    # both\n    ${TOTAL}: 1700m\n`;

  test('is a configuration where it holds nothing else', () => {
    for (const name of ['flink-conf', 'flink_conf', 'properties']) {
      const text = `orders:\n  replicas: 1\n  ${name}: |+\n${SETTINGS_TEXT}`;
      const cluster = clusterOf(text, 'values.yaml');
      assert.deepEqual([cluster.kind, cluster.name, valuesOf(cluster)], ['HelmValues', 'orders', { 'jobmanager.memory.flink.size': '1024m', [TOTAL]: '1700m' }]);
      assert.equal(changed(text, 'values.yaml', () => [{ kind: 'set', key: TOTAL, value: '2g' }]), text.replace('1700m', '2g'));
    }
    assert.equal(clustersOf(`conf: |\n  {{- if .Values.big }}\n  ${TOTAL}: 4g\n  {{- end }}\n  parallelism.default: 2\n`, 'values-prod.yaml').length, 1);
  });

  test('is none in scripts, objects, other files and under other names of files', () => {
    const none: readonly (readonly [string, string])[] = [
      ['values.yaml', `init: |\n  cat > conf <<EOF\n  ${TOTAL}: 1g\n  EOF\n`],
      ['values.yaml', `extra: |\n  apiVersion: v1\n  kind: ConfigMap\n  ${TOTAL}: 1g\n`],
      ['values.yaml', 'notes: |\n  taskmanager.log: where it is\n'],
      ['values.yaml', `notes: |\n  taskmanager\n  ${TOTAL}: set it yourself\n`],
      ['other.yaml', `flink-conf: |\n  ${TOTAL}: 1g\n`],
    ];
    for (const [file, text] of none) assert.deepEqual(clustersOf(text, file), [], text);
  });
});

describe('A variable that sets one option', () => {
  const SLOTS = 'taskmanager.numberOfTaskSlots';
  const without = (text: string, file: string): string => changed(text, file, ({ settings }) => {
    const entry = settings.get(SLOTS)?.entry;
    assert.ok(entry);
    return [{ kind: 'removeEntry', entry }];
  });
  const forms: readonly (readonly [string, string, string])[] = [
    [COMPOSE, service('    command: taskmanager\n    environment:\n'), '      TZ: UTC\n⟦      TASK_MANAGER_NUMBER_OF_TASK_SLOTS: "8" # all\n⟧    mem_limit: 2g\n'],
    [COMPOSE, service('    command: taskmanager\n    environment:\n'), '⟦    - TASK_MANAGER_NUMBER_OF_TASK_SLOTS=8\n⟧    - TZ=UTC\n'],
    ['pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: tm}\nspec:\n  containers:\n  - name: tm\n    image: flink:1.20\n    args: [taskmanager]\n    env:\n', '⟦    - name: TASK_MANAGER_NUMBER_OF_TASK_SLOTS\n      value: "8"\n⟧    - {name: TZ, value: UTC}\n'],
  ];

  test('goes with its lines', () => {
    for (const [file, head, lines] of forms) assert.equal(without(head + lines.replace(/[⟦⟧]/g, ''), file), head + lines.replace(/⟦[^⟧]*⟧/, ''));
  });

  test('stays where the list would be empty', () => {
    const text = service('    command: taskmanager\n    environment:\n      TASK_MANAGER_NUMBER_OF_TASK_SLOTS: "8"\n    mem_limit: 2g\n');
    const { cluster } = onlyOne(clustersOf(text, COMPOSE));
    const entry = cluster.settings.get(SLOTS)?.entry;
    assert.ok(entry);
    assert.ok('refused' in editsFor(text, cluster, [{ kind: 'removeEntry', entry }]));
  });
});
