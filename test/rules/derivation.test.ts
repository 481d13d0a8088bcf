import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkText, expectFindings, fixesOf, findingOf, preferredFix, type Reading } from './support.js';

const PARTIAL = ['size-not-configured'];

interface Case {
  readonly rule: string;
  readonly name: string;
  readonly reading?: Reading;
  /** With its expected findings. */
  readonly document: string;
  /** The sentence, word by word. */
  readonly sentence: string;
  readonly title: string;
  /** The whole text after the preferred fix. */
  readonly after: string;
  /** The least that Flink accepts, where a fix for that is offered besides. */
  readonly least?: string;
  /** That text with one MiB less than the least change: still refused. Absent where the fix is no size. */
  readonly tooLittle?: readonly [string, string];
}

const OLD: Reading = { file: 'flink-conf.yaml' };

/** The numbers are sums made by hand: JVM metaspace 256, overhead at least 192 MiB or a tenth of the process, at most 1024. */
const CASES: readonly Case[] = [
  {
    rule: 'jvm-exceeds-process', name: 'a JobManager of 400m', reading: OLD,
    // 256 + 192 = 448 > 400; with 128 off-heap at least one byte of heap: 256 + 192 + 128 = 576, so 577m.
    document: 'jobmanager.memory.process.size: ⟦jvm-exceeds-process: 400m⟧  # small\r\n',
    sentence: 'JVM metaspace 256 MiB and JVM overhead 192 MiB need 448 MiB, but the process has 400 MiB (48 MiB missing): the JobManager will not start. jobmanager.memory.process.size of at least 577m (JVM heap becomes 1 MiB) would do.',
    // 128 MiB of heap, where 577m leave 1.
    title: 'Raise jobmanager.memory.process.size to 704m (JVM heap becomes 128 MiB)',
    after: 'jobmanager.memory.process.size: 704m  # small\r\n',
    least: 'Raise jobmanager.memory.process.size to 577m (smallest that works)',
    tooLittle: ['704m', '576m'],
  },
  {
    rule: 'off-heap-exceeds-flink', name: 'a JobManager of 500m', reading: OLD,
    document: 'jobmanager.memory.process.size: ⟦off-heap-exceeds-flink: 500mb⟧\n',
    sentence: 'Off-heap memory 128 MiB leaves nothing of total Flink memory 52 MiB for the JVM heap: the JobManager will not start. jobmanager.memory.process.size of at least 577mb (JVM heap becomes 1 MiB) would do.',
    title: 'Raise jobmanager.memory.process.size to 704mb (JVM heap becomes 128 MiB)',
    after: 'jobmanager.memory.process.size: 704mb\n',
    least: 'Raise jobmanager.memory.process.size to 577mb (smallest that works)',
    tooLittle: ['704mb', '576mb'],
  },
  {
    rule: 'pools-exceed-flink', name: 'managed memory larger than everything', reading: OLD,
    // Process 1024: overhead 192, metaspace 256, Flink 576. Network is 64 at least; 128 + 128 + 64 leave 256 for managed.
    document: '# orders\ntaskmanager.memory.process.size: 1g\ntaskmanager.memory.managed.size: ⟦pools-exceed-flink: 300 mb⟧\n',
    sentence: 'Framework heap memory 128 + framework off-heap memory 128 + managed memory 300 + network memory 64 = 620 MiB, but total Flink memory is 576 MiB (44 MiB missing): the TaskManager will not start. taskmanager.memory.managed.size of at most 256 mb (task heap memory becomes 0 MiB) would do.',
    // With 192 there are 64 MiB of heap for the one slot, with 256 nothing.
    title: 'Lower taskmanager.memory.managed.size to 192 mb (task heap memory becomes 64 MiB)',
    after: '# orders\ntaskmanager.memory.process.size: 1g\ntaskmanager.memory.managed.size: 192 mb\n',
    least: 'Lower taskmanager.memory.managed.size to 256 mb (largest that works)',
    tooLittle: ['192 mb', '257 mb'],
  },
  {
    rule: 'flink-exceeds-process', name: 'total Flink memory as large as the process',
    // 2048 - 256 metaspace - 192 overhead = 1600.
    document: 'taskmanager:\n  memory:\n    process.size: 2g\n    flink.size: ⟦flink-exceeds-process: 2g⟧ # whole\n  numberOfTaskSlots: 2\n',
    sentence: 'Total Flink memory 2048 MiB and JVM metaspace 256 MiB need 2304 MiB, but the process has 2048 MiB (256 MiB missing): the TaskManager will not start. taskmanager.memory.flink.size of at most 1600m would do.',
    title: 'Lower taskmanager.memory.flink.size to 1600m (largest that works)',
    after: 'taskmanager:\n  memory:\n    process.size: 2g\n    flink.size: 1600m # whole\n  numberOfTaskSlots: 2\n',
    tooLittle: ['1600m', '1601m'],
  },
  {
    rule: 'jvm-overhead-out-of-range', name: 'two totals far apart', reading: OLD,
    // 4096 - 1024 - 256 = 2816, allowed are 1024: total Flink memory lacks 1792, and 1024 + 1792 = 2816.
    document: 'taskmanager.memory.process.size: 4g\ntaskmanager.memory.flink.size: ⟦jvm-overhead-out-of-range: 1g⟧\n',
    sentence: 'Process size and total Flink memory leave 2816 MiB for JVM overhead, which must be between 192 MiB and 1024 MiB: the TaskManager will not start. taskmanager.memory.flink.size of at least 2816m would do.',
    title: 'Raise taskmanager.memory.flink.size to 2816m (smallest that works)',
    after: 'taskmanager.memory.process.size: 4g\ntaskmanager.memory.flink.size: 2816m\n',
    tooLittle: ['2816m', '2815m'],
  },
  {
    rule: 'network-out-of-range', name: 'a rest larger than the maximum', reading: { file: 'flink-conf.yaml', settings: { flinkVersion: '1.16' } },
    // 4096 - 128 - 128 - 512 - 512 = 2816 for the network, 1024 are allowed: 1792 too many.
    document: 'taskmanager.memory.flink.size: 4g\ntaskmanager.memory.task.heap.size: ⟦network-out-of-range: 512m⟧\ntaskmanager.memory.managed.size: 512m\n',
    sentence: 'The other pools leave 2816 MiB of total Flink memory for the network, which must be between 64 MiB and 1024 MiB: the TaskManager will not start. taskmanager.memory.task.heap.size of at least 2304m would do.',
    title: 'Raise taskmanager.memory.task.heap.size to 2304m (smallest that works)',
    after: 'taskmanager.memory.flink.size: 4g\ntaskmanager.memory.task.heap.size: 2304m\ntaskmanager.memory.managed.size: 512m\n',
    tooLittle: ['2304m', '2303m'],
  },
  {
    rule: 'network-buffers-mismatch', name: 'the old number of buffers beside sizes', reading: OLD,
    // 2048 buffers of 32 KiB are 64 MiB; 1024 - 256 - 300 - 300 = 168 are left. Without the number they are the network's.
    document: 'taskmanager.memory.flink.size: 1g\ntaskmanager.memory.task.heap.size: 300m\ntaskmanager.memory.managed.size: 300m\n⟦deprecated-key: taskmanager.network.numberOfBuffers⟧: ⟦network-buffers-mismatch: 2048⟧\n',
    sentence: 'The other pools leave 168 MiB of total Flink memory for the network, but the configured number of buffers takes 64 MiB: the TaskManager will not start. Without taskmanager.network.numberOfBuffers it would start.',
    title: 'Remove taskmanager.network.numberOfBuffers (network memory becomes 168 MiB)',
    after: 'taskmanager.memory.flink.size: 1g\ntaskmanager.memory.task.heap.size: 300m\ntaskmanager.memory.managed.size: 300m\n',
  },
  {
    rule: 'heap-exceeds-flink', name: 'a heap above total Flink memory',
    document: 'jobmanager.memory.flink.size: 1g\njobmanager.memory.heap.size: "⟦heap-exceeds-flink: 1100m⟧"\njobmanager.rpc.port: 6123\n',
    sentence: 'The JVM heap of 1100 MiB exceeds total Flink memory of 1024 MiB (76 MiB missing): the JobManager will not start. jobmanager.memory.heap.size of at most 1g would do.',
    title: 'Lower jobmanager.memory.heap.size to 1g (largest that works)',
    after: 'jobmanager.memory.flink.size: 1g\njobmanager.memory.heap.size: "1g"\njobmanager.rpc.port: 6123\n',
    tooLittle: ['"1g"', '"1025m"'],
  },
  {
    rule: 'heap-plus-off-heap-not-flink', name: 'three sizes that do not add up', reading: OLD,
    document: 'jobmanager.memory.heap.size: ⟦heap-plus-off-heap-not-flink: 1g⟧\njobmanager.memory.off-heap.size: 256m\njobmanager.memory.flink.size: 1200m\n',
    sentence: 'Heap and off-heap memory make 1280 MiB, but total Flink memory is 1200 MiB: the JobManager will not start. jobmanager.memory.heap.size of 944m would do.',
    title: 'Remove jobmanager.memory.heap.size (JVM heap becomes 944 MiB)',
    after: 'jobmanager.memory.off-heap.size: 256m\njobmanager.memory.flink.size: 1200m\n',
  },
];

