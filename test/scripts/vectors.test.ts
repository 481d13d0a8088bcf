import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type * as Vectors from '../../scripts/ask-flink/vectors.mjs' with { 'resolution-mode': 'import' };

let vectors: typeof Vectors;
before(async () => {
  vectors = await import('../../scripts/ask-flink/vectors.mjs');
});

const heap = { pools: { jvmHeap: '1' }, jvm: '-Xmx1', dynamic: { 'jobmanager.memory.heap.size': '1b' } };
const line = {
  id: 7,
  conf: { a: '1' },
  expect: [
    { versions: ['1.11'], jobManager: { pools: { jvmHeap: '1' } }, weights: {} },
    { versions: ['1.20', '2.3'], jobManager: { pools: { jvmHeap: '1' }, jvm: '-Xmx1' }, weights: { OPERATOR: '70' } },
  ],
};

test('a release has the name of its minor version, but for those that answer unlike its last patch', () => {
  assert.deepEqual(['1.10.3', '1.10.0', '1.11.1', '1.11.6', '2.3.0', '2.3.1'].map(vectors.versionName), ['1.10', '1.10.0', '1.11.1', '1.11', '2.3', '2.3']);
});

test('a release is asked what it can answer', () => {
  assert.deepEqual(vectors.questionsOf('1.10.3'), ['derive', 'flink-conf']);
  assert.deepEqual(vectors.questionsOf('1.20.1'), ['derive', 'flink-conf', 'config-yaml', 'managed']);
  assert.deepEqual(vectors.questionsOf('2.0.0'), ['derive', 'config-yaml', 'managed']);
});

test('an answer is compared with that of its version; what a line does not keep is not looked at', () => {
  assert.deepEqual(vectors.expected(line, '1.20'), { id: 7, jobManager: { pools: { jvmHeap: '1' }, jvm: '-Xmx1' }, weights: { OPERATOR: '70' } });
  assert.equal(vectors.expected(line, '1.19'), undefined);
  assert.deepEqual(vectors.differences(vectors.expected(line, '1.20'), { id: 7, weights: { OPERATOR: '70' }, jobManager: heap }), []);
  assert.deepEqual(vectors.differences(vectors.expected(line, '1.20'), { id: 7, jobManager: { failure: 'overflow' }, weights: { OPERATOR: '70' } }), [
    'jobManager › pools: expected {"jvmHeap":"1"}, Flink answers undefined',
    'jobManager › jvm: expected "-Xmx1", Flink answers undefined',
    'jobManager › failure: expected undefined, Flink answers "overflow"',
  ]);
});

test('a line without versions is the expectation itself', () => {
  const managed = { managed: '8', slots: 2, perSlot: '4' };
  assert.deepEqual(vectors.expected(managed, '2.3'), managed);
  assert.deepEqual(vectors.withVersion(managed, '2.4', { perSlot: '5' }), managed);
});

test('a version joins the same answer', () => {
  const joined = vectors.withVersion(line, '2.4', { id: 7, jobManager: { pools: { jvmHeap: '1' }, jvm: '-Xmx1' }, weights: { OPERATOR: '70' } });
  assert.deepEqual(joined.expect?.map(({ versions }) => versions), [['1.11'], ['1.20', '2.3', '2.4']]);
});

test('a version with another answer gets one of its own, with the parts that the line keeps', () => {
  const added = vectors.withVersion(line, '2.4', { id: 7, jobManager: heap, weights: {} });
  assert.deepEqual(added.expect?.at(-1), { versions: ['2.4'], jobManager: { pools: { jvmHeap: '1' }, jvm: '-Xmx1' }, weights: {} });
  assert.equal(added.expect.length, 3);
});

test('a version asked anew leaves the answer that it had', () => {
  const moved = vectors.withVersion(line, '2.3', { id: 7, jobManager: { failure: 'overflow' }, weights: {} });
  assert.deepEqual(moved.expect?.map(({ versions }) => versions), [['1.11'], ['1.20'], ['2.3']]);
});
