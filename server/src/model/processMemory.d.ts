import { type Amount } from './amount.js';
import type { Calculation } from './calculation.js';
import { type ReadableOption } from './options.js';
import type { ProcessOptions } from './processOptions.js';
/** What each process does inside its total Flink memory (`FlinkMemoryUtils`). */
export interface FlinkMemory<F> {
    /** Options that size the process without any total, when all are set. */
    readonly requiredOptions: readonly ReadableOption[];
    /** `readTotal` reads total Flink memory; it is absent when that is not set: then it is the sum. */
    deriveFromRequiredOptions(readTotal: (() => Amount) | undefined): F & {
        readonly totalFlink: Amount;
    };
    deriveFromTotalFlink(total: Amount): F;
}
/** The sizes of a process outside and around total Flink memory, and what is inside. */
export interface ProcessMemory<F> {
    readonly flink: F;
    readonly totalFlink: Amount;
    readonly metaspace: Amount;
    readonly overhead: Amount;
    readonly totalProcess: Amount;
}
/**
 * Sizes a process in one of Flink's three ways (`ProcessMemoryUtils.memoryProcessSpecFromConfig`): from the required
 * fine-grained sizes, from total Flink memory, from total process memory; undefined when none of these is set.
 * @param legacyMeans which total the keys of before 1.10 stand for; `heap` is the JobManager's JVM heap
 */
export declare function deriveProcess<F>(c: Calculation, options: ProcessOptions, flinkMemory: FlinkMemory<F>, legacy: Amount | undefined, legacyMeans: 'flink' | 'process' | 'heap'): ProcessMemory<F> | undefined;
/**
 * The size that the keys of before 1.10 give (`MemoryBackwardsCompatibilityUtils`): `*.heap.size`, or `*.heap.mb` in MiB.
 * Undefined when neither is set, the version no longer has them, or `replacement`, the option they stand for, is set.
 */
export declare function legacySize(c: Calculation, options: ProcessOptions, replacement: ReadableOption): Amount | undefined;
