/** Patches of Kustomize's beside others: operations, components, selectors, replacements. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { definition, memoryModel } from '../../server/src/features/index.js';
import type { ClusterModel } from '../../server/src/shared/protocol.js';
import { PATCH } from '../support/kustomize.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

const BASE = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
  labels:
    app: orders
spec:
  image: flink:1.18
  flinkVersion: v1_18
  serviceAccount: flink
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "4"
  jobManager:
    resource: {memory: 1600m, cpu: 1}
  taskManager:
    resource: {memory: 2048m, cpu: 1}
`;
const FILES = { 'base/kustomization.yaml': 'resources: [flink.yaml]\n', 'base/flink.yaml': BASE, 'prod/memory.yaml': PATCH };
const SIZE = 'taskmanager.memory.process.size';
const SLOTS = 'taskmanager.numberOfTaskSlots';

function modelOf(files: Readonly<Record<string, string>>): ClusterModel {
  const { document, context } = new TestWorkspace({ ...FILES, ...files }).edit('prod/memory.yaml');
  const [cluster, ...others] = memoryModel(document, { textDocument: { uri: uriOf('prod/memory.yaml') } }, context)?.clusters ?? [];
  assert.ok(cluster !== undefined && others.length === 0);
  return cluster;
}

/** Whether the whole is known, the value of the TaskManager's size, and the slots; with the files that they are from. */
function readingOf(more: string, files: Readonly<Record<string, string>> = {}): readonly unknown[] {
  const { jobManager, configuration } = modelOf({ 'prod/kustomization.yaml': `resources: [../base]\npatches:\n- path: memory.yaml\n${more}`, ...files });
  if (jobManager.status === 'absent') return ['alone'];
  return [SIZE, SLOTS].map((key) => [configuration[key]?.value, configuration[key]?.location?.uri.replace(uriOf(''), '')]);
}

const PLAIN = [['8 gb', 'prod/memory.yaml'], ['4', 'base/flink.yaml']];

describe('A patch of Kustomize’s beside operations on the same object', () => {
  test('yields to those behind it, with their places, also within the kustomization', () => {
    const inline = '- target: {kind: FlinkDeployment, name: orders}\n  patch: |-\n    - op: replace\n      path: /spec/taskManager/resource/memory\n      value: 4g\n    - {op: add, path: /spec/flinkConfiguration/taskmanager.numberOfTaskSlots, value: "2"}\n';
    assert.deepEqual(readingOf(inline), [['4 gb', 'prod/kustomization.yaml'], ['2', 'prod/kustomization.yaml']]);
    const kustomization = `resources: [../base]\npatches:\n- path: memory.yaml\n${inline}`;
    const { configuration } = modelOf({ 'prod/kustomization.yaml': kustomization });
    const range = configuration[SIZE]?.location?.range;
    assert.equal(range && textAt(kustomization, range), '4g');
    assert.deepEqual(configuration[SIZE]?.overridden?.map(({ value, location }) => [value, location && textAt(PATCH, location.range)]), [['8 gb', '8g']]);
    const operations = '- {op: test, path: /spec/taskManager/resource/cpu, value: 1}\n- {op: remove, path: /spec/flinkConfiguration/taskmanager.numberOfTaskSlots}\n- {op: add, path: /spec/taskManager/resource, value: {memory: 3g}}\n';
    assert.deepEqual(readingOf('- path: operations.yaml\n  target: {kind: FlinkDeployment}\n', { 'prod/operations.yaml': operations }), [['3 gb', 'prod/operations.yaml'], ['1', undefined]]);
    assert.deepEqual(readingOf(`- path: operations.json\n  target: {kind: FlinkDeployment}\n`, { 'prod/operations.json': '[{"op": "replace", "path": "/spec/taskManager/resource/memory", "value": "3g"}]' })[0], ['3 gb', 'prod/operations.json']);
  });

  test('counts over those before it', () => {
    const kustomization = 'resources: [../base]\npatches:\n- target: {kind: FlinkDeployment}\n  patch: \'[{"op": "replace", "path": "/spec/taskManager/resource/memory", "value": "4g"}]\'\n- path: memory.yaml\n';
    const { configuration } = modelOf({ 'prod/kustomization.yaml': kustomization });
    assert.deepEqual([configuration[SIZE]?.value, configuration[SIZE]?.source], ['8 gb', 'resource']);
  });

  test('has places of other patches that stand as texts', () => {
    const strategic = (lines: string): string => `patchesStrategicMerge:\n- memory.yaml\n- |-\n${lines}`;
    const text = '  apiVersion: flink.apache.org/v1beta1\n  kind: FlinkDeployment\n  metadata: {name: orders}\n  spec: {flinkConfiguration: {taskmanager.numberOfTaskSlots: "8"}}\n';
    const kustomization = `resources: [../base]\n${strategic(text)}`;
    const { configuration } = modelOf({ 'prod/kustomization.yaml': kustomization });
    const location = configuration[SLOTS]?.location;
    assert.deepEqual([location?.uri, location && textAt(kustomization, location.range)], [uriOf('prod/kustomization.yaml'), '"8"']);
    const workspace = new TestWorkspace({ ...FILES, 'prod/kustomization.yaml': kustomization, 'prod/memory.yaml': PATCH.replace('taskmanager.memory.managed.fraction: "0.5"', `${SLOTS}: "‸16"`) });
    const { document, context, carets: [caret = 0] } = workspace.edit('prod/memory.yaml');
    assert.deepEqual(definition(document, document.positionAt(caret), context).map(({ uri, range }) => [uri, textAt(kustomization, range)]), [[uriOf('prod/kustomization.yaml'), '"8"']]);
  });
});

