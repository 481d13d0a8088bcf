/** What to change in a document after an error: rules of thumb with the document's and the message's numbers. */
import * as l10n from '@vscode/l10n';
import { CONSUMER_WEIGHTS_KEY, isAtLeast, optionAt, parseMemorySize, stateBackendOf, type Pool } from '../../../model/index.js';
import { ceilToMebibyte, floorToMebibyte } from '../../../model/memorySize.js';
import { nameOf } from '../../../rules/settings.js';
import { leastHeap } from '../../../rules/thresholds.js';
import { GIB, MIB } from '../../../shared/sizes.js';
import type { Changes } from '../../../shared/protocol.js';
import type { ErrorCode, RecognisedError } from '../recognised.js';
import { bufferNeed } from './bufferNeed.js';
import { becomes, grown, grownWithin, memoryKey, sizeOf, titleOf, tried, written, type Remedy, type Subject } from './remedy.js';

type Answer = (subject: Subject, error: RecognisedError) => readonly Remedy[];

/** A part of its own key, made this large. */
function sized(subject: Subject, option: string, pool: Pool, bytes: bigint): readonly Remedy[] {
  const key = memoryKey(subject.process, option);
  const rounded = ceilToMebibyte(bytes);
  return grown(subject, { pool, bytes: rounded, settings: { [key]: written(subject, key, rounded) } });
}

/** When metaspace fails give plenty, observe, then fit: twice as much. */
const metaspace: Answer = (subject) => sized(subject, 'jvm-metaspace.size', 'jvmMetaspace', 2n * sizeOf(subject, 'jvmMetaspace'));

/** Half as much again; the rest is observed. */
const heap: Answer = (subject) => {
  const { located: { analysis: { configuration } }, process, version } = subject;
  if (process === 'jobManager') {
    const bytes = ceilToMebibyte((sizeOf(subject, 'jvmHeap') * 3n) / 2n);
    return configuration.has('jobmanager.memory.heap.size') ? sized(subject, 'heap.size', 'jvmHeap', bytes) : grown(subject, { pool: 'jvmHeap', bytes, settings: {} });
  }
  const least = leastHeap(process, configuration, version).bytes;
  const half = ceilToMebibyte((sizeOf(subject, 'taskHeap') * 3n) / 2n);
  const bytes = half > least ? half : least;
  const more = configuration.has('taskmanager.memory.task.heap.size') ? sized(subject, 'task.heap.size', 'taskHeap', bytes) : grown(subject, { pool: 'taskHeap', bytes, settings: {} });
  // With state on the heap, managed memory is for batch, SQL and Python only.
  const isOnHeap = stateBackendOf(configuration, version) === 'hashmap' && !configuration.has('taskmanager.memory.managed.size') && sizeOf(subject, 'managed') > 0n;
  return isOnHeap ? [...more, ...withoutManaged(subject)] : more;
};

function withoutManaged(subject: Subject): readonly Remedy[] {
  const changes = { 'taskmanager.memory.managed.fraction': '0' };
  const before = sizeOf(subject, 'taskHeap');
  const outcome = becomes('taskManager', 'taskHeap', before + sizeOf(subject, 'managed'));
  const remedy = tried(subject, changes, titleOf(subject, changes, outcome), (pools) => pools.get('taskHeap') === before + sizeOf(subject, 'managed'));
  return remedy === undefined ? [] : [remedy];
}

const DIRECT_STEP = 128n * MIB;
/** Framework off-heap memory grows with what is read from Kafka: these sizes, until it stays stable. */
const KAFKA_STEPS = [512n * MIB, GIB, 2n * GIB] as const;

const directMemory: Answer = (subject, { named }) => {
  if (subject.process === 'jobManager') return sized(subject, 'off-heap.size', 'jvmDirect', 2n * sizeOf(subject, 'jvmDirect'));
  const [framework, task] = [sizeOf(subject, 'frameworkOffHeap'), sizeOf(subject, 'taskOffHeap')];
  const step = named.includes('kafka') ? KAFKA_STEPS.find((size) => size > framework) : undefined;
  const ofFramework = sized(subject, 'framework.off-heap.size', 'frameworkOffHeap', step ?? framework + DIRECT_STEP);
  const ofTask = sized(subject, 'task.off-heap.size', 'taskOffHeap', task < DIRECT_STEP ? task + DIRECT_STEP : 2n * task);
  const isOfLibrary = named.some((library) => ['arrow', 'lance', 'parquet', 'grpc', 'pulsar', 'iceberg', 'delta'].includes(library));
  return isOfLibrary ? [...ofTask, ...ofFramework.slice(0, 1)] : [...ofFramework, ...ofTask.slice(0, 1)];
};

