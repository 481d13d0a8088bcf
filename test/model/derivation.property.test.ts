import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { derive, type Operand, type Part, type ProcessKind, type Step } from '../../server/src/model/index.js';
import { configurations, contexts } from './arbitraries.js';
import { configure } from './vectors.js';

const processes = fc.constantFrom<ProcessKind>('taskManager', 'jobManager');

test('pools add up, level by level', () => {
  fc.assert(fc.property(configurations, contexts, processes, (values, context, process) => {
    const derivation = derive(process, configure(values), context);
    fc.pre(derivation.status === 'derived');
    const visit = (part: Part): void => {
      if (part.pool !== 'offHeap') assert.equal(part.bytes, derivation.pools.get(part.pool), part.pool);
      assert.ok(part.bytes >= 0n, part.pool);
      if (part.parts === undefined) return;
      assert.equal(part.parts.reduce((sum, { bytes }) => sum + bytes, 0n), part.bytes, part.pool);
      part.parts.forEach(visit);
    };
    visit(derivation.root);
  }), { numRuns: 2000 });
});

test('every step follows from its operands, and the last one gives the part', () => {
  fc.assert(fc.property(configurations, contexts, processes, (values, context, process) => {
    const configuration = configure(values);
    const derivation = derive(process, configuration, context);
    fc.pre(derivation.status === 'derived');
    const visit = (part: Part): void => {
      assert.ok(part.steps.length > 0, part.pool);
      let last: bigint | undefined;
      for (const step of part.steps) {
        assert.equal(step.result, evaluate(step), JSON.stringify(step, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)));
        last = step.result;
        for (const { key, isDefault } of step.operands) {
          if (key !== undefined) assert.equal(configuration.has(key), isDefault !== true, key);
        }
      }
      assert.equal(last, part.bytes, part.pool);
      if (part.from === 'set') assert.ok(part.key !== undefined && configuration.has(part.key), part.pool);
      part.parts?.forEach(visit);
    };
    visit(derivation.root);
  }), { numRuns: 2000 });
});

/** A second calculator, as a person with paper and exact decimals would do it. */
function evaluate({ op, operands }: Step): bigint {
  const [first, ...others] = operands;
  assert.ok(first !== undefined);
  switch (op) {
    case 'take': return bytes(first);
    case 'add': return operands.reduce((sum, operand) => sum + bytes(operand), 0n);
    case 'subtract': return others.reduce((rest, operand) => rest - bytes(operand), bytes(first));
    case 'clampMin': return others.reduce((most, operand) => (bytes(operand) > most ? bytes(operand) : most), bytes(first));
    case 'clampMax': return others.reduce((least, operand) => (bytes(operand) < least ? bytes(operand) : least), bytes(first));
    case 'multiply': {
      const size = operands.find(({ value }) => typeof value === 'bigint');
      const factor = operands.find(({ value }) => typeof value === 'string');
      assert.ok(size !== undefined && factor !== undefined);
      const text = String(factor.value);
      return times(bytes(size), /^\d+$/.test(text) && text !== '0' && text !== '1' ? Number(text) : Math.fround(Number(text)));
    }
    case 'divide': {
      const fraction = Math.fround(Number(others[0]?.value));
      return times(bytes(first), fraction / (1 - fraction));
    }
  }
}

function bytes({ value }: Operand): bigint {
  assert.ok(typeof value === 'bigint');
  return value;
}

function times(size: bigint, factor: number): bigint {
  // The shortest text of a double, as BigDecimal.valueOf takes it.
  const [mantissa = '0', exponent = '0'] = factor.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const places = digits.length - 1 - Number(exponent);
  return places > 0 ? (size * BigInt(digits)) / 10n ** BigInt(places) : size * BigInt(digits) * 10n ** BigInt(-places);
}

