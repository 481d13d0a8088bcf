import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sumLines } from '../../client/webview/sums.js';
import type { PartModel, StepModel } from '../../server/src/shared/protocol.js';
import { mib, part } from './models.js';

type Operand = StepModel['operands'][number];

function step(op: StepModel['op'], result: number, ...operands: readonly Operand[]): StepModel {
  return { op, operands, result: mib(result), text: '' };
}

const PROCESS = part('totalProcess', 2600, [], [step('take', 2600, { key: 'taskmanager.memory.process.size', value: mib(2600) })]);
const FLINK = part('totalFlink', 2084, [], [step(
  'subtract', 2084, { pool: 'totalProcess', key: 'taskmanager.memory.process.size', value: mib(2600) }, { pool: 'jvmMetaspace', isDefault: true, value: mib(256) }, { pool: 'jvmOverhead', value: mib(260) },
)]);

function lines(of: PartModel): readonly string[] {
  const known = [PROCESS, FLINK];
  return sumLines(of, (pool) => known.find((each) => each.pool === pool)).map(({ sign, key, pool, value }) =>
    `${sign} ${pool ?? key ?? ''} ${typeof value === 'bigint' ? value / 1_048_576n : value}`.trim());
}

describe('a derivation as a sum', () => {
  it('is one line for a size that is set', () => {
    assert.deepEqual(lines(PROCESS), ['totalProcess 2600']);
  });

  it('subtracts one term a line', () => {
    assert.deepEqual(lines(FLINK), ['totalProcess 2600', '− jvmMetaspace 256', '− jvmOverhead 260', '= totalFlink 2084']);
  });

  it('begins where a number stands in the file, and reads from the size to the factor', () => {
    const managed = part('managed', 521, [], [step(
      'multiply', 521, { key: 'taskmanager.memory.managed.fraction', value: '0.25', factor: true }, { pool: 'totalFlink', value: mib(2084) },
    )]);
    assert.deepEqual(lines(managed), [
      'totalProcess 2600', '− jvmMetaspace 256', '− jvmOverhead 260', '= totalFlink 2084', '× taskmanager.memory.managed.fraction 0.25', '= managed 521',
    ]);
  });

  it('shows the size that a bound overrules, the bound and the result', () => {
    const overhead = part('jvmOverhead', 192, [], [
      step('multiply', 100, { key: 'taskmanager.memory.jvm-overhead.fraction', value: '0.1', factor: true }, { key: 'taskmanager.memory.process.size', value: mib(1000) }),
      step('clampMin', 192, { value: mib(100) }, { key: 'taskmanager.memory.jvm-overhead.min', isDefault: true, value: mib(192) }),
    ]);
    assert.deepEqual(lines(overhead), [
      'taskmanager.memory.process.size 1000', '× taskmanager.memory.jvm-overhead.fraction 0.1', '=  100', '≥ taskmanager.memory.jvm-overhead.min 192', '= jvmOverhead 192',
    ]);
  });

  it('spells out a fraction of the whole that it is part of', () => {
    const overhead = part('jvmOverhead', 100, [], [
      step('add', 900, { pool: 'jvmMetaspace', value: mib(200) }, { pool: 'totalFlink', value: mib(700) }),
      step('divide', 100, { value: mib(900) }, { key: 'f', value: '0.1', factor: true }),
    ]);
    assert.deepEqual(lines(overhead), ['jvmMetaspace 200', '+ totalFlink 700', '=  900', '× f 0.1 ÷ (1 − 0.1)', '= jvmOverhead 100']);
  });

  it('leaves out terms that are nothing', () => {
    const heap = part('jvmHeap', 400, [], [step('add', 400, { pool: 'frameworkHeap', value: mib(0) }, { pool: 'taskHeap', value: mib(400) })]);
    assert.deepEqual(lines(heap), ['taskHeap 400', '= jvmHeap 400']);
  });

  it('says nothing of a part without steps', () => {
    assert.deepEqual(lines(part('jvmHeap', 400)), []);
  });
});
