import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changed, clusterOf, clustersOf } from './support.js';

const TEXT = `apiVersion: flink.apache.org/v1beta1
kind: FlinkBlueGreenDeployment
metadata:
  name: orders
  namespace: live
spec:
  configuration:
    kubernetes.operator.bluegreen.deployment-deletion.delay: "1s"
  template:
    spec:
      flinkVersion: v1_20
      serviceAccount: flink
      flinkConfiguration:
        taskmanager.memory.managed.fraction: "0.3"
      jobManager:
        resource:
          memory: 1600m
      taskManager:
        resource:
          memory: 2Gi
`;

describe('FlinkBlueGreenDeployment', () => {
  test('is read as the deployment that it is a template of', () => {
    const cluster = clusterOf(TEXT);
    assert.deepEqual([cluster.kind, cluster.name, cluster.namespace, cluster.version.version], ['FlinkBlueGreenDeployment', 'orders', 'live', '1.20']);
    assert.deepEqual([...cluster.settings.keys()].sort(), ['jobmanager.memory.process.size', 'taskmanager.memory.managed.fraction', 'taskmanager.memory.process.size']);
    assert.equal(cluster.settings.get('taskmanager.memory.process.size')?.value, '2147483648');
    assert.equal(cluster.refusedAs, undefined);
  });

  test('edits are made in its template', () => {
    assert.equal(changed(TEXT, 'deployment.yaml', () => [{ kind: 'setResource', process: 'taskManager', value: '3Gi' }]), TEXT.replace('2Gi', '3Gi'));
    assert.equal(
      changed(TEXT, 'deployment.yaml', () => [{ kind: 'set', key: 'taskmanager.memory.network.max', value: '256m' }]),
      TEXT.replace('"0.3"\n', '"0.3"\n        taskmanager.memory.network.max: "256m"\n'),
    );
    const bare = TEXT.replace('        resource:\n          memory: 2Gi\n', '        replicas: 2\n');
    assert.equal(changed(bare, 'deployment.yaml', () => [{ kind: 'setResource', process: 'taskManager', value: '2g' }]), bare.replace('        replicas: 2\n', '        replicas: 2\n        resource:\n          memory: 2g\n'));
    assert.equal(
      changed(TEXT, 'deployment.yaml', (cluster) => cluster.entries.filter(({ key }) => key === 'taskmanager.memory.managed.fraction').map((entry) => ({ kind: 'removeEntry', entry }))),
      TEXT.replace('      flinkConfiguration:\n        taskmanager.memory.managed.fraction: "0.3"\n', ''),
    );
  });

  test('of another group is not ours', () => {
    assert.equal(clustersOf(TEXT.replace('flink.apache.org', 'example.org')).length, 0);
  });
});
