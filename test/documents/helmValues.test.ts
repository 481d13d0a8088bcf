import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clusterOf, clustersOf, changed, onlyOne, SETTINGS, valuesOf } from './support.js';

const SLOTS = 'taskmanager.numberOfTaskSlots';
const TASK_MANAGER = 'taskmanager.memory.process.size';
const JOB_MANAGER = 'jobmanager.memory.process.size';
const VALUES = 'values.yaml';

describe('flinkConfiguration in values', () => {
  test('is read with what stands beside it as in a FlinkDeployment', () => {
    const text = `image:
  repository: registry.shop.example/flink
  tag: 1.19.1-java17
flinkConfiguration:
  ${SLOTS}: 2
  rest.port: "8081"
serviceAccount: flink
jobManager:
  resource:
    memory: 2048m
taskManager:
  resource:
    memory: "4Gi"
    cpu: 1
`;
    const located = onlyOne(clustersOf(text, VALUES));
    const { cluster, analysis } = located;
    assert.deepEqual(valuesOf(cluster), { [JOB_MANAGER]: '2 gb', [TASK_MANAGER]: String(4 * 1024 ** 3), [SLOTS]: '2', 'rest.port': '8081' });
    assert.deepEqual([located.id, cluster.format, cluster.mayBePartial, cluster.container, cluster.version.text, cluster.version.source], ['HelmValues//values.yaml/0', 'flinkConfiguration', true, true, '1.19.1', 'image']);
    assert.equal(text.slice(cluster.head.start, cluster.head.end), 'flinkConfiguration');
    assert.deepEqual(['jobManager', 'taskManager'].map((process) => {
      const derivation = process === 'jobManager' ? analysis.derivations.jobManager : analysis.derivations.taskManager;
      return derivation?.status === 'derived' ? derivation.root.bytes : undefined;
    }), [2n * 1024n ** 3n, 4n * 1024n ** 3n]);
    assert.deepEqual(cluster.parts?.map(({ start, end }) => text.slice(start, end).split('\n')[0]), ['flinkConfiguration:', 'jobManager:', 'taskManager:']);
  });

  test('is found under whatever the chart calls it, in lists too, each with its nearest version', () => {
    const text = `flinkVersion: v1_18
spec:
  flinkConfiguration: {${SLOTS}: "1"}
flink:
  version: 1.20.1
  flinkConfiguration:
    state.backend.type: rocksdb
jobs:
  - name: orders
    flinkVersion: v2_0
    flinkConfiguration:
      taskmanager:
        memory.managed.fraction: 0.5
  - name: clicks
    flinkConfiguration:
      ${SLOTS}: 4
`;
    assert.deepEqual(clustersOf(text, 'prod-values.yaml').map(({ id, cluster }) => [id, cluster.version.text, Object.keys(valuesOf(cluster))[0]]), [
      ['HelmValues//spec/0', '1.18', SLOTS],
      ['HelmValues//flink/0', '1.20.1', 'state.backend.type'],
      ['HelmValues//jobs[0]/0', '2.0', 'taskmanager.memory.managed.fraction'],
      ['HelmValues//jobs[1]/0', '1.18', SLOTS],
    ]);
  });

  test('speaks of a process only where it has something to do with its memory', () => {
    const { processes } = clusterOf(`flinkConfiguration:\n  ${SLOTS}: "2"\n  jobmanager.memory.jvm-metaspace.size: 512m\n`, VALUES);
    assert.deepEqual([processes.taskManager.present, processes.jobManager.present], [false, true]);
  });

  test('has the operator’s defaults beneath it, and leaves the container of another chart alone', () => {
    const settings = { ...SETTINGS, operatorDefaults: { [TASK_MANAGER]: '3g' } };
    const text = `flinkConfiguration:\n  ${SLOTS}: "2"\ntaskManager:\n  resources:\n    limits:\n      memory: 2Gi\n`;
    assert.equal(valuesOf(clusterOf(text, VALUES, settings))[TASK_MANAGER], '3g');
    assert.equal(valuesOf(clusterOf(text, VALUES))[TASK_MANAGER], undefined);
    assert.equal(clusterOf(`mode: standalone\n${text}`, VALUES).container, false);
  });
});

describe('other configurations in values', () => {
  test('a mapping that a file is written from holds keys of a process', () => {
    for (const name of ['flinkProperties', 'flinkConfig', 'flinkConf']) {
      const cluster = clusterOf(`${name}:\n  ${TASK_MANAGER}: 2g\n`, VALUES);
      assert.deepEqual([cluster.container, cluster.operatorVersion, valuesOf(cluster)], [false, undefined, { [TASK_MANAGER]: '2g' }]);
    }
    assert.equal(clusterOf(`flink:\n  properties:\n    ${TASK_MANAGER}: 2g\n`, VALUES).name, 'flink');
  });

  test('files of Flink’s are read as those files', () => {
    const text = `operatorImage: x
defaultConfiguration:
  create: true
  append: true
  flink-conf.yaml: |+
    kubernetes.operator.reconcile.interval: 15 s
    ${SLOTS}: 2 # each
  log4j-operator.properties: |+
    rootLogger.level = INFO
session:
  config.yaml: |
    taskmanager:
      memory.process.size: 2g
`;
    assert.deepEqual(clustersOf(text, VALUES).map(({ id, cluster }) => [id, cluster.format, cluster.embedded?.name, text.slice(cluster.head.start, cluster.head.end), valuesOf(cluster), cluster.processes.taskManager.present]), [
      ['HelmValues//defaultConfiguration/0', 'flink-conf', 'flink-conf.yaml', 'flink-conf.yaml', { 'kubernetes.operator.reconcile.interval': '15 s', [SLOTS]: '2' }, false],
      ['HelmValues//session/0', 'config.yaml', 'config.yaml', 'config.yaml', { [TASK_MANAGER]: '2g' }, true],
    ]);
  });

  test('objects that hold values of a chart are read there', () => {
    const values = (indent: string): string => `${indent}flinkConfiguration:\n${indent}  ${SLOTS}: "2"\n`;
    const release = clusterOf(`apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: orders\nspec:\n  values:\n${values('    ')}`, 'release.yaml');
    assert.deepEqual([release.name, valuesOf(release)], ['spec.values', { [SLOTS]: '2' }]);
    const application = clusterOf(`apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    helm:\n      valuesObject:\n${values('        ')}`, 'app.yaml');
    assert.deepEqual(valuesOf(application), { [SLOTS]: '2' });
  });
});

