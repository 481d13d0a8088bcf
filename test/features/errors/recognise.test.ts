/** Messages as people paste them: fragments and numbers of the real ones, with words of our own around. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LONGEST } from '../../../server/src/features/errors/flatText.js';
import { recognise } from '../../../server/src/features/errors/recognise.js';
import type { ErrorCode, RecognisedError } from '../../../server/src/features/errors/recognised.js';

const MIB = 1024n * 1024n;

/** A size as Flink prints it in brackets. */
const size = (mib: number): string => `${mib.toFixed(3)}mb (${(BigInt(Math.floor(mib * 1024 * 1024))).toString()} bytes)`;

interface Expected {
  readonly text: string;
  readonly code: ErrorCode;
  readonly process?: RecognisedError['process'];
  readonly key?: string;
  readonly value?: string;
  readonly reason?: RecognisedError['reason'];
  readonly name?: string;
  readonly numbers?: RecognisedError['numbers'];
  readonly sizes?: RecognisedError['sizes'];
}

const TM = 'TaskManager memory configuration failed: ';
const JM = 'JobManager memory configuration failed: ';

const REFUSED: readonly Expected[] = [
  { text: `${TM}either required fine-grained memory (some keys) or a total is wanted`, code: 'size-not-configured', process: 'taskManager' },
  { text: `${JM}Total Process Memory size (Key: 'x') need to be configured explicitly.`, code: 'size-not-configured', process: 'jobManager' },
  {
    text: `${TM}Sum of configured JVM Metaspace (${size(256)}) and JVM Overhead (${size(192)}) exceed configured Total Process Memory (${size(400)}).`,
    code: 'jvm-exceeds-process', process: 'taskManager', numbers: { required: 448n * MIB, available: 400n * MIB }, sizes: { jvmMetaspace: 256n * MIB, jvmOverhead: 192n * MIB, totalProcess: 400n * MIB },
  },
  {
    text: `${JM}Total Process Memory size (${size(1024)}) is less than the sum of the derived Total Flink Memory size (${size(1000)}) and the JVM Metaspace size  (${size(256)}).`,
    code: 'flink-exceeds-process', process: 'jobManager', numbers: { required: 1256n * MIB, available: 1024n * MIB },
  },
  { text: `${TM}Derived JVM Overhead size (2.500gb (2684354560 bytes)) is not in [${size(192)}, 1.000gb (1073741824 bytes)].`, code: 'jvm-overhead-out-of-range', numbers: { required: 2560n * MIB, min: 192n * MIB, max: 1024n * MIB } },
  { text: `${TM}Configured memory sizes (total ${size(700)}) do not add up to the configured Total Process Memory size (${size(800)}).`, code: 'totals-differ', name: 'totalProcess', numbers: { required: 700n * MIB, available: 800n * MIB } },
  { text: `${TM}internal memory sizes (total ${size(512)}) do not add up to the configured Total Flink Memory size (${size(600)}).`, code: 'totals-differ', name: 'totalFlink', numbers: { required: 512n * MIB, available: 600n * MIB } },
  {
    text: `${TM}Inconsistently configured Key: 'taskmanager.memory.jvm-overhead.fraction' , default: 0.1 (fallback keys: []) (0.1) and its min (${size(512)}), max (${size(256)}) value`,
    code: 'range-invalid', key: 'taskmanager.memory.jvm-overhead.fraction', reason: 'min-above-max', numbers: { min: 512n * MIB, max: 256n * MIB },
  },
  {
    text: `${TM}Inconsistently configured Key: 'taskmanager.memory.network.fraction' , default: 0.1 (1.5) and its min (${size(64)}), max (${size(1024)}) value`,
    code: 'range-invalid', key: 'taskmanager.memory.network.fraction', reason: 'fraction-outside', value: '1.5',
  },
  {
    text: `${TM}Sum of configured Framework Heap Memory (${size(1024)}), Framework Off-Heap Memory (${size(128)}), Task Off-Heap Memory (0 bytes), Managed Memory (${size(634.88)}) and Network Memory (${size(158.72)}) exceed configured Total Flink Memory (1.550gb (1664299827 bytes)).`,
    code: 'pools-exceed-flink', process: 'taskManager', sizes: { frameworkHeap: 1024n * MIB, frameworkOffHeap: 128n * MIB, taskOffHeap: 0n, totalFlink: 1664299827n }, numbers: { available: 1664299827n },
  },
  {
    text: `${TM}Sum of configured Framework Heap Memory (${size(128)}), Framework Off-Heap Memory (${size(128)}), Task Heap Memory (${size(2048)}), Task Off-Heap Memory (0 bytes) and Managed Memory (${size(512)}) exceed configured Total Flink Memory (${size(2048)}).`,
    code: 'pools-exceed-flink', numbers: { required: 2816n * MIB, available: 2048n * MIB }, sizes: { taskHeap: 2048n * MIB },
  },
  { text: `${TM}the derived Network Memory is inconsistent with its configuration.`, code: 'network-out-of-range', process: 'taskManager' },
  { text: `Caused by: o.a.f.IllegalConfigurationException: Derived Network Memory size (${size(900)}) is not in configured Network Memory range [${size(64)}, ${size(128)}].`, code: 'network-out-of-range', numbers: { required: 900n * MIB, min: 64n * MIB, max: 128n * MIB } },
  { text: `Derived Network Memory size (${size(100)}) does not match configured Network Memory size (${size(64)}).`, code: 'network-buffers-mismatch', numbers: { available: 100n * MIB, required: 64n * MIB } },
  { text: `${JM}The configured Total Flink Memory (${size(64)}) is less than the configured Off-heap Memory (${size(128)}).`, code: 'off-heap-exceeds-flink', process: 'jobManager', numbers: { required: 128n * MIB, available: 64n * MIB } },
  {
    text: `${JM}Sum of the configured JVM Heap Memory (${size(1024)}) and the configured Off-heap Memory (${size(128)}) does not match the configured Total Flink Memory (${size(1200)}). One option will do.`,
    code: 'heap-plus-off-heap-not-flink', process: 'jobManager', numbers: { required: 1152n * MIB, available: 1200n * MIB },
  },
  { text: `${JM}The configured JVM Heap Memory (${size(2048)}) exceeds the configured Total Flink Memory (${size(1024)}).`, code: 'heap-exceeds-flink', process: 'jobManager', numbers: { required: 2048n * MIB, available: 1024n * MIB } },
  { text: 'A TaskExecutor wants a positive number of CPU cores. Look at the key.', code: 'cpu-not-positive', process: 'taskManager', key: 'taskmanager.cpu.cores' },
  { text: 'Invalid value (3000) - Minimum memory segment size is 4096', code: 'segment-size-invalid', key: 'taskmanager.memory.segment-size', value: '3000' },
  { text: 'Bad value (33000) - Memory segment size must be a power of 2.', code: 'segment-size-invalid', value: '33000' },
  { text: 'Configured total process memory size (-5MB) must not be less than 0.', code: 'environment-size', value: '-5MB' },
  { text: 'Cannot read total process memory size from environment variable value 1 g.', code: 'environment-size' },
  { text: `${TM}something that is new in a later version`, code: 'memory-configuration', process: 'taskManager' },
];

