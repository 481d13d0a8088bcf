import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derive, perSlot, type DerivationContext, type ProcessKind, type Refusal } from '../../server/src/model/index.js';
import { configure } from './vectors.js';

const MIB = 1048576n;
const context: DerivationContext = { version: '1.20', container: false };

function refusalOf(process: ProcessKind, values: Readonly<Record<string, string>>, at = context): Refusal {
  const derivation = derive(process, configure(values), at);
  assert.ok(derivation.status === 'failed', derivation.status);
  return derivation.refusal;
}

test('metaspace and overhead larger than the process: numbers and who takes part', () => {
  const refusal = refusalOf('taskManager', { 'taskmanager.memory.process.size': '300m' });
  assert.equal(refusal.code, 'jvm-exceeds-process');
  assert.equal(refusal.required, 448n * MIB);
  assert.equal(refusal.available, 300n * MIB);
  assert.deepEqual(refusal.inputs.map(({ key, value, bytes }) => [key, value, bytes]), [
    ['taskmanager.memory.process.size', '300m', 300n * MIB],
    ['taskmanager.memory.jvm-metaspace.size', undefined, 256n * MIB],
    ['taskmanager.memory.jvm-overhead.min', undefined, 192n * MIB],
  ]);
  assert.deepEqual(refusal.parts.map(({ pool, bytes }) => [pool, bytes]), [
    ['totalProcess', 300n * MIB], ['jvmMetaspace', 256n * MIB], ['jvmOverhead', 192n * MIB],
  ]);
});

test('pools larger than total Flink memory: the keys stand as the file spells them', () => {
  const refusal = refusalOf('taskManager', {
    'taskmanager.memory.process.size': '1728m', 'taskmanager.memory.size': '1000m', 'taskmanager.network.memory.min': '256m',
  });
  assert.equal(refusal.code, 'pools-exceed-flink');
  // 128 + 128 + 0 + 1000 + 256 MiB
  assert.equal(refusal.required, 1512n * MIB);
  assert.equal(refusal.available, 1280n * MIB);
  const keys = refusal.inputs.map(({ key }) => key);
  for (const key of ['taskmanager.memory.process.size', 'taskmanager.memory.size', 'taskmanager.network.memory.min']) assert.ok(keys.includes(key), key);
});

test('overhead out of range tells the derived size and its bounds', () => {
  const refusal = refusalOf('taskManager', { 'taskmanager.memory.process.size': '1600m', 'taskmanager.memory.flink.size': '1280m' });
  assert.equal(refusal.code, 'jvm-overhead-out-of-range');
  assert.equal(refusal.required, 64n * MIB);
  assert.deepEqual(refusal.bounds, { min: 192n * MIB, max: 1024n * MIB });
});

test('an unreadable value names the option and the key that stands in the file', () => {
  const refusal = refusalOf('taskManager', { 'taskmanager.memory.process.size': '1728m', 'taskmanager.memory.size': '1.5g' });
  assert.equal(refusal.code, 'value-invalid');
  assert.equal(refusal.key, 'taskmanager.memory.managed.size');
  assert.equal(refusal.reason, 'unit-unknown');
  assert.deepEqual(refusal.inputs, [{ key: 'taskmanager.memory.size', value: '1.5g' }]);
});

test('nothing set: every key that would do', () => {
  const refusal = refusalOf('taskManager', { 'taskmanager.memory.task.heap.size': '1g' });
  assert.equal(refusal.code, 'size-not-configured');
  assert.deepEqual(refusal.inputs, [
    { key: 'taskmanager.memory.task.heap.size', value: '1g' }, { key: 'taskmanager.memory.managed.size' },
    { key: 'taskmanager.memory.flink.size' }, { key: 'taskmanager.memory.process.size' },
  ]);
});

test('legacy keys: what they mean depends on where Flink runs and which version it is', () => {
  const values = { 'taskmanager.heap.size': '2g', 'jobmanager.heap.mb': '1024' };
  const total = (process: ProcessKind, at: DerivationContext, pool: 'totalFlink' | 'totalProcess' | 'jvmHeap'): bigint | undefined => {
    const derivation = derive(process, configure(values), at);
    return derivation.status === 'derived' ? derivation.pools.get(pool) : undefined;
  };
  assert.equal(total('taskManager', context, 'totalFlink'), 2048n * MIB);
  assert.equal(total('taskManager', { ...context, container: true }, 'totalProcess'), 2048n * MIB);
  assert.equal(total('jobManager', context, 'jvmHeap'), 1024n * MIB);
  assert.equal(total('jobManager', { ...context, container: true }, 'totalProcess'), 1024n * MIB);
  assert.equal(refusalOf('taskManager', values, { version: '2.0', container: false }).code, 'size-not-configured');
});

test('the hover\'s example by hand: process 2600m, managed 0.25, three slots', () => {
  const configuration = configure({
    'taskmanager.memory.process.size': '2600m', 'taskmanager.memory.managed.fraction': '0.25', 'taskmanager.numberOfTaskSlots': '3',
  });
  const derivation = derive('taskManager', configuration, context);
  assert.ok(derivation.status === 'derived');
  // Overhead 260, metaspace 256: total Flink 2084 MiB; a quarter of it is 521 MiB.
  assert.equal(derivation.pools.get('managed'), 546308095n);
  assert.equal(perSlot(derivation, configuration, context)?.managed, 182102698n);
  const managed = derivation.root.parts?.[0]?.parts?.[1]?.parts?.[0];
  assert.deepEqual(managed?.steps, [{
    op: 'multiply',
    operands: [{ key: 'taskmanager.memory.managed.fraction', value: '0.25' }, { pool: 'totalFlink', value: 2185232380n }],
    result: 546308095n,
  }]);
});