describe('what are no values of Flink’s', () => {
  const none = (text: string, file = VALUES): void => { assert.deepEqual(clustersOf(text, file), [], text); };

  test('objects of others, schemas, other keys', () => {
    none(`apiVersion: v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      flinkConfiguration:\n        ${SLOTS}: "2"\n`, 'ververica.yaml');
    none(`apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  flinkConfiguration:\n    type: object\n    ${SLOTS}: "2"\n`);
    none('components:\n  schemas:\n    Job:\n      properties:\n        flinkConfiguration:\n          type: object\n          additionalProperties: {type: string}\n          description: taskmanager\n', 'openapi.yaml');
    none('flinkConfiguration: {}\ntaskmanager: {}\n');
    none('flinkConfiguration: taskmanager\n');
    none('flinkProperties:\n  state.backend: rocksdb\n  # taskmanager\n');
    none('jobmanager:\n  resources:\n    limits:\n      memory: 2Gi\ntaskmanager:\n  replicas: 2\n  taskSlots: 2\n');
    none('other:\n  config.yaml: |\n    servers: [taskmanager]\n');
  });

  test('a values file is no config.yaml, however much of one it looks', () => {
    none('taskmanager:\n  numberOfTaskSlots: 2\n  memory:\n    process.size: 2g\njobmanager:\n  memory:\n    process.size: 1g\n');
    none('taskmanager:\n  numberOfTaskSlots: 2\n  memory:\n    process.size: 2g\njobmanager:\n  memory:\n    process.size: 1g\n', 'config-values.yaml');
  });
});

describe('templates in values', () => {
  test('leave open what they may write', () => {
    const cluster = (lines: string): ReturnType<typeof clusterOf> => clusterOf(`flinkConfiguration:\n  ${SLOTS}: "2"\n${lines}`, 'values.yaml.gotmpl');
    assert.equal(cluster('  {{- toYaml .Values.extra | nindent 2 }}\n').incomplete, true);
    assert.equal(cluster(`  ${TASK_MANAGER}: {{ .Values.size }}\n`).settings.get(TASK_MANAGER)?.templated, true);
    assert.equal(cluster('ingress:\n  {{- toYaml .Values.ingress | nindent 2 }}\n').incomplete, false);
  });
});

describe('edits in values', () => {
  test('stay within the mapping', () => {
    const text = `orders:\n  flinkConfiguration:\n    # sizes\n    ${SLOTS}: "2"\n    ${TASK_MANAGER}: 2g # all\n  replicas: 2\n`;
    const set = (key: string, value: string): string => changed(text, VALUES, () => [{ kind: 'set', key, value }]);
    assert.equal(set(TASK_MANAGER, '3g'), text.replace('2g', '3g'));
    assert.equal(set('taskmanager.memory.managed.size', '1g'), text.replace('# all\n', '# all\n    taskmanager.memory.managed.size: 1g\n'));
    assert.equal(set(JOB_MANAGER, '1600m'), text.replace('# all\n', `# all\n    ${JOB_MANAGER}: 1600m\n`));
    assert.equal(changed(text, VALUES, () => [{ kind: 'remove', key: TASK_MANAGER }]), text.replace(`    ${TASK_MANAGER}: 2g # all\n`, ''));
  });

  test('of a size beside it', () => {
    const text = `jobs:\n  - name: orders\n    flinkConfiguration:\n      ${SLOTS}: "2"\n    taskManager:\n      resource:\n        memory: "2g"\n`;
    assert.equal(changed(text, VALUES, () => [{ kind: 'setResource', process: 'taskManager', value: '3g' }]), text.replace('2g', '3g'));
    assert.equal(changed(text, VALUES, () => [{ kind: 'set', key: TASK_MANAGER, value: '3g' }]), text.replace('2g', '3g'));
  });

  test('of a file within', () => {
    const text = `defaultConfiguration:\n  flink-conf.yaml: |+\n    ${SLOTS}: 2\n    ${TASK_MANAGER}: 2g\n\nwatchNamespaces: []\n`;
    assert.equal(changed(text, VALUES, () => [{ kind: 'set', key: TASK_MANAGER, value: '3g' }]), text.replace('2g', '3g'));
    assert.equal(changed(text, VALUES, () => [{ kind: 'set', key: 'taskmanager.memory.managed.size', value: '1g' }]), text.replace('2g\n', '2g\n    taskmanager.memory.managed.size: 1g\n'));
  });
});
