import type { Analysis } from '../documents/analysis.js';
import type { ProcessKind, Refusal } from '../model/derivation.js';
import type { Way } from './ways.js';
/** What is wrong with the numbers; how much is missing is told apart. A clause without an end, so that what Flink does can follow. */
export declare function refusalText(refusal: Refusal, process: ProcessKind, version: string): string;
/** What the parts ask for beyond what there is, in bytes; undefined where the refusal is about something else. */
export declare function missingBytes({ code, required, available }: Refusal): bigint | undefined;
/** The number that would do, as a sentence; empty where no single change helps. */
export declare function adviceText(way: Way | undefined, analysis: Analysis): string;
/** A way as the title of a fix, with what comes of it. */
export declare function wayTitle(way: Way, analysis: Analysis, process: ProcessKind): string;
