import type { Analysis } from '../../documents/analysis.js';
import { type Configuration, type DerivationContext } from '../../model/index.js';
import type { Derivation, Pool, ProcessKind, Refusal } from '../../model/derivation.js';
import { type Changes } from './mending.js';
/** A refused process of a document: here settings are changed to see whether Flink gets past the refusal. */
export declare class Trial {
    #private;
    readonly analysis: Analysis;
    readonly process: ProcessKind;
    readonly context: DerivationContext;
    /** What has to be got past. */
    readonly refusal: Refusal;
    /** Keys that are taken away before anything else is changed. */
    readonly without: readonly string[];
    readonly configuration: Configuration;
    private constructor();
    /** Undefined where Flink does not refuse the process. */
    static of(analysis: Analysis, process: ProcessKind): Trial | undefined;
    /** The same once the other values that Flink cannot read are mended, as each has a fix of its own; undefined where there are none. */
    mended(): Trial | undefined;
    /** The same with some keys taken away. */
    lacking(keys: readonly string[]): Trial;
    derive(changes: Changes): Derivation;
    /** The derivation with these changes, when it gets past the refusal. */
    past(changes: Changes): Derivation | undefined;
    /** The same for a size; in whole MiB where the key counts those. */
    sized(key: string, bytes: bigint): Derivation | undefined;
    poolOf(key: string): Pool | undefined;
    /** The value in the author's own words: `2Gi` in a document, where Flink gets the number of bytes. */
    written(key: string): string | undefined;
    /** How many bytes of heap a process that starts lacks to be of use; 0 where it has enough. */
    lackingHeap(after: Derivation): bigint;
}
