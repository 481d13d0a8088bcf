import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { definition } from '../../server/src/features/index.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

/** Where the caret of a file leads: the file, and the text there. */
function leads(files: Readonly<Record<string, string>>, path: string, open: readonly string[] = []): readonly (readonly [string, string])[] {
  const workspace = new TestWorkspace(files);
  for (const other of open) workspace.edit(other);
  const { document, context, carets } = workspace.edit(path);
  const [caret, ...others] = carets;
  assert.ok(caret !== undefined && others.length === 0);
  return definition(document, document.positionAt(caret), context).map(({ uri, range }) => {
    const target = uri.slice(uriOf('').length);
    const text = target === path ? document.text : files[target] ?? '';
    return [target, textAt(text, range)] as const;
  });
}

const DEPLOYMENT = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n';
const WHOLE = `${DEPLOYMENT}  flinkVersion: v1_20\n  serviceAccount: flink\n  flinkConfiguration:\n    taskmanager.numberOfTaskSlots: "4"\n  jobManager:\n    resource: {memory: 1600m}\n  taskManager:\n    resource: {memory: 2g}\n`;

describe('Go to definition', () => {
  test('leads from a value that does not count to the one that does', () => {
    const text = WHOLE.replace('taskmanager.numberOfTaskSlots: "4"', 'taskmanager.memory.process.size: ‸3g');
    assert.deepEqual(leads({ 'a.yaml': text }, 'a.yaml'), [['a.yaml', '2g']]);
    assert.deepEqual(leads({ 'flink-conf.yaml': 'rest.port: ‸1\ntaskmanager.memory.process.size: 2g\nrest.port: 2\n' }, 'flink-conf.yaml'), [['flink-conf.yaml', '2']]);
  });

  test('leads from a key that cannot matter to the one that decides', () => {
    const text = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\ntaskmanager.memory.managed.size: 512m\ntaskmanager.memory.managed.‸fraction: 0.3\n';
    assert.deepEqual(leads({ 'config.yaml': text }, 'config.yaml'), [['config.yaml', 'taskmanager.memory.managed.size']]);
  });

  test('leads from a mounted Secret to its name, and not to a ConfigMap of that name', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  volumes:\n  - name: c\n    secret:\n      secretName: ‸conf\n';
    const named = (kind: string): string => `---\napiVersion: v1\nkind: ${kind}\nmetadata:\n  name: conf # ${kind}\n`;
    assert.deepEqual(leads({ 'a.yaml': `${pod}${named('Secret')}` }, 'a.yaml'), [['a.yaml', 'conf']]);
    assert.deepEqual(leads({ 'a.yaml': `${pod}${named('ConfigMap')}` }, 'a.yaml'), []);
  });

  test('leads nowhere from what is decided where it stands, and from anything else', () => {
    assert.deepEqual(leads({ 'a.yaml': WHOLE.replace('"4"', '‸"4"') }, 'a.yaml'), []);
    assert.deepEqual(leads({ 'a.yaml': WHOLE.replace('v1_20', 'v1‸_20') }, 'a.yaml'), []);
    assert.deepEqual(leads({ 'a.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - configMap:\n      name: ‸x\n' }, 'a.yaml'), []);
  });

  test('leads from a patch of Kustomize’s to what it takes the place of, and to what overrules it', () => {
    const files = {
      'base/flink.yaml': WHOLE,
      'prod/kustomization.yaml': 'resources: [../base/flink.yaml]\npatches: [{path: memory.yaml}]\n',
    };
    assert.deepEqual(leads({ ...files, 'prod/memory.yaml': `${DEPLOYMENT}  flinkConfiguration:\n    taskmanager.number‸OfTaskSlots: "8"\n` }, 'prod/memory.yaml'), [['base/flink.yaml', '"4"']]);
    assert.deepEqual(leads({ ...files, 'prod/memory.yaml': `${DEPLOYMENT}  taskManager: {resource: {memory: ‸4g}}\n` }, 'prod/memory.yaml'), [['base/flink.yaml', '2g']]);
    assert.deepEqual(leads({ ...files, 'prod/memory.yaml': `${DEPLOYMENT}  flinkConfiguration:\n    taskmanager.memory.process.size: ‸4g\n` }, 'prod/memory.yaml'), [['base/flink.yaml', '2g']]);
  });

  const JOB = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata:\n  name: clicks\nspec:\n  deploymentName: ord‸ers\n  job:\n    jarURI: https://example.org/clicks.jar\n';

  test('leads from a session job to its cluster: in the file, beside it, among the open ones', () => {
    assert.deepEqual(leads({ 'a.yaml': `${WHOLE}---\n${JOB}` }, 'a.yaml'), [['a.yaml', 'orders']]);
    assert.deepEqual(leads({ 'a.yaml': JOB, 'b/cluster.yaml': WHOLE }, 'a.yaml', ['b/cluster.yaml']), [['b/cluster.yaml', 'orders']]);
    assert.deepEqual(leads({ 'a.yaml': JOB, 'b/cluster.yaml': WHOLE }, 'a.yaml'), []);
    assert.deepEqual(leads({ 'a.yaml': JOB, 'b/cluster.yaml': WHOLE, 'kustomization.yaml': 'resources: [a.yaml, b/cluster.yaml]\n' }, 'a.yaml'), [['b/cluster.yaml', 'orders']]);
    assert.deepEqual(leads({ 'a.yaml': `${WHOLE.replace('  name: orders', '  name: orders\n  namespace: other')}---\n${JOB.replace('  name: clicks', '  name: clicks\n  namespace: mine')}` }, 'a.yaml'), []);
  });

  test('leads from what a session job cannot set to its cluster', () => {
    const job = JOB.replace('ord‸ers', 'orders').replace('  job:', '  flinkConfiguration:\n    taskmanager.memory.managed.si‸ze: 512m\n  job:');
    assert.deepEqual(leads({ 'a.yaml': `${WHOLE}---\n${job}` }, 'a.yaml'), [['a.yaml', 'orders']]);
    assert.deepEqual(leads({ 'a.yaml': job }, 'a.yaml'), []);
  });

  const workload = (reference: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: taskmanager\nspec:\n  template:\n    spec:\n      containers:\n      - name: main\n        image: flink:1.20\n        args: [taskmanager]\n${reference}`;
  const VOLUME = '      volumes:\n      - name: conf\n        configMap:\n          name: flink-‸config\n';
  const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flink-config\ndata:\n  flink-conf.yaml: |\n    taskmanager.memory.process.size: 2g\n';

  test('leads from a workload to its ConfigMap, however it refers to it', () => {
    const references = [
      VOLUME,
      '        envFrom:\n        - configMapRef:\n            name: flink-‸config\n',
      '        env:\n        - name: FLINK_PROPERTIES\n          valueFrom: {configMapKeyRef: {name: ‸flink-config, key: x}}\n',
    ];
    for (const reference of references) assert.deepEqual(leads({ 'a.yaml': `${workload(reference)}---\n${CONFIG}` }, 'a.yaml'), [['a.yaml', 'flink-config']], reference);
    assert.deepEqual(leads({ 'k/a.yaml': workload(VOLUME), 'k/b.yaml': CONFIG, 'k/kustomization.yaml': 'resources:\n- b.yaml\n- a.yaml\n' }, 'k/a.yaml'), [['k/b.yaml', 'flink-config']]);
    assert.deepEqual(leads({ 'a.yaml': `${workload(VOLUME)}---\n${CONFIG.replace('apiVersion: v1', 'apiVersion: example.org/v1')}` }, 'a.yaml'), []);
  });

  test('leads to the file that a kustomization makes the ConfigMap of', () => {
    const kustomization = 'resources: [a.yaml]\nconfigMapGenerator:\n- name: flink-config\n  files:\n  - log4j.properties\n  - flink-conf.yaml=prod.conf\n';
    assert.deepEqual(leads({ 'a.yaml': workload(VOLUME), 'kustomization.yaml': kustomization }, 'a.yaml'), [['prod.conf', '']]);
  });
});
