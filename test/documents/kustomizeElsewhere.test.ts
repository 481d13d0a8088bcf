import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryModel } from '../../server/src/features/index.js';
import type { ClusterModel } from '../../server/src/shared/protocol.js';
import { PATCH as DEPLOYMENT_PATCH } from '../support/kustomize.js';
import { configMap } from '../support/workloads.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

/** A Deployment of a TaskManager that mounts the ConfigMap `flink`. */
const WORKLOAD = `apiVersion: apps/v1
kind: Deployment
metadata: {name: tm}
spec:
  selector: {matchLabels: {app: tm}}
  template:
    spec:
      containers:
        - name: taskmanager
          image: flink:1.18.1
          args: [taskmanager]
          resources: {limits: {memory: 2Gi}}
          volumeMounts: [{name: conf, mountPath: /opt/flink/conf}]
      volumes: [{name: conf, configMap: {name: flink}}]
`;
const CONFIG = configMap('flink', 'flink-conf.yaml', ['taskmanager.memory.process.size: 2g', 'taskmanager.numberOfTaskSlots: 4', 'jobmanager.memory.process.size: 1600m']);
/** A patch replaces the whole text under the key. */
const CONFIG_PATCH = configMap('flink', 'flink-conf.yaml', ['taskmanager.memory.process.size: 3g', 'jobmanager.memory.process.size: 1600m']);
const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata: {name: tm}
spec:
  template:
    spec:
      containers:
        - name: taskmanager
          args: [taskmanager, -Dtaskmanager.numberOfTaskSlots=2]
