import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/src/documents/edits.js';
import { editsFor } from '../../server/src/documents/index.js';
import { clustersOf, valuesOf } from './support.js';

/** Objects with parameters, as `oc process` takes them. */
function template(apiVersion: string): string {
  return `kind: Template
apiVersion: ${apiVersion}
metadata:
  name: flink
parameters:
- name: NAME
  value: orders
- name: TM_MEMORY
  value: 4g
- name: SLOTS
  value: "2"
objects:
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: \${NAME}-config
  data:
    flink-conf.yaml: |
      taskmanager.memory.process.size: \${TM_MEMORY}
      taskmanager.numberOfTaskSlots: \${{SLOTS}}
      jobmanager.memory.process.size: 1600m
- apiVersion: flink.apache.org/v1beta1
  kind: FlinkDeployment
  metadata:
    name: clicks
  spec:
    flinkVersion: v1_20
    serviceAccount: flink
    flinkConfiguration:
      taskmanager.numberOfTaskSlots: "\${SLOTS}"
    jobManager:
      resource: {memory: "\${JM_MEMORY}", cpu: \${{CPU}}}
    taskManager:
      resource:
        memory: 2g
`;
}

describe('a Template of OpenShift’s', () => {
  test('has its objects read like those of a List, parameters unknown', () => {
    for (const apiVersion of ['v1', 'template.openshift.io/v1']) {
      assert.deepEqual(clustersOf(template(apiVersion)).map(({ id, cluster }) => [id, valuesOf(cluster), [...cluster.settings].filter(([, { templated }]) => templated).map(([key]) => key), cluster.incomplete]), [
        ['ConfigMap//${NAME}-config/0', { 'taskmanager.memory.process.size': '${TM_MEMORY}', 'taskmanager.numberOfTaskSlots': '${{SLOTS}}', 'jobmanager.memory.process.size': '1600m' }, ['taskmanager.memory.process.size', 'taskmanager.numberOfTaskSlots'], false],
        ['FlinkDeployment//clicks/0', { 'taskmanager.memory.process.size': '2 gb', 'taskmanager.numberOfTaskSlots': '${SLOTS}', 'jobmanager.memory.process.size': '${JM_MEMORY}' }, ['taskmanager.numberOfTaskSlots', 'jobmanager.memory.process.size'], false],
      ]);
    }
    assert.deepEqual(clustersOf(template('example.com/v1')), []);
  });

  test('is edited within its objects', () => {
    const text = template('v1');
    for (const [nth, before, after] of [[0, '1600m', '2g'], [1, 'memory: 2g', 'memory: 3g']] as const) {
      const { cluster } = clustersOf(text)[nth] ?? assert.fail();
      const key = nth === 0 ? 'jobmanager.memory.process.size' : 'taskmanager.memory.process.size';
      const result = editsFor(text, cluster, [{ kind: 'set', key, value: after.replace('memory: ', '') }]);
      assert.ok('edits' in result);
      assert.equal(applyEdits(text, result.edits), text.replace(before, after));
    }
  });

  test('never has a parameter overwritten', () => {
    const text = template('v1');
    const { cluster } = clustersOf(text)[0] ?? assert.fail();
    const result = editsFor(text, cluster, [{ kind: 'set', key: 'taskmanager.memory.process.size', value: '3g' }]);
    assert.deepEqual(result, { refused: { code: 'templated', key: 'taskmanager.memory.process.size' } });
  });
});
