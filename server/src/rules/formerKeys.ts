/** What became of keys that Flink's own list of former names does not tell: the old heap and buffer keys, and those dead before 1.10. */
import { meantByHeapKey, parseMemorySize } from '../model/index.js';
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
 * @param container whether Flink derives as in a container, which decides what the old heap keys mean
 */
export function replacementsOf(key: string, value: string, version: FlinkVersion, container: boolean): readonly Replacement[] | undefined {
  const modelled = isAtLeast(version, '1.11');
  switch (key) {
    case 'taskmanager.heap.size':
      return [{ key: meantByHeapKey('taskManager', container), value }];
    case 'taskmanager.heap.mb':
      return ofMib(meantByHeapKey('taskManager', container), value);
    case 'jobmanager.heap.size':
      return modelled ? [{ key: meantByHeapKey('jobManager', container), value }] : undefined;
    case 'jobmanager.heap.mb':
      if (!modelled) return ofMib('jobmanager.heap.size', value);
      return ofMib(meantByHeapKey('jobManager', container), value);
    case 'cluster.evenly-spread-out-slots':
      return /^(?:true|false)$/i.test(value) ? [{ key: 'taskmanager.load-balance.mode', value: value.toLowerCase() === 'true' ? 'SLOTS' : 'NONE' }] : undefined;
    case 'jobstore.expiration-time':
      // A number of seconds became a duration, whose bare numbers are milliseconds.
      return /^\d{1,12}$/.test(value.trim()) ? [{ key: 'completed-application-store.expiration-time', value: `${value.trim()} s` }] : undefined;
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
  'parallelization.degree.default': 'parallelism.default',
  'taskmanager.network.bufferSizeInBytes': 'taskmanager.memory.segment-size',
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

/** Keys whose work another does today, with values of another form, or with another meaning of the same ones. */
const WORK_DONE_BY: ReadonlyMap<string, string | undefined> = new Map(Object.entries({
  ...DEAD_BEFORE_1_10,
  'pipeline.default-kryo-serializers': 'pipeline.serialization-config',
  'pipeline.registered-kryo-types': 'pipeline.serialization-config',
  'pipeline.registered-pojo-types': 'pipeline.serialization-config',
  'slotmanager.request-timeout': 'slot.request.timeout',
  'table.exec.shuffle-mode': 'execution.batch-shuffle-mode',
  'taskmanager.registration.initial-backoff': 'cluster.registration.initial-timeout',
  'taskmanager.registration.max-backoff': 'cluster.registration.max-timeout',
  'taskmanager.registration.refused-backoff': 'cluster.registration.refused-registration-delay',
  'web.ssl.enabled': 'security.ssl.rest.enabled',
}));

/** The key that does an outdated key's work today; its value has to be thought over, so it is named, not written. */
export function workedOnBy(key: string): string | undefined {
  return WORK_DONE_BY.get(key);
}

/** Keys that people take for options, with those that say what they mean: a pool's fixed size is its minimum and its maximum. */
export function meantBy(key: string): readonly string[] | undefined {
  const range = /^((?:taskmanager|jobmanager)\.memory\.(?:network|jvm-overhead))(?:\.size)?$/.exec(key)?.[1];
  if (range === undefined || range === 'jobmanager.memory.network') return undefined;
  return [`${range}.min`, `${range}.max`];
}
