import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkText, expectFindings, findingOf, preferredFix, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml' };
const RULE = 'key-without-effect';
const JOB_MANAGER = 'jobmanager.memory.process.size: 2g\n';
const TASK_MANAGER = 'taskmanager.memory.process.size: 2g\n';

/** What is set, the idle key, what is said. Each finding is removed with its line, and nothing else. */
const IDLE: readonly (readonly [others: string, idle: string, sentence: string])[] = [
  [`${TASK_MANAGER}taskmanager.memory.managed.size: 512m\n${JOB_MANAGER}`, 'taskmanager.memory.managed.fraction: 0.3',
    'taskmanager.memory.managed.fraction has no effect: taskmanager.memory.managed.size is set, and gives this pool 512 MiB.'],
  [`${TASK_MANAGER}taskmanager.memory.network.min: 100m\ntaskmanager.memory.network.max: 102400k\n${JOB_MANAGER}`, 'taskmanager.memory.network.fraction: 0.3',
    'taskmanager.memory.network.fraction has no effect: taskmanager.memory.network.min, taskmanager.memory.network.max are the same size, and give this pool 100 MiB.'],
  [`taskmanager.memory.flink.size: 2g\ntaskmanager.memory.task.heap.size: 768m\n${JOB_MANAGER}`, 'taskmanager.memory.network.fraction: 0.3',
    'taskmanager.memory.network.fraction has no effect: with taskmanager.memory.task.heap.size set, this pool is the 204.8 MiB that the others leave.'],
  [`${TASK_MANAGER}taskmanager.memory.flink.size: 1500m\n${JOB_MANAGER}`, 'taskmanager.memory.jvm-overhead.fraction: 0.3',
    'taskmanager.memory.jvm-overhead.fraction has no effect: with taskmanager.memory.process.size, taskmanager.memory.flink.size set, this pool is the 292 MiB that the others leave.'],
  [`${TASK_MANAGER}taskmanager.memory.flink.size: 1500m\n${JOB_MANAGER}`, 'taskmanager.memory.jvm-overhead.max: 2g',
    'taskmanager.memory.jvm-overhead.max has no effect: with taskmanager.memory.process.size, taskmanager.memory.flink.size set, this pool is the 292 MiB that the others leave.'],
  [`${TASK_MANAGER}${JOB_MANAGER}jobmanager.memory.heap.size: 1400m\n`, 'jobmanager.memory.jvm-overhead.fraction: 0.2',
    'jobmanager.memory.jvm-overhead.fraction has no effect: with jobmanager.memory.process.size, jobmanager.memory.heap.size set, this pool is the 264 MiB that the others leave.'],
  [`${TASK_MANAGER}${JOB_MANAGER}jobmanager.memory.jvm-overhead.min: 300m\njobmanager.memory.jvm-overhead.max: 300m\n`, 'jobmanager.memory.jvm-overhead.fraction: 0.2',
    'jobmanager.memory.jvm-overhead.fraction has no effect: jobmanager.memory.jvm-overhead.min, jobmanager.memory.jvm-overhead.max are the same size, and give this pool 300 MiB.'],
  [`${TASK_MANAGER}taskmanager.memory.managed.fraction: 0\n${JOB_MANAGER}`, 'taskmanager.memory.managed.consumer-weights: OPERATOR:70,PYTHON:30',
    'taskmanager.memory.managed.consumer-weights has no effect: taskmanager.memory.managed.fraction leaves no managed memory to divide.'],
  [`${TASK_MANAGER}${JOB_MANAGER}`, 'state.backend.rocksdb.memory.fixed-per-tm: 1g',
    'state.backend.rocksdb.memory.fixed-per-tm has no effect: it counts only where state.backend.rocksdb.memory.managed is false.'],
  [`${TASK_MANAGER}${JOB_MANAGER}state.backend.rocksdb.memory.fixed-per-slot: 256m\nstate.backend.rocksdb.memory.managed: false\n`, 'state.backend.rocksdb.memory.fixed-per-tm: 1g',
    'state.backend.rocksdb.memory.fixed-per-tm has no effect: state.backend.rocksdb.memory.fixed-per-slot is set and comes first.'],
];

