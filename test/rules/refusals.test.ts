import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { speakChinese } from '../support/speech.js';
import { afterFix, checkText, expectFindings, findingOf, fixesOf, preferredFix, type Checked, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } };
const JOB_MANAGER = 'jobmanager.memory.process.size: 2g\n';
const TOTALS = `taskmanager.memory.process.size: 2g\n${JOB_MANAGER}`;

/** Every fix of a rule's only finding: its title and the whole document after it. */
function everyFix(checked: Checked, rule: string): readonly (readonly [string, string])[] {
  const found = findingOf(checked, rule);
  return fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)] as const);
}

describe('range-invalid: bounds', () => {
  it('are swapped, lowered, raised, or one goes', () => {
    const checked = expectFindings(`${TOTALS}taskmanager.memory.network.min: ⟦range-invalid: 256m⟧\ntaskmanager.memory.network.max: 128m\n`, OLD);
    assert.deepEqual(everyFix(checked, 'range-invalid'), [
      ['Swap minimum and maximum', `${TOTALS}taskmanager.memory.network.min: 128m\ntaskmanager.memory.network.max: 256m\n`],
      ['Lower taskmanager.memory.network.min to 128m', `${TOTALS}taskmanager.memory.network.min: 128m\ntaskmanager.memory.network.max: 128m\n`],
      ['Raise taskmanager.memory.network.max to 256m', `${TOTALS}taskmanager.memory.network.min: 256m\ntaskmanager.memory.network.max: 256m\n`],
      ['Remove taskmanager.memory.network.min', `${TOTALS}taskmanager.memory.network.max: 128m\n`],
      ['Remove taskmanager.memory.network.max', `${TOTALS}taskmanager.memory.network.min: 256m\n`],
    ]);
  });

  it('stand on the one that is set where the other is a default', () => {
    const checked = expectFindings(`${TOTALS}taskmanager.memory.jvm-overhead.max: ⟦range-invalid: 128m⟧\n`, OLD);
    assert.equal(findingOf(checked, 'range-invalid').sentence, 'The minimum taskmanager.memory.jvm-overhead.min (192 MiB) is above the maximum taskmanager.memory.jvm-overhead.max (128 MiB): the TaskManager will not start.');
    assert.deepEqual(everyFix(checked, 'range-invalid').map(([title]) => title), [
      'Raise taskmanager.memory.jvm-overhead.max to 192m', 'Remove taskmanager.memory.jvm-overhead.max',
    ]);
  });

  it('are found behind a templated total, and mended there', () => {
    const total = 'taskmanager.memory.process.size: {{ .Values.memory }}\n';
    const checked = expectFindings(`${total}${JOB_MANAGER}taskmanager.memory.network.min: ⟦range-invalid: 256m⟧\ntaskmanager.memory.network.max: 128m\n`, OLD);
    assert.equal(preferredFix(checked, 'range-invalid').text, `${total}${JOB_MANAGER}taskmanager.memory.network.min: 128m\ntaskmanager.memory.network.max: 256m\n`);
  });

  it('are found once where Flink comes to them, and beside another refusal that comes first', () => {
    expectFindings(`taskmanager.memory.process.size: ⟦value-invalid: 2x⟧\n${JOB_MANAGER}taskmanager.memory.network.min: ⟦range-invalid: 256m⟧\ntaskmanager.memory.network.max: 128m\n`, OLD);
    expectFindings('⟦size-not-configured: jobmanager.memory.process.size: 2g⟧\ntaskmanager.memory.jvm-overhead.min: ⟦range-invalid: 2g⟧\n', OLD);
    const both = expectFindings(`${TOTALS}taskmanager.memory.network.min: ⟦range-invalid: 2⟧\ntaskmanager.memory.network.max: 1\ntaskmanager.memory.network.fraction: ⟦range-invalid: 1.5⟧\n`, OLD, ['size-without-unit']);
    assert.equal(both.found.filter(({ finding }) => finding.rule === 'range-invalid').every((found) => fixesOf(both, found).some(({ preferred }) => preferred)), true);
  });

  it('are not judged while a template hides one, or keys', () => {
    expectFindings(`${TOTALS}taskmanager.memory.network.min: 256m\ntaskmanager.memory.network.max: {{ .Values.max }}\n`, OLD);
  });

  it('of a JobManager that 1.10 does not size are its own business', () => {
    expectFindings(`${TOTALS}jobmanager.memory.jvm-overhead.max: 128m\n`, { file: 'flink-conf.yaml', settings: { flinkVersion: '1.10' } }, ['future-key', 'unknown-key']);
  });

  it('in Chinese, too', (context) => {
    speakChinese(context);
    const checked = checkText(`${TOTALS}taskmanager.memory.network.min: 256m\ntaskmanager.memory.network.max: 128m\n`, OLD);
    assert.match(findingOf(checked, 'range-invalid').sentence, /^最小值.*256 MiB.*128 MiB.*TaskManager 将无法启动。$/);
  });
});

