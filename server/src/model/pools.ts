import type { Pool, ProcessKind } from './derivation.js';
import type { ReadableOption } from './options.js';
import { jobManagerOptions, taskManagerOptions, type ProcessOptions, type RangeOptions } from './processOptions.js';
import type { FlinkVersion } from './version.js';

const known = new Map<string, ReadonlyMap<string, Pool>>();

/**
 * The pool that a key sizes, limits or gives a share, under its current name or a former one. Undefined for the keys of
 * before 1.10 that mean one pool or another by where Flink runs (`*.heap.size`, `*.heap.mb`).
 */
export function poolOfKey(process: ProcessKind, key: string, version: FlinkVersion): Pool | undefined {
  const name = `${process} ${version}`;
  let pools = known.get(name);
  if (pools === undefined) known.set(name, (pools = poolsByKey(process, version)));
  return pools.get(key);
}

/**
 * Whether Flink reads a key, under its current name or a former one, for nothing but the sizes of a process: when it has derived
 * those without stumbling over the key's value, it has not read it. Segments and slots are read elsewhere as well.
 */
export function isSizingKey(process: ProcessKind, key: string, version: FlinkVersion): boolean {
  if (poolOfKey(process, key, version) !== undefined) return true;
  const options = process === 'taskManager' ? taskManagerOptions(version) : jobManagerOptions(version);
  const others = [options.legacyHeap, options.legacyHeapMb, 'cpuCores' in options ? options.cpuCores : options.enableDirectMemoryLimit];
  return others.some((option) => option?.key === key || option?.fallbackKeys.includes(key));
}

function poolsByKey(process: ProcessKind, version: FlinkVersion): ReadonlyMap<string, Pool> {
  const own = process === 'taskManager' ? ofTaskManager(version) : ofJobManager(version);
  return new Map(own.flatMap(([pool, options]) => options.flatMap((option) =>
    option === undefined ? [] : [option.key, ...option.fallbackKeys].map((key): [string, Pool] => [key, pool]))));
}

type PoolOptions = readonly [Pool, readonly (ReadableOption | undefined)[]];

function ofTaskManager(version: FlinkVersion): readonly PoolOptions[] {
  const options = taskManagerOptions(version);
  return [
    ...ofBoth(options),
    ['frameworkHeap', [options.frameworkHeap]],
    ['taskHeap', [options.taskHeap]],
    ['frameworkOffHeap', [options.frameworkOffHeap]],
    ['taskOffHeap', [options.taskOffHeap]],
    ['network', [...ofRange(options.network), options.networkBuffers]],
    ['managed', [options.managedSize, options.managedFraction]],
  ];
}

function ofJobManager(version: FlinkVersion): readonly PoolOptions[] {
  const options = jobManagerOptions(version);
  return [...ofBoth(options), ['jvmHeap', [options.heap]], ['jvmDirect', [options.offHeap]]];
}

function ofBoth({ totalProcess, totalFlink, metaspace, overhead }: ProcessOptions): readonly PoolOptions[] {
  return [['totalProcess', [totalProcess]], ['totalFlink', [totalFlink]], ['jvmMetaspace', [metaspace]], ['jvmOverhead', ofRange(overhead)]];
}

function ofRange({ min, max, fraction }: RangeOptions): readonly ReadableOption[] {
  return [min, max, fraction];
}