const READ: readonly Expected[] = [
  { text: `Cannot read memory size from config option 'taskmanager.memory.process.size'.\nCaused by: Could not parse value '2Gi' for key 'taskmanager.memory.process.size'.\nCaused by: Memory size unit 'gi' does not match any`, code: 'value-invalid', process: 'taskManager', key: 'taskmanager.memory.process.size', value: '2Gi', reason: 'unit-unknown', name: 'gi' },
  { text: 'Could not parse value \'abc\' for key \'jobmanager.memory.heap.size\'. Caused by: text does not start with a number', code: 'value-invalid', process: 'jobManager', reason: 'number-missing', value: 'abc' },
  { text: 'for key \'taskmanager.memory.managed.size\' the argument is an empty- or whitespace-only text', code: 'value-invalid', reason: 'blank', key: 'taskmanager.memory.managed.size' },
  { text: 'The value \'9999999999999g\' cannot be re represented as 64bit number (numeric overflow).', code: 'value-invalid', reason: 'overflow' },
  { text: 'IllegalArgumentException: bytes must be >= 0', code: 'value-invalid', reason: 'negative' },
  { text: 'Could not parse value \'yes\' for key \'taskmanager.numberOfTaskSlots\'.', code: 'value-invalid', key: 'taskmanager.numberOfTaskSlots', value: 'yes' },
  { text: 'found duplicate key taskmanager.numberOfTaskSlots\n in \'reader\', line 12, column 1:', code: 'duplicate-key', key: 'taskmanager.numberOfTaskSlots', numbers: { line: 12n } },
  { text: 'expected a single document in the stream but found another', code: 'several-documents' },
  { text: 'mapping values are not allowed here\n in "config.yaml", line 7, column 30', code: 'yaml-invalid', numbers: { line: 7n } },
  { text: 'WARN Error while trying to split key and value in configuration file /opt/flink/conf/flink-conf.yaml:5: Line is not a key-value pair (missing space after \':\'?)', code: 'line-ignored', name: '/opt/flink/conf/flink-conf.yaml', numbers: { line: 5n } },
  { text: 'The Flink config file \'/opt/flink/conf/config.yaml\' (/opt/flink/conf) does not exist.', code: 'configuration-missing', name: '/opt/flink/conf/config.yaml' },
  { text: 'The derived from fraction jvm overhead (172.800mb (181193932 bytes)) is less than its min value 192.000mb (201326592 bytes), so min value will be used instead', code: 'fraction-clamped', numbers: { size: 181193932n, min: 192n * MIB } },
  { text: `The configured or derived JVM heap memory size (${size(64)}) is less than its recommended minimum value (${size(128)})`, code: 'heap-small', process: 'jobManager', numbers: { size: 64n * MIB, min: 128n * MIB } },
  { text: 'The JVM heap of 40mb is below what jobstore.cache-size asks for', code: 'job-store', process: 'jobManager', key: 'jobstore.cache-size' },
  { text: '\'taskmanager.memory.flink.size\' is not specified, use the configured deprecated task manager heap value (1.000gb (1073741824 bytes)) for it.', code: 'former-heap', process: 'taskManager', key: 'taskmanager.memory.flink.size' },
];

