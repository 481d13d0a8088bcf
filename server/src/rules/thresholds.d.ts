/** Sizes below which a process that starts will hardly do its work, each with its source. */
import { type Configuration, type FlinkVersion } from '../model/index.js';
import type { Pool, ProcessKind } from '../model/derivation.js';
/** The heap that a process needs before anybody runs a job in it, and its size in bytes. */
export interface LeastHeap {
    readonly pool: Extract<Pool, 'jvmHeap' | 'taskHeap'>;
    readonly bytes: bigint;
}
/** The JobManager's heap holds the job store's cache besides; each slot of a TaskManager has its own part of the task heap. */
export declare function leastHeap(process: ProcessKind, configuration: Configuration, version: FlinkVersion): LeastHeap;
