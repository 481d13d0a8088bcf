import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryModel, propose } from '../../server/src/features/index.js';
import { textModel } from '../../server/src/features/textModel.js';
import type { Changes, ClusterModel, InputModel, MemoryModelParams, ProposeParams, ProposeResult } from '../../server/src/shared/protocol.js';
import { open, type OpenOptions } from '../support/features.js';

const MIB = 1024 * 1024;
const CONF: OpenOptions = { uri: 'file:///conf/flink-conf.yaml' };

const ORDERS = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "3"
    taskmanager.memory.managed.fraction: "0.25"
  taskManager:
    resource:
      memory: "2600Mi"
  jobManager:
    resource:
      memory: "2048m"
`;

function clusterOf(source: string, options: OpenOptions, params: Partial<MemoryModelParams>): ClusterModel {
  const { document, context } = open(source, options);
  const [cluster] = memoryModel(document, { textDocument: { uri: document.uri }, ...params }, context)?.clusters ?? [];
  assert.ok(cluster !== undefined);
  return cluster;
}

function changed(source: string, changes: Changes, options: OpenOptions = {}): ClusterModel {
  const id = clusterOf(source, options, {}).id;
  return clusterOf(source, options, { whatIf: { cluster: id, version: 1, changes } });
}

function inputOf(inputs: readonly InputModel[] | undefined, key: string): InputModel {
  const found = inputs?.find((input) => input.key === key);
  assert.ok(found !== undefined, key);
  return found;
}

function proposed(source: string, wanted: ProposeParams['wanted'], options: OpenOptions = {}): ProposeResult {
  const { document, context } = open(source, options);
  const [cluster] = document.clusters(context.settings);
  assert.ok(cluster !== undefined);
  return propose(document, { textDocument: { uri: document.uri }, cluster: cluster.id, version: 1, wanted }, context);
}

/** The changes of a proposal, with what Flink makes of them. */
function accepted(source: string, wanted: ProposeParams['wanted'], options: OpenOptions = {}): { readonly changes: Changes; readonly after: ClusterModel } {
  const proposal = proposed(source, wanted, options);
  assert.ok('changes' in proposal, 'refused' in proposal ? proposal.refused : '');
  assert.deepEqual(proposal.reasons.map(({ key }) => key), Object.keys(proposal.changes));
  assert.ok(proposal.reasons.every(({ text }) => text !== ''));
  return { changes: proposal.changes, after: changed(source, proposal.changes, options) };
}

describe('what a process can be changed by', () => {
  it('names every input with its bounds, and Flink holds to them', () => {
    const { inputs } = clusterOf(ORDERS, {}, { inputs: 'taskManager' });
    assert.equal(inputs?.length, 17);
    const metaspace = inputOf(inputs, 'taskmanager.memory.jvm-metaspace.size');
    assert.deepEqual([metaspace.kind, metaspace.pool, metaspace.default, metaspace.amount], ['size', 'jvmMetaspace', '256 mb', String(256 * MIB)]);
    const most = BigInt(metaspace.accepts?.max ?? '');
    assert.equal(changed(ORDERS, { [metaspace.key]: `${most}b` }).taskManager.status, 'derived');
    assert.equal(changed(ORDERS, { [metaspace.key]: `${most + 1n}b` }).taskManager.status, 'failed');
    const slider = metaspace.slider;
    assert.ok(slider !== undefined);
    assert.equal(changed(ORDERS, { [metaspace.key]: `${slider.max}b` }).taskManager.status, 'derived');
    assert.equal(BigInt(slider.max) % BigInt(MIB), 0n);
  });

  it('shows a field as its author wrote it, and a part that is not set as large as it is', () => {
    const { inputs } = clusterOf(ORDERS, {}, { inputs: 'taskManager' });
    const total = inputOf(inputs, 'taskmanager.memory.process.size');
    assert.deepEqual([total.value, total.amount], ['2600Mi', String(2600 * MIB)]);
    const heap = inputOf(inputs, 'taskmanager.memory.task.heap.size');
    const { taskManager } = clusterOf(ORDERS, {}, {});
    assert.deepEqual([heap.value, heap.amount], [undefined, taskManager.pools?.taskHeap]);
    assert.deepEqual(inputOf(inputs, 'taskmanager.numberOfTaskSlots').accepts, { min: '1' });
    assert.deepEqual(inputOf(inputs, 'state.backend.type').choices, ['rocksdb', 'hashmap']);
  });

  it('knows fractions as decimals', () => {
    const fraction = inputOf(clusterOf(ORDERS, {}, { inputs: 'taskManager' }).inputs, 'taskmanager.memory.managed.fraction');
    assert.deepEqual([fraction.kind, fraction.value, fraction.amount, fraction.accepts?.min], ['fraction', '0.25', '0.25', '0']);
    const most = fraction.accepts?.max ?? '';
    assert.equal(changed(ORDERS, { [fraction.key]: most }).taskManager.status, 'derived');
    assert.equal(changed(ORDERS, { [fraction.key]: String(Number(most) + 0.0001) }).taskManager.status, 'failed');
  });

  it('has no numbers for a template', () => {
    const { inputs } = clusterOf('taskmanager.memory.process.size: ${SIZE}\n', CONF, { inputs: 'taskManager' });
    const total = inputOf(inputs, 'taskmanager.memory.process.size');
    assert.deepEqual([total.templated, total.amount, total.accepts, total.slider], [true, undefined, undefined, undefined]);
    assert.equal(inputOf(inputs, 'taskmanager.memory.network.min').accepts, undefined);
  });

  it('knows the JobManager, and nothing of one before 1.11', () => {
    assert.deepEqual(clusterOf(ORDERS, {}, { inputs: 'jobManager' }).inputs?.map(({ key }) => key.replace('jobmanager.memory.', '')), [
      'process.size', 'flink.size', 'heap.size', 'off-heap.size', 'jvm-metaspace.size', 'jvm-overhead.fraction', 'jvm-overhead.min', 'jvm-overhead.max',
    ]);
    assert.deepEqual(clusterOf('# flink-memory: version 1.10\njobmanager.memory.process.size: 1g\n', CONF, { inputs: 'jobManager' }).inputs, []);
  });
});

describe('a what-if', () => {
  it('is read from the text as it would be: with ways out that build on it', () => {
    const { taskManager, notWritable } = changed(ORDERS, { 'taskmanager.memory.process.size': '300m' });
    assert.equal(notWritable, undefined);
    assert.equal(taskManager.failure?.code, 'jvm-exceeds-process');
    const [way] = taskManager.failure.ways ?? [];
    assert.ok(way !== undefined);
    assert.equal(changed(ORDERS, { 'taskmanager.memory.process.size': '300m', ...way.changes }).taskManager.status, 'derived');
  });

  it('derives what cannot be written, and says that it cannot', () => {
    const source = ORDERS.replace('"2600Mi"', '"{{ .Values.memory }}"');
    const { taskManager, notWritable } = changed(source, { 'taskmanager.memory.process.size': '3g' });
    assert.deepEqual([taskManager.status, notWritable?.code], ['derived', 'templated']);
  });

  it('compares with another version of Flink', () => {
    const { flinkVersion, taskManager } = clusterOf(ORDERS, {}, { flinkVersion: '1.10' });
    assert.deepEqual([flinkVersion.value, taskManager.pools?.jvmMetaspace], ['1.10', String(256 * MIB)]);
    assert.equal(clusterOf(ORDERS, {}, { flinkVersion: '9.9' }).flinkVersion.value, '1.20');
  });
});

describe('ways of working', () => {
  it('state on the heap: no managed memory, all of it to the task heap', () => {
    const { changes, after } = accepted(ORDERS, { preset: 'heap' });
    assert.deepEqual(changes, { 'state.backend.type': 'hashmap', 'taskmanager.memory.managed.fraction': '0' });
    assert.equal(after.taskManager.pools?.managed, '0');
  });

  it('RocksDB: back to the default share', () => {
    const { changes } = accepted(ORDERS, { preset: 'rocksdb' });
    assert.deepEqual(changes, { 'state.backend.type': 'rocksdb', 'taskmanager.memory.managed.fraction': null });
  });

  it('a large shuffle: a larger share, and no cap that undoes it', () => {
    const { changes, after } = accepted('taskmanager.memory.process.size: 8g\ntaskmanager.memory.network.max: 200m\n', { preset: 'shuffle' }, CONF);
    assert.deepEqual(changes, { 'taskmanager.memory.network.fraction': '0.2', 'taskmanager.memory.network.max': null });
    assert.ok(Number(after.taskManager.pools?.network) > 1024 * MIB);
  });

  it('Python: nothing to change where the default share holds', () => {
    assert.deepEqual(accepted('taskmanager.memory.process.size: 2g\n', { preset: 'python' }, CONF).changes, {});
    assert.deepEqual(
      accepted('taskmanager.memory.process.size: 2g\ntaskmanager.memory.managed.consumer-weights: OPERATOR:70,STATE_BACKEND:70\n', { preset: 'python' }, CONF).changes,
      { 'taskmanager.memory.managed.consumer-weights': null },
    );
  });

  it('many slots: each keeps what it has, and not a step more memory than that takes', () => {
    const before = clusterOf(ORDERS, {}, {}).taskManager.perSlot;
    const { changes, after } = accepted(ORDERS, { preset: 'slots' });
    assert.equal(changes['taskmanager.numberOfTaskSlots'], '6');
    assert.ok(BigInt(after.taskManager.perSlot?.taskHeap ?? '') >= BigInt(before?.taskHeap ?? ''));
    assert.ok(BigInt(after.taskManager.perSlot?.managed ?? '') >= BigInt(before?.managed ?? ''));
    const size = Number(/^(\d+)m$/.exec(changes['taskmanager.memory.process.size'] ?? '')?.[1]);
    const less = changed(ORDERS, { ...changes, 'taskmanager.memory.process.size': `${size - 64}m` }).taskManager.perSlot;
    assert.ok(BigInt(less?.taskHeap ?? '') < BigInt(before?.taskHeap ?? '') || BigInt(less?.managed ?? '') < BigInt(before?.managed ?? ''));
  });

  it('says why there is none', () => {
    const unknown = proposed('taskmanager.memory.process.size: ${SIZE}\n', { preset: 'slots' }, CONF);
    assert.deepEqual(unknown, { refused: 'The present sizes are not known, so that no slot can be given as much again.' });
    assert.deepEqual(proposed('taskmanager.memory.process.size: ${SIZE}\n', { preset: 'heap' }, CONF), { refused: 'A template decides about these sizes: nothing can be proposed.' });
    assert.match('refused' in unknown ? unknown.refused : '', /\.$/);
  });
});

describe('sizes for what is known', () => {
  const wishes = { slots: 4, stateBackend: 'rocksdb', memory: String(4096 * MIB), reserve: 33 } as const;

  it('gives a configuration to start with', () => {
    const { changes, after } = accepted(ORDERS, { wishes });
    assert.deepEqual(changes, {
      'taskmanager.numberOfTaskSlots': '4', 'taskmanager.memory.process.size': '4096m', 'state.backend.type': 'rocksdb',
      'taskmanager.memory.managed.fraction': null, 'taskmanager.memory.network.max': '200m',
    });
    assert.equal(after.taskManager.pools?.network, String(200 * MIB));
    assert.equal(after.taskManager.slots, 4);
    // A Kubernetes field keeps its author's unit.
    assert.equal(after.configuration['taskmanager.memory.process.size']?.source, 'resource');
  });

  it('clears away what was chosen by hand', () => {
    const source = 'taskmanager.memory.flink.size: 1g\ntaskmanager.memory.task.heap.size: 300m\ntaskmanager.memory.managed.size: 100m\n';
    const { changes } = accepted(source, { wishes: { ...wishes, stateBackend: 'hashmap' } }, CONF);
    assert.deepEqual(Object.entries(changes).filter(([, value]) => value === null).map(([key]) => key), [
      'taskmanager.memory.flink.size', 'taskmanager.memory.task.heap.size', 'taskmanager.memory.managed.size',
    ]);
    assert.equal(changes['taskmanager.memory.managed.fraction'], '0');
  });

  it('says how much would do where it is too little, and that does', () => {
    const tooLittle = proposed(ORDERS, { wishes: { ...wishes, slots: 20, memory: String(1024 * MIB) } });
    assert.ok('refused' in tooLittle && tooLittle.memory !== undefined);
    assert.match(tooLittle.refused, /^1024 MiB are too little for 20 slots: with \d+ MiB each has 64 MiB of task heap to use\.$/);
    const { after } = accepted(ORDERS, { wishes: { ...wishes, slots: 20, memory: tooLittle.memory } });
    assert.ok((Number(after.taskManager.perSlot?.taskHeap) * 67) / 100 >= 64 * MIB);
  });
});

describe('the model of a text that is no document', () => {
  it('reads another version of a file as that file', () => {
    const { context } = open(ORDERS);
    const model = textModel({ textDocument: { uri: 'file:///conf/flink-conf.yaml' }, text: 'taskmanager.memory.process.size: 2g\n' }, context);
    assert.deepEqual([model?.clusters[0]?.kind, model?.clusters[0]?.taskManager.pools?.totalProcess], ['flink-conf', String(2048 * MIB)]);
  });

  it('reads what is pasted by its content', () => {
    const { context } = open(ORDERS);
    const kind = (text: string): string | undefined => textModel({ textDocument: { uri: 'file:///work/orders.yaml' }, text, pasted: true }, context)?.clusters[0]?.kind;
    assert.equal(kind(ORDERS), 'FlinkDeployment');
    assert.equal(kind('taskmanager:\n  memory:\n    process:\n      size: 2g\n'), 'config.yaml');
    assert.equal(kind('taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 1g\n'), 'config.yaml');
    assert.equal(kind('Dear all,\nnothing of Flink here.\n'), undefined);
  });
});
