import type { ProcessKind } from '../../model/derivation.js';
import type { ErrorCode, RecognisedError } from './recognised.js';
import { memoryKey } from './remedies/remedy.js';

const TOTALS = ['process.size', 'flink.size'] as const;
const OVERHEAD = ['jvm-overhead.fraction', 'jvm-overhead.min', 'jvm-overhead.max'] as const;
const NETWORK = ['network.fraction', 'network.min', 'network.max'] as const;
const MANAGED = ['managed.size', 'managed.fraction'] as const;
const POOLS = ['framework.heap.size', 'framework.off-heap.size', 'task.heap.size', 'task.off-heap.size', ...MANAGED, ...NETWORK] as const;
const CONTAINER = ['process.size', ...OVERHEAD] as const;

/** Options of either process behind an error, without `taskmanager.memory.`; a JobManager's where they differ. */
const OPTIONS: Partial<Readonly<Record<ErrorCode, readonly string[] | Readonly<Record<ProcessKind, readonly string[]>>>>> = {
  'size-not-configured': TOTALS,
  'jvm-exceeds-process': ['process.size', 'jvm-metaspace.size', ...OVERHEAD],
  'flink-exceeds-process': [...TOTALS, 'jvm-metaspace.size'],
  'jvm-overhead-out-of-range': [...TOTALS, 'jvm-metaspace.size', ...OVERHEAD],
  'pools-exceed-flink': [...TOTALS, ...POOLS],
  'network-out-of-range': [...TOTALS, 'task.heap.size', ...MANAGED, ...NETWORK],
  'network-buffers-mismatch': [...TOTALS, ...NETWORK],
  'off-heap-exceeds-flink': [...TOTALS, 'off-heap.size', 'jvm-metaspace.size', 'jvm-overhead.min'],
  'heap-plus-off-heap-not-flink': ['heap.size', 'off-heap.size', 'flink.size'],
  'heap-exceeds-flink': ['heap.size', ...TOTALS],
  'totals-differ': [...TOTALS, ...OVERHEAD],
  'memory-configuration': TOTALS,
  'memory-not-configured': TOTALS,
  'quantity-invalid': ['process.size'],
  'environment-size': ['process.size'],
  'jvm-parameters': TOTALS,
  metaspace: ['jvm-metaspace.size', ...TOTALS],
  heap: { taskManager: ['task.heap.size', 'framework.heap.size', ...TOTALS, ...MANAGED], jobManager: ['heap.size', ...TOTALS] },
  'direct-memory': { taskManager: ['task.off-heap.size', 'framework.off-heap.size', ...TOTALS], jobManager: ['off-heap.size', 'enable-jvm-direct-memory-limit', ...TOTALS] },
  'network-buffers': NETWORK,
  'network-pool': [...NETWORK, 'task.off-heap.size', 'framework.off-heap.size'],
  'managed-fraction-zero': [...MANAGED, 'managed.consumer-weights'],
  'managed-exhausted': MANAGED,
  'managed-segments': MANAGED,
  'rocksdb-flushes': MANAGED,
  'batch-shuffle': ['framework.off-heap.batch-shuffle.size', 'framework.off-heap.size'],
  'native-threads': CONTAINER,
  'native-memory': CONTAINER,
  'jvm-start': TOTALS,
  'out-of-memory': TOTALS,
  killed: CONTAINER,
  'yarn-physical': CONTAINER,
  'yarn-virtual': ['process.size'],
  'yarn-request': ['process.size'],
  'pod-unschedulable': ['process.size'],
  'quota-exceeded': ['process.size'],
  'limit-range': ['process.size'],
  evicted: CONTAINER,
  'request-above-limit': ['process.size'],
  'fraction-clamped': [...OVERHEAD, ...NETWORK],
  'heap-small': ['heap.size', ...TOTALS],
  'job-store': ['heap.size', ...TOTALS],
};

/** Options that do not begin with `taskmanager.memory.`. */
const OTHERS: Partial<Readonly<Record<ErrorCode, (process: ProcessKind) => readonly string[]>>> = {
  'network-buffers': () => ['taskmanager.memory.segment-size'],
  'managed-exhausted': () => ['taskmanager.numberOfTaskSlots'],
  'managed-segments': () => ['taskmanager.numberOfTaskSlots', 'taskmanager.memory.segment-size'],
  'rocksdb-flushes': () => ['taskmanager.numberOfTaskSlots', 'state.backend.rocksdb.memory.write-buffer-ratio'],
  heap: (process) => (process === 'taskManager' ? ['taskmanager.numberOfTaskSlots'] : []),
  'jvm-start': (process) => ['env.java.opts.all', `env.java.opts.${process.toLowerCase()}`],
  'slots-missing': () => ['taskmanager.numberOfTaskSlots', 'parallelism.default'],
  'request-above-limit': (process) => [`kubernetes.${process.toLowerCase()}.memory.limit-factor`],
  'job-store': () => ['jobstore.cache-size'],
};

/** The options behind an error, the one that the text names first. */
export function keysOf({ code, key }: RecognisedError, process: ProcessKind): readonly string[] {
  const options = OPTIONS[code] ?? [];
  const own = isList(options) ? options : options[process];
  return [...new Set([...(key === undefined ? [] : [key]), ...own.map((option) => memoryKey(process, option)), ...(OTHERS[code]?.(process) ?? [])])];
}

function isList(options: readonly string[] | Readonly<Record<ProcessKind, readonly string[]>>): options is readonly string[] {
  return Array.isArray(options);
}
