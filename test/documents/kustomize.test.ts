import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, editsFor } from '../../server/src/documents/edits.js';
import { memoryModel } from '../../server/src/features/index.js';
import { fixesFor } from '../../server/src/rules/index.js';
import type { ClusterModel } from '../../server/src/shared/protocol.js';
import { DEFAULT_SETTINGS } from '../../server/src/shared/settings.js';
import { PATCH } from '../support/kustomize.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

const BASE = `# the service
apiVersion: v1
kind: Service
metadata:
  name: orders
---
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
spec:
  image: flink:1.18
  flinkVersion: v1_18
  serviceAccount: flink
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "4"
    taskmanager.memory.managed.fraction: "0.1"
  jobManager:
    resource:
      memory: 1600m
      cpu: 1
  taskManager:
    resource:
      memory: 2048m
      cpu: 1
`;
const KUSTOMIZATION = 'resources: [../../base]\npatches:\n- path: memory.yaml\n';
const FILES = {
  'base/kustomization.yaml': 'resources:\n- flink.yaml\n',
  'base/flink.yaml': BASE,
  'overlays/prod/kustomization.yaml': KUSTOMIZATION,
  'overlays/prod/memory.yaml': PATCH,
};

function modelOf(workspace: TestWorkspace, path = 'overlays/prod/memory.yaml'): ClusterModel {
  const { document, context } = workspace.edit(path);
  const model = memoryModel(document, { textDocument: { uri: uriOf(path) } }, context);
  const [cluster] = model?.clusters ?? [];
  assert.ok(cluster !== undefined && model?.clusters.length === 1);
  return cluster;
}

const MIB = 1024 ** 2;

