import { type ReadableOption } from './options.js';
import type { FlinkVersion } from './version.js';
/** Options of a fraction with its bounds. */
export interface RangeOptions {
    readonly min: ReadableOption;
    readonly max: ReadableOption;
    readonly fraction: ReadableOption;
}
/** What both processes have (`ProcessMemoryOptions`). */
export interface ProcessOptions {
    readonly totalFlink: ReadableOption;
    readonly totalProcess: ReadableOption;
    readonly metaspace: ReadableOption;
    readonly overhead: RangeOptions;
    /** The keys of before 1.10, gone in 2.0 (`LegacyMemoryOptions`). */
    readonly legacyHeap: ReadableOption | undefined;
    readonly legacyHeapMb: ReadableOption | undefined;
}
export interface TaskManagerOptions extends ProcessOptions {
    readonly frameworkHeap: ReadableOption;
    readonly frameworkOffHeap: ReadableOption;
    readonly taskHeap: ReadableOption;
    readonly taskOffHeap: ReadableOption;
    readonly managedSize: ReadableOption;
    readonly managedFraction: ReadableOption;
    readonly network: RangeOptions;
    readonly segmentSize: ReadableOption;
    /** The number of buffers of before 1.10; gone in 2.0. */
    readonly networkBuffers: ReadableOption | undefined;
    readonly cpuCores: ReadableOption;
    readonly slots: ReadableOption;
}
export interface JobManagerOptions extends ProcessOptions {
    readonly heap: ReadableOption;
    readonly offHeap: ReadableOption;
    readonly enableDirectMemoryLimit: ReadableOption;
}
/** The options that size a TaskManager in that version, looked up once. */
export declare function taskManagerOptions(version: FlinkVersion): TaskManagerOptions;
/** The options that size a JobManager in that version (1.11 and later), looked up once. */
export declare function jobManagerOptions(version: FlinkVersion): JobManagerOptions;
