import type { Pool, ProcessKind } from './derivation.js';
import type { FlinkVersion } from './version.js';
/**
 * The pool that a key sizes, limits or gives a share, under its current name or a former one. Undefined for the keys of
 * before 1.10 that mean one pool or another by where Flink runs (`*.heap.size`, `*.heap.mb`).
 */
export declare function poolOfKey(process: ProcessKind, key: string, version: FlinkVersion): Pool | undefined;
