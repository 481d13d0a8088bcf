import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testCases, testSilence } from './cases.js';
import { expectFindings, findingOf, fixesOf, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } };
const OLD_1_16: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.16' } };
const GENEROUS: Reading = { ...OLD, settings: { ...OLD.settings, rules: { 'network-generous': 'information' } } };
const JOB_MANAGER = 'jobmanager.memory.process.size: 1600m\n';

function deployment(taskManager: string, configuration: string): string {
  return `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n${configuration}`
    + `  jobManager:\n    resource:\n      memory: 2g\n  taskManager:\n    resource:\n      memory: ${taskManager}\n`;
}

// A fifth of 12 GiB are 2457.6 MiB, but JVM overhead is 1 GiB at most.
const OVERHEAD = (fraction: string, more = ''): string => `taskmanager.memory.process.size: 12g\n${fraction}${more}${JOB_MANAGER}`;
// 0.25 of the 1280 MiB of total Flink memory in 1728 MiB.
const NETWORK = (fraction: string, more: string): string => `taskmanager.memory.process.size: 1728m\n${fraction}${more}${JOB_MANAGER}`;

describe('fraction-clamped', () => {
  testCases([
    {
      name: 'a maximum by default overrules the fraction',
      rule: 'fraction-clamped', reading: OLD,
      text: OVERHEAD('taskmanager.memory.jvm-overhead.fraction: ⟦fraction-clamped: 0.2⟧\n'),
      says: [
        'A fraction of 0.2 would give 2457.6 MiB for JVM overhead, but taskmanager.memory.jvm-overhead.max lowers it to 1024 MiB.',
        '按比例 0.2，JVM 开销应为 2457.6 MiB，但 taskmanager.memory.jvm-overhead.max 把它降到了 1024 MiB。',
      ],
      fixes: [
        ['Set taskmanager.memory.jvm-overhead.max to 2458m (JVM overhead becomes 2457.6 MiB)', OVERHEAD('taskmanager.memory.jvm-overhead.fraction: 0.2\n', 'taskmanager.memory.jvm-overhead.max: 2458m\n')],
        ['Remove taskmanager.memory.jvm-overhead.fraction (JVM overhead stays 1024 MiB)', OVERHEAD('')],
      ],
    },
    {
      name: 'a maximum of the file is changed in its own spelling',
      rule: 'fraction-clamped', reading: OLD,
      text: NETWORK('taskmanager.memory.network.fraction: ⟦fraction-clamped: 0.25⟧\n', 'taskmanager.memory.network.max: 200 mb # enough\n'),
      says: [
        'A fraction of 0.25 would give 320 MiB for network memory, but taskmanager.memory.network.max lowers it to 200 MiB.',
        '按比例 0.25，网络内存应为 320 MiB，但 taskmanager.memory.network.max 把它降到了 200 MiB。',
      ],
      fixes: [
        ['Set taskmanager.memory.network.max to 320 mb (network memory becomes 320 MiB)', NETWORK('taskmanager.memory.network.fraction: 0.25\n', 'taskmanager.memory.network.max: 320 mb # enough\n')],
        ['Remove taskmanager.memory.network.fraction (network memory becomes 128 MiB)', NETWORK('', 'taskmanager.memory.network.max: 200 mb # enough\n')],
      ],
    },
    {
      name: 'a minimum overrules the fraction of a JobManager',
      rule: 'fraction-clamped', reading: OLD,
      text: 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\njobmanager.memory.jvm-overhead.fraction: ⟦fraction-clamped: 0.05⟧\n',
      says: [
        'A fraction of 0.05 would give 80 MiB for JVM overhead, but jobmanager.memory.jvm-overhead.min raises it to 192 MiB.',
        '按比例 0.05，JVM 开销应为 80 MiB，但 jobmanager.memory.jvm-overhead.min 把它提到了 192 MiB。',
      ],
      fixes: [
        ['Set jobmanager.memory.jvm-overhead.min to 80m (JVM overhead becomes 80 MiB)', 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\njobmanager.memory.jvm-overhead.fraction: 0.05\njobmanager.memory.jvm-overhead.min: 80m\n'],
        ['Remove jobmanager.memory.jvm-overhead.fraction (JVM overhead stays 192 MiB)', 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n'],
      ],
    },
  ]);

  testSilence({
    'not for the default, which Flink clamps by itself': OVERHEAD(''),
    'not for the default in so many words': OVERHEAD('taskmanager.memory.jvm-overhead.fraction: 0.1\n'),
    'not for 0, which asks for the minimum': NETWORK('taskmanager.memory.network.fraction: 0\n', ''),
    'not for a fraction within its bounds': NETWORK('taskmanager.memory.network.fraction: 0.25\n', ''),
    'not where a template sets the bound': NETWORK('taskmanager.memory.network.fraction: 0.25\n', 'taskmanager.memory.network.max: {{ max }}\n'),
  }, OLD);

  it('is left to key-without-effect where minimum and maximum are one size', () => {
    expectFindings(NETWORK('taskmanager.memory.network.fraction: 0.25\n', 'taskmanager.memory.network.min: 128m\ntaskmanager.memory.network.max: 128m\n'), OLD, ['key-without-effect']);
  });

  it('knows the maximum of the version', () => {
    const text = 'taskmanager.memory.process.size: 12g\ntaskmanager.memory.network.fraction: ⟦fraction-clamped: 0.2⟧\njobmanager.memory.process.size: 1600m\n';
    expectFindings(text, OLD_1_16);
    expectFindings(text.replace('⟦fraction-clamped: 0.2⟧', '0.2'), OLD);
  });
});

describe('both-totals', () => {
  const totals = (flink: string, process: string): string => `${process}${flink}${JOB_MANAGER}`;
  const FLINK = 'taskmanager.memory.flink.size: 2280m\n';
  const PROCESS = 'taskmanager.memory.process.size: 2728m\n';

  testCases([
    {
      name: 'totals that fit by luck: each can go, with what comes of it',
      rule: 'both-totals', reading: OLD,
      text: totals('taskmanager.memory.flink.size: ⟦both-totals: 2280m⟧\n', PROCESS),
      says: [
        'taskmanager.memory.process.size and taskmanager.memory.flink.size are both set, so JVM overhead has to be the rest: 192 MiB, which happens to lie between 192 MiB and 1024 MiB. Another metaspace or total can keep the TaskManager from starting; one total is enough.',
        'taskmanager.memory.process.size 与 taskmanager.memory.flink.size 同时设置，JVM 开销只能取剩余部分：192 MiB，恰好在 192 MiB 到 1024 MiB 之间。元空间或任一总量一变，TaskManager 就可能无法启动；只设一个总量即可。',
      ],
      fixes: [
        ['Remove taskmanager.memory.flink.size (task heap memory becomes 843.6 MiB, JVM overhead becomes 272.8 MiB)', totals('', PROCESS)],
        ['Remove taskmanager.memory.process.size (total process memory becomes 2817.8 MiB, JVM overhead becomes 281.8 MiB)', totals(FLINK, '')],
      ],
    },
    {
      name: 'total Flink memory beside resource.memory',
      rule: 'both-totals',
      text: deployment('2728m', '    taskmanager.memory.flink.size: ⟦both-totals: 2280m⟧\n'),
      says: [
        'taskManager.resource.memory and taskmanager.memory.flink.size are both set, so JVM overhead has to be the rest: 192 MiB, which happens to lie between 192 MiB and 1024 MiB. Another metaspace or total can keep the TaskManager from starting; one total is enough.',
        'taskManager.resource.memory 与 taskmanager.memory.flink.size 同时设置，JVM 开销只能取剩余部分：192 MiB，恰好在 192 MiB 到 1024 MiB 之间。元空间或任一总量一变，TaskManager 就可能无法启动；只设一个总量即可。',
      ],
      fixes: [
        ['Remove taskmanager.memory.flink.size (task heap memory becomes 843.6 MiB, JVM overhead becomes 272.8 MiB)', deployment('2728m', '').replace('  flinkConfiguration:\n', '')],
        ['Remove taskManager.resource.memory (total process memory becomes 2817.8 MiB, JVM overhead becomes 281.8 MiB)', deployment('2728m', `    ${FLINK}`).replace('  taskManager:\n    resource:\n      memory: 2728m\n', '')],
      ],
    },
  ]);

  it('counts the key of before 1.10 that stands for total Flink memory', () => {
    const checked = expectFindings('taskmanager.memory.process.size: 2728m\ntaskmanager.heap.size: ⟦both-totals: 2280m⟧\njobmanager.memory.process.size: 1600m\n', OLD, ['deprecated-key']);
    assert.match(findingOf(checked, 'both-totals').sentence, /^taskmanager\.memory\.process\.size and taskmanager\.heap\.size are both set/);
  });

  testSilence({
    'not for one total': totals('', PROCESS),
    'not for a total beside a heap': 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\njobmanager.memory.heap.size: 1g\n',
    'not where a template sets one': totals(FLINK, 'taskmanager.memory.process.size: {{ total }}\n'),
  }, OLD);
});

describe('heap-small', () => {
  testCases([
    {
      name: 'a JobManager below what Flink advises',
      rule: 'heap-small', reading: OLD,
      text: 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: ⟦heap-small: 640m⟧\n',
      says: [
        'The heap of the JobManager is 64 MiB, and Flink advises at least 128 MiB: it soon runs out of it. jobmanager.memory.process.size of at least 704m would do.',
        'JobManager 的堆为 64 MiB，Flink 建议至少 128 MiB：很快就会不够用。jobmanager.memory.process.size 至少为 704m，即可满足要求。',
      ],
      fixes: [['Raise jobmanager.memory.process.size to 704m (JVM heap becomes 128 MiB)', 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 704m\n']],
    },
    {
      name: 'a heap that is set',
      rule: 'heap-small', reading: OLD,
      text: 'taskmanager.memory.process.size: 1728m\njobmanager.memory.heap.size: ⟦heap-small: 100m⟧\n',
      says: [
        'The heap of the JobManager is 100 MiB, and Flink advises at least 128 MiB: it soon runs out of it. jobmanager.memory.heap.size of at least 128m would do.',
        'JobManager 的堆为 100 MiB，Flink 建议至少 128 MiB：很快就会不够用。jobmanager.memory.heap.size 至少为 128m，即可满足要求。',
      ],
      fixes: [['Raise jobmanager.memory.heap.size to 128m (JVM heap becomes 128 MiB)', 'taskmanager.memory.process.size: 1728m\njobmanager.memory.heap.size: 128m\n']],
    },
    {
      name: 'a store of finished jobs larger than the heap',
      rule: 'heap-small', reading: OLD,
      text: 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: ⟦heap-small: 1600m⟧\njobstore.cache-size: 2147483648\n',
      says: [
        'The heap of the JobManager is 1024 MiB, but the store of finished jobs alone may fill 2048 MiB of it. jobmanager.memory.process.size of at least 2703m would do.',
        'JobManager 的堆为 1024 MiB，而仅已结束作业的存储就可能占用 2048 MiB。jobmanager.memory.process.size 至少为 2703m，即可满足要求。',
      ],
      fixes: [['Raise jobmanager.memory.process.size to 2703m (JVM heap becomes 2048.7 MiB)', 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 2703m\njobstore.cache-size: 2147483648\n']],
    },
    {
      name: 'slots that share a small task heap, in a deployment',
      rule: 'heap-small',
      text: deployment('⟦heap-small: 1Gi⟧', '    taskmanager.numberOfTaskSlots: "2"\n'),
      says: [
        'Task heap memory is 25.6 MiB for 2 slots, and running jobs usually begin with at least 64 MiB in each. taskManager.resource.memory of at least 1217Mi would do.',
        '2 个槽的任务堆内存共 25.6 MiB，而运行中的作业通常每个槽至少从 64 MiB 起步。taskManager.resource.memory 至少为 1217Mi，即可满足要求。',
      ],
      fixes: [['Raise taskManager.resource.memory to 1217Mi (task heap memory becomes 128.5 MiB)', deployment('1217Mi', '    taskmanager.numberOfTaskSlots: "2"\n')]],
    },
  ]);

  it('is a warning where Flink warns, and information where experience speaks', () => {
    const checked = expectFindings('taskmanager.memory.process.size: ⟦heap-small: 1g⟧\njobmanager.memory.process.size: ⟦heap-small: 640m⟧\n', OLD);
    assert.deepEqual(checked.found.map(({ finding }) => [finding.process, finding.level]), [['taskManager', 'information'], ['jobManager', 'warning']]);
    for (const found of checked.found) assert.ok(fixesOf(checked, found).every(({ preferred }) => !preferred));
  });

  testSilence({
    'not for what Flink ships': 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n',
    'not at exactly what is advised': 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 704m\n',
    'not where Flink refuses the process or a template sizes it': 'taskmanager.memory.process.size: {{ size }}\njobmanager.memory.process.size: 1600m\n',
  }, OLD);
});

describe('network-generous', () => {
  testCases([
    {
      name: 'a fraction of much, once somebody turns the rule on; no fix, as nobody knows what the job needs',
      rule: 'network-generous', reading: GENEROUS,
      text: 'taskmanager.memory.process.size: ⟦network-generous: 4g⟧\njobmanager.memory.process.size: 1600m\n',
      says: [
        'Network memory is 343 MiB only because it is a fraction of the total; jobs seldom need more than 200 MiB.',
        '网络内存达到 343 MiB 只是因为它按总量的比例计算；作业很少需要超过 200 MiB。',
      ],
      fixes: [],
    },
  ]);

  testSilence({
    'not by default': ['taskmanager.memory.process.size: 4g\njobmanager.memory.process.size: 1600m\n', OLD],
    'not where a bound was chosen': ['taskmanager.memory.process.size: 4g\ntaskmanager.memory.network.min: 400m\njobmanager.memory.process.size: 1600m\n', GENEROUS],
    'not where little is enough': ['taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n', GENEROUS],
  });
});