/** Settings by which network memory becomes that large, whatever the fraction says. */
function networkOf(subject: Subject, bytes: bigint): Changes {
  const { configuration } = subject.located.analysis;
  const [min, max] = [memoryKey('taskManager', 'network.min'), memoryKey('taskManager', 'network.max')];
  const text = written(subject, min, bytes);
  const limit = configuration.has(max) ? parseMemorySize(configuration.get(max) ?? '') : undefined;
  const isBelow = limit === undefined ? !isAtLeast(subject.version, '1.17') && bytes > GIB : 'bytes' in limit && limit.bytes < bytes;
  return { [min]: text, ...(isBelow ? { [max]: written(subject, max, bytes) } : {}) };
}

const networkBuffers: Answer = (subject, error) => {
  const need = bufferNeed(error);
  const now = sizeOf(subject, 'network');
  // Without the message's numbers half as much again; with them what it needs, and a third more in reserve.
  const wanted = need === undefined ? [(now * 3n) / 2n] : [need.bytes, (need.bytes * 4n) / 3n];
  const [least = [], reserve = []] = wanted.map((bytes) => {
    const rounded = ceilToMebibyte(bytes);
    return rounded <= now ? [] : grown(subject, { pool: 'network', bytes: rounded, settings: networkOf(subject, rounded) });
  });
  return [...least, ...reserve.slice(0, 1)];
};

/** What could not be allocated of network memory: other direct memory has taken it, or the machine has none. */
const networkPool: Answer = (subject, { numbers = {} }) => {
  const { available, missing } = numbers;
  const more = missing === undefined || missing === 0n ? [] : sized(subject, 'task.off-heap.size', 'taskOffHeap', sizeOf(subject, 'taskOffHeap') + missing);
  const most = available === undefined ? 0n : floorToMebibyte(available);
  if (most === 0n || most >= sizeOf(subject, 'network')) return more;
  const [min, max] = [memoryKey('taskManager', 'network.min'), memoryKey('taskManager', 'network.max')];
  const set = parseMemorySize(subject.located.analysis.configuration.get(min) ?? '');
  const changes = { ...('bytes' in set && set.bytes > most ? { [min]: written(subject, min, most) } : {}), [max]: written(subject, max, most) };
  const less = tried(subject, changes, titleOf(subject, changes, becomes('taskManager', 'network', most)), (pools) => (pools.get('network') ?? 0n) <= most);
  return less === undefined ? more : [less, ...more];
};

/** JVM overhead that proves too small: the next of these, in MiB. */
const OVERHEAD_STEPS = [256n, 512n, 768n, 1024n] as const;

const overhead: Answer = (subject, { numbers = {} }) => {
  const now = sizeOf(subject, 'jvmOverhead');
  const least = now + (numbers.missing ?? 0n);
  const step = OVERHEAD_STEPS.find((mebibytes) => mebibytes * MIB > least);
  const bytes = step === undefined ? ceilToMebibyte(least + 512n * MIB) : step * MIB;
  const [min, max] = [memoryKey(subject.process, 'jvm-overhead.min'), memoryKey(subject.process, 'jvm-overhead.max')];
  const limit = parseMemorySize(subject.located.analysis.configuration.get(max) ?? '1g');
  const settings = { [min]: written(subject, min, bytes), ...('bytes' in limit && limit.bytes < bytes ? { [max]: written(subject, max, bytes) } : {}) };
  return grown(subject, { pool: 'jvmOverhead', bytes, settings });
};

