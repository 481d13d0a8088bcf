import type { Configuration } from './configuration.js';
import type { DerivationContext } from './derive.js';
import type { Derivation, Pool } from './derivation.js';
import { decimalOf, powerOfTen } from './decimal.js';
import { externalResources } from './externalResources.js';
import { parseJavaBoolean, parseJavaDouble, printJavaDouble } from './javaNumbers.js';
import { isConfigured, supplyingKey } from './options.js';
import { jobManagerOptions, taskManagerOptions } from './processOptions.js';
import { configuredSlots } from './slots.js';
import { isAtLeast, type FlinkVersion } from './version.js';

/**
 * The JVM arguments that Flink's start script or container command gives the process (`ProcessMemoryUtils.generateJvmParametersStr`),
 * in its order. Undefined when the process is not derived, or the JobManager's direct memory limit is templated.
 */
export function jvmArguments(derivation: Derivation, configuration: Configuration, context: DerivationContext): readonly string[] | undefined {
  if (derivation.status !== 'derived') return undefined;
  const isLimited = derivation.process === 'taskManager' || limitsDirectMemory(configuration, context);
  if (isLimited === undefined) return undefined;
  const bytes = (pool: Pool): string => (derivation.pools.get(pool) ?? 0n).toString();
  return [
    `-Xmx${bytes('jvmHeap')}`,
    `-Xms${bytes('jvmHeap')}`,
    ...(isLimited ? [`-XX:MaxDirectMemorySize=${bytes('jvmDirect')}`] : []),
    `-XX:MaxMetaspaceSize=${bytes('jvmMetaspace')}`,
  ];
}

function limitsDirectMemory(configuration: Configuration, { version }: DerivationContext): boolean | undefined {
  const { enableDirectMemoryLimit } = jobManagerOptions(version);
  const key = supplyingKey(configuration, enableDirectMemoryLimit);
  if (key === undefined) return enableDirectMemoryLimit.default === 'true';
  return configuration.isUnknown(key) ? undefined : parseJavaBoolean(configuration.get(key) ?? '');
}

/**
 * What Flink's start script passes to the process as `-D`, in its order (a `HashMap`'s): `TaskExecutorProcessUtils` and
 * `JobManagerProcessUtils.generateDynamicConfigsStr`. Empty for a JobManager before 1.12. Undefined when the process is not
 * derived or a value that takes part is templated.
 */
export function dynamicConfiguration(
  derivation: Derivation, configuration: Configuration, context: DerivationContext,
): ReadonlyMap<string, string> | undefined {
  if (derivation.status !== 'derived') return undefined;
  const size = (pool: Pool): string => `${(derivation.pools.get(pool) ?? 0n).toString()}b`;
  const jvm = (prefix: string): [string, string][] => [
    [`${prefix}.memory.jvm-metaspace.size`, size('jvmMetaspace')],
    [`${prefix}.memory.jvm-overhead.min`, size('jvmOverhead')],
    [`${prefix}.memory.jvm-overhead.max`, size('jvmOverhead')],
  ];
  if (derivation.process === 'jobManager') {
    if (!isAtLeast(context.version, '1.12')) return new Map();
    return inHashMapOrder([
      ['jobmanager.memory.heap.size', size('jvmHeap')],
      ['jobmanager.memory.off-heap.size', size('jvmDirect')],
      ...jvm('jobmanager'),
    ]);
  }
  const cores = cpuCores(configuration, context);
  const isSlotsPassed = isAtLeast(context.version, '1.13');
  const slots = isSlotsPassed ? configuredSlots(configuration, context.version) : 0;
  const resources = isSlotsPassed ? externalResourceEntries(configuration, context.version) : [];
  if (cores === undefined || slots === undefined || resources === undefined) return undefined;
  return inHashMapOrder([
    ['taskmanager.cpu.cores', cores],
    ['taskmanager.memory.framework.heap.size', size('frameworkHeap')],
    ['taskmanager.memory.framework.off-heap.size', size('frameworkOffHeap')],
    ['taskmanager.memory.task.heap.size', size('taskHeap')],
    ['taskmanager.memory.task.off-heap.size', size('taskOffHeap')],
    ['taskmanager.memory.network.min', size('network')],
    ['taskmanager.memory.network.max', size('network')],
    ['taskmanager.memory.managed.size', size('managed')],
    ...(isAtLeast(context.version, '1.12') ? jvm('taskmanager') : []),
    ...(isSlotsPassed ? [['taskmanager.numberOfTaskSlots', String(slots)] satisfies [string, string]] : []),
    ...resources,
  ]);
}

function cpuCores(configuration: Configuration, { version }: DerivationContext): string | undefined {
  const { cpuCores: option } = taskManagerOptions(version);
  if (!isConfigured(configuration, option)) {
    const slots = configuredSlots(configuration, version);
    return slots === undefined ? undefined : printJavaDouble(slots);
  }
  const key = supplyingKey(configuration, option);
  if (key === undefined || configuration.isUnknown(key)) return undefined;
  const cores = parseJavaDouble(configuration.get(key) ?? '');
  return cores === undefined || !Number.isFinite(cores) ? undefined : printJavaDouble(toResourceScale(cores, version));
}

/** Since 1.14 `Resource` keeps eight decimal places and drops the rest. */
function toResourceScale(value: number, version: FlinkVersion): number {
  const { unscaled, scale } = decimalOf(value);
  if (scale <= 8 || !isAtLeast(version, '1.14')) return value;
  return Number(`${(unscaled / powerOfTen(scale - 8)).toString()}e-8`);
}

/** What is passed about external resources; undefined when nobody knows them. */
function externalResourceEntries(configuration: Configuration, version: FlinkVersion): readonly [string, string][] | undefined {
  const resources = externalResources(configuration, version);
  if (resources === 'unknown' || 'unreadable' in resources) return undefined;
  if (resources.amounts.length === 0) return [['external-resources', 'none']];
  const listed = inHashMapOrder(resources.amounts);
  return [
    ['external-resources', [...listed.keys()].join(';')],
    ...[...listed].map(([name, amount]): [string, string] => [`external-resource.${name}.amount`, amount]),
  ];
}

/** The entries as a Java `HashMap` of default capacity gives them back: by bucket, then as they came. */
function inHashMapOrder(entries: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  let capacity = 16;
  while (entries.length > capacity * 0.75) capacity *= 2;
  const bucketOf = (key: string): number => {
    let hash = 0;
    for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  return new Map([...entries].sort(([a], [b]) => bucketOf(a) - bucketOf(b)));
}
