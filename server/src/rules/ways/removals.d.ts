import type { Derivation, RefusalInput } from '../../model/derivation.js';
import type { Trial } from './trial.js';
import { type Removal } from './way.js';
/** The setting gone, and what stands beneath it or its default in its place. */
export declare function removal(trial: Trial, { key, bytes }: RefusalInput): Removal | undefined;
/** What a trial that lacks some keys already comes to, where that alone gets past the refusal. */
export declare function removalAlone(trial: Trial, after: Derivation): Removal | undefined;
/**
 * What to take away first where no single change helps, the least first: one fraction, all fractions, one other setting, one of
 * two totals; then several: all but the totals, all but one total.
 */
export declare function removable({ analysis, process, context: { version }, configuration, refusal }: Trial): readonly (readonly string[])[];