describe('A patch of Kustomize’s', () => {
  test('shows what the pods get: its own settings over those of its base', () => {
    const { taskManager, jobManager, configuration, flinkVersion, name } = modelOf(new TestWorkspace(FILES));
    assert.deepEqual([name, flinkVersion.value, flinkVersion.source], ['orders', '1.18', 'spec']);
    assert.deepEqual([taskManager.status, taskManager.pools?.totalProcess, taskManager.slots], ['derived', String(8192 * MIB), 4]);
    assert.deepEqual([jobManager.status, jobManager.pools?.totalProcess], ['derived', String(1600 * MIB)]);
    const slots = configuration['taskmanager.numberOfTaskSlots'];
    assert.deepEqual([slots?.value, slots?.source, slots?.location?.uri], ['4', 'otherDocument', uriOf('base/flink.yaml')]);
    assert.equal(slots?.location && textAt(BASE, slots.location.range), '"4"');
    const fraction = configuration['taskmanager.memory.managed.fraction'];
    assert.deepEqual([fraction?.value, fraction?.source, fraction?.location?.uri], ['0.5', 'document', uriOf('overlays/prod/memory.yaml')]);
    assert.equal(fraction?.location && textAt(PATCH, fraction.location.range), '"0.5"');
    assert.deepEqual(fraction?.overridden?.map(({ value, location }) => [value, location?.uri, location && textAt(BASE, location.range)]), [['0.1', uriOf('base/flink.yaml'), '"0.1"']]);
    const size = configuration['taskmanager.memory.process.size'];
    assert.deepEqual([size?.source, size?.overridden?.map(({ location }) => location && textAt(BASE, location.range))], ['resource', ['2048m']]);
  });

  test('stands alone where nothing ties it to a base, and the base stays as it is', () => {
    const alone = new TestWorkspace({ ...FILES, 'overlays/prod/kustomization.yaml': 'resources: [../../base]\n' });
    assert.deepEqual([modelOf(alone).taskManager.status, modelOf(alone).jobManager.status], ['derived', 'absent']);
    const base = modelOf(new TestWorkspace(FILES), 'base/flink.yaml');
    assert.deepEqual([base.taskManager.pools?.totalProcess, base.configuration['taskmanager.memory.managed.fraction']?.value], [String(2048 * MIB), '0.1']);
  });

  test('reads no file for a whole deployment, and looks for its kustomization near itself only', () => {
    const whole = new TestWorkspace(FILES);
    modelOf(whole, 'base/flink.yaml');
    assert.deepEqual(whole.asked, []);
    const deep = new TestWorkspace({ 'a/b/c/d/e/f/memory.yaml': PATCH });
    modelOf(deep, 'a/b/c/d/e/f/memory.yaml');
    assert.equal(deep.asked.length, 12);
    assert.ok(deep.asked.every((path) => path.startsWith('a/b/c/')));
  });

  test('is found by every field and form that names one', () => {
    const forms: Readonly<Record<string, string>> = {
      bases: 'bases:\n- ../../base\npatchesStrategicMerge:\n- memory.yaml\n',
      file: 'resources:\n- ../../base/flink.yaml\npatches:\n- path: ./memory.yaml\n',
      target: 'resources: [../../base]\npatches:\n- path: memory.yaml\n  target:\n    kind: FlinkDeployment\n    name: ord.*\n',
      above: 'resources: [../../base]\npatches:\n- path: parts/memory.yaml\n',
    };
    for (const [form, text] of Object.entries(forms)) {
      const patch = form === 'above' ? 'overlays/prod/parts/memory.yaml' : 'overlays/prod/memory.yaml';
      const workspace = new TestWorkspace({ ...FILES, 'overlays/prod/kustomization.yaml': text, [patch]: form === 'target' ? PATCH.replace('name: orders', 'name: any') : PATCH });
      assert.equal(modelOf(workspace, patch).jobManager.status, 'derived', form);
    }
  });

  test('is silent where more is done than is followed, or nobody can tell to what', () => {
    const forms: Readonly<Record<string, string>> = {
      'a component that is not there': `${KUSTOMIZATION}components: [../../secure]\n`,
      transformers: `${KUSTOMIZATION}transformers: [prefix.yaml]\n`,
      replacements: `${KUSTOMIZATION}replacements:\n- source: {kind: Service, name: x}\n  targets:\n  - select: {kind: FlinkDeployment}\n    fieldPaths: [spec.taskManager.resource.memory]\n`,
      operations: `${KUSTOMIZATION}- target: {kind: FlinkDeployment}\n  patch: |-\n    - op: move\n      from: /spec/jobManager\n      path: /spec/taskManager\n`,
      'an operation that fails': `${KUSTOMIZATION}- target: {kind: FlinkDeployment}\n  patch: '[{"op": "remove", "path": "/spec/nothing"}]'\n`,
      'a selector of another patch': `${KUSTOMIZATION}- target: {labelSelector: "app ~ orders"}\n  patch: '[{"op": "remove", "path": "/spec/taskManager"}]'\n`,
      'a patch that cannot be read': `${KUSTOMIZATION}- path: missing.yaml\n`,
      selector: 'resources: [../../base]\npatches:\n- path: memory.yaml\n  target: {labelSelector: app=orders}\n',
      remote: 'resources: ["https://example.org/flink?ref=v1"]\npatches: [{path: memory.yaml}]\n',
      template: '{{ if x }}\nresources: [../../base]\n{{ end }}\npatches: [{path: memory.yaml}]\n',
      broken: 'resources: [../../base\npatches: [{path: memory.yaml}]\n',
      itself: 'resources: [.]\npatches: [{path: memory.yaml}]\n',
    };
    for (const [form, text] of Object.entries(forms)) {
      assert.equal(modelOf(new TestWorkspace({ ...FILES, 'overlays/prod/kustomization.yaml': text })).jobManager.status, 'absent', form);
    }
    const twice = new TestWorkspace({ ...FILES, 'base/kustomization.yaml': 'resources: [flink.yaml, other.yaml]\n', 'base/other.yaml': BASE });
    assert.equal(modelOf(twice).jobManager.status, 'absent');
    const operationsElsewhere = new TestWorkspace({ ...FILES, 'overlays/prod/kustomization.yaml': `${KUSTOMIZATION}- target: {kind: Service}\n  patch: |-\n    - op: remove\n      path: /spec\n` });
    assert.equal(modelOf(operationsElsewhere).jobManager.status, 'derived');
  });

  test('goes through bases of bases and the patches beside it, in their order', () => {
    const workspace = new TestWorkspace({
      ...FILES,
      'overlays/all/kustomization.yaml': 'resources: [../../base]\nnamePrefix: eu-\npatches:\n- patch: |-\n    apiVersion: flink.apache.org/v1beta1\n    kind: FlinkDeployment\n    metadata: {name: orders}\n    spec:\n      flinkVersion: v1_20\n      flinkConfiguration:\n        taskmanager.numberOfTaskSlots: null\n        taskmanager.memory.network.max: 64m\n',
      'overlays/prod/kustomization.yaml': 'resources: [../all]\npatches:\n- path: memory.yaml\n- path: later.yaml\n',
      'overlays/prod/memory.yaml': PATCH.replace('name: orders', 'name: eu-orders'),
      'overlays/prod/later.yaml': 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: eu-orders}\nspec: {taskManager: {resource: {memory: 4g}}}\n',
    });
    const { taskManager, configuration, flinkVersion } = modelOf(workspace);
    assert.deepEqual([flinkVersion.value, taskManager.slots, taskManager.pools?.network, taskManager.pools?.totalProcess], ['1.20', 1, String(64 * MIB), String(4096 * MIB)]);
    const size = configuration['taskmanager.memory.process.size'];
    assert.deepEqual([size?.source, size?.location?.uri, size?.overridden?.map(({ location }) => location && textAt(PATCH, location.range))], ['otherDocument', uriOf('overlays/prod/later.yaml'), ['8g']]);
  });

  test('merges mappings, replaces the rest, and heeds null and $patch', () => {
    const patched = (spec: string): ClusterModel => modelOf(new TestWorkspace({ ...FILES, 'overlays/prod/memory.yaml': `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: orders}\nspec:\n${spec}` }));
    assert.equal(patched('  taskManager: {resource: {cpu: 2}}\n').taskManager.pools?.totalProcess, String(2048 * MIB));
    assert.equal(patched('  taskManager: {resource: {memory: null}}\n  flinkConfiguration: {taskmanager.memory.process.size: 3g}\n').taskManager.pools?.totalProcess, String(3072 * MIB));
    assert.equal(patched('  taskManager: {resource: {$patch: replace, memory: 3g}}\n').taskManager.pools?.totalProcess, String(3072 * MIB));
    assert.equal(patched('  flinkConfiguration: {$patch: delete}\n').taskManager.slots, 1);
    assert.equal(patched('  flinkConfiguration: {$patch: replace, taskmanager.numberOfTaskSlots: "2"}\n').configuration['taskmanager.memory.managed.fraction'], undefined);
  });

  test('follows its base, and what is not there yet', () => {
    const workspace = new TestWorkspace(FILES);
    assert.equal(modelOf(workspace).taskManager.slots, 4);
    workspace.write('base/flink.yaml', BASE.replace('"4"', '"2"'));
    assert.equal(modelOf(workspace).taskManager.slots, 2);
    workspace.write('overlays/prod/kustomization.yaml', undefined);
    assert.equal(modelOf(workspace).jobManager.status, 'absent');
    workspace.write('overlays/prod/kustomization.yaml', KUSTOMIZATION);
    assert.equal(modelOf(workspace).taskManager.slots, 2);
  });

  test('is unknown where its base is templated', () => {
    const workspace = new TestWorkspace({ ...FILES, 'base/flink.yaml': BASE.replace('memory: 1600m', 'memory: ${JM_MEMORY}') });
    assert.deepEqual([modelOf(workspace).taskManager.status, modelOf(workspace).jobManager.status], ['derived', 'unknown']);
  });
});

