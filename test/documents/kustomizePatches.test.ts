import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changed, clustersOf, clusterOf, onlyOne, valuesOf } from './support.js';
import { applyEdits } from '../../server/src/documents/edits.js';
import { type Change, type Cluster, editsFor, type LocatedCluster } from '../../server/src/documents/index.js';

const SLOTS = 'taskmanager.numberOfTaskSlots';
const TASK_MANAGER = 'taskmanager.memory.process.size';
const MANAGED = 'taskmanager.memory.managed.fraction';

const KUSTOMIZATION = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../base
patches:
  - target:
      kind: FlinkDeployment
      name: orders
    patch: |-
      - op: replace
        path: /spec/flinkConfiguration/${MANAGED}
        value: "0.5" # half
      - op: add
        path: "/spec/flinkConfiguration/metrics.reporter.a~1b.class"
        value: x
      - op: replace
        path: /spec/taskManager/resource/memory
        value: 2Gi
      - op: remove
        path: /spec/flinkConfiguration/rest.port
      - {op: add, path: /spec/job/parallelism, value: 4}
  - patch: |
      # more for clicks
      apiVersion: flink.apache.org/v1beta1
      kind: FlinkDeployment
      metadata:
        name: clicks
        namespace: shop
      spec:
        flinkConfiguration:
          ${SLOTS}: "4"
        taskManager:
          resource:
            memory: "4g"
  - path: other.yaml