const RUN: readonly Expected[] = [
  {
    text: 'java.io.IOException: Insufficient number of network buffers: required 17, but only 3 available. The total number of network buffers is currently set to 2048 of 32768 bytes each. You can',
    code: 'network-buffers', process: 'taskManager', numbers: { required: 17n, available: 3n, total: 2048n, segmentSize: 32768n },
  },
  { text: 'Insufficient number of network buffers: required 65, but only 12 of 2048 available.', code: 'network-buffers', numbers: { required: 65n, available: 12n, total: 2048n } },
  { text: 'Timeout triggered when requesting exclusive buffers: The total number of network buffers is currently set to 4096 of 32768 bytes each', code: 'network-buffers', numbers: { total: 4096n, segmentSize: 32768n } },
  {
    text: 'java.lang.OutOfMemoryError: Could not allocate enough memory segments for NetworkBufferPool (required (Mb): 5120, allocated (Mb): 4080, missing (Mb): 1040). Cause: Direct buffer memory. The direct out-of-memory error has occurred',
    code: 'network-pool', process: 'taskManager', numbers: { required: 5120n * MIB, available: 4080n * MIB, missing: 1040n * MIB },
  },
  { text: 'java.lang.OutOfMemoryError: Metaspace', code: 'metaspace' },
  { text: 'OutOfMemoryError: Metaspace. The metaspace out-of-memory error has occurred; \'taskmanager.memory.jvm-metaspace.size\' may be raised', code: 'metaspace', process: 'taskManager' },
  { text: 'OutOfMemoryError: Metaspace. The metaspace out-of-memory error has occurred; \'jobmanager.memory.jvm-metaspace.size\' may be raised', code: 'metaspace', process: 'jobManager' },
  { text: 'Terminating due to java.lang.OutOfMemoryError: Compressed class space', code: 'metaspace' },
  { text: '2026-01-01 ERROR TaskManagerRunner - fatal\njava.lang.OutOfMemoryError: Direct buffer memory', code: 'direct-memory', process: 'taskManager' },
  { text: 'OutOfMemoryError: Cannot reserve 8388608 bytes of direct buffer memory (allocated: 264241152, limit: 268435456)', code: 'direct-memory', numbers: { required: 8388608n, used: 264241152n, limit: 268435456n } },
  { text: 'io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 117440519, max: 134217728)', code: 'direct-memory', numbers: { required: 16777216n, used: 117440519n, limit: 134217728n } },
  { text: 'java.lang.OutOfMemoryError: Java heap space', code: 'heap' },
  { text: 'java.lang.OutOfMemoryError: GC overhead limit exceeded\n\tat org.apache.flink.streaming.runtime.tasks.StreamTask.invoke(StreamTask.java:5)', code: 'heap', process: 'taskManager' },
  { text: 'java.lang.OutOfMemoryError: unable to create new native thread', code: 'native-threads' },
  { text: 'os::commit_memory(0x0000, 1431830528, 0) failed; error=\'Cannot allocate memory\'\nThere is insufficient memory for the Java Runtime Environment to continue.\nNative memory allocation (mmap) failed to map 1431830528 bytes', code: 'native-memory', numbers: { required: 1431830528n } },
  { text: 'Error occurred during initialization of VM\nCould not reserve enough space for 2097152KB object heap', code: 'jvm-start', name: 'host', numbers: { required: 2048n * MIB } },
  { text: 'Invalid maximum heap size: -Xmx-12', code: 'jvm-start', name: 'options', value: '-Xmx-12' },
  { text: 'Initial heap size set to a larger value than the maximum heap size', code: 'jvm-start', name: 'options' },
  { text: 'IllegalArgumentException: The fraction of memory to allocate should not be 0. Look at the weights', code: 'managed-fraction-zero', process: 'taskManager' },
  { text: 'MemoryReservationException: Could not allocate 33554432 bytes, only 0 bytes are remaining.', code: 'managed-exhausted', numbers: { required: 33554432n, available: 0n } },
  { text: 'Too few memory segments provided. Hash Join needs at least 33 memory segments.', code: 'managed-segments', numbers: { required: 33n } },
  { text: 'WARN RocksDB will flush memtable constantly. Details: arenaBlockSize 8388608 > mutableLimit 4893354 (writeBufferSize = 67108864)', code: 'rocksdb-flushes', numbers: { arena: 8388608n, mutable: 4893354n } },
  { text: 'TimeoutException: contention for the batch shuffle read memory, please increase \'taskmanager.memory.framework.off-heap.batch-shuffle.size\'', code: 'batch-shuffle', process: 'taskManager', key: 'taskmanager.memory.framework.off-heap.batch-shuffle.size' },
  { text: 'java.lang.OutOfMemoryError', code: 'out-of-memory' },
  { text: 'Exception: UnresolvableProcess exit. Container exited with a non-zero exit code 239.', code: 'exit-239' },
];

