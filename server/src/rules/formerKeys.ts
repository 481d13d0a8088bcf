/** What became of keys that Flink's own list of former names does not tell: the old heap and buffer keys, and those dead before 1.10. */
import { parseMemorySize } from '../model/index.js';
import { isAtLeast, type FlinkVersion } from '../model/version.js';
import { MIB } from '../shared/sizes.js';
import { spell, styleOf } from './spelling.js';

export interface Replacement {
  readonly key: string;
  /** The value as the new key wants it. */
  readonly value: string;
}

/**
 * The keys that take an outdated key's place, with the value converted; undefined when nothing does.
 * @param container in a container the old heap keys mean the whole process, elsewhere total Flink memory (JobManager: the JVM heap)
 */
export function replacementsOf(key: string, value: string, version: FlinkVersion, container: boolean): readonly Replacement[] | undefined {
  const modelled = isAtLeast(version, '1.11');
  switch (key) {
    case 'taskmanager.heap.size':
      return [{ key: container ? 'taskmanager.memory.process.size' : 'taskmanager.memory.flink.size', value }];
    case 'taskmanager.heap.mb':
      return ofMib(container ? 'taskmanager.memory.process.size' : 'taskmanager.memory.flink.size', value);
    case 'jobmanager.heap.size':
      return modelled ? [{ key: container ? 'jobmanager.memory.process.size' : 'jobmanager.memory.heap.size', value }] : undefined;
    case 'jobmanager.heap.mb':
      if (!modelled) return ofMib('jobmanager.heap.size', value);
      return ofMib(container ? 'jobmanager.memory.process.size' : 'jobmanager.memory.heap.size', value);
    case 'security.ssl.enabled':
      return [{ key: 'security.ssl.internal.enabled', value }, { key: 'security.ssl.rest.enabled', value }];
    default:
      return undefined;
  }
}

function ofMib(key: string, value: string): readonly Replacement[] | undefined {
  return /^\d{1,12}$/.test(value.trim()) ? [{ key, value: `${BigInt(value.trim())}m` }] : undefined;
}

const BUFFERS = 'taskmanager.network.numberOfBuffers';

/** The old number of network buffers as network memory of exactly that size. */
export function networkOfBuffers(value: string, segmentSize: string): readonly Replacement[] | undefined {
  const segment = parseMemorySize(segmentSize);
  if (!/^\d{1,9}$/.test(value.trim()) || !('bytes' in segment)) return undefined;
  const bytes = BigInt(value.trim()) * segment.bytes;
  if (bytes <= 0n) return undefined;
  const size = spell(bytes, styleOf(BUFFERS, bytes % MIB === 0n ? '1m' : undefined));
  return [{ key: 'taskmanager.memory.network.min', value: size }, { key: 'taskmanager.memory.network.max', value: size }];
}

/** Keys that no Flink from 1.10 on reads, each with the key that does its work today. */
const DEAD_BEFORE_1_10: Readonly<Record<string, string | undefined>> = {
  'taskmanager.memory.fraction': 'taskmanager.memory.managed.fraction',
  'taskmanager.memory.off-heap': undefined,
  'taskmanager.memory.preallocate': undefined,
  'taskmanager.managed.memory.size': 'taskmanager.memory.managed.size',
  'taskmanager.managed.memory.fraction': 'taskmanager.memory.managed.fraction',
  'taskmanager.heap.max': 'taskmanager.memory.process.size',
  'yarn.heap-cutoff-ratio': 'taskmanager.memory.jvm-overhead.fraction',
  'yarn.heap-cutoff-min': 'taskmanager.memory.jvm-overhead.min',
  'containerized.heap-cutoff-ratio': 'taskmanager.memory.jvm-overhead.fraction',
  'containerized.heap-cutoff-min': 'taskmanager.memory.jvm-overhead.min',
  'mesos.resourcemanager.tasks.mem': 'taskmanager.memory.process.size',
};

/** Whether a key was dead, or on its way out, before 1.10. */
export function isDead(key: string): boolean {
  return Object.hasOwn(DEAD_BEFORE_1_10, key);
}

/** The key that does a dead key's work today; its value has to be thought over, so it is named, not written. */
export function workedOnBy(key: string): string | undefined {
  return isDead(key) ? DEAD_BEFORE_1_10[key] : undefined;
}