`;

function at(located: LocatedCluster, text: string): readonly (readonly [string, string])[] {
  return located.cluster.entries.map(({ keySpan, valueSpan }) => [text.slice(keySpan.start, keySpan.end), text.slice(valueSpan.start, valueSpan.end)]);
}

function edited(text: string, nth: number, changes: (cluster: Cluster) => readonly Change[]): string {
  const { cluster } = clustersOf(text, 'kustomization.yaml')[nth] ?? assert.fail();
  const result = editsFor(text, cluster, changes(cluster));
  assert.ok('edits' in result, JSON.stringify(result));
  return applyEdits(text, result.edits);
}

describe('patches in a kustomization', () => {
  test('are read as parts of their deployments, each where it stands', () => {
    const [json, merge, ...others] = clustersOf(KUSTOMIZATION, 'kustomization.yaml');
    assert.ok(json !== undefined && merge !== undefined && others.length === 0);
    assert.deepEqual([json.id, json.cluster.format, json.cluster.mayBePartial, valuesOf(json.cluster)], ['JsonPatch//orders/0', 'flinkConfiguration', true, {
      [MANAGED]: '0.5', 'metrics.reporter.a/b.class': 'x', [TASK_MANAGER]: '2147483648',
    }]);
    assert.deepEqual(at(json, KUSTOMIZATION), [[MANAGED, '"0.5"'], ['metrics.reporter.a~1b.class', 'x'], ['memory', '2Gi']]);
    assert.deepEqual([merge.id, merge.cluster.mayBePartial, valuesOf(merge.cluster)], ['FlinkDeployment/shop/clicks/0', true, { [SLOTS]: '4', [TASK_MANAGER]: '4 gb' }]);
    assert.deepEqual(at(merge, KUSTOMIZATION), [[SLOTS, '"4"'], ['memory', '"4g"']]);
    assert.equal(KUSTOMIZATION.slice(merge.cluster.head.start, merge.cluster.head.end), 'kind: FlinkDeployment');
    const [memory] = merge.cluster.processes.taskManager.resources;
    assert.equal(KUSTOMIZATION.slice(memory?.valueSpan.start, memory?.valueSpan.end), '"4g"');
  });

  test('are edited where they stand', () => {
    assert.equal(edited(KUSTOMIZATION, 0, () => [{ kind: 'set', key: MANAGED, value: '0.3' }]), KUSTOMIZATION.replace('"0.5"', '"0.3"'));
    assert.equal(edited(KUSTOMIZATION, 0, ({ entries: [first] }) => (first === undefined ? [] : [{ kind: 'rename', entry: first, key: 'taskmanager.memory.managed.size', value: '1g' }])),
      KUSTOMIZATION.replace(MANAGED, 'taskmanager.memory.managed.size').replace('"0.5"', '"1g"'));
    assert.equal(edited(KUSTOMIZATION, 0, () => [{ kind: 'remove', key: MANAGED }]), KUSTOMIZATION.replace(/ {6}- op: replace\n.*\n.*half\n/, ''));
    assert.equal(edited(KUSTOMIZATION, 1, () => [{ kind: 'set', key: 'rest.port', value: '8082' }]), KUSTOMIZATION.replace('"4"\n', '"4"\n          rest.port: "8082"\n'));
    assert.equal(edited(KUSTOMIZATION, 1, () => [{ kind: 'setResource', process: 'taskManager', value: '5g' }]), KUSTOMIZATION.replace('4g', '5g'));
    assert.equal(edited(KUSTOMIZATION, 1, () => [{ kind: 'setResource', process: 'jobManager', value: '1600m' }]), KUSTOMIZATION.replace('        taskManager:\n', '        jobManager:\n          resource:\n            memory: 1600m\n        taskManager:\n'));
  });

  test('in the older fields, too', () => {
    const text = `kind: Kustomization\npatchesStrategicMerge:\n  - other.yaml\n  - |-\n    apiVersion: flink.apache.org/v1beta1\n    kind: FlinkDeployment\n    metadata: {name: a}\n    spec:\n      flinkConfiguration: {${SLOTS}: "2"}\npatchesJson6902:\n  - target: {kind: FlinkDeployment, name: b}\n    patch: |\n      - {op: add, path: /spec/flinkConfiguration/${SLOTS}, value: "3"}\n`;
    assert.deepEqual(clustersOf(text, 'kustomization.yaml').map(({ cluster: { kind, name, ...rest } }) => [kind, name, rest.settings.get(SLOTS)?.value]), [['JsonPatch', 'b', '3'], ['FlinkDeployment', 'a', '2']]);
  });
});

describe('a JSON patch in a file of its own', () => {
  test('in YAML and in JSON', () => {
    const yaml = `# of orders\n- op: replace\n  path: /spec/flinkConfiguration/${TASK_MANAGER}\n  value: 2g\n- op: add\n  path: /spec/flinkConfiguration/${SLOTS}\n  value: "{{ slots }}"\n`;
    const { cluster } = onlyOne(clustersOf(yaml, 'orders-patch.yaml'));
    assert.deepEqual([...cluster.settings].map(([key, { value, templated }]) => [key, value, templated]), [[TASK_MANAGER, '2g', false], [SLOTS, '{{ slots }}', true]]);
    assert.equal(changed(yaml, 'orders-patch.yaml', () => [{ kind: 'set', key: TASK_MANAGER, value: '3g' }]), yaml.replace('2g', '3g'));
    const json = `[{"op": "add", "path": "/spec/template/spec/flinkConfiguration/${SLOTS}", "value": "2"}]\n`;
    assert.equal(changed(json, 'patch.yaml', () => [{ kind: 'set', key: SLOTS, value: '3' }]), json.replace('"2"', '"3"'));
    assert.equal(clusterOf(json, 'patch.yaml').kind, 'JsonPatch');
  });

  test('may give a whole configuration', () => {
    const patch = `- op: add\n  path: /spec/flinkConfiguration\n  value:\n    ${SLOTS}: "2"\n- op: replace\n  path: /spec/flinkConfiguration/${TASK_MANAGER}\n  value: 2g\n`;
    assert.deepEqual(clustersOf(patch, 'patch.yaml').map(({ id, cluster }) => [id, valuesOf(cluster)]), [['JsonPatch//patch.yaml/0', { [TASK_MANAGER]: '2g' }], ['JsonPatch//patch.yaml/1', { [SLOTS]: '2' }]]);
    const inline = `kind: Kustomization\npatches:\n- target: {name: orders}\n  patch: |\n${patch.replace(/^(?=.)/gm, '    ')}`;
    assert.deepEqual(clustersOf(inline, 'kustomization.yaml').map(({ id }) => id), ['JsonPatch//orders/0', 'JsonPatch//orders/1']);
    assert.equal(edited(inline, 1, () => [{ kind: 'set', key: 'rest.port', value: '1' }]), inline.replace('"2"\n', '"2"\n        rest.port: "1"\n'));
    assert.equal(edited(inline, 1, () => [{ kind: 'set', key: SLOTS, value: '3' }]), inline.replace('"2"', '"3"'));
  });

  test('of two operations on a key the later counts', () => {
    const cluster = clusterOf(`- {op: add, path: /spec/flinkConfiguration/${SLOTS}, value: "1"}\n- {op: replace, path: /spec/flinkConfiguration/${SLOTS}, value: "2"}\n`);
    assert.deepEqual([cluster.settings.get(SLOTS)?.value, cluster.settings.get(SLOTS)?.overridden.map(({ value }) => value)], ['2', ['1']]);
  });
});

test('what patches something else is none', () => {
  for (const text of [
    'kind: Kustomization\npatches:\n  - path: a.yaml # flink.apache.org/\n',
    `kind: Kustomization\npatches:\n  - patch: |\n      - op: remove\n        path: /spec/flinkConfiguration/${SLOTS}\n`,
    '- op: add\n  path: /spec/template/spec/containers/0/flinkConfiguration/x\n  value: 1\n',
    `- op: test\n  path: /spec/flinkConfiguration/${SLOTS}\n  value: 1\n`,
    `- op: add\n  path: /spec/flinkConfiguration/a/b\n  value: 1\n`,
    `apiVersion: x/v1\nkind: Policy\npatches:\n  - patch: |\n      - {op: add, path: /spec/flinkConfiguration/${SLOTS}, value: 1}\n`,
    'patches:\n  - patch: flinkConfiguration\n  - a\n  - patch: "["\n',
  ]) assert.deepEqual(clustersOf(text, 'kustomization.yaml'), [], text);
});
