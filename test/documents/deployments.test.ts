import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clusterOf, clustersOf, SETTINGS, valuesOf } from './support.js';

const HEAD = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\n  namespace: live\nspec:\n';

describe('FlinkDeployment', () => {
  test('resource.memory beats flinkConfiguration, which it overrides', () => {
    const cluster = clusterOf(`${HEAD}  flinkConfiguration:\n    taskmanager.memory.process.size: 1g\n  taskManager:\n    resource: {memory: 2Gi}\n`);
    const setting = cluster.settings.get('taskmanager.memory.process.size');
    assert.equal(setting?.value, '2147483648');
    assert.equal(setting.source, 'resource');
    assert.deepEqual(setting.overridden.map(({ value, source }) => [value, source]), [['1g', 'document']]);
    assert.deepEqual(cluster.processes.taskManager.resources.map(({ text, field, effective }) => [text, field, effective]), [['2Gi', 'resource.memory', true]]);
  });

  test('resources hide resource since 1.16, and are ignored before', () => {
    const text = `${HEAD}  taskManager:\n    resource: {memory: 1g}\n    resources:\n      requests: {memory: 2Gi}\n      limits: {memory: 4Gi}\n`;
    const newer = clusterOf(text);
    assert.equal(newer.operatorVersion, '1.16');
    assert.equal(newer.settings.get('taskmanager.memory.process.size')?.value, '2147483648');
    assert.equal(newer.settings.get('kubernetes.taskmanager.memory.limit-factor')?.value, '2.0');
    const older = clusterOf(text, 'deployment.yaml', { ...SETTINGS, operatorVersion: '1.15' });
    assert.equal(older.settings.get('taskmanager.memory.process.size')?.value, '1 gb');
    assert.deepEqual(older.processes.taskManager.resources.map(({ effective }) => effective), [true, false, false]);
    const cpuOnly = clusterOf(`${HEAD}  taskManager:\n    resource: {memory: 1g}\n    resources: {limits: {cpu: 2}}\n`);
    assert.equal(cpuOnly.settings.get('taskmanager.memory.process.size'), undefined);
  });

  test('the longer key at the higher level wins, whatever the order', () => {
    const cluster = clusterOf(`${HEAD}  flinkConfiguration:\n    taskmanager.memory.managed.size: 1g\n    taskmanager:\n      memory.managed.size: 2g\n      memory: {managed: {size: 3g}}\n`);
    assert.equal(cluster.settings.get('taskmanager.memory.managed.size')?.value, '1g');
    assert.deepEqual(cluster.problems.map((problem) => problem.kind === 'duplicate-key' && [problem.entry.value, problem.winner?.value, problem.sameSpelling]), [['2g', '1g', false], ['3g', '1g', false]]);
  });

  test('numbers, lists and nothing are what the API server and the operator make of them', () => {
    const cluster = clusterOf(`${HEAD}  flinkConfiguration: {a: 1.0, b: 0.0001, c: ~, d: [1, b, {x: 1}], e: {}, f: yes, g: 0o10, h: 1e3}\n`);
    assert.deepEqual(valuesOf(cluster), { a: '1', b: '1.0E-4', c: 'null', d: '1;b;', f: 'true', g: '8', h: '1000' });
  });

  test('the version: comment, setting, spec, spec and image, image, file, default', () => {
    const version = (text: string, fileName?: string, flinkVersion: typeof SETTINGS.flinkVersion = 'auto'): readonly (string | undefined)[] => {
      const found = clusterOf(text, fileName, { ...SETTINGS, flinkVersion }).version;
      return [found.version, found.text, found.source, ...(found.patchFrom === undefined ? [] : [`patch from the ${found.patchFrom}`])];
    };
    const full = `${HEAD}  flinkVersion: v1_18\n  image: flink:1.17.2-java17\n`;
    assert.deepEqual(version(`# flink-memory: version 1.16\n${full}`, undefined, '1.15'), ['1.16', '1.16', 'comment']);
    assert.deepEqual(version(full, undefined, '1.15'), ['1.15', '1.15', 'setting']);
    assert.deepEqual(version(full), ['1.18', '1.18', 'spec']);
    // An image of the same minor says which patch release it is.
    assert.deepEqual(version(`${HEAD}  flinkVersion: v1_18\n  image: flink:1.18.1-java17\n`), ['1.18', '1.18.1', 'spec', 'patch from the image']);
    assert.deepEqual(version(`${HEAD}  flinkVersion: v1_18\n  image: flink:1.18-java17\n`), ['1.18', '1.18', 'spec']);
    assert.deepEqual(version(`${HEAD}  image: registry:5000/apache/flink:1.11.1-scala_2.12\n`), ['1.11.1', '1.11.1', 'image']);
    assert.deepEqual(version(`${HEAD}  image: flink/orders:1.17.2\n`), ['1.20', '1.20', 'default']);
    assert.deepEqual(version(HEAD, 'flink-1.17.1/orders.yaml'), ['1.17', '1.17.1', 'file']);
    assert.deepEqual(version(`${HEAD}  flinkVersion: v2_4\n`), [undefined, '2.4', 'spec']);
    assert.deepEqual(version(`${HEAD}  flinkVersion: "{{ .Values.version }}"\n`), ['1.20', '1.20', 'default']);
  });

  test('a native one derives as in a container, a standalone one does not; mode is not known before 1.2', () => {
    assert.equal(clusterOf(HEAD).container, true);
    assert.equal(clusterOf(`${HEAD}  mode: standalone\n`).container, false);
    assert.equal(clusterOf(`${HEAD}  mode: standalone\n`, 'a.yaml', { ...SETTINGS, operatorVersion: '1.1' }).container, true);
  });

  test('replicas, or as many TaskManagers as the job needs', () => {
    const tm = (spec: string): number | undefined => clusterOf(HEAD + spec).processes.taskManager.replicas;
    assert.equal(tm('  taskManager: {replicas: 3}\n'), 3);
    assert.equal(tm('  flinkConfiguration: {taskmanager.numberOfTaskSlots: "2"}\n  job: {parallelism: 5}\n'), 3);
    assert.equal(tm('  flinkConfiguration: {taskmanager.numberOfTaskSlots: "${SLOTS}"}\n  job: {parallelism: 5}\n'), undefined);
  });

  test('operator defaults fill what the document lacks', () => {
    const cluster = clusterOf(`${HEAD}  flinkConfiguration: {a: 1}\n`, 'a.yaml', { ...SETTINGS, operatorDefaults: { a: '2', b: '3' } });
    assert.deepEqual(valuesOf(cluster), { a: '1', b: '3' });
    assert.equal(cluster.settings.get('b')?.entry, undefined);
  });

  test('a canary has no processes', () => {
    const [canary] = clustersOf('apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: c\n  labels: {"flink.apache.org/canary": "true"}\n');
    assert.equal(canary?.cluster.canary, true);
    assert.equal(canary.analysis.derivations.taskManager, undefined);
  });

  test('half-typed lines cost only themselves', () => {
    const typing = `${HEAD}  flinkConfiguration:\n    taskmanager.mem\n    taskmanager.memory.process.size: 1g\n  taskManager:\n    resource:\n      memory:\n  jobManager:\n    resource:\n      memory: 2g\n`;
    const cluster = clusterOf(typing);
    assert.equal(cluster.settings.get('taskmanager.memory.process.size')?.value, '1g');
    assert.equal(cluster.settings.get('jobmanager.memory.process.size')?.value, '2 gb');
  });

  test('other groups’ FlinkDeployments, other kinds and other files are not ours', () => {
    assert.equal(clustersOf(HEAD.replace('flink.apache.org', 'flink.example.com')).length, 0);
    assert.equal(clustersOf(HEAD.replace('kind: FlinkDeployment', 'kind: FlinkStateSnapshot')).length, 0);
    assert.equal(clustersOf('kind: ConfigMap\napiVersion: v1\ntaskmanager.memory.process.size: 1g\n', 'config.yaml').length, 0);
    assert.equal(clustersOf('taskmanager.memory.process.size: 1g\n', 'values.yaml').length, 0);
    assert.equal(clustersOf('services:\n  taskmanager:\n    image: flink\n  jobmanager:\n    image: flink\n', 'docker-compose.yaml').length, 0);
    assert.equal(clustersOf('taskmanager:\n  resources:\n    memory: 1g\njobmanager:\n  replicas: 1\n', 'values.yaml').length, 0);
    assert.equal(clustersOf(`# flink-memory: off\n${HEAD}`).length, 0);
  });
});

