import type { Analysis } from '../documents/analysis.js';
import type { ProcessKind } from '../model/derivation.js';
/** A size to write where the present value says nothing: the usual one, or the nearest whole MiB that works with what is set. */
export declare function usualValue(analysis: Analysis, process: ProcessKind, key: string): string | undefined;
/** The process size to add where none is set: Flink's usual one, or the nearest whole MiB that works with what is set. */
export declare function totalToAdd(analysis: Analysis, process: ProcessKind): string | undefined;
