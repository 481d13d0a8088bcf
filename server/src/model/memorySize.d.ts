import type { RefusalReason } from './derivation.js';
/** The largest size Flink can hold: `Long.MAX_VALUE` bytes. */
export declare const MAX_BYTES = 9223372036854775807n;
export declare const KIB = 1024n;
export declare const MIB: bigint;
export declare const GIB: bigint;
export type MemorySizeReading = {
    readonly bytes: bigint;
} | {
    readonly problem: RefusalReason;
};
/** Java's `String.trim()`: control characters go as well, Unicode blanks stay. */
export declare function trimLikeJava(text: string): string;
/**
 * Reads a size as Flink's `MemorySize.parse` does: ASCII digits, then a unit in any case, powers of 1024, no fractions.
 * Refused: blank, no leading digit (`number-missing`), an unknown unit, more than 64 bits (`overflow`).
 */
export declare function parseMemorySize(text: string): MemorySizeReading;
/** A size as people write it into a configuration, in the largest unit that divides it: `256m`, `2g`, `1000b`. Exact. */
export declare function printMemorySize(bytes: bigint): string;
/** A size as Flink's `MemorySize.toString` prints it: `256 mb`, `2 gb`, `1000 bytes`; whole tebibytes in bytes, too. Exact. */
export declare function printFlinkMemorySize(bytes: bigint): string;
/** A whole number of MiB as people write total sizes (`1728m`, `2048m`); what is no whole MiB in its exact short form. */
export declare function printMebibytes(bytes: bigint): string;
/** The next whole MiB at or below. */
export declare function floorToMebibyte(bytes: bigint): bigint;
/** The next whole MiB at or above. */
export declare function ceilToMebibyte(bytes: bigint): bigint;
