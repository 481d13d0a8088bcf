import type { Configuration } from './configuration.js';
import { parseJavaBoolean } from './javaNumbers.js';
import { readableOption, supplyingKey, type ReadableOption } from './options.js';
import { isAtLeast, type FlinkVersion, type MinorVersion } from './version.js';

/** Where a job keeps its state: outside the heap in RocksDB or ForSt, or on the heap. */
export type StateBackend = 'rocksdb' | 'forst' | 'hashmap';
/** The backends that take managed memory. */
export type NativeBackend = Exclude<StateBackend, 'hashmap'>;

/** The names by which the backends are chosen, each from a version on, and some until another. */
export const STATE_BACKEND_NAMES: readonly { readonly name: string; readonly backend: StateBackend; readonly since: MinorVersion; readonly until?: MinorVersion }[] = [
  { name: 'rocksdb', backend: 'rocksdb', since: '1.10' },
  { name: 'hashmap', backend: 'hashmap', since: '1.13' },
  { name: 'filesystem', backend: 'hashmap', since: '1.10', until: '1.13' },
  { name: 'forst', backend: 'forst', since: '2.0' },
];

/** The name by which a version knows a backend; undefined where it has none such. */
export function stateBackendName(backend: StateBackend, version: FlinkVersion): string | undefined {
  return STATE_BACKEND_NAMES.find((each) => each.backend === backend && isAtLeast(version, each.since) && (each.until === undefined || !isAtLeast(version, each.until)))?.name;
}

/** The option that names the state backend: it has another key from some version on. */
export function stateBackendOption(version: FlinkVersion): ReadableOption | undefined {
  return readableOption('state.backend.type', version) ?? readableOption('state.backend', version);
}

/** The key that names the state backend; undefined where none does. */
export function stateBackendKey(configuration: Configuration, version: FlinkVersion): string | undefined {
  const option = stateBackendOption(version);
  return option === undefined ? undefined : supplyingKey(configuration, option);
}

/**
 * The state backend that the configuration names, unless somebody has `chosen` one; undefined when it names none (a job may
 * choose in code), a template hides it, or it is one that we do not know.
 */
export function stateBackendOf(configuration: Configuration, version: FlinkVersion, chosen: StateBackend | 'auto' = 'auto'): StateBackend | undefined {
  if (chosen !== 'auto') return chosen;
  const key = stateBackendKey(configuration, version);
  if (key === undefined || configuration.isUnknown(key)) return undefined;
  const name = (configuration.get(key) ?? '').toLowerCase();
  if (name.includes('rocksdb')) return 'rocksdb';
  if (name.includes('forst')) return 'forst';
  return ['hashmap', 'filesystem', 'jobmanager'].includes(name) || name.includes('hashmapstatebackend') ? 'hashmap' : undefined;
}

/** What bounds a native backend's caches and write buffers: its share of managed memory, a size of its own, or nothing. */
export type BackendBudget =
  | { readonly kind: 'managed' }
  /** `key` holds the size: of a slot, or of the whole TaskManager. */
  | { readonly kind: 'fixed-per-slot' | 'fixed-per-tm'; readonly key: string }
  | { readonly kind: 'none' }
  /** A template decides, or a value that Flink cannot read. */
  | { readonly kind: 'unknown' };

/** As `RocksDBSharedResourcesFactory.from` decides, and ForSt's alike: a size per slot before managed memory, a size per TaskManager after it. */
export function backendBudget(configuration: Configuration, version: FlinkVersion, backend: NativeBackend): BackendBudget {
  const option = (name: string): ReadableOption | undefined => readableOption(`state.backend.${backend}.memory.${name}`, version);
  const keyOf = (name: string): string | undefined => {
    const found = option(name);
    return found === undefined ? undefined : supplyingKey(configuration, found);
  };
  const perSlot = keyOf('fixed-per-slot');
  if (perSlot !== undefined) return { kind: 'fixed-per-slot', key: perSlot };
  const managed = keyOf('managed');
  const isManaged = managed === undefined ? true : configuration.isUnknown(managed) ? undefined : parseJavaBoolean(configuration.get(managed) ?? '');
  if (isManaged !== false) return { kind: isManaged === true ? 'managed' : 'unknown' };
  const perTaskManager = keyOf('fixed-per-tm');
  return perTaskManager === undefined ? { kind: 'none' } : { kind: 'fixed-per-tm', key: perTaskManager };
}