`;
const SIZE = 'taskmanager.memory.process.size';
const SLOTS = 'taskmanager.numberOfTaskSlots';

type Files = Readonly<Record<string, string>>;

function modelIn(workspace: TestWorkspace, path: string): ClusterModel {
  const { document, context } = workspace.edit(path);
  const { clusters = [] } = memoryModel(document, { textDocument: { uri: uriOf(path) } }, context) ?? {};
  const [cluster] = clusters;
  assert.ok(cluster !== undefined && clusters.length === 1, `${clusters.length} clusters`);
  return cluster;
}

/** What counts of two keys, and in which file that is. */
function shortOf({ configuration }: ClusterModel): readonly unknown[] {
  return [SIZE, SLOTS].map((key) => [configuration[key]?.value, configuration[key]?.location?.uri.replace(uriOf(''), '')]);
}

describe('A patch of the ConfigMap that a workload mounts', () => {
  const FILES = {
    'base/kustomization.yaml': 'resources: [tm.yaml, conf.yaml]\n', 'base/tm.yaml': WORKLOAD, 'base/conf.yaml': CONFIG,
    'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: tm.yaml}, {path: conf.yaml}]\n', 'prod/tm.yaml': PATCH, 'prod/conf.yaml': CONFIG_PATCH,
  };
  const read = (files: Files = {}, path = 'prod/tm.yaml'): ClusterModel => modelIn(new TestWorkspace({ ...FILES, ...files }), path);

  test('has a part in what the patched workload gets', () => {
    assert.deepEqual(shortOf(read()), [['3g', 'prod/conf.yaml'], ['2', 'prod/tm.yaml']]);
    const size = read().configuration[SIZE]?.location;
    assert.equal(size && textAt(CONFIG_PATCH, size.range), '3g');
    // The base's folder knows nothing of the patch.
    assert.deepEqual(shortOf(read({}, 'base/tm.yaml')), [['2g', 'base/conf.yaml'], ['4', 'base/conf.yaml']]);
    const without = { 'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: tm.yaml}]\n' };
    assert.deepEqual(shortOf(read(without)), [['2g', 'base/conf.yaml'], ['2', 'prod/tm.yaml']]);
  });

  test('beside the workload is one of the same file’s kustomization', () => {
    const files = { 'base/kustomization.yaml': 'resources: [tm.yaml, conf.yaml]\npatches: [{path: more.yaml}]\n', 'base/more.yaml': CONFIG_PATCH };
    assert.deepEqual(shortOf(read(files, 'base/tm.yaml')), [['3g', 'base/more.yaml'], [undefined, undefined]]);
  });

  test('may be operations, or take the key away', () => {
    const operation = (text: string): Files => ({ 'prod/kustomization.yaml': `resources: [../base]\npatches:\n- path: tm.yaml\n- target: {kind: ConfigMap, name: flink}\n  patch: '${text}'\n` });
    const replaced = read(operation('[{"op": "replace", "path": "/data/flink-conf.yaml", "value": "taskmanager.memory.process.size: 5g"}]'));
    assert.deepEqual(shortOf(replaced), [['5g', 'prod/kustomization.yaml'], ['2', 'prod/tm.yaml']]);
    assert.equal(read({ 'prod/conf.yaml': CONFIG_PATCH.replace(/ {2}flink-conf[^]*/, '  flink-conf.yaml: null\n') }).taskManager.status, 'unknown');
  });

  test('is unknown where something that is not followed may touch it', () => {
    const statuses = [
      'replacements: [{source: {kind: Secret, name: x}, targets: [{select: {kind: ConfigMap}, fieldPaths: ["data.flink-conf\\\\.yaml"]}]}]\n',
      '- {target: {kind: ConfigMap, labelSelector: "a ~ b"}, patch: "[]"}\n',
    ].map((more) => read({ 'prod/kustomization.yaml': more.startsWith('-') ? `resources: [../base]\npatches:\n- path: tm.yaml\n${more}` : `resources: [../base]\npatches: [{path: tm.yaml}]\n${more}` }).taskManager.status);
    assert.deepEqual(statuses, ['unknown', 'unknown']);
  });

  test('is what makes a container too small', () => {
    const found = (files: Files = {}): readonly (readonly string[])[] => new TestWorkspace({ ...FILES, ...files }).findings('prod/tm.yaml').map(({ rule, marked }) => [rule, marked]);
    assert.deepEqual(found(), [['container-too-small', 'taskmanager']]);
    assert.deepEqual(found({ 'prod/conf.yaml': CONFIG_PATCH.replace('3g', '1g') }), []);
    // Without the patch it is so in the base, which tells it.
    const broken = { 'base/conf.yaml': CONFIG.replace('2g', '3g'), 'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: tm.yaml}]\n' };
    assert.deepEqual(found(broken), []);
    assert.deepEqual(new TestWorkspace({ ...FILES, ...broken }).findings('base/tm.yaml').map(({ rule, marked }) => [rule, marked]), [['container-too-small', '2Gi']]);
  });
});

describe('A patch that only a component names', () => {
  const OVERLAY = 'resources: [../base]\ncomponents: [../components/large]\n';
  const FILES = {
    'base/kustomization.yaml': 'resources: [tm.yaml, conf.yaml]\n', 'base/tm.yaml': WORKLOAD, 'base/conf.yaml': CONFIG,
    'components/large/kustomization.yaml': 'kind: Component\npatches: [{path: tm.yaml}]\n', 'components/large/tm.yaml': PATCH,
    'prod/kustomization.yaml': OVERLAY, 'dev/kustomization.yaml': OVERLAY,
  };
  /** @param open kustomizations that are open in the editor */
  const read = (open: readonly string[], files: Files = {}): ClusterModel => {
    const workspace = new TestWorkspace({ ...FILES, ...files });
    for (const path of open) workspace.edit(path);
    return modelIn(workspace, 'components/large/tm.yaml');
  };
  const TOGETHER = [['2g', 'base/conf.yaml'], ['2', 'components/large/tm.yaml']];

  test('is put together with the base of the open kustomization that uses the component', () => {
    assert.deepEqual(shortOf(read(['prod/kustomization.yaml'])), TOGETHER);
    assert.deepEqual(shortOf(read(['prod/kustomization.yaml', 'base/kustomization.yaml'])), TOGETHER);
    const nested = { 'prod/kustomization.yaml': 'resources: [../base]\ncomponents: [../outer]\n', 'outer/kustomization.yaml': 'kind: Component\ncomponents: [../components/large]\n' };
    assert.deepEqual(shortOf(read(['prod/kustomization.yaml', 'outer/kustomization.yaml'], nested)), TOGETHER);
  });

  test('also of one in a folder above', () => {
    assert.deepEqual(shortOf(read([], { 'kustomization.yaml': 'resources: [base]\ncomponents: [./components/large/]\n' })), TOGETHER);
  });

  test('counts beside the patches of that one', () => {
    const more = { 'prod/kustomization.yaml': `${OVERLAY}patches: [{path: conf.yaml}]\n`, 'prod/conf.yaml': CONFIG_PATCH };
    assert.deepEqual(shortOf(read(['prod/kustomization.yaml'], more)), [['3g', 'prod/conf.yaml'], ['2', 'components/large/tm.yaml']]);
  });

  test('stands alone where none is known, or several', () => {
    for (const open of [[], ['base/kustomization.yaml'], ['prod/kustomization.yaml', 'dev/kustomization.yaml']]) {
      const workspace = new TestWorkspace(FILES);
      for (const path of open) workspace.edit(path);
      const { document, context } = workspace.edit('components/large/tm.yaml');
      assert.deepEqual(document.clusters(context.settings).flatMap(({ cluster }) => cluster.settings.get(SIZE)?.value ?? []), [], open.join());
    }
  });

  test('may be one of a FlinkDeployment', () => {
    const base = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: orders}\nspec:\n  flinkVersion: v1_18\n  flinkConfiguration: {taskmanager.numberOfTaskSlots: "4"}\n  jobManager: {resource: {memory: 1600m}}\n  taskManager: {resource: {memory: 2g}}\n';
    const workspace = new TestWorkspace({
      'base/kustomization.yaml': 'resources: [flink.yaml]\n', 'base/flink.yaml': base, 'prod/kustomization.yaml': OVERLAY,
      'components/large/kustomization.yaml': 'kind: Component\npatches: [{path: memory.yaml}]\n', 'components/large/memory.yaml': DEPLOYMENT_PATCH,
    });
    workspace.edit('prod/kustomization.yaml');
    const { taskManager, configuration } = modelIn(workspace, 'components/large/memory.yaml');
    assert.deepEqual([taskManager.pools?.['totalProcess'], configuration[SLOTS]?.location?.uri], [String(8 * 1024 ** 3), uriOf('base/flink.yaml')]);
  });
});
