/** Ways past a refusal, each with what comes of it. The numbers are the engine's: every way is derived before it is offered. */
import type { Analysis } from '../documents/analysis.js';
import type { ProcessKind } from '../model/derivation.js';
import { type Way } from './ways/way.js';
export type { Way } from './ways/way.js';
/**
 * The way past the refusal of a process that changes least: what its message tells and where it stands. Looks no further than
 * that, as every open file with refused processes asks for it.
 */
export declare function leastWay(analysis: Analysis, process: ProcessKind): Way | undefined;
/**
 * Ways past the refusal of a process, the best first: what leaves a heap of use before what does not, the least change before
 * larger ones. Such as only lead to a later refusal where nothing lets it start.
 */
export declare function waysOut(analysis: Analysis, process: ProcessKind): readonly Way[];