describe('A patch of Kustomize’s beside components', () => {
  const COMPONENT = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n- target: {kind: FlinkDeployment}\n  patch: \'[{"op": "replace", "path": "/spec/flinkConfiguration/taskmanager.numberOfTaskSlots", "value": "6"}, {"op": "replace", "path": "/spec/taskManager/resource/memory", "value": "3g"}]\'\n';

  test('counts over what they do', () => {
    assert.deepEqual(readingOf('components: [../more]\n', { 'more/kustomization.yaml': COMPONENT }), [['8 gb', 'prod/memory.yaml'], ['6', 'more/kustomization.yaml']]);
    const nested = { 'more/kustomization.yaml': 'kind: Component\ncomponents: [../inner]\n', 'inner/kustomization.yaml': COMPONENT };
    assert.deepEqual(readingOf('components: [../more]\n', nested), [['8 gb', 'prod/memory.yaml'], ['6', 'inner/kustomization.yaml']]);
  });

  test('is about what they bring, and stands alone where one is not at hand', () => {
    const files = { 'more/kustomization.yaml': 'kind: Component\nresources: [flink.yaml]\n', 'more/flink.yaml': BASE, 'prod/kustomization.yaml': 'components: [../more]\npatches:\n- path: memory.yaml\n' };
    assert.equal(modelOf(files).configuration[SLOTS]?.location?.uri, uriOf('more/flink.yaml'));
    assert.deepEqual(readingOf('components: [../more]\n'), ['alone']);
    assert.deepEqual(readingOf('components: [../more]\n', { 'more/kustomization.yaml': 'kind: Component\ncomponents: [../more]\n' }), ['alone']);
  });
});

describe('Selectors of patches', () => {
  const remove = (target: string): string => `- target: ${target}\n  patch: '[{"op": "remove", "path": "/spec/flinkConfiguration/taskmanager.numberOfTaskSlots"}]'\n`;

  test('choose by labels, also by those that kustomizations add', () => {
    const isChosen = (target: string, base = 'resources: [flink.yaml]\n'): boolean => JSON.stringify(readingOf(remove(target), { 'base/kustomization.yaml': base })[1]) === '["1",null]';
    const chosen = ['app=orders', 'app==orders', 'app', 'app in (orders, clicks)', 'app!=clicks', 'team!=data', '!team', 'app notin (clicks)', 'app=orders,!team'];
    for (const selector of chosen) assert.ok(isChosen(`{labelSelector: "${selector}"}`), selector);
    const others = ['app=clicks', 'app!=orders', '!app', 'team', 'app in (clicks)', 'app notin (orders)', 'app=orders,team=data'];
    for (const selector of others) assert.deepEqual(readingOf(remove(`{labelSelector: "${selector}"}`)), PLAIN, selector);
    assert.ok(isChosen('{labelSelector: team=data}', 'resources: [flink.yaml]\ncommonLabels: {team: data}\n'));
    assert.ok(isChosen('{kind: FlinkDeployment, labelSelector: team=data}', 'resources: [flink.yaml]\nlabels:\n- pairs: {team: data}\n'));
    assert.ok(isChosen('{annotationSelector: size=large}', 'resources: [flink.yaml]\ncommonAnnotations: {size: large}\n'));
    assert.deepEqual(readingOf(remove('{annotationSelector: size=large}')), PLAIN);
    assert.deepEqual(readingOf(remove('{kind: Service, labelSelector: app=orders}')), PLAIN);
    assert.ok(isChosen('{group: flink.apache.org, labelSelector: app=orders}'));
    assert.deepEqual(readingOf(remove('{group: apps, labelSelector: app=orders}')), PLAIN);
    // Nobody knows the namespace that it will have.
    assert.deepEqual(readingOf(remove('{namespace: shop}')), ['alone']);
  });

  test('choose what the patch at hand is about', () => {
    const of = (selector: string): string => modelOf({ 'prod/kustomization.yaml': `resources: [../base]\npatches:\n- path: memory.yaml\n  target: {labelSelector: "${selector}"}\n` }).jobManager.status;
    assert.deepEqual([of('app=orders'), of('app=clicks'), of('app ~ orders')], ['derived', 'absent', 'absent']);
  });
});

describe('A patch of Kustomize’s beside replacements', () => {
  test('is a part of the whole where they touch nothing of it that is read', () => {
    const replacement = (select: string, path: string): string => `replacements:\n- source: {kind: ConfigMap, name: x}\n  targets:\n  - select: ${select}\n    fieldPaths: ["${path}"]\n`;
    assert.deepEqual(readingOf(replacement('{kind: Service}', 'spec.x')), PLAIN);
    assert.deepEqual(readingOf(replacement('{kind: FlinkDeployment, name: clicks}', 'spec.image')), PLAIN);
    assert.deepEqual(readingOf(replacement('{kind: FlinkDeployment}', 'metadata.labels.app')), PLAIN);
    assert.deepEqual(readingOf(replacement('{kind: FlinkDeployment}', 'spec.image')), ['alone']);
    assert.deepEqual(readingOf(replacement('{name: orders}', 'spec.image')), ['alone']);
    assert.deepEqual(readingOf('replacements: [{path: other.yaml}]\n'), ['alone']);
    assert.deepEqual(readingOf('', { 'base/kustomization.yaml': `resources: [flink.yaml]\n${replacement('{kind: FlinkDeployment}', 'spec.image')}` }), ['alone']);
  });
});
