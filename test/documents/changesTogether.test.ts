import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, editsFor } from '../../server/src/documents/edits.js';
import { DocumentStore } from '../../server/src/documents/index.js';
import { DEFAULT_SETTINGS } from '../../server/src/shared/settings.js';

test('a key that is set after its only relative is removed stands beside what was set before', () => {
  const head = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
spec:
  flinkConfiguration:
    taskmanager:
      memory: # sizes
`;
  const text = `${head}        process:
          size: 1g
`;
  const store = new DocumentStore();
  store.update('file:///deployment.yaml', 'yaml', 1, text);
  const [located] = store.get('file:///deployment.yaml')?.clusters(DEFAULT_SETTINGS) ?? [];
  assert.ok(located);
  const result = editsFor(text, located.cluster, [
    { kind: 'set', key: 'taskmanager.memory.flink.size', value: '1g' },
    { kind: 'remove', key: 'taskmanager.memory.process.size' },
    { kind: 'set', key: 'taskmanager.memory.managed.size', value: '512m' },
  ]);
  assert.ok('edits' in result);
  assert.equal(applyEdits(text, result.edits), `${head}        flink:
          size: 1g
        managed:
          size: 512m
`);
});