const AROUND: readonly Expected[] = [
  { text: 'Last State: Terminated\n  Reason:    OOMKilled\n  Exit Code: 137', code: 'killed', name: 'limit' },
  { text: 'pod orders-taskmanager-1-1: container exited with exit code 137', code: 'killed', process: 'taskManager' },
  { text: 'Memory cgroup out of memory: Killed process 4711 (java) total-vm:9000000kB, anon-rss:2097152kB, file-rss:0kB', code: 'killed', name: 'limit', numbers: { used: 2048n * MIB } },
  {
    text: 'Container [pid=1,containerID=container_1] is running 65536B beyond the \'PHYSICAL\' memory limit. Current usage: 2.0 GB of 2 GB physical memory used; 3.4 GB of 4.2 GB virtual memory used. Killing container. Exit code is 143',
    code: 'yarn-physical', numbers: { used: 2048n * MIB, limit: 2048n * MIB, missing: 65536n },
  },
  { text: 'Container is running beyond physical memory limits. Current usage: 519.5 MB of 512 MB physical memory used', code: 'yarn-physical', numbers: { used: 544735232n, limit: 512n * MIB } },
  { text: 'Container is running beyond virtual memory limits. Current usage: 81.0 MB of 1 GB physical memory used; 2.5 GB of 2 GB virtual memory used.', code: 'yarn-virtual', numbers: { used: 2560n * MIB, limit: 2048n * MIB } },
  { text: 'requested resource is greater than maximum allowed allocation. Requested resource=<memory:8192, vCores:1>, maximum allowed allocation=<memory:4096, vCores:4>', code: 'yarn-request', numbers: { required: 8192n * MIB, limit: 4096n * MIB } },
  { text: 'TaskManager resource memory must be defined using `spec.taskManager.resource.memory`', code: 'memory-not-configured', process: 'taskManager' },
  { text: 'JobManager resource memory parse error: Memory size unit \'gi\' does not match any', code: 'quantity-invalid', process: 'jobManager', name: 'gi' },
  { text: 'JobManager resource requirements memory request (2Gi) must not exceed its limit (1Gi)', code: 'request-above-limit', process: 'jobManager', numbers: { required: 2048n * MIB, limit: 1024n * MIB } },
  { text: 'spec.containers[0].resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi', code: 'request-above-limit', numbers: { required: 2048n * MIB, limit: 1024n * MIB } },
  { text: 'kubernetes.taskmanager.memory.limit-factor should be greater or equal to 1.', code: 'limit-factor-invalid', process: 'taskManager', key: 'kubernetes.taskmanager.memory.limit-factor' },
  { text: 'Invalid value: "2gb": quantities must match the regular expression', code: 'kubernetes-quantity', value: '2gb' },
  { text: 'spec.flinkConfiguration.taskmanager.numberOfTaskSlots: Invalid value: "integer": it must be of type string: "integer"', code: 'configuration-value-type', key: 'taskmanager.numberOfTaskSlots' },
  { text: '0/5 nodes are available: 3 node(s) had a taint, 2 Insufficient memory.', code: 'pod-unschedulable' },
  { text: 'forbidden: exceeded quota: team, requested: limits.memory=2Gi, used: limits.memory=7Gi, limited: limits.memory=8Gi', code: 'quota-exceeded', numbers: { required: 2048n * MIB, used: 7168n * MIB, limit: 8192n * MIB } },
  { text: 'forbidden: maximum memory usage per Container is 1Gi, but limit is 2600Mi', code: 'limit-range', numbers: { max: 1024n * MIB, required: 2600n * MIB } },
  { text: 'The node was low on resource: memory. Container flink-main-container was using 3145728Ki, request is 2Gi', code: 'evicted', numbers: { used: 3072n * MIB, limit: 2048n * MIB } },
  { text: '[ERROR] The execution result is empty.\n[ERROR] Could not get JVM parameters and dynamic configurations properly.', code: 'jvm-parameters' },
  { text: 'Warning BackOff Back-off restarting failed container', code: 'crash-loop' },
  { text: 'NoResourceAvailableException: could not acquire the minimum required resources.', code: 'slots-missing', process: 'taskManager' },
  { text: 'TimeoutException: Heartbeat of TaskManager with id 10.0.0.7 timed out.', code: 'taskmanager-lost', process: 'taskManager' },
  { text: 'RECEIVED SIGNAL 15: SIGTERM. Shutting down as requested.', code: 'exit-143' },
];

