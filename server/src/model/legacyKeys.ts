import type { ProcessKind } from './derivation.js';
import { MAX_INT } from './javaNumbers.js';
import { MIB } from './memorySize.js';
import { processSizeKey } from './processOptions.js';

/**
 * The key that means today what a process's heap key of before 1.10 does: in a container the whole process, elsewhere total Flink
 * memory (JobManager: the JVM heap).
 */
export function meantByHeapKey(process: ProcessKind, container: boolean): string {
  if (container) return processSizeKey(process);
  return process === 'taskManager' ? 'taskmanager.memory.flink.size' : 'jobmanager.memory.heap.size';
}

/** `taskmanager.heap.mb` and `jobmanager.heap.mb` hold a number of MiB without a unit. */
export function isCountOfMib(key: string): boolean {
  return key.endsWith('.heap.mb');
}

/** A size as a value of the key: in bytes, or in whole MiB, at most as many as Flink reads. */
export function sizeValue(key: string, bytes: bigint): string {
  if (!isCountOfMib(key)) return `${bytes}b`;
  const mebibytes = bytes / MIB;
  return (mebibytes < MAX_INT ? mebibytes : MAX_INT).toString();
}
