import type { Derivation, Refusal } from '../model/derivation.js';
/** Whether a derivation got past a refusal: it succeeds, or is refused at a check that Flink makes later. */
export declare function isPast(before: Refusal, after: Derivation): boolean;
/** Whether a derivation is no worse than before: it got at least as far. */
export declare function isNoWorse(before: Derivation | undefined, after: Derivation | undefined): boolean;
