/** Ways out that take a smaller share. */
import type { Refusal, RefusalInput } from '../../model/derivation.js';
import type { Trial } from './trial.js';
import { type Lowered } from './way.js';
/**
 * The largest fraction below the present one that gets past the refusal, with as few digits as will do.
 *
 * @param refusal what Flink says to the configuration at hand
 */
export declare function lowerFraction(trial: Trial, input: RefusalInput, refusal: Refusal): Lowered | undefined;
/** The same with a heap of use besides; undefined where no fraction leaves one. */
export declare function fractionWithRoom(trial: Trial, input: RefusalInput, way: Lowered): Lowered | undefined;
