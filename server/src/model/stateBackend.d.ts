import type { Configuration } from './configuration.js';
import type { FlinkVersion } from './version.js';
/** Where a job keeps its state: outside the heap in RocksDB or ForSt, or on the heap. */
export type StateBackend = 'rocksdb' | 'forst' | 'hashmap';
/** The backends that take managed memory. */
export type NativeBackend = Exclude<StateBackend, 'hashmap'>;
/** The key that names the state backend; undefined where none does. */
export declare function stateBackendKey(configuration: Configuration, version: FlinkVersion): string | undefined;
/**
 * The state backend that the configuration names, unless somebody has `chosen` one; undefined when it names none (a job may
 * choose in code), a template hides it, or it is one that we do not know.
 */
export declare function stateBackendOf(configuration: Configuration, version: FlinkVersion, chosen?: StateBackend | 'auto'): StateBackend | undefined;
/** What bounds a native backend's caches and write buffers: its share of managed memory, a size of its own, or nothing. */
export type BackendBudget = {
    readonly kind: 'managed';
}
/** `key` holds the size: of a slot, or of the whole TaskManager. */
 | {
    readonly kind: 'fixed-per-slot' | 'fixed-per-tm';
    readonly key: string;
} | {
    readonly kind: 'none';
}
/** A template decides, or a value that Flink cannot read. */
 | {
    readonly kind: 'unknown';
};
/** As `RocksDBSharedResourcesFactory.from` decides, and ForSt's alike: a size per slot before managed memory, a size per TaskManager after it. */
export declare function backendBudget(configuration: Configuration, version: FlinkVersion, backend: NativeBackend): BackendBudget;
