/** Sizes printed for people, alike in hover, panel, messages and hints. Sizes are bytes; what is printed is rounded, never the arithmetic. */
export { GIB, KIB, MIB } from '../model/memorySize.js';
/** A size in MiB with at most one decimal and no unit: `512`, `1098.6`, `<0.1` for what would round to nothing. */
export declare function mebibytes(bytes: bigint): string;
/** A size with its unit, in MiB: `1098.6 MiB`. */
export declare function sizeText(bytes: bigint): string;
/** A size with its unit, in GiB with at most two decimals: `2.54 GiB`. */
export declare function gibibytesText(bytes: bigint): string;
/** Exact bytes, digits in groups of three, without a unit: `2 726 297 600`. */
export declare function exactBytes(bytes: bigint): string;
/** Whole per cent of `total`: `20 %` (Chinese `20%`), `<1 %` for what would round to nothing; nothing of a total of 0. */
export declare function shareText(bytes: bigint, total: bigint): string;
/** A number of per cent with its sign, spaced as the session's language does. */
export declare function percentText(percent: string): string;
/** `bytes` of `total` as a number, 0 … 1, for drawing. */
export declare function shareOf(bytes: bigint, total: bigint): number;
/** A byte count that came over a process boundary as decimal text; undefined when it is none. */
export declare function parseBytes(text: string | undefined): bigint | undefined;
