import * as l10n from '@vscode/l10n';
import { acceptedRange, Configuration, printMebibytes, printMemorySize, ceilToMebibyte, DEFAULT_VERSION, isAtLeast, type FlinkVersion, type Pool, type ProcessKind } from '../../../model/index.js';
import { PART_NAMES } from '../../../shared/model.js';
import { MIB, sizeText } from '../../../shared/sizes.js';
import { listed, poolInSentence, processName } from '../../../shared/words.js';
import type { ErrorCode, RecognisedError } from '../recognised.js';
import { bufferNeed } from '../remedies/bufferNeed.js';
import { memoryKey } from '../remedies/remedy.js';

/** What an advice is made from besides the error: sizes are those of the document at hand, in bytes. */
export interface Situation {
  readonly process: ProcessKind;
  readonly version: FlinkVersion | undefined;
  readonly sizes: ReadonlyMap<Pool, bigint> | undefined;
  readonly isKubernetes: boolean;
}

type Advice = (error: RecognisedError, situation: Situation) => readonly (string | undefined)[];

const key = ({ process }: Situation, option: string): string => memoryKey(process, option);

/** The smallest process size that Flink accepts with everything else at its default. */
function smallestProcess({ process, version }: Situation): string | undefined {
  const range = acceptedRange(process, new Configuration(new Map()), { version: version ?? DEFAULT_VERSION, container: false }, memoryKey(process, 'process.size'));
  return range?.min === undefined ? undefined : printMebibytes(ceilToMebibyte(range.min));
}

const oneTotal: Advice = (_error, situation) => [l10n.t('Set only one of {0} and {1}: Flink derives the other.', key(situation, 'process.size'), key(situation, 'flink.size'))];

const raiseProcess: Advice = (_error, situation) => {
  const least = smallestProcess(situation);
  return [
    least === undefined ? undefined : l10n.t('Raise {0}: with everything else at its default, {1} is the least that a {2} starts with.', key(situation, 'process.size'), least, processName(situation.process)),
  ];
};

const largestPart: Advice = ({ sizes = {} }, situation) => {
  const [largest] = PART_NAMES.flatMap((pool) => (pool === 'offHeap' || pool === 'totalFlink' || sizes[pool] === undefined ? [] : [{ pool, bytes: sizes[pool] }])).sort((a, b) => (a.bytes < b.bytes ? 1 : -1));
  return [
    largest === undefined ? undefined : l10n.t('The largest part is {0} with {1}: lower it, or raise the total.', poolInSentence(largest.pool, situation.process), sizeText(largest.bytes)),
    sizes.frameworkHeap !== undefined && sizes.frameworkHeap > 512n * MIB ? l10n.t('Framework heap memory is for Flink itself and seldom needs more than 128 MiB: the heap of your job is {0}.', 'taskmanager.memory.task.heap.size') : undefined,
  ];
};

const doubleMetaspace: Advice = (_error, situation) => {
  const now = situation.sizes?.get('jvmMetaspace') ?? 256n * MIB;
  const name = key(situation, 'jvm-metaspace.size');
  return [
    l10n.t('Give plenty first, observe, then fit: {0} of {1}.', name, printMemorySize(ceilToMebibyte(2n * now))),
    l10n.t('If it only fails after several submissions to one cluster, classes of ended jobs stay loaded: more metaspace only delays it. Put drivers and shared libraries into Flink’s lib folder, or run each job in a cluster of its own.'),
  ];
};

const moreHeap: Advice = (_error, situation) => situation.process === 'jobManager'
  ? [l10n.t('Raise {0}, or {1} where it is set.', key(situation, 'process.size'), key(situation, 'heap.size')), l10n.t('Many tables, splits or finished jobs are what fills the heap of a JobManager.')]
  : [
      l10n.t('Raise the total, or {0} where it is set: by half, then observe in Flink’s Web UI and keep a third in reserve.', key(situation, 'task.heap.size')),
      l10n.t('Managed memory is {0}: a job without RocksDB, batch, SQL or Python uses none of it, and {1} of 0 gives it to the heap.', sizeText(situation.sizes?.get('managed') ?? 0n), key(situation, 'managed.fraction')),
    ].filter((_text, index) => index === 0 || (situation.sizes?.get('managed') ?? 0n) > 0n);

