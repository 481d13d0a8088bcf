import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/src/documents/edits.js';
import { type Change, type Cluster, editsFor, type LocatedCluster } from '../../server/src/documents/index.js';
import { clustersOf } from './support.js';

/** As `kubectl get -o yaml` prints what stands in a cluster: everything twice or three times, of which only `spec` counts. */
const DUMP = `apiVersion: v1
items:
- apiVersion: flink.apache.org/v1beta1
  kind: FlinkDeployment
  metadata:
    annotations:
      kubectl.kubernetes.io/last-applied-configuration: |
        {"apiVersion":"flink.apache.org/v1beta1","kind":"FlinkDeployment","spec":{"flinkConfiguration":{"taskmanager.memory.process.size":"9g"}}}
    managedFields:
    - apiVersion: flink.apache.org/v1beta1
      fieldsV1:
        f:spec:
          f:flinkConfiguration:
            f:taskmanager.memory.managed.size: {}
          f:taskManager:
            f:resource:
              f:memory: {}
      manager: kubectl
    name: orders
    namespace: live
  spec:
    flinkConfiguration:
      taskmanager.memory.managed.fraction: "0.3"
    flinkVersion: v1_20
    jobManager:
      replicas: 1
      resource:
        memory: 1600m
    serviceAccount: flink
    taskManager:
      resource:
        memory: 2Gi
  status:
    clusterInfo:
      taskmanager.memory.process.size: 7g
    reconciliationStatus:
      lastReconciledSpec: '{"spec":{"taskManager":{"resource":{"memory":"5g"}}}}'
- apiVersion: v1
  data:
    flink-conf.yaml: |
      taskmanager.memory.process.size: 3g
  kind: ConfigMap
  metadata:
    name: settings
    namespace: live
- apiVersion: flink.apache.org/v1beta1
  kind: FlinkDeployment
  metadata:
    name: clicks
    namespace: live
  spec:
    flinkVersion: v1_20
    jobManager:
      resource:
        memory: 1600m
    serviceAccount: flink
    taskManager:
      replicas: 2
kind: List
metadata:
  resourceVersion: ""
`;

function edited({ cluster, section }: LocatedCluster, changes: (cluster: Cluster) => readonly Change[]): string {
  const text = section.section.text;
  const result = editsFor(text, cluster, changes(cluster));
  assert.ok('edits' in result, JSON.stringify(result));
  return applyEdits(text, result.edits);
}

function nth(text: string, at: number): LocatedCluster {
  const located = clustersOf(text)[at];
  assert.ok(located !== undefined);
  return located;
}

describe('kind: List', () => {
  test('holds a cluster for every object of Flink’s, in the order of the text', () => {
    assert.deepEqual(clustersOf(DUMP).map(({ id }) => id), ['FlinkDeployment/live/orders/0', 'ConfigMap/live/settings/0', 'FlinkDeployment/live/clicks/0']);
    const flow = '{apiVersion: v1, kind: List, items: [{apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, metadata: {name: a}, spec: {taskManager: {resource: {memory: 1g}}}}]}\n';
    assert.equal(nth(flow, 0).cluster.settings.get('taskmanager.memory.process.size')?.value, '1 gb');
    assert.equal(clustersOf(DUMP.replace('kind: List', 'kind: FlinkList')).length, 0);
  });

  test('what the cluster keeps beside the spec is not read', () => {
    const { cluster } = nth(DUMP, 0);
    assert.deepEqual([...cluster.settings].map(([key, { value }]) => [key, value]), [
      ['taskmanager.memory.managed.fraction', '0.3'], ['jobmanager.memory.process.size', '1600 mb'], ['taskmanager.memory.process.size', '2147483648'],
    ]);
    assert.equal(cluster.entries.length, 3);
  });

  test('edits stay within their object', () => {
    assert.equal(edited(nth(DUMP, 0), () => [{ kind: 'setResource', process: 'taskManager', value: '3Gi' }]), DUMP.replace('memory: 2Gi', 'memory: 3Gi'));
    assert.equal(
      edited(nth(DUMP, 0), () => [{ kind: 'set', key: 'taskmanager.memory.network.max', value: '256m' }]),
      DUMP.replace('fraction: "0.3"\n', 'fraction: "0.3"\n      taskmanager.memory.network.max: "256m"\n'),
    );
    assert.equal(
      edited(nth(DUMP, 0), ({ entries }) => entries.slice(0, 1).map((entry) => ({ kind: 'removeEntry', entry }))),
      DUMP.replace('    flinkConfiguration:\n      taskmanager.memory.managed.fraction: "0.3"\n', ''),
    );
    assert.equal(edited(nth(DUMP, 2), () => [{ kind: 'setResource', process: 'taskManager', value: '2g' }]), DUMP.replace('      replicas: 2\n', '      replicas: 2\n      resource:\n        memory: 2g\n'));
    assert.equal(
      edited(nth(DUMP, 2), () => [{ kind: 'set', key: 'taskmanager.memory.process.size', value: '2g' }]),
      DUMP.replace('    flinkVersion: v1_20\n    jobManager:\n      resource', '    flinkVersion: v1_20\n    flinkConfiguration:\n      taskmanager.memory.process.size: 2g\n    jobManager:\n      resource'),
    );
  });

  test('a cluster is found again where another one of its section has gone', () => {
    const lists = 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    data:\n      flink-conf.yaml: |\n        jobmanager.memory.process.size: 1g\n'
      + '  - apiVersion: flink.apache.org/v1beta1\n    kind: FlinkDeployment\n    metadata:\n      name: orders\n    spec:\n      taskManager:\n        resource:\n          memory: 1g\n';
    const orders = nth(lists, 1);
    assert.equal(orders.reread(lists.replace('jobmanager.memory.process.size: 1g', '# none'))?.cluster.name, 'orders');
    assert.equal(nth(lists, 0).reread(lists.replace('jobmanager.memory.process.size: 1g', '# none')), undefined);
  });

  test('four columns stay four', () => {
    const text = 'apiVersion: v1\nkind: List\nitems:\n    - apiVersion: flink.apache.org/v1beta1\n      kind: FlinkDeployment\n      metadata:\n          name: orders\n      spec:\n          flinkVersion: v1_20\n          serviceAccount: flink\n';
    assert.equal(edited(nth(text, 0), () => [{ kind: 'setResource', process: 'jobManager', value: '1600m' }]), `${text}          jobManager:\n              resource:\n                  memory: 1600m\n`);
  });

  test('lines that a template writes concern the item that they stand in', () => {
    const item = (name: string, lines: string): string => `  - apiVersion: flink.apache.org/v1beta1\n    kind: FlinkDeployment\n    metadata:\n      name: ${name}\n    spec:\n      flinkConfiguration:\n        taskmanager.memory.process.size: 1g\n${lines}`;
    const text = `apiVersion: v1\nkind: List\nitems:\n${item('one', '        {{- toYaml .Values.more | nindent 8 }}\n')}${item('two', '')}`;
    assert.deepEqual(clustersOf(text).map(({ cluster }) => [cluster.name, cluster.incomplete]), [['one', true], ['two', false]]);
  });
});