describe('What is said about a patch', () => {
  const said = (patch: string, base = BASE): readonly (readonly [string, string])[] =>
    new TestWorkspace({ ...FILES, 'base/flink.yaml': base, 'overlays/prod/memory.yaml': patch }).findings('overlays/prod/memory.yaml').map((found) => [found.rule, found.marked] as const);

  test('is what it causes', () => {
    assert.deepEqual(said(PATCH), []);
    assert.deepEqual(said(PATCH.replace('"0.5"', '"0.9"')), [['pools-exceed-flink', '"0.9"']]);
    assert.deepEqual(said(PATCH.replace('8g', '300m')).map(([rule, marked]) => [rule, marked]), [['jvm-exceeds-process', '300m']]);
  });

  test('is mended in the patch alone, also by a setting that so far only the base has', () => {
    const patch = PATCH.replace('memory: 8g', 'memory: 300m');
    const workspace = new TestWorkspace({ ...FILES, 'overlays/prod/memory.yaml': patch });
    const [found] = workspace.findings('overlays/prod/memory.yaml');
    assert.ok(found !== undefined);
    const fixes = fixesFor(found.finding, found.located, { settings: DEFAULT_SETTINGS, yamlServer: false });
    const [preferred] = fixes;
    assert.match(preferred?.title ?? '', /^Raise taskManager\.resource\.memory to \d+m /);
    const after = applyEdits(patch, preferred?.edits ?? []);
    assert.equal(after.replace(/memory: \d+m/, 'memory: 300m'), patch);
    assert.deepEqual(said(after), []);
    const { cluster } = found.located;
    const added = editsFor(patch, cluster, [{ kind: 'set', key: 'taskmanager.numberOfTaskSlots', value: '2' }, { kind: 'setResource', process: 'jobManager', value: '2g' }]);
    assert.ok('edits' in added);
    assert.equal(applyEdits(patch, added.edits), patch.replace('  taskManager:', '    taskmanager.numberOfTaskSlots: "2"\n  jobManager:\n    resource:\n      memory: 2g\n  taskManager:'));
  });

  test('is not what the base has by itself', () => {
    const broken = BASE.replace('managed.fraction: "0.1"', 'managed.fraction: "0.1"\n    jobmanager.memory.heap.size: 2g\n    taskmanager.memory.framwork.heap.size: 1m');
    assert.deepEqual(new TestWorkspace({ ...FILES, 'base/flink.yaml': broken }).findings('base/flink.yaml').map(({ rule }) => rule).sort(), ['flink-exceeds-process', 'unknown-key']);
    assert.deepEqual(said(PATCH, broken), []);
  });

  test('is that a field of the base overrules it, with the place of that field', () => {
    const patch = PATCH.replace(/ {2}taskManager:[^]*$/, '').replace('taskmanager.memory.managed.fraction: "0.5"', 'taskmanager.memory.process.size: 8g');
    const workspace = new TestWorkspace({ ...FILES, 'overlays/prod/memory.yaml': patch });
    const [found, ...others] = workspace.findings('overlays/prod/memory.yaml');
    assert.deepEqual([found?.rule, found?.marked, others.length], ['key-overridden', 'taskmanager.memory.process.size: 8g', 0]);
    const [related] = found?.finding.related ?? [];
    assert.ok(related !== undefined && 'location' in related);
    assert.deepEqual([related.location.uri, textAt(BASE, related.location.range)], [uriOf('base/flink.yaml'), '2048m']);
  });
});
