import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryModel } from '../../server/src/features/index.js';
import type { ClusterModel, MemoryModelParams, PartModel } from '../../server/src/shared/protocol.js';
import { open, type OpenOptions } from '../support/features.js';

const MIB = 1024 * 1024;
const CONF: OpenOptions = { uri: 'file:///conf/flink-conf.yaml' };

function modelOf(source: string, options: OpenOptions = {}, params: Partial<MemoryModelParams> = {}) {
  const { document, context } = open(source, options);
  return memoryModel(document, { textDocument: { uri: document.uri }, ...params }, context);
}

function clusterOf(source: string, options: OpenOptions = {}, params: Partial<MemoryModelParams> = {}): ClusterModel {
  const [cluster] = modelOf(source, options, params)?.clusters ?? [];
  assert.ok(cluster !== undefined);
  return cluster;
}

function findPart(parts: readonly PartModel[] | undefined, pool: string): PartModel | undefined {
  for (const part of parts ?? []) {
    const found = part.pool === pool ? part : findPart(part.parts, pool);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** 2600m by resource.memory, three slots, managed.fraction 0.25, RocksDB: the numbers are Flink 1.20's. */
const ORDERS = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
  namespace: shop
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "3"
    taskmanager.memory.managed.fraction: "0.25"
    taskmanager.memory.process.size: 4g
    state.backend.type: rocksdb
  taskManager:
    replicas: 2
    resource:
      memory: "2600m"
  jobManager:
    resource:
      memory: "2048m"
`;

test('a deployment: identity, version, what Flink sees and what lost', () => {
  const cluster = clusterOf(ORDERS);
  assert.equal(cluster.id, 'FlinkDeployment/shop/orders/0');
  assert.equal(cluster.name, 'orders');
  assert.equal(cluster.flinkVersion.value, '1.20');
  assert.equal(cluster.flinkVersion.source, 'spec');
  assert.equal(cluster.flinkVersion.location?.range.start.line, 6);
  const size = cluster.configuration['taskmanager.memory.process.size'];
  assert.equal(size?.source, 'resource');
  assert.equal(size.location?.range.start.line, 15);
  assert.deepEqual(size.overridden?.map(({ value, location }) => [value, location?.range.start.line]), [['4g', 10]]);
});

test('parts: sizes, shares, origins, lines and the sums behind them', () => {
  const { taskManager, jobManager } = clusterOf(ORDERS);
  assert.equal(taskManager.status, 'derived');
  assert.equal(taskManager.replicas, 2);
  const [root, ...others] = taskManager.parts ?? [];
  assert.equal(others.length, 0);
  assert.equal(root?.pool, 'totalProcess');
  assert.equal(root.bytes, String(2600 * MIB));
  assert.equal(root.origin, 'resource.memory');
  const managed = findPart(taskManager.parts, 'managed');
  // 0.1 is 0.10000000149… as a float: 272629764 bytes of overhead leave Flink 2185232380, a quarter of which is 546308095.
  assert.equal(managed?.bytes, '546308095');
  assert.ok(Math.abs(managed.share - 521 / 2600) < 1e-9);
  assert.equal(managed.origin, '0.25 of Flink');
  assert.equal(managed.location?.range.start.line, 9);
  assert.equal(managed.steps.at(-1)?.text, '0.25 × total Flink memory 2084 MiB = 521 MiB');
  assert.equal(managed.steps.at(-1)?.result, managed.bytes);
  assert.equal(findPart(taskManager.parts, 'frameworkHeap')?.origin, 'default');
  assert.equal(findPart(taskManager.parts, 'frameworkHeap')?.location, undefined);
  assert.equal(findPart(taskManager.parts, 'taskHeap')?.origin, 'the rest');
  assert.equal(findPart(taskManager.parts, 'jvmOverhead')?.origin, '0.1 of process');
  assert.equal(jobManager.pools?.jvmDirect, String(128 * MIB));
});

test('slots and shares of managed memory, the likeliest consumers first', () => {
  const { taskManager } = clusterOf(ORDERS);
  assert.equal(taskManager.slots, 3);
  assert.equal(taskManager.perSlot?.managed, String(Math.floor((521 * MIB) / 3)));
  const [alone, withOperators] = taskManager.managedShares ?? [];
  assert.deepEqual(alone?.used, ['STATE_BACKEND']);
  assert.equal(alone.shares[0]?.bytesPerSlot, taskManager.perSlot.managed);
  assert.ok(alone.shares[0].rocksdb !== undefined);
  assert.deepEqual(withOperators?.used, ['OPERATOR', 'STATE_BACKEND']);
  assert.deepEqual(withOperators.shares.map(({ fraction }) => fraction), [0.5, 0.5]);
});

test('the hashmap backend takes no managed memory', () => {
  const { taskManager } = clusterOf(ORDERS.replace('rocksdb', 'hashmap'));
  assert.ok(taskManager.managedShares?.every(({ used }) => !used.includes('STATE_BACKEND')));
});

test('a budget of its own is not taken from managed memory', () => {
  const { taskManager } = clusterOf(ORDERS.replace('state.backend.type: rocksdb', 'state.backend.type: rocksdb\n    state.backend.rocksdb.memory.fixed-per-slot: 64m'));
  assert.ok(taskManager.managedShares?.every(({ shares }) => shares.every(({ rocksdb }) => rocksdb === undefined)));
});

test('a container asks for the process, and for more with a limit factor', () => {
  assert.deepEqual(clusterOf(ORDERS).container?.taskManager, { requestBytes: String(2600 * MIB), limitBytes: String(2600 * MIB), limitFactor: 1, requestCpu: 3, limitCpu: 3 });
  const factor = clusterOf(ORDERS.replace('    taskmanager.numberOf', '    kubernetes.taskmanager.memory.limit-factor: "1.5"\n    taskmanager.numberOf'));
  assert.deepEqual(factor.container?.taskManager, { requestBytes: String(2600 * MIB), limitBytes: String(3900 * MIB), limitFactor: 1.5, requestCpu: 3, limitCpu: 3 });
  assert.equal(clusterOf('taskmanager.memory.process.size: 2g\n', CONF).container, undefined);
});

test('a refused process: why, between which bounds each key would do, and ways out that can be written', () => {
  const { taskManager } = clusterOf('taskmanager.memory.process.size: 400m\njobmanager.memory.process.size: 1600m\n', CONF);
  assert.equal(taskManager.status, 'failed');
  assert.equal(taskManager.failure?.code, 'jvm-exceeds-process');
  assert.match(taskManager.failure.message ?? '', /will not start/);
  // Metaspace 256 MiB and the least overhead, 192 MiB, exceed it.
  assert.equal(taskManager.failure.required, String(448 * MIB));
  assert.equal(taskManager.failure.available, String(400 * MIB));
  const size = taskManager.failure.inputs.find(({ key }) => key === 'taskmanager.memory.process.size');
  assert.equal(size?.value, '400m');
  assert.equal(size.location?.range.start.line, 0);
  const least = Number(size.accepts?.min);
  assert.ok(least > 448 * MIB);
  const derives = (bytes: number): string =>
    clusterOf(`taskmanager.memory.process.size: ${String(bytes)}b\njobmanager.memory.process.size: 1600m\n`, CONF).taskManager.status;
  assert.equal(derives(least), 'derived');
  assert.equal(derives(least - 1), 'failed');
  const [way] = taskManager.failure.ways ?? [];
  assert.ok(way !== undefined);
  assert.match(way.title, /taskmanager\.memory\.process\.size/);
  assert.match(String(way.changes['taskmanager.memory.process.size']), /^\d+m$/);
  assert.ok((taskManager.parts ?? []).length > 0);
});

test('a rule that is turned off does not silence the model', () => {
  const { taskManager } = clusterOf('taskmanager.memory.process.size: 400m\n', { ...CONF, settings: { rules: { 'jvm-exceeds-process': 'off' } } });
  assert.match(taskManager.failure?.message ?? '', /will not start/);
});

test('a template: what it touches is unknown', () => {
  const { taskManager, jobManager } = clusterOf('taskmanager.memory.process.size: ${SIZE}\njobmanager.memory.process.size: 1600m\n', CONF);
  assert.equal(taskManager.status, 'unknown');
  assert.deepEqual(taskManager.unknownKeys, ['taskmanager.memory.process.size']);
  assert.equal(taskManager.pools?.totalProcess, undefined);
  assert.equal(jobManager.status, 'derived');
});

test('versions without a model say so', () => {
  assert.equal(clusterOf('taskmanager.memory.process.size: 2g\n', { ...CONF, settings: { flinkVersion: '1.10' } }).jobManager.status, 'notModelled');
  const later = clusterOf(ORDERS.replace('v1_20', 'v2_9'));
  assert.equal(later.taskManager.status, 'notModelled');
  assert.equal(later.flinkVersion.value, '2.9');
});

test('a file that Flink cannot load: why, and no numbers', () => {
  const cluster = clusterOf('taskmanager.memory.process.size: 1g\ntaskmanager.memory.process.size: 2g\n', { uri: 'file:///conf/config.yaml' });
  assert.equal(cluster.loading?.code, 'duplicate-key');
  assert.equal(cluster.loading.key, 'taskmanager.memory.process.size');
  assert.equal(cluster.taskManager.pools, undefined);
});

test('only what is asked for is given in full', () => {
  const two = `${ORDERS}---\n${ORDERS.replace('name: orders', 'name: clicks')}`;
  assert.deepEqual(modelOf(two)?.clusters.map(({ name }) => name), ['orders', 'clicks']);
  const at = modelOf(two, {}, { at: { line: 30, character: 0 } });
  assert.deepEqual(at?.summary.map(({ name }) => name), ['orders', 'clicks']);
  assert.deepEqual(at.clusters.map(({ name }) => name), ['clicks']);
  assert.deepEqual(modelOf(two, {}, { clusters: ['FlinkDeployment/shop/orders/0'] })?.clusters.map(({ name }) => name), ['orders']);
});

test('what-if: changed keys count, null removes', () => {
  const cluster = clusterOf(ORDERS, {}, {
    whatIf: { cluster: 'FlinkDeployment/shop/orders/0', version: 1, changes: { 'taskmanager.memory.process.size': '1728m', 'taskmanager.memory.managed.fraction': null } },
  });
  // Flink's own example again, with the default fraction: 0.4 (a float) of 1280 MiB.
  assert.equal(cluster.taskManager.pools?.totalFlink, String(1280 * MIB));
  assert.equal(cluster.taskManager.pools.managed, '536870920');
  assert.equal(cluster.configuration['taskmanager.memory.managed.fraction'], undefined);
});

test('other people’s YAML is nobody’s', () => {
  assert.equal(modelOf('apiVersion: v1\nkind: Service\n'), null);
  assert.equal(modelOf(`# flink-memory: off\n${ORDERS}`), null);
});