for (const [name, cases] of Object.entries({ 'Flink refuses the sizes': REFUSED, 'Flink cannot read the file': READ, 'a process runs out of something': RUN, 'what is around Flink': AROUND })) {
  describe(name, () => {
    for (const { text, code, ...facts } of cases) {
      test(`${code}: ${text.slice(0, 90)}`, () => {
        // As it is, in one line as an input box makes it, broken at 80 columns as a terminal does, and coloured.
        for (const form of [text, text.replaceAll('\n', ' '), text.replace(/(.{60,79}) /g, '$1\n'), `\u001b[31m${text}\u001b[0m`]) {
          const [first, ...others] = recognise(form);
          assert.ok(first, form);
          assert.equal(first.code, code, form);
          assert.deepEqual(others.map((other) => other.code), [], form);
          for (const [fact, wanted] of Object.entries(facts)) {
            const found: unknown = Object.entries(first).find(([key]) => key === fact)?.[1];
            if (typeof wanted === 'object') assert.deepEqual({ ...Object(found), ...wanted }, found, `${fact} of ${form}`);
            else assert.equal(found, wanted, `${fact} of ${form}`);
          }
        }
      });
    }
  });
}

describe('a log', () => {
  const trace = (head: string, ...causes: readonly string[]): string =>
    [head, '\tat org.example.Job.run(Job.java:1)', ...causes.flatMap((cause) => [`Caused by: ${cause}`, '\tat org.example.Lib.call(Lib.java:2)', '\t... 12 more'])].join('\n');
  const codes = (text: string): readonly ErrorCode[] => recognise(text).map(({ code }) => code);

  test('the innermost cause of a trace is its root', () => {
    const text = trace('2026-01-01 WARN Task - switched to FAILED', 'java.lang.RuntimeException: wrapped, exited with exit code 137', 'java.lang.OutOfMemoryError: Metaspace');
    assert.deepEqual(codes(text), ['metaspace', 'killed']);
    assert.equal(recognise(text)[0]?.lineNumber, 6);
  });

  test('what follows from an error stands behind it, wherever it was logged', () => {
    const text = [
      'WARN Heartbeat of TaskManager with id a timed out.',
      trace('ERROR NoResourceAvailableException: none left'),
      trace('ERROR TaskManager died', 'java.lang.OutOfMemoryError: Java heap space'),
    ].join('\n');
    assert.deepEqual(codes(text), ['heap', 'taskmanager-lost', 'slots-missing']);
  });

  test('of two errors the earlier comes first; what is repeated is told once', () => {
    const heap = trace('ERROR TaskManager', 'java.lang.OutOfMemoryError: Java heap space');
    const metaspace = trace('ERROR TaskManager', 'java.lang.OutOfMemoryError: Metaspace');
    assert.deepEqual(codes([metaspace, heap, metaspace, heap].join('\n')), ['metaspace', 'heap']);
  });

  test('the scripts’ last words are explained by the refusal above them', () => {
    const text = `Exception in thread "main" ${JM}The configured Total Flink Memory (${size(64)}) is less than the configured Off-heap Memory (${size(128)}).\n\tat a.b(C.java:1)\n[ERROR] The execution result is empty.\n[ERROR] Could not get JVM parameters and dynamic configurations properly.`;
    assert.deepEqual(codes(text), ['off-heap-exceeds-flink', 'jvm-parameters']);
  });

  test('the process is told by the record, else by the whole text, else not at all', () => {
    assert.equal(recognise('java.lang.OutOfMemoryError: Java heap space')[0]?.process, undefined);
    assert.equal(recognise('INFO StandaloneSessionClusterEntrypoint started\nERROR java.lang.OutOfMemoryError: Java heap space')[0]?.process, 'jobManager');
    assert.equal(recognise('INFO JobManager a\nERROR TaskManagerRunner java.lang.OutOfMemoryError: Java heap space')[0]?.process, 'taskManager');
    assert.equal(recognise('INFO JobManager a TaskManager b\nERROR java.lang.OutOfMemoryError: Java heap space')[0]?.process, undefined);
  });

  test('a trace within JSON', () => {
    const text = JSON.stringify({ level: 'ERROR', message: trace('TaskManager failed', 'java.lang.OutOfMemoryError: Direct buffer memory') });
    assert.deepEqual(recognise(text).map(({ code, process }) => [code, process]), [['direct-memory', 'taskManager']]);
  });

  test('libraries near a direct memory error are noted', () => {
    assert.deepEqual(recognise('java.lang.OutOfMemoryError: Direct buffer memory\n\tat org.apache.kafka.common.network.Selector.poll(Selector.java:1)')[0]?.named, ['kafka']);
  });

  test('what is no error, or none of memory, gives nothing', () => {
    for (const text of ['', '   \n\n', 'all is well', 'java.lang.NullPointerException\n\tat a.b(C.java:137)', 'INFO heap used 64 MB of 1 GB', 'taskmanager.memory.process.size: 1728m', 'Foo.java:137 exit 0', '{"a": [137]}', 'x'.repeat(2000)]) {
      assert.deepEqual(codes(text), [], text.slice(0, 60));
    }
  });

  test('a large log is read at both ends, and in time', () => {
    const line = '2026-01-01 00:00:00 INFO TaskManager heap of a request (1) for key \'a\' derived from config Invalid value: "x" JVM Heap Memory (1\n';
    const middle = line.repeat(Math.ceil((2 * LONGEST) / line.length));
    const begun = performance.now();
    assert.deepEqual(codes(`${trace('ERROR', 'java.lang.OutOfMemoryError: Metaspace')}\n${middle}[ERROR] The execution result is empty.`), ['metaspace', 'jvm-parameters']);
    assert.deepEqual(codes(middle.replaceAll('\n', ' ')), []);
    for (const word of ['heap ', '(', 'derived ', 'a', 'Framework Heap Memory (1 mb), ', 'Caused by: ', '\\n\\tat ', '1 ']) codes(word.repeat(LONGEST / word.length));
    assert.ok(performance.now() - begun < 10_000, `${String(performance.now() - begun)} ms`);
  });
});
