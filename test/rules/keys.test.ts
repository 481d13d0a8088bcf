import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { keyStatus, type KeyStatus } from '../../server/src/rules/keyStatus.js';
import { editDistance } from '../../server/src/rules/nearest.js';
import { repairBoolean, repairDecimal, repairInteger, repairSize } from '../../server/src/rules/repair.js';
import { roundest, spell, styleOf } from '../../server/src/rules/spelling.js';
import { MIB } from '../../server/src/shared/sizes.js';
import { checkText } from './support.js';

describe('What a version makes of a key', () => {
  /** As Flink's own catalogue and people's tutorials have them. */
  const cases: readonly (readonly [key: string, version: Parameters<typeof keyStatus>[1], expected: KeyStatus])[] = [
    ['taskmanager.memory.process.size', '1.10', { kind: 'current' }],
    ['jobmanager.memory.process.size', '1.10', { kind: 'future', since: '1.11' }],
    ['taskmanager.memory.size', '2.3', { kind: 'deprecated', by: ['taskmanager.memory.managed.size'] }],
    ['taskmanager.heap.size', '1.20', { kind: 'deprecated', by: [] }],
    ['taskmanager.heap.size', '2.0', { kind: 'removed', last: '1.20', by: [] }],
    ['taskmanager.memory.fraction', '1.20', { kind: 'removed', by: [] }],
    ['containerized.heap-cutoff-ratio', '1.10', { kind: 'current' }],
    ['containerized.heap-cutoff-ratio', '1.20', { kind: 'removed', last: '1.10', by: [] }],
    ['state.backend', '1.20', { kind: 'deprecated', by: ['state.backend.type'] }],
    ['security.ssl.enabled', '2.2', { kind: 'removed', last: '1.20', by: [] }],
    ['taskmanager.memory.managed.consumer-weights.PYTHON', '1.20', { kind: 'current' }],
    ['metrics.reporter.prom.class', '1.20', { kind: 'foreign' }],
    ['taskmamager.memory.flink.size', '1.20', { kind: 'unknown', nearest: ['taskmanager.memory.flink.size'], family: false }],
    ['taskmanager.memory.framwork.hep.size', '1.20', { kind: 'unknown', nearest: ['taskmanager.memory.framework.heap.size'], family: true }],
    ['taskmanager.numberoftaskslots', '1.20', { kind: 'unknown', nearest: ['taskmanager.numberOfTaskSlots'], family: false }],
    ['jobmanager.memory.managed.fraction', '1.20', { kind: 'unknown', nearest: ['taskmanager.memory.managed.fraction'], family: true }],
    // Recorded for 1.14 and for 1.16: the record of 1.15 has a hole.
    ['python.fn-execution.bundle.size', '1.15', { kind: 'foreign' }],
    ['orders.window.size', '1.20', { kind: 'foreign' }],
    ['s3.acces-key', '1.20', { kind: 'foreign' }],
    ['kubernetes.operator.savepoint.history.max.age', '1.20', { kind: 'foreign' }],
  ];
  for (const [key, version, expected] of cases) {
    it(`${key} in ${version}: ${expected.kind}`, () => {
      assert.deepEqual(keyStatus(key, version), expected);
    });
  }
});