describe('templates', () => {
  test('other template engines than Helm', () => {
    const templated = (value: string): unknown => clusterOf(`apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
spec:
  flinkConfiguration:
    taskmanager.memory.process.size: ${value}
`).settings.get('taskmanager.memory.process.size')?.templated;
    for (const value of ['$TM_MEMORY', '@tm.memory@', '"@TM_MEMORY@"', '<%= tm_memory %>', '${TM_MEMORY}m', '{{ .Values.tm }}', '$lower', '$(TM_MEMORY)', '@@TM_MEMORY@@', '<TM memory>', '"%TM_MEMORY%"', '__TM_MEMORY__m', '{% if big %}2g{% else %}1g{% endif %}', '#{TM_MEMORY}#']) assert.equal(templated(value), true, value);
    for (const value of ['1g', 'user@host', '"$1g"', '"@"', '$$TM', 'a<b>', '100%', 'a__B__c', '<>']) assert.equal(templated(value), false, value);
  });

  test('a value of a template is unknown, its neighbours are not', () => {
    const cluster = clusterOf(`{{- if .Values.on }}\n${HEAD}  flinkConfiguration:\n    taskmanager.memory.process.size: {{ .Values.memory | default "1g" }}m\n    jobmanager.memory.process.size: 1g\n  taskManager:\n    resource:\n      memory: "{{ .Values.tm }}"\n{{- end }}\n`);
    assert.deepEqual([...cluster.settings].map(([key, { templated }]) => [key, templated]).sort(), [['jobmanager.memory.process.size', false], ['taskmanager.memory.process.size', true]]);
    assert.equal(cluster.settings.get('taskmanager.memory.process.size')?.value, '{{ .Values.tm }}');
    assert.equal(cluster.incomplete, false);
  });

  test('what stands in a condition is unknown, and no duplicate', () => {
    const cluster = clusterOf(`${HEAD}  flinkConfiguration:\n    {{- if .Values.big }}\n    taskmanager.memory.process.size: 8g\n    {{- else }}\n    taskmanager.memory.process.size: 1g\n    {{- end }}\n    jobmanager.memory.process.size: 1g\n`);
    assert.equal(cluster.settings.get('taskmanager.memory.process.size')?.templated, true);
    assert.equal(cluster.settings.get('jobmanager.memory.process.size')?.templated, false);
    assert.deepEqual(cluster.problems, []);
  });

  test('keys that a template writes leave everything open, labels that it writes do not', () => {
    const [open] = clustersOf(`${HEAD}  flinkConfiguration:\n    {{- toYaml .Values.conf | nindent 4 }}\n    taskmanager.memory.process.size: 1g\n`);
    assert.equal(open?.cluster.incomplete, true);
    assert.equal(open.analysis.derivations.taskManager?.status, 'unknown');
    assert.equal(clusterOf(`${HEAD}  flinkConfiguration:\n    {{ $key }}: {{ $value }}\n`).incomplete, true);
    assert.equal(clusterOf(`${HEAD.replace('  name:', '  labels:\n    {{- include "labels" . | nindent 4 }}\n  name:')}  flinkConfiguration: {}\n`).incomplete, false);
  });

  test('a config.yaml with templates is not called invalid', () => {
    const cluster = clusterOf('taskmanager.memory.process.size: {{ size }}\n{% if x %}\n{{ more }}\n', 'config.yaml');
    assert.equal(cluster.loading, undefined);
  });
});
