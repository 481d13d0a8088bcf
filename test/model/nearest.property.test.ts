import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { acceptedRange, derive, deriveWith, hasLeeway, KIB, MAX_BYTES, MIB, nearestAccepted, parseMemorySize, ProcessSettings, type AcceptedRange, type DerivationContext, type ProcessKind } from '../../server/src/model/index.js';
import { configurations, contexts, sizeKeys } from './arbitraries.js';
import { configure } from './vectors.js';

const STEPS = [MIB, KIB, 1n];

/** The multiple of the first of the steps within a range that lies nearest to a size outside it. */
function nearestWithin({ min = 0n, max = MAX_BYTES }: AcceptedRange, from: bigint): bigint | undefined {
  if (from >= min && from <= max) return from;
  for (const step of STEPS) {
    const size = from < min ? ((min + step - 1n) / step) * step : (max / step) * step;
    if (size >= min && size <= max) return size;
  }
  return undefined;
}

function bytesOf(text: string | undefined): bigint | undefined {
  const size = text === undefined ? undefined : parseMemorySize(text);
  return size !== undefined && 'bytes' in size ? size.bytes : undefined;
}

function areWhole(values: Readonly<Record<string, string>>): boolean {
  const [managed, network] = ['managed', 'network'].map((pool) => Number(values[`taskmanager.memory.${pool}.fraction`] ?? 0));
  return Math.abs((managed ?? 0) + (network ?? 0) - 1) < 1e-6;
}

test('the nearest accepted size is the one at the end of the accepted range', () => {
  let found = 0;
  let none = 0;
  fc.assert(fc.property(configurations, contexts, fc.constantFrom(...sizeKeys), (values, context, key) => {
    const from = bytesOf(values[key]);
    fc.pre(from !== undefined);
    // They accept no heap but 0 beside off-heap and total Flink memory, which nothing points to.
    fc.pre(!/^1\.11\.[01]$/.test(context.version) || !key.startsWith('job'));
    // Where shares make up the whole, rounding decides, and sizes are accepted between ones that are not.
    fc.pre(!areWhole(values));
    const process: ProcessKind = key.startsWith('task') ? 'taskManager' : 'jobManager';
    const configuration = configure(values);
    const range = acceptedRange(process, configuration, context, key);
    const nearest = nearestAccepted(ProcessSettings.of(process, configuration, context), key, from, STEPS)?.bytes;
    assert.equal(nearest, range === undefined ? undefined : nearestWithin(range, from), `${key} ${JSON.stringify(values)}`);
    if (nearest === undefined) none++;
    else if (nearest !== from) found++;
  }), { numRuns: 20_000 });
  assert.ok(found > 300 && none > 300, `${String(found)} found, ${String(none)} none`);
});

test('a size that is said to have leeway may change by as much', () => {
  let has = 0;
  let none = 0;
  fc.assert(fc.property(configurations, contexts, fc.constantFrom(...sizeKeys), (values, context, key) => {
    const from = bytesOf(values[key]);
    fc.pre(from !== undefined && from >= MIB);
    const process: ProcessKind = key.startsWith('task') ? 'taskManager' : 'jobManager';
    const settings = ProcessSettings.of(process, configure(values), context);
    const derivation = deriveWith(settings);
    fc.pre(derivation.status === 'derived');
    for (const change of [MIB, 1000n, -1000n, -MIB]) {
      if (hasLeeway(settings, key, derivation, change)) {
        has++;
        assert.equal(deriveWith(settings.withSize(key, from + change)).status, 'derived', `${key} ${String(change)} ${JSON.stringify(values)} ${JSON.stringify(context)}`);
      } else {
        none++;
      }
    }
  }), { numRuns: 20_000 });
  assert.ok(has > 300 && none > 300, `${String(has)} with, ${String(none)} without`);
});

test('sizes without any total, where network memory is a share of a sum that it is part of: the smallest change is less than what is missing', () => {
  const context: DerivationContext = { version: '1.20', container: false };
  const values = {
    'taskmanager.memory.task.heap.size': '2000m', 'taskmanager.memory.managed.size': '500m', 'taskmanager.memory.network.fraction': '0.5',
    'taskmanager.memory.network.max': '100g', 'taskmanager.memory.process.size': '5000m',
  };
  const refused = derive('taskManager', configure(values), context);
  assert.ok(refused.status === 'failed' && refused.refusal.code === 'flink-exceeds-process');
  const { required = 0n, available = 0n } = refused.refusal;
  const from = 2000n * MIB;
  const nearest = nearestAccepted(ProcessSettings.of('taskManager', configure(values), context), 'taskmanager.memory.task.heap.size', from, [MIB])?.bytes ?? 0n;
  assert.ok(nearest > 0n && from - nearest < required - available, String(nearest));
});