const moreDirect: Advice = (_error, situation) => situation.process === 'jobManager'
  ? [l10n.t('Raise {0}. The JVM keeps to it only with {1}.', key(situation, 'off-heap.size'), key(situation, 'enable-jvm-direct-memory-limit'))]
  : [
      l10n.t('A library of the job uses direct memory (Arrow, Parquet, gRPC): raise {0}, 0 by default.', key(situation, 'task.off-heap.size')),
      l10n.t('Flink itself or Kafka does: raise {0} by 128m at a time; with much data from Kafka 512m, 1g, 2g until it stays stable.', key(situation, 'framework.off-heap.size')),
      l10n.t('Remove -XX:MaxDirectMemorySize from env.java.opts.*: Flink passes it already.'),
    ];

const moreNetwork: Advice = (error, situation) => {
  const need = bufferNeed(error);
  const { total, segmentSize } = error.numbers ?? {};
  return [
    need !== undefined
      ? l10n.t('At least {0} is needed for this request: {1} buffers of {2}. Tasks that start later may ask for more; a third in reserve makes {3}.', printMebibytes(ceilToMebibyte(need.bytes)), need.buffers.toString(), printMemorySize(need.segmentSize), printMebibytes(ceilToMebibyte((need.bytes * 4n) / 3n)))
      : total !== undefined && segmentSize !== undefined ? l10n.t('{0} buffers of {1} are {2}: give more.', total.toString(), printMemorySize(segmentSize), sizeText(total * segmentSize)) : undefined,
    l10n.t('Set {0} to the size that is needed, and {1} where it is lower: a larger fraction does nothing once the maximum is reached.', key(situation, 'network.min'), key(situation, 'network.max')),
    l10n.t('A lower parallelism or fewer shuffles need fewer buffers.'),
  ];
};

const lessNetwork: Advice = ({ numbers = {} }, situation) => [
  numbers.available === undefined ? undefined : l10n.t('Lower {0} to what there is: {1}.', key(situation, 'network.max'), printMebibytes((numbers.available / MIB) * MIB)),
  l10n.t('Where other direct memory has taken it, raise {0}.', key(situation, 'task.off-heap.size')),
  l10n.t('Remove -XX:MaxDirectMemorySize from env.java.opts.*: Flink passes it already.'),
];

const moreManaged: Advice = (_error, situation) => [
  l10n.t('Raise {0} or the total, or use fewer slots: each slot gets an equal share.', key(situation, 'managed.fraction')),
];

function timesManaged({ numbers = {} }: RecognisedError): string | undefined {
  const { arena, mutable } = numbers;
  if (arena === undefined || mutable === undefined || mutable === 0n) return undefined;
  return l10n.t('A slot needs about {0} times the managed memory that it has.', (Math.ceil((Number(arena) / Number(mutable)) * 10) / 10).toString());
}

const moreOverhead: Advice = (_error, situation) => [
  l10n.t('Memory that no option bounds is taken from JVM overhead: raise {0} in steps of 256m, 512m, 768m and 1g, and the container with it.', key(situation, 'jvm-overhead.min')),
  situation.process === 'taskManager' ? l10n.t('RocksDB may exceed its budget, and glibc keeps what was freed: MALLOC_ARENA_MAX=1 or jemalloc helps there.') : undefined,
  situation.isKubernetes && isAtLeast(situation.version ?? DEFAULT_VERSION, '1.15') ? l10n.t('{0} above 1 lets the container have more than the process is sized for.', `kubernetes.${situation.process.toLowerCase()}.memory.limit-factor`) : undefined,
];

const lessProcess: Advice = (_error, situation) => [
  l10n.t('Lower {0}, or give the machine, the container or the queue more: everything that Flink sizes is inside of it.', key(situation, 'process.size')),
];

const lookAbove: Advice = () => [
  l10n.t('Paste the log from its first error or exception to the last “Caused by”, here also of the run before: kubectl logs --previous, or the .log and .out files of the process.'),
];

const describePod = (): string => l10n.t('kubectl describe pod tells whether memory was the reason: “OOMKilled” under “Last State”.');

