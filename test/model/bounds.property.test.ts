import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { acceptedFractions, acceptedRange, derive, MAX_BYTES, type DerivationContext, type ProcessKind } from '../../server/src/model/index.js';
import { configurations, contexts, fractionKeys, sizeKeys } from './arbitraries.js';
import { configure } from './vectors.js';

const processOf = (key: string): ProcessKind => (key.startsWith('task') ? 'taskManager' : 'jobManager');

function isAccepted(values: Readonly<Record<string, string>>, context: DerivationContext, key: string, value: string): boolean {
  return derive(processOf(key), configure({ ...values, [key]: value }), context).status === 'derived';
}

test('inside the range Flink accepts, just outside it refuses', () => {
  let found = 0;
  fc.assert(fc.property(configurations, contexts, fc.constantFrom(...sizeKeys), fc.bigInt({ min: 0n, max: 1000n }), (values, context, key, permille) => {
    const range = acceptedRange(processOf(key), configure(values), context, key);
    fc.pre(range !== undefined);
    found++;
    // Without a maximum only 64 bits limit the size.
    const { min = 0n, max = MAX_BYTES / 4n } = range;
    for (const bytes of [min, max, min + ((max - min) * permille) / 1000n]) {
      assert.ok(isAccepted(values, context, key, `${String(bytes)}b`), `${key} ${String(bytes)} should be accepted`);
    }
    if (range.min !== undefined) assert.ok(!isAccepted(values, context, key, `${String(range.min - 1n)}b`), `${key} below min`);
    if (range.max !== undefined) assert.ok(!isAccepted(values, context, key, `${String(range.max + 1n)}b`), `${key} above max`);
  }), { numRuns: 3000 });
  assert.ok(found > 500, String(found));
});

test('where there is no range, no size is accepted', () => {
  fc.assert(fc.property(configurations, contexts, fc.constantFrom(...sizeKeys), fc.nat({ max: 8000 }), (values, context, key, mebibytes) => {
    if (acceptedRange(processOf(key), configure(values), context, key) !== undefined) return;
    const current = values[key];
    for (const value of [`${String(mebibytes)}m`, ...(current === undefined ? [] : [current])]) {
      // A key that this version does not read, or not as a size, has no range although anything may stand there.
      const isRead = !isAccepted(values, context, key, 'unreadable');
      assert.ok(!isRead || !isAccepted(values, context, key, value), `${key}: ${value}`);
    }
  }), { numRuns: 3000 });
});

test('fractions: inside accepted, a step outside refused', () => {
  fc.assert(fc.property(configurations, contexts, fc.constantFrom(...fractionKeys), (values, context, key) => {
    const range = acceptedFractions(processOf(key), configure(values), context, key);
    fc.pre(range !== undefined);
    assert.ok(isAccepted(values, context, key, range.min), `${key} ${range.min}`);
    assert.ok(isAccepted(values, context, key, range.max), `${key} ${range.max}`);
    const step = (text: string, by: number): string => String(Math.round(Number(text) * 10000 + by) / 10000);
    if (Number(range.min) > 0) assert.ok(!isAccepted(values, context, key, step(range.min, -1)), `${key} below ${range.min}`);
    if (Number(range.max) < 0.9999) assert.ok(!isAccepted(values, context, key, step(range.max, 1)), `${key} above ${range.max}`);
  }), { numRuns: 2000 });
});

const context: DerivationContext = { version: '1.20', container: false };

test('the totals of a default TaskManager, by hand', () => {
  // Metaspace 256, overhead at least 192, frameworks 2 × 128, network at least 64 MiB, managed 0.4 of Flink: 320 / 0.6 MiB of Flink at least.
  const range = acceptedRange('taskManager', configure({}), context, 'taskmanager.memory.process.size');
  assert.ok(range?.min !== undefined && range.max === undefined);
  const mebibytes = Number(range.min) / 1048576;
  assert.ok(mebibytes > 981.3 && mebibytes < 981.4, String(mebibytes));
  assert.deepEqual(acceptedRange('jobManager', configure({}), context, 'jobmanager.memory.flink.size'), { min: 134217729n });
});

test('overhead between two totals leaves a window', () => {
  const values = { 'taskmanager.memory.process.size': '1728m', 'taskmanager.memory.flink.size': '1280m' };
  // 1280 + 256 + 192 … 1024 MiB
  assert.deepEqual(acceptedRange('taskManager', configure(values), context, 'taskmanager.memory.process.size'), {
    min: 1728n * 1048576n, max: 2560n * 1048576n,
  });
});

test('a template, a key of another process and a key that is no size have no range', () => {
  const key = 'taskmanager.memory.process.size';
  const max = 'taskmanager.memory.network.max';
  assert.equal(acceptedRange('taskManager', configure({ [max]: '{{ x }}' }, [max]), context, key), undefined);
  assert.equal(acceptedRange('taskManager', configure({ [key]: '1728m' }), context, 'taskmanager.numberOfTaskSlots'), undefined);
  assert.equal(acceptedRange('taskManager', configure({ [key]: '1728m' }), context, 'taskmanager.memory.segment-size'), undefined);
});
