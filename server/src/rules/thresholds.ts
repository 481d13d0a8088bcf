/** Sizes at which advice begins, each with its source. What Flink's options have as default is asked of the catalogue. */
import { readableOption, slotsOf, supplyingKey, type Configuration, type FlinkVersion } from '../model/index.js';
import type { Pool, ProcessKind } from '../model/derivation.js';
import { parseJavaLong } from '../model/javaNumbers.js';
import { MIB } from '../shared/sizes.js';

/** `JobManagerOptions.MIN_JVM_HEAP_SIZE`: Flink itself advises at least as much, in bytes. */
export const LEAST_JOB_MANAGER_HEAP = 128n * MIB;

/** Task heap of one slot in bytes: where running jobs begin (a rule of thumb of people who run jobs). */
export const LEAST_TASK_HEAP_OF_A_SLOT = 64n * MIB;

/** Network memory in bytes that production seldom exceeds (a rule of thumb of people who run jobs). */
export const MOST_USUAL_NETWORK = 200n * MIB;

/** The heap that a process needs before anybody runs a job in it, and its size in bytes. */
export interface LeastHeap {
  readonly pool: Extract<Pool, 'jvmHeap' | 'taskHeap'>;
  readonly bytes: bigint;
}

/** The JobManager's heap holds the job store's cache besides; each slot of a TaskManager has its own part of the task heap. */
export function leastHeap(process: ProcessKind, configuration: Configuration, version: FlinkVersion): LeastHeap {
  if (process === 'taskManager') return { pool: 'taskHeap', bytes: LEAST_TASK_HEAP_OF_A_SLOT * BigInt(slotsOf(configuration, version) ?? 1) };
  const cache = jobStoreCache(configuration, version);
  return { pool: 'jvmHeap', bytes: cache > LEAST_JOB_MANAGER_HEAP ? cache : LEAST_JOB_MANAGER_HEAP };
}

/** The cache's key since 2.3, and its former one. */
const CACHE_KEYS = ['completed-application-store.cache-size', 'jobstore.cache-size'];

/** What the JobManager keeps of finished jobs, in bytes; 0 where nobody can tell, and for the default, which the least heap holds anyhow. */
function jobStoreCache(configuration: Configuration, version: FlinkVersion): bigint {
  if (!CACHE_KEYS.some((key) => configuration.has(key))) return 0n;
  const option = CACHE_KEYS.map((name) => readableOption(name, version)).find((known) => known !== undefined);
  const key = option === undefined ? undefined : supplyingKey(configuration, option);
  return key === undefined || configuration.isUnknown(key) ? 0n : parseJavaLong(configuration.get(key) ?? '') ?? 0n;
}