describe('range-invalid: fractions', () => {
  const fraction = (value: string, more = ''): string => `${TOTALS}${more}taskmanager.memory.managed.fraction: ${value}\n`;

  const cases: readonly (readonly [string, readonly string[]])[] = [
    // Of 1588.8 MiB 128 MiB framework heap, 128 MiB framework off-heap and 158.9 MiB network leave 1173.9: 0.7388.
    ['1.0', ['Lower taskmanager.memory.managed.fraction to 0.73 (largest that works)', 'Remove taskmanager.memory.managed.fraction']],
    ['1.5', ['Lower taskmanager.memory.managed.fraction to 0.73 (largest that works)', 'Remove taskmanager.memory.managed.fraction']],
    ['50', ['Set taskmanager.memory.managed.fraction to 0.5', 'Lower taskmanager.memory.managed.fraction to 0.73 (largest that works)', 'Remove taskmanager.memory.managed.fraction']],
    ['90', ['Lower taskmanager.memory.managed.fraction to 0.73 (largest that works)', 'Set taskmanager.memory.managed.fraction to 0.9', 'Remove taskmanager.memory.managed.fraction']],
    ['100', ['Lower taskmanager.memory.managed.fraction to 0.73 (largest that works)', 'Remove taskmanager.memory.managed.fraction']],
    ['-0.4', ['Set taskmanager.memory.managed.fraction to 0', 'Remove taskmanager.memory.managed.fraction']],
  ];
  for (const [value, titles] of cases) {
    it(`${value}: ${titles[0] ?? ''}`, () => {
      const checked = expectFindings(fraction(`⟦range-invalid: ${value}⟧`), OLD);
      assert.deepEqual(everyFix(checked, 'range-invalid').map(([title]) => title), titles);
    });
  }

  it('behind a templated total become the default', () => {
    const total = 'taskmanager.memory.process.size: {{ .Values.memory }}\n';
    const checked = expectFindings(`${total}${JOB_MANAGER}taskmanager.memory.managed.fraction: ⟦range-invalid: 1.0⟧\n`, OLD);
    assert.equal(preferredFix(checked, 'range-invalid').text, `${total}${JOB_MANAGER}taskmanager.memory.managed.fraction: 0.4\n`);
  });

  it('that stand among the operator’s defaults are set anew in the document', () => {
    const text = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: a\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    parallelism.default: "2"\n'
      + '  jobManager:\n    resource:\n      memory: 2g\n  ⟦range-invalid: taskManager⟧:\n    resource:\n      memory: 2g\n';
    const checked = expectFindings(text, { settings: { operatorDefaults: { 'taskmanager.memory.managed.fraction': '1.0' } } });
    assert.equal(everyFix(checked, 'range-invalid')[0]?.[0], 'Lower taskmanager.memory.managed.fraction to 0.73 (largest that works)');
  });

  it('that a size takes the place of are never read', () => {
    expectFindings(fraction('1.5', 'taskmanager.memory.managed.size: 512m\n'), OLD, ['key-without-effect']);
  });
});

describe('segment-size-invalid, cpu-not-positive', () => {
  it('say what would do', () => {
    const segment = checkText(`${TOTALS}taskmanager.memory.segment-size: 33kb\ntaskmanager.network.numberOfBuffers: 4096\n`, OLD);
    assert.deepEqual(everyFix(segment, 'segment-size-invalid').map(([title]) => title), ['Set taskmanager.memory.segment-size to 32kb', 'Set taskmanager.memory.segment-size to 64kb']);
    const slots = expectFindings(`${TOTALS}taskmanager.numberOfTaskSlots: ⟦cpu-not-positive: 0⟧\n`, OLD);
    assert.deepEqual(everyFix(slots, 'cpu-not-positive'), [
      ['Set taskmanager.numberOfTaskSlots to 1', `${TOTALS}taskmanager.numberOfTaskSlots: 1\n`],
      ['Remove taskmanager.numberOfTaskSlots', TOTALS],
    ]);
  });
});
