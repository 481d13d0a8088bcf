import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyText } from '../../client/src/panel/copies.js';
import { clusterToShow, locationOfKey, locationOfPool, poolAtLine } from '../../client/src/panel/places.js';
import { viewOf } from '../../client/src/panel/view.js';
import type { ClusterModel, Location, MemoryModel, PartModel } from '../../server/src/shared/protocol.js';

const URI = 'file:///shop/orders.yaml';
const isOrders = (uri: string): boolean => uri === URI;

function at(line: number, uri = URI): Location {
  return { uri, range: { start: { line, character: 4 }, end: { line, character: 40 } } };
}

function part(pool: PartModel['pool'], bytes: string, more: Partial<PartModel> = {}): PartModel {
  return { pool, bytes, share: 0, from: 'set', steps: [], ...more };
}

/** Lines: 10 sets the process size, 12 managed memory, 14 the JobManager's process size; the heap is the rest. */
const ORDERS: ClusterModel = {
  id: 'orders', name: 'orders', kind: 'FlinkDeployment', range: { start: { line: 5, character: 0 }, end: { line: 20, character: 0 } },
  flinkVersion: { value: '1.20', source: 'spec' },
  configuration: { 'taskmanager.memory.managed.size': { value: '512m', source: 'document', location: at(12) } },
  taskManager: {
    status: 'derived',
    jvmArguments: ['-Xmx1g', '-Xms1g'],
    dynamicConfiguration: { 'taskmanager.memory.managed.size': '536870912b', 'taskmanager.cpu.cores': '2.0' },
    parts: [part('totalProcess', '2147483648', {
      location: at(10), key: 'taskmanager.memory.process.size',
      parts: [part('taskHeap', '1610612736', { from: 'rest' }), part('managed', '536870912', { location: at(12), key: 'taskmanager.memory.managed.size' })],
    })],
  },
  jobManager: {
    status: 'failed',
    failure: { code: 'jvm-exceeds-process', inputs: [{ key: 'jobmanager.memory.process.size', value: '100m', location: at(14) }] },
  },
};
const CLICKS = { id: 'clicks', name: 'clicks', kind: 'FlinkDeployment', range: { start: { line: 30, character: 0 }, end: { line: 40, character: 0 } } };
const MODEL: MemoryModel = { version: 3, summary: [ORDERS, CLICKS], clusters: [ORDERS] };

test('the cluster shown is the one at the cursor, else the one before it, else the first', () => {
  assert.equal(clusterToShow(MODEL, 12), 'orders');
  assert.equal(clusterToShow(MODEL, 35), 'clicks');
  assert.equal(clusterToShow(MODEL, 25), 'orders');
  assert.equal(clusterToShow(MODEL, 99), 'clicks');
  assert.equal(clusterToShow(MODEL, 0), 'orders');
  assert.equal(clusterToShow({ version: 1, summary: [], clusters: [] }, 0), undefined);
});

test('a line selects the pool that it sets, and no other line does', () => {
  assert.deepEqual(poolAtLine(ORDERS, 12, isOrders), { process: 'taskManager', pool: 'managed' });
  assert.deepEqual(poolAtLine(ORDERS, 10, isOrders), { process: 'taskManager', pool: 'totalProcess' });
  assert.equal(poolAtLine(ORDERS, 11, isOrders), undefined);
});

test('a line of another file selects nothing here', () => {
  assert.equal(poolAtLine(ORDERS, 12, () => false), undefined);
});

test('a pool leads to its line; the rest has none', () => {
  assert.deepEqual(locationOfPool(ORDERS, { process: 'taskManager', pool: 'managed' }), at(12));
  assert.equal(locationOfPool(ORDERS, { process: 'taskManager', pool: 'taskHeap' }), undefined);
  assert.equal(locationOfPool(ORDERS, { process: 'jobManager', pool: 'totalProcess' }), undefined);
});

test('a key leads to its line, also one of a refusal; an unknown one leads nowhere', () => {
  assert.deepEqual(locationOfKey(ORDERS, 'taskmanager.memory.managed.size'), at(12));
  assert.deepEqual(locationOfKey(ORDERS, 'taskmanager.memory.process.size'), at(10));
  assert.deepEqual(locationOfKey(ORDERS, 'jobmanager.memory.process.size'), at(14));
  assert.equal(locationOfKey(ORDERS, 'taskmanager.memory.task.heap.size'), undefined);
});

test('what was chosen on the page beats the line of the cursor', () => {
  const shown = { uri: URI, fileName: 'orders.yaml', model: MODEL, cluster: 'orders', line: 12 };
  assert.deepEqual(viewOf(shown, isOrders), {
    kind: 'model', uri: URI, fileName: 'orders.yaml', model: MODEL, cluster: 'orders', selected: { process: 'taskManager', pool: 'managed' },
  });
  const chosen = viewOf({ ...shown, chosen: { process: 'taskManager', pool: 'taskHeap' } }, isOrders);
  assert.deepEqual(chosen.kind === 'model' && chosen.selected, { process: 'taskManager', pool: 'taskHeap' });
});

test('copied arguments can be pasted into a shell, copied parts into a spreadsheet', () => {
  assert.equal(copyText('jvmArguments', 'taskManager', ORDERS), '-Xmx1g -Xms1g');
  assert.equal(copyText('dynamicConfiguration', 'taskManager', ORDERS), '-D taskmanager.memory.managed.size=536870912b -D taskmanager.cpu.cores=2.0');
  assert.equal(copyText('table', 'taskManager', ORDERS), [
    'Total process memory\t2048\t2147483648\ttaskmanager.memory.process.size',
    '  Task heap memory\t1536\t1610612736\t',
    '  Managed memory\t512\t536870912\ttaskmanager.memory.managed.size',
  ].join('\n'));
  assert.equal(copyText('table', 'jobManager', ORDERS), undefined);
});