const wholeNumber = (): string => l10n.t('Write a whole number with one of Flink’s units, which are powers of 1024: 1536m, not 1.5g; 2g, not 2Gi.');

const ADVICE: Partial<Readonly<Record<ErrorCode, Advice>>> = {
  'size-not-configured': (_error, situation) => [l10n.t('Set {0}, for example to {1}.', key(situation, 'process.size'), situation.process === 'taskManager' ? '1728m' : '1600m')],
  'jvm-exceeds-process': raiseProcess,
  'flink-exceeds-process': oneTotal,
  'jvm-overhead-out-of-range': oneTotal,
  'totals-differ': oneTotal,
  'pools-exceed-flink': largestPart,
  'network-out-of-range': (_error, situation) => [l10n.t('With total Flink memory, task heap and managed memory all set, the network gets what is left: let one of them go, or widen {0} and {1}.', key(situation, 'network.min'), key(situation, 'network.max'))],
  'network-buffers-mismatch': () => [l10n.t('Remove {0}, which is of before Flink 1.10.', 'taskmanager.network.numberOfBuffers')],
  'off-heap-exceeds-flink': raiseProcess,
  'heap-plus-off-heap-not-flink': (_error, situation) => [l10n.t('Set only one of {0} and {1}: Flink derives the other.', key(situation, 'heap.size'), key(situation, 'flink.size'))],
  'heap-exceeds-flink': (_error, situation) => [l10n.t('Set only one of {0} and {1}: Flink derives the other.', key(situation, 'heap.size'), key(situation, 'flink.size'))],
  'memory-configuration': lookAbove,
  'value-invalid': ({ reason }) => [reason === 'negative' ? l10n.t('In Flink 1.10 it also means that total Flink memory and metaspace exceed the process size: set only one of the totals.') : wholeNumber()],
  'range-invalid': () => [l10n.t('Remove what you do not need to fix: each of fraction, minimum and maximum has a default.')],
  'segment-size-invalid': () => [l10n.t('Write 32k, the default, or another power of two.')],
  'cpu-not-positive': () => [l10n.t('Remove {0}: without it each slot counts as a core.', 'taskmanager.cpu.cores')],
  'weight-negative': () => [l10n.t('Write 0 for a consumer that is to get nothing.')],
  'consumer-unknown': () => [l10n.t('The consumers are {0}; Flink 1.12 has DATAPROC in place of the first two.', listed(['OPERATOR', 'STATE_BACKEND', 'PYTHON']))],
  'memory-not-configured': (_error, situation) => [l10n.t('Set {0}, for example to {1}.', `spec.${situation.process}.resource.memory`, situation.process === 'taskManager' ? '1728m' : '1600m')],
  'quantity-invalid': () => [l10n.t('Write a whole number with a unit: 2048m or 2g; operators from 1.7 on also read 2Gi.')],
  'limit-factor-invalid': () => [l10n.t('Write 1 or more, or remove it: the default is 1.')],
  'duplicate-key': () => [l10n.t('Keep one of them. Container images append keys of their own to the file: those count, too.')],
  'several-documents': () => [l10n.t('Remove the “---” and what does not belong to the configuration.')],
  'yaml-invalid': () => [l10n.t('Open the file here: its problems stand at their lines.')],
  'line-ignored': () => [l10n.t('Write “key: value” in one line, with a blank after the colon.')],
  metaspace: doubleMetaspace,
  heap: moreHeap,
  'direct-memory': moreDirect,
  'network-buffers': moreNetwork,
  'network-pool': lessNetwork,
  'managed-fraction-zero': (_error, situation) => [l10n.t('Let {0} and {1} be above 0, and name every consumer that the job uses in {2}, or remove it.', key(situation, 'managed.size'), key(situation, 'managed.fraction'), key(situation, 'managed.consumer-weights'))],
  'managed-exhausted': moreManaged,
  'managed-segments': moreManaged,
  'rocksdb-flushes': (error, situation) => [timesManaged(error), ...moreManaged(error, situation)],
  'batch-shuffle': (_error, situation) => [l10n.t('Raise {0}, and {1} by as much: the former is taken from the latter.', key(situation, 'framework.off-heap.batch-shuffle.size'), key(situation, 'framework.off-heap.size'))],
  'native-threads': () => [l10n.t('Raise the limit on processes (ulimit -u, or the pod’s PID limit), or look for code that starts threads and never ends them. A smaller heap leaves more room for stacks.')],
  'native-memory': (error, situation) => [...lessProcess(error, situation), ...moreOverhead(error, situation).slice(0, 1)],
  'jvm-start': (error, situation) => (error.name === 'host' ? lessProcess(error, situation) : [l10n.t('Remove -Xmx, -Xms, -XX:MaxMetaspaceSize and -XX:MaxDirectMemorySize from env.java.opts.*: Flink derives and passes them.')]),
  'out-of-memory': lookAbove,
  killed: (error, situation) => [...(error.name === 'limit' ? [] : [describePod()]), ...moreOverhead(error, situation)],
  'yarn-physical': moreOverhead,
  'yarn-virtual': () => [l10n.t('Switch the check off with yarn.nodemanager.vmem-check-enabled=false, or raise yarn.nodemanager.vmem-pmem-ratio.')],
  'yarn-request': (_error, situation) => [l10n.t('Lower {0}, or raise yarn.scheduler.maximum-allocation-mb and what the NodeManagers have.', key(situation, 'process.size'))],
  'pod-unschedulable': lessProcess,
  'quota-exceeded': lessProcess,
  'limit-range': lessProcess,
  evicted: (error, situation) => [l10n.t('Let request and limit be equal: such pods go last.'), ...moreOverhead(error, situation).slice(0, 1)],
  'request-above-limit': (_error, situation) => [l10n.t('Let the limit be at least the request, in the same kind of unit: {0} of 1 or more.', `kubernetes.${situation.process.toLowerCase()}.memory.limit-factor`)],
  'kubernetes-quantity': () => [l10n.t('Kubernetes knows neither 2gb nor 2048mb: write 2Gi or 2048Mi. Flink’s own options take k, m, g and t.')],
  'configuration-value-type': ({ name }) => [l10n.t('Put it in quotes: {0}: "2".', name ?? 'taskmanager.numberOfTaskSlots')],
  'environment-size': (_error, situation) => [l10n.t('Correct the variable, or set {0} instead.', key(situation, 'process.size'))],
  'configuration-missing': () => [l10n.t('Mount the file of that name, or point FLINK_CONF_DIR to its folder.')],
  'jvm-parameters': lookAbove,
  'exit-143': lookAbove,
  'exit-239': lookAbove,
  'crash-loop': lookAbove,
  'slots-missing': (error, situation) => [l10n.t('Compare the parallelism of the job with the number of TaskManagers times {0}.', 'taskmanager.numberOfTaskSlots'), ...lookAbove(error, situation)],
  'taskmanager-lost': (error, situation) => [l10n.t('Exit code 137 or “OOMKilled” means memory; long pauses of garbage collection look alike.'), ...lookAbove(error, situation)],
  'fraction-clamped': () => [l10n.t('Nothing has to be done. To have the fraction count, widen the bound.')],
  'heap-small': (error, situation) => moreHeap(error, situation).slice(0, 1),
  'job-store': (error, situation) => [l10n.t('Lower {0}, or raise the heap.', 'jobstore.cache-size'), ...moreHeap(error, situation).slice(0, 1)],
  'former-heap': (_error, situation) => [l10n.t('Write {0} instead; in containers {1}.', key(situation, 'flink.size'), key(situation, 'process.size'))],
};

/** What to do, the most promising first. */
export function adviceFor(error: RecognisedError, situation: Situation): readonly string[] {
  return (ADVICE[error.code]?.(error, situation) ?? []).filter((text) => text !== undefined);
}

/** What to paste where nothing was recognised. */
export function adviceForUnknown(): readonly string[] {
  return [
    l10n.t('For a process of Flink: its log from the first ERROR or exception to the last “Caused by”, and the end of its .out file.'),
    l10n.t('For a pod: “State”, “Last State”, “Reason” and “Exit Code” of kubectl describe pod, and kubectl logs --previous.'),
    l10n.t('For a FlinkDeployment: “status.error”, or its events.'),
  ];
}