describe('Unreadable values', () => {
  it('become the size that was meant', () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ['1.5g', '1536m'], ['0.5gb', '512m'], ['2Gi', '2g'], ['512MiB', '512m'], ['2,048m', '2048m'], ['1_024m', '1024m'], ['"1g"', '1g'], ["'2 gb'", '2g'],
      ['１g', '1g'], ['+5m', '5m'], ['2g # big', '2g'], ['2gigabytes', '2g'], ['2.5Gi', '2560m'], ['1e9', '1000000000b'],
      ['abc', undefined], ['10 parsecs', undefined], ['', undefined], ['-1m', undefined], ['1.5', undefined], ['9000000000g', undefined], ['2g2', undefined], ['1,5g', undefined],
    ];
    for (const [written, meant] of cases) assert.equal(repairSize(written)?.value, meant, written);
  });

  it('are written unasked only where they can mean nothing else', () => {
    for (const certain of ['1.5g', '2Gi', '"1g"']) assert.equal(repairSize(certain)?.certain, true, certain);
    for (const guess of ['2,048m', '2gigabytes', '1.3g']) assert.equal(repairSize(guess)?.certain, false, guess);
  });

  it('become numbers and truths', () => {
    assert.equal(repairDecimal('50%')?.value, '0.5');
    assert.equal(repairDecimal('7.5 %')?.value, '0.075');
    assert.equal(repairDecimal('100%')?.value, '1');
    assert.equal(repairDecimal('0,4')?.value, '0.4');
    assert.equal(repairDecimal('half'), undefined);
    assert.equal(repairInteger('4.0', false)?.value, '4');
    assert.equal(repairInteger('2g', true)?.value, '2048');
    assert.equal(repairInteger('2g', false), undefined);
    assert.equal(repairBoolean('"yes"')?.value, 'true');
    assert.equal(repairBoolean('off')?.value, 'false');
    assert.equal(repairBoolean('maybe'), undefined);
  });
});

describe('A new size', () => {
  it('is written as its author writes', () => {
    const key = 'taskmanager.memory.process.size';
    const size = 1120n * MIB;
    const cases: readonly (readonly [string, string])[] = [['1g', '1120m'], ['1 gb', '1120 mb'], ['1024MB', '1120MB'], ['1G', '1120M'], ['1Gi', '1120Mi'], ['1073741824', '1120m'], ['1 gibibytes', '1120 mebibytes']];
    for (const [before, after] of cases) assert.equal(spell(size, styleOf(key, before)), after);
    assert.equal(spell(size, styleOf('taskmanager.heap.mb', '1024')), '1120');
    assert.equal(spell(2048n * MIB, styleOf(key, '100m')), '2g');
    assert.equal(spell(MIB + 1024n, styleOf(key, '1 mb')), '1025 kb');
  });

  it('is a whole MiB where one fits', () => {
    assert.equal(roundest(0n, 5n * MIB + 1n, undefined), 6n * MIB);
    assert.equal(roundest(9n * MIB, undefined, 6n * MIB - 1n), 5n * MIB);
    assert.equal(roundest(9n * MIB, 5n * MIB + 1n, 5n * MIB + 4096n), 5n * MIB + 4096n);
    assert.equal(roundest(9n * MIB, 5n, 4n), undefined);
  });
});

describe('Edit distance', () => {
  it('counts a swap of neighbours as one slip and gives up early', () => {
    assert.equal(editDistance('framwork', 'framework', 2), 1);
    assert.equal(editDistance('taksmanager', 'taskmanager', 2), 1);
    assert.equal(editDistance('abc', 'xyz', 2), undefined);
  });
});

/** The operator's own examples lie beside the project where it is developed and on CI. */
const EXAMPLES = path.resolve(__dirname, '../../../../shared/examples-operator');

if (existsSync(EXAMPLES)) {
  describe("The operator's examples", () => {
    it('have no error and no warning but the one that is true', () => {
      for (const name of readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.yaml') || name.includes('other-operators')) continue;
        const { found } = checkText(readFileSync(path.join(EXAMPLES, name), 'utf8'), { file: path.basename(name) });
        const serious = found.filter(({ finding }) => finding.level === 'error' || finding.level === 'warning').map(({ finding }) => `${finding.rule} ${finding.key ?? ''}`);
        // Flink 2 has no security.ssl.enabled any more: nothing is encrypted there.
        assert.deepEqual(serious, name.endsWith('basic-secure.yaml') ? ['removed-key security.ssl.enabled'] : [], name);
      }
    });
  });
}