describe('What Flink refuses', () => {
  for (const { rule, name, reading = {}, document, sentence, title, after, least, tooLittle } of CASES) {
    it(`${rule}: ${name}`, () => {
      const checked = expectFindings(document.replace(/"⟦([a-z-]+): ([^⟧]*)⟧"/, '⟦$1: "$2"⟧'), reading, PARTIAL);
      const { finding, sentence: said } = findingOf(checked, rule);
      assert.equal(finding.level, 'error');
      assert.equal(said, sentence);
      const fix = preferredFix(checked, rule);
      assert.equal(fix.title, title);
      assert.equal(fix.text, after);
      if (least !== undefined) assert.ok(fix.titles.includes(least), fix.titles.join('\n'));
      assert.deepEqual(errorsIn(after, reading), []);
      if (tooLittle !== undefined) assert.deepEqual(errorsIn(after.replace(...tooLittle), reading).length, 1);
    });
  }

  it('offers every sensible way, each with its outcome', () => {
    const checked = checkText('taskmanager.memory.process.size: 4g\ntaskmanager.memory.flink.size: 1g\n', OLD);
    // 4096 - 256 metaspace - 409.6 overhead = 3430.4 Flink, of which 0.4 managed, 0.1 network, 128 framework off-heap: 1587.2 heap.
    assert.deepEqual(preferredFix(checked, 'jvm-overhead-out-of-range').titles, [
      'Raise taskmanager.memory.flink.size to 2816m (smallest that works)',
      'Lower taskmanager.memory.process.size to 2304m (largest that works)',
      'Raise taskmanager.memory.jvm-overhead.max to 2816m (smallest that works)',
      'Remove taskmanager.memory.flink.size (JVM heap becomes 1587.2 MiB)',
      'Remove taskmanager.memory.process.size (total process memory becomes 1472 MiB)',
    ]);
  });

  it('says nothing where a template takes part', () => {
    expectFindings('taskmanager.memory.process.size: {{ .Values.memory }}\ntaskmanager.memory.managed.size: 9g\n', OLD, PARTIAL);
    expectFindings('apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec:\n  jobManager:\n    resource:\n      memory: ${JM}\n  taskManager:\n    resource:\n      memory: "{{ .Values.tm }}"\n');
  });

  it('leaves canaries alone', () => {
    expectFindings('apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  labels:\n    "flink.apache.org/canary": "true"\n');
  });

  it('changes two settings where no single one helps', () => {
    // Fractions of 0.9 and 0.4 ask for more than there can be, whatever the total.
    const checked = expectFindings('taskmanager.memory.flink.size: ⟦pools-exceed-flink: 512m⟧\ntaskmanager.memory.network.fraction: 0.9\n', OLD, PARTIAL);
    assert.match(preferredFix(checked, 'pools-exceed-flink').title, /^Remove taskmanager\.memory\.network\.fraction; Raise taskmanager\.memory\.flink\.size to \d+m/);
  });
});

