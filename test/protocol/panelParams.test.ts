import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMemoryModelParams, readProposeParams, readTextModelParams } from '../../server/src/protocol/params.js';

const textDocument = { uri: 'file:///a.yaml' };

test('questions of the panel are read as they are', () => {
  const propose = { textDocument, cluster: 'c', version: 1, wanted: { preset: 'slots' } };
  assert.deepEqual(readProposeParams({ ...propose, more: 1 }), propose);
  const wishes = { ...propose, wanted: { wishes: { slots: 2, stateBackend: 'rocksdb', memory: '4294967296', reserve: 33 } } };
  assert.deepEqual(readProposeParams(wishes), wishes);
  assert.deepEqual(readTextModelParams({ textDocument, text: 'a', pasted: true }), { textDocument, text: 'a', pasted: true });
  assert.deepEqual(readMemoryModelParams({ textDocument, inputs: 'jobManager', flinkVersion: '2.0' }), { textDocument, inputs: 'jobManager', flinkVersion: '2.0' });
});

test('others are refused', () => {
  const propose = { textDocument, cluster: 'c', version: 1 };
  const bad: readonly unknown[] = [
    propose, { ...propose, wanted: { preset: 'x' } }, { ...propose, wanted: { wishes: { slots: 1.5, stateBackend: 'rocksdb', memory: '1', reserve: 0 } } },
    { ...propose, wanted: { wishes: { slots: 1, stateBackend: 'rocksdb', memory: '1', reserve: 91 } } }, { ...propose, wanted: { wishes: { slots: 1, stateBackend: 'forst', memory: '1', reserve: 0 } } },
    { ...propose, wanted: { wishes: { slots: 1, stateBackend: 'rocksdb', memory: '9'.repeat(30), reserve: 0 } } },
  ];
  for (const raw of bad) assert.equal(readProposeParams(raw), undefined, JSON.stringify(raw));
  assert.equal(readTextModelParams({ textDocument }), undefined);
  assert.equal(readMemoryModelParams({ textDocument, inputs: 'client' }), undefined);
  assert.equal(readMemoryModelParams({ textDocument, flinkVersion: 2 }), undefined);
});