/** Managed memory larger by a factor of parts: by its own size, by its fraction, and with the whole process. */
function managedTimes(subject: Subject, numerator: bigint, denominator: bigint): readonly Remedy[] {
  const { configuration } = subject.located.analysis;
  const bytes = ceilToMebibyte((sizeOf(subject, 'managed') * numerator) / denominator);
  if (configuration.has('taskmanager.memory.managed.size')) return sized(subject, 'managed.size', 'managed', bytes);
  const more = grown(subject, { pool: 'managed', bytes, settings: {} });
  const flink = sizeOf(subject, 'totalFlink');
  if (flink === 0n) return more;
  const key = memoryKey('taskManager', 'managed.fraction');
  const hundredths = (bytes * 100n + flink - 1n) / flink;
  return hundredths > 80n ? more : [...grownWithin(subject, { pool: 'managed', bytes, settings: { [key]: (Number(hundredths) / 100).toString() } }), ...more];
}

const managed: Answer = (subject) => managedTimes(subject, 3n, 2n);

const rocksDb: Answer = (subject, { numbers = {} }) => {
  const { arena, mutable } = numbers;
  return arena === undefined || mutable === undefined || mutable === 0n ? managedTimes(subject, 2n, 1n) : managedTimes(subject, arena, mutable);
};

/** A consumer that gets nothing: there is no managed memory at all, or its weight is missing. */
const managedZero: Answer = (subject) => {
  const { analysis } = subject.located;
  const isNone = sizeOf(subject, 'managed') === 0n;
  const keys = isNone ? ['taskmanager.memory.managed.size', 'taskmanager.memory.managed.fraction'] : [CONSUMER_WEIGHTS_KEY];
  const changes = Object.fromEntries(keys.filter((key) => analysis.configuration.has(key)).map((key) => [key, null]));
  if (Object.keys(changes).length === 0) return [];
  const after = tried(subject, changes, '', (pools) => (pools.get('managed') ?? 0n) > 0n);
  if (after === undefined) return [];
  const names = Object.keys(changes).map((key) => nameOf(analysis, key)).join(', ');
  return [{ ...after, title: l10n.t('Remove {0} (the default applies)', names) }];
};

const batchShuffle: Answer = (subject) => {
  const key = memoryKey('taskManager', 'framework.off-heap.batch-shuffle.size');
  const read = parseMemorySize(subject.located.analysis.configuration.get(key) ?? optionAt(key, subject.version)?.default ?? '');
  if (!('bytes' in read)) return [];
  const framework = memoryKey('taskManager', 'framework.off-heap.size');
  const bytes = ceilToMebibyte(sizeOf(subject, 'frameworkOffHeap') + read.bytes);
  return grown(subject, { pool: 'frameworkOffHeap', bytes, settings: { [key]: written(subject, key, 2n * read.bytes), [framework]: written(subject, framework, bytes) } });
};

const limitFactor: Answer = (subject, { key = memoryKey(subject.process, 'limit-factor') }) => {
  const name = key.startsWith('kubernetes.') ? key : `kubernetes.${key}`;
  const factor = Number(subject.located.analysis.configuration.get(name) ?? '1');
  if (!(factor < 1)) return [];
  const changes = { [name]: '1.0' };
  const remedy = tried(subject, changes, titleOf(subject, changes, l10n.t('limit and request become equal')), (_pools, after) => Number(after.get(name)) >= 1);
  return remedy === undefined ? [] : [remedy];
};

/** The JobManager's heap as large as the message wants it. */
const smallHeap: Answer = (subject, { numbers = {} }) => {
  const bytes = ceilToMebibyte(numbers.min ?? 128n * MIB);
  return sizeOf(subject, 'jvmHeap') >= bytes ? [] : grown(subject, { pool: 'jvmHeap', bytes, settings: {} });
};

const ANSWERS: Partial<Readonly<Record<ErrorCode, Answer>>> = {
  metaspace,
  heap,
  'direct-memory': directMemory,
  'network-buffers': networkBuffers,
  'network-pool': networkPool,
  'managed-exhausted': managed,
  'managed-segments': managed,
  'managed-fraction-zero': managedZero,
  'rocksdb-flushes': rocksDb,
  'batch-shuffle': batchShuffle,
  killed: overhead,
  'yarn-physical': overhead,
  'limit-factor-invalid': limitFactor,
  'request-above-limit': limitFactor,
  'heap-small': smallHeap,
};

/** Changes that answer an error, the most promising first; none for errors that no size answers. */
export function remediesFor(subject: Subject, error: RecognisedError): readonly Remedy[] {
  return ANSWERS[error.code]?.(subject, error) ?? [];
}
