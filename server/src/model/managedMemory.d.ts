import type { Configuration } from './configuration.js';
import type { RefusalCode, RefusalReason } from './derivation.js';
import { type FlinkVersion } from './version.js';
/** Who asks for managed memory in a slot (`ManagedMemoryUseCase`). 1.12 calls the first `BATCH_OP`. */
export declare const CONSUMERS: readonly ["OPERATOR", "STATE_BACKEND", "PYTHON"];
export type Consumer = (typeof CONSUMERS)[number];
export declare const CONSUMER_WEIGHTS_KEY = "taskmanager.memory.managed.consumer-weights";
export type ConsumerWeights = {
    readonly weights: ReadonlyMap<Consumer, number>;
} | {
    readonly refusal: WeightRefusal;
}
/** Keys that hide weights in a template. */
 | {
    readonly unknownKeys: readonly string[];
};
/** Why weights cannot be read: `key` and `reason` where Flink names them, `consumer` the name at fault as it is written. */
export interface WeightRefusal {
    readonly code: RefusalCode;
    readonly key?: string;
    readonly reason?: RefusalReason;
    readonly consumer?: string;
}
/** The names that a weight may have in that version; none before 1.12. */
export declare function consumerNames(version: FlinkVersion): readonly string[];
/** The weights by which a slot's managed memory is divided (`ManagedMemoryUtils`); empty before 1.12, which has none. */
export declare function consumerWeights(configuration: Configuration, version: FlinkVersion): ConsumerWeights;
/** What RocksDB makes of its share, in bytes (`RocksDBMemoryControllerUtils`). */
export interface RocksDbMemory {
    readonly blockCache: bigint;
    readonly writeBufferManager: bigint;
    /** The arena block of the default write buffer. */
    readonly arenaBlock: bigint;
    /** Above this much in memtables RocksDB flushes; below the arena block it flushes all the time. */
    readonly mutableLimit: bigint;
}
/** How RocksDB divides a budget; the ratio is `state.backend.rocksdb.memory.write-buffer-ratio`. */
export declare function rocksDbMemory(bytes: bigint, writeBufferRatio: number): RocksDbMemory;
/** One consumer's part of a slot. */
export interface ManagedShare {
    readonly consumer: Consumer;
    readonly weight: number;
    /** Of the slot's managed memory, 16 decimal places, rounded down. */
    readonly fraction: number;
    readonly bytesPerSlot: bigint;
    /** Given for the state backend when a ratio is passed. */
    readonly rocksdb?: RocksDbMemory;
}
/**
 * How a slot's managed memory is divided when its operators use exactly these consumers
 * (`ManagedMemoryUtils.convertToFractionOfSlot`). All zero when none of them has a weight.
 */
export declare function managedShares(bytesPerSlot: bigint, weights: ReadonlyMap<Consumer, number>, used: readonly Consumer[], writeBufferRatio?: number): readonly ManagedShare[];
/**
 * The sets of consumers a slot may have, the likeliest first. A state backend uses managed memory only when it is RocksDB
 * or ForSt; then it is in every set.
 */
export declare function plausibleConsumers(usesStateBackend: boolean): readonly (readonly Consumer[])[];
/** The ratio the state backend uses; undefined when it is templated, no number, not between 0 and 1, or the version has no such backend. */
export declare function writeBufferRatio(configuration: Configuration, version: FlinkVersion, backend?: 'rocksdb' | 'forst'): number | undefined;