/** The same keys where they do matter, or where nobody can tell. */
const AT_WORK: readonly string[] = [
  `${TASK_MANAGER}taskmanager.memory.managed.fraction: 0.3\n`,
  `${TASK_MANAGER}taskmanager.memory.network.fraction: 0.3\ntaskmanager.memory.network.min: 100m\ntaskmanager.memory.network.max: 200m\n`,
  // Without a total the network's fraction is one of the sum.
  'taskmanager.memory.task.heap.size: 1g\ntaskmanager.memory.managed.size: 1g\ntaskmanager.memory.network.fraction: 0.2\n',
  'taskmanager.memory.flink.size: 1500m\ntaskmanager.memory.jvm-overhead.fraction: 0.3\n',
  // This bound is what lets the two totals be.
  'taskmanager.memory.process.size: 4g\ntaskmanager.memory.flink.size: 2g\ntaskmanager.memory.jvm-overhead.max: 2g\n',
  `${TASK_MANAGER}taskmanager.memory.managed.consumer-weights: OPERATOR:70,PYTHON:30\n`,
  `${TASK_MANAGER}state.backend.rocksdb.memory.fixed-per-tm: 1g\nstate.backend.rocksdb.memory.managed: false\n`,
  // It still says whether the state backend claims a share of the slot.
  `${TASK_MANAGER}state.backend.rocksdb.memory.fixed-per-slot: 256m\nstate.backend.rocksdb.memory.managed: false\n`,
  `${TASK_MANAGER}state.backend.rocksdb.memory.fixed-per-slot: 256m\n`,
  // A template may hold anything, and Flink refuses the process for another reason.
  'taskmanager.memory.process.size: {{ .Values.memory }}\ntaskmanager.memory.managed.size: 512m\ntaskmanager.memory.managed.fraction: 0.3\n',
  'taskmanager.memory.process.size: 500m\ntaskmanager.memory.managed.size: 512m\ntaskmanager.memory.managed.fraction: 0.3\n',
];

describe('A key that cannot matter', () => {
  for (const [others, idle, sentence] of IDLE) {
    it(`is faded: ${idle} with ${others.replaceAll('\n', ' ')}`, () => {
      const checked = expectFindings(`${others}⟦${RULE}: ${idle}⟧\n`, OLD, ['both-totals']);
      const found = findingOf(checked, RULE);
      assert.equal(found.sentence, sentence);
      assert.equal(found.finding.tag, 'unnecessary');
      assert.equal(found.finding.level, 'information');
      const { text, titles } = preferredFix(checked, RULE);
      assert.deepEqual(titles, [`Remove ${idle.slice(0, idle.indexOf(':'))} (no effect)`]);
      assert.equal(text, others);
    });
  }

  it('points to the line that counts, in a nested file and beside a field of the operator too', () => {
    const nested = checkText('taskmanager:\n  memory:\n    process: {size: 2g}\n    managed:\n      size: 512m\n      fraction: 0.3\njobmanager.memory.process.size: 2g\n');
    const { finding, mark } = findingOf(nested, RULE);
    assert.equal(mark.text, 'fraction: 0.3');
    assert.deepEqual(finding.related?.map((one) => 'span' in one && nested.document.text.slice(one.span.start, one.span.end)), ['size']);
    const deployment = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n'
      + '    taskmanager.memory.flink.size: 1500m\n    taskmanager.memory.jvm-overhead.fraction: "0.3"\n  jobManager:\n    resource:\n      memory: 2g\n  taskManager:\n    resource:\n      memory: 2g\n';
    assert.match(findingOf(checkText(deployment), RULE).sentence, /with taskManager\.resource\.memory, taskmanager\.memory\.flink\.size set/);
  });

  it('is not told twice: an outdated name and an overridden entry have words of their own', () => {
    const rules = (text: string): readonly string[] => checkText(text, OLD).found.map(({ finding }) => finding.rule);
    assert.deepEqual(rules(`${TASK_MANAGER}${JOB_MANAGER}taskmanager.memory.network.min: 100m\ntaskmanager.memory.network.max: 100m\ntaskmanager.network.memory.fraction: 0.2\n`), ['deprecated-key']);
    assert.deepEqual(rules(`${TASK_MANAGER}${JOB_MANAGER}taskmanager.memory.managed.fraction: 0.2\ntaskmanager.memory.managed.fraction: 0.3\n`), ['duplicate-key']);
  });
});

describe('A key that matters', () => {
  for (const text of AT_WORK) {
    it(`is left alone: ${text.replaceAll('\n', ' ')}`, () => {
      assert.deepEqual(checkText(text + JOB_MANAGER, OLD).found.filter(({ finding }) => finding.rule === RULE), []);
    });
  }
});
