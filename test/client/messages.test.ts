import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseToHost } from '../../client/src/panel/messages.js';
import type { ToHost } from '../../server/src/shared/panel.js';

const GOOD: readonly ToHost[] = [
  { type: 'ready' },
  { type: 'select', cluster: 'FlinkDeployment/shop/orders/0', process: 'taskManager', pool: 'managed' },
  { type: 'select', cluster: 'x', process: 'taskManager', pool: 'offHeap' },
  { type: 'revealKey', cluster: 'x', key: 'taskmanager.memory.process.size' },
  { type: 'chooseCluster', cluster: 'x' },
  { type: 'applyWay', cluster: 'x', process: 'jobManager', way: 0 },
  { type: 'copy', what: 'jvmArguments', cluster: 'x', process: 'jobManager' },
  { type: 'failed', message: 'TypeError' },
];

test('every message of the page is read as it is', () => {
  for (const message of GOOD) assert.deepEqual(parseToHost(JSON.parse(JSON.stringify(message))), message);
});

test('what else is sent along is dropped', () => {
  assert.deepEqual(parseToHost({ type: 'chooseCluster', cluster: 'x', command: 'workbench.action.quit' }), { type: 'chooseCluster', cluster: 'x' });
});

test('anything else is no message', () => {
  const bad: readonly unknown[] = [
    undefined, null, 0, '', 'ready', [], [{ type: 'ready' }], {}, { type: 'quit' }, { type: 1 },
    { type: 'select', cluster: 'x', process: 'taskManager', pool: 'heap' },
    { type: 'select', cluster: 'x', process: 'client', pool: 'managed' },
    { type: 'select', process: 'taskManager', pool: 'managed' },
    { type: 'select', cluster: 7, process: 'taskManager', pool: 'managed' },
    { type: 'revealKey', cluster: 'x' },
    { type: 'chooseCluster' },
    { type: 'applyWay', cluster: 'x', process: 'taskManager', way: -1 },
    { type: 'applyWay', cluster: 'x', process: 'taskManager', way: 0.5 },
    { type: 'applyWay', cluster: 'x', process: 'taskManager', way: '0' },
    { type: 'applyWay', cluster: 'x', process: 'taskManager', way: Number.NaN },
    { type: 'copy', cluster: 'x', process: 'taskManager', what: 'everything' },
    { type: '__proto__' },
  ];
  for (const message of bad) assert.equal(parseToHost(message), undefined, JSON.stringify(message));
});