test('a template touches no number that is shown, and no refusal depends on it', () => {
  const cases = fc.record({
    values: configurations, context: contexts, process: processes,
    templated: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    rendered: fc.array(fc.oneof(fc.integer({ min: 0, max: 3000 }).map((mebibytes) => `${String(mebibytes)}m`), fc.constantFrom('0.3', 'x', '')), { minLength: 3, maxLength: 3 }),
  });
  fc.assert(fc.property(cases, ({ values, context, process, templated, rendered }) => {
    const keys = Object.keys(values);
    fc.pre(keys.length > 0);
    const unknown = [...new Set(templated.map((at) => keys[at % keys.length] ?? ''))];
    const derivation = derive(process, configure({ ...values, ...Object.fromEntries(unknown.map((key) => [key, '{{ x }}'])) }, unknown), context);
    const concrete = derive(process, configure({ ...values, ...Object.fromEntries(unknown.map((key, at) => [key, rendered[at] ?? ''])) }), context);
    if (derivation.status === 'failed') {
      assert.ok(concrete.status === 'failed');
      assert.equal(concrete.refusal.code, derivation.refusal.code);
    } else if (derivation.status === 'derived') {
      assert.equal(concrete.status, 'derived');
    }
    if (derivation.status === 'unknown') {
      assert.ok(derivation.unknownKeys.length > 0);
      for (const key of derivation.unknownKeys) assert.ok(unknown.includes(key), key);
    }
    if ((derivation.status === 'unknown' || derivation.status === 'derived') && concrete.status === 'derived') {
      for (const [pool, size] of derivation.pools) assert.equal(concrete.pools.get(pool), size, pool);
    }
  }), { numRuns: 4000 });
});

test('a key that Flink does not read in this mode may be templated', () => {
  const values = { 'taskmanager.memory.process.size': '1728m', 'taskmanager.memory.managed.size': '300m' };
  const context = { version: '1.20', container: false } as const;
  const fraction = 'taskmanager.memory.managed.fraction';
  assert.equal(derive('taskManager', configure({ ...values, [fraction]: '{{ x }}' }, [fraction]), context).status, 'derived');
  const max = 'taskmanager.memory.network.max';
  const unknown = derive('taskManager', configure({ ...values, [max]: '{{ x }}' }, [max]), context);
  assert.ok(unknown.status === 'unknown');
  assert.deepEqual(unknown.unknownKeys, [max]);
  assert.deepEqual([...unknown.pools.keys()].sort(), [
    'frameworkHeap', 'frameworkOffHeap', 'jvmMetaspace', 'jvmOverhead', 'managed', 'taskOffHeap', 'totalFlink', 'totalProcess',
  ]);
});

test('all templated keys that the derivation reads are named, those it does not are not', () => {
  const keys = ['taskmanager.memory.process.size', 'taskmanager.memory.network.min', 'taskmanager.memory.task.off-heap.size', 'jobmanager.memory.process.size'];
  const derivation = derive('taskManager', configure(Object.fromEntries(keys.map((key) => [key, '${X}'])), keys), { version: '2.1', container: false });
  assert.ok(derivation.status === 'unknown');
  assert.deepEqual([...derivation.unknownKeys].sort(), keys.slice(0, 3).sort());
});

test('beside a heap of nothing Flink 1.11.1 takes any off-heap memory, and what it makes is the total', () => {
  const values = { 'jobmanager.memory.heap.size': '0m', 'jobmanager.memory.flink.size': '0m' };
  const offHeap = 'jobmanager.memory.off-heap.size';
  const context = { version: '1.11.1', container: false } as const;
  const rendered = derive('jobManager', configure({ ...values, [offHeap]: '1m' }), context);
  assert.ok(rendered.status === 'derived');
  assert.equal(rendered.pools.get('totalFlink'), 1048576n);
  const unknown = derive('jobManager', configure({ ...values, [offHeap]: '{{ x }}' }, [offHeap]), context);
  assert.deepEqual([...unknown.status === 'unknown' ? unknown.pools.keys() : []].sort(), ['jvmHeap', 'jvmMetaspace']);
});
