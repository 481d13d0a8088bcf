import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DERIVATION_CODES, derive, type Derivation } from '../../server/src/model/index.js';
import { isPast } from '../../server/src/rules/order.js';
import { afterFix, checkText, fixesOf, type Checked, type Reading } from './support.js';

const SIZE = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 6000 }), fc.constantFrom('m', 'mb', ' mb', 'M', 'MB')).map(([number, unit]) => `${number}${unit}`),
  fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom('g', 'gb', 'G')).map(([number, unit]) => `${number}${unit}`),
  fc.integer({ min: 1, max: 6_000_000_000 }).map(String),
  fc.tuple(fc.integer({ min: 1, max: 4_000_000 }), fc.constantFrom('k', 'kb', ' kb', 'K')).map(([number, unit]) => `${number}${unit}`),
);
const FRACTION = fc.oneof(fc.constantFrom('0', '0.1', '0.4', '0.9', '1', '1.5', '-0.1'), fc.integer({ min: 0, max: 999 }).map((number) => String(number / 1000)));
const BAD = fc.constantFrom('1.5g', '2Gi', 'abc', '50%', '"1g"', '1_024m', '10 parsecs');

/** Set in `weight` of ten documents, now and then to something unreadable. */
function sometimes(value: fc.Arbitrary<string>, weight: number): fc.Arbitrary<string | undefined> {
  return fc.oneof({ weight: weight * 20, arbitrary: value }, { weight, arbitrary: BAD }, { weight: (10 - weight) * 21, arbitrary: fc.constant(undefined) });
}

/** Flat configurations made like those of test/vectors/derive.jsonl. */
const CONFIGURATION = fc.record({
  'taskmanager.memory.process.size': sometimes(SIZE, 7),
  'taskmanager.memory.flink.size': sometimes(SIZE, 3),
  'taskmanager.memory.task.heap.size': sometimes(SIZE, 3),
  'taskmanager.memory.managed.size': sometimes(SIZE, 3),
  'taskmanager.memory.managed.fraction': sometimes(FRACTION, 2),
  'taskmanager.memory.framework.heap.size': sometimes(SIZE, 3),
  'taskmanager.memory.task.off-heap.size': sometimes(SIZE, 3),
  'taskmanager.memory.network.fraction': sometimes(FRACTION, 2),
  'taskmanager.memory.network.min': sometimes(SIZE, 3),
  'taskmanager.memory.network.max': sometimes(SIZE, 3),
  'taskmanager.memory.jvm-metaspace.size': sometimes(SIZE, 3),
  'taskmanager.memory.jvm-overhead.fraction': sometimes(FRACTION, 2),
  'taskmanager.memory.jvm-overhead.min': sometimes(SIZE, 3),
  'taskmanager.memory.jvm-overhead.max': sometimes(SIZE, 3),
  'taskmanager.network.numberOfBuffers': sometimes(fc.integer({ min: 1, max: 20_000 }).map(String), 1),
  'jobmanager.memory.process.size': sometimes(SIZE, 7),
  'jobmanager.memory.flink.size': sometimes(SIZE, 3),
  'jobmanager.memory.heap.size': sometimes(SIZE, 3),
  'jobmanager.memory.off-heap.size': sometimes(SIZE, 3),
  'jobmanager.memory.jvm-overhead.min': sometimes(SIZE, 3),
  'jobmanager.heap.size': sometimes(SIZE, 3),
}).map((record) => Object.entries(record).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]])));

const OLD: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } };
const RUNS = { numRuns: 40 };

function write(entries: readonly (readonly [string, string])[]): string {
  return ['# made up\n', ...entries.map(([key, value]) => `${key}: ${value}\n`)].join('');
}

function deriveBoth({ document, context }: Checked): Readonly<Record<'taskManager' | 'jobManager', Derivation>> {
  const [located] = document.clusters(context.settings);
  assert.ok(located);
  const { configuration } = located.analysis;
  const of = (process: 'taskManager' | 'jobManager'): Derivation => derive(process, configuration, { version: '1.20', container: false });
  return { taskManager: of('taskManager'), jobManager: of('jobManager') };
}

describe('Fixes', () => {
  it('each lead past the refusal that they are for, in the text as a whole', () => {
    fc.assert(fc.property(CONFIGURATION, (entries) => {
      const checked = checkText(write(entries), OLD);
      const before = deriveBoth(checked);
      for (const found of checked.found) {
        const { rule, process } = found.finding;
        const derivation = process === undefined ? undefined : before[process];
        if (process === undefined || derivation?.status !== 'failed' || !DERIVATION_CODES.some((code) => code === rule)) continue;
        const fixes = fixesOf(checked, found);
        assert.ok(fixes.filter(({ preferred }) => preferred).length === 1, `no preferred fix for ${rule}:\n${checked.document.text}`);
        for (const fix of fixes) {
          const after = deriveBoth(checkText(afterFix(checked, found, fix), OLD));
          assert.ok(isPast(derivation.refusal, after[process]), `${fix.title}\n${checked.document.text}`);
        }
      }
    }), RUNS);
  });

  it('applied one after the other, the preferred ones leave no error', () => {
    fc.assert(fc.property(CONFIGURATION, (entries) => {
      let checked = checkText(write(entries), OLD);
      for (let round = 0; round <= 40; round++) {
        const found = checked.found.find(({ finding }) => finding.level === 'error');
        if (found === undefined) return;
        const fix = fixesOf(checked, found).find(({ preferred }) => preferred);
        assert.ok(fix, `nothing to do about ${found.finding.rule}:\n${checked.document.text}`);
        checked = checkText(afterFix(checked, found, fix), OLD);
      }
      assert.fail(`still not done:\n${checked.document.text}`);
    }), RUNS);
  });

  it('that may run unasked leave every derived size as it is', () => {
    fc.assert(fc.property(CONFIGURATION, (entries) => {
      const checked = checkText(write(entries), OLD);
      const before = deriveBoth(checked);
      for (const found of checked.found) {
        for (const fix of fixesOf(checked, found).filter(({ safe }) => safe)) {
          const after = deriveBoth(checkText(afterFix(checked, found, fix), OLD));
          for (const process of ['taskManager', 'jobManager'] as const) {
            const [then, now] = [before[process], after[process]];
            if (then.status === 'derived') assert.deepEqual(now.status === 'derived' ? now.pools : now.status, then.pools, fix.title);
          }
        }
      }
    }), RUNS);
  });
});