function errorsIn(text: string, reading: Reading): readonly string[] {
  return checkText(text, reading).found.filter(({ finding }) => finding.level === 'error').map(({ finding }) => finding.rule);
}

describe('size-not-configured', () => {
  it('is information in a file that may be one part of several, with what Flink ships', () => {
    const checked = expectFindings('⟦size-not-configured: ⟦size-not-configured: taskmanager.numberOfTaskSlots: 2⟧⟧\n', OLD);
    for (const found of checked.found) {
      assert.equal(found.finding.level, 'information');
      const [fix] = fixesOf(checked, found);
      const total = found.finding.process === 'taskManager' ? 'taskmanager.memory.process.size: 1728m' : 'jobmanager.memory.process.size: 1600m';
      assert.equal(fix?.title, `Add ${total}`);
    }
  });

  it('adds what works with what is set', () => {
    // 3072 managed + 128 + 128 + 64 task heap, network a tenth of Flink: 3392 / 0.9 = 3768.9; + 256 metaspace = 4024.9; of the process a tenth is overhead: 4472.1.
    const checked = checkText('taskmanager.memory.managed.size: 3g\n', OLD);
    const found = checked.found.find(({ finding }) => finding.process === 'taskManager');
    assert.ok(found);
    const [fix] = fixesOf(checked, found);
    assert.match(fix?.title ?? '', /^Add taskmanager\.memory\.process\.size: 4473m$/);
  });
});
