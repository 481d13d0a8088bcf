/** The search for a total that is just large enough. */
import { edge, MIB } from '../../model/index.js';

/** Totals grow in steps of this, in bytes. */
export const STEP = 64n * MIB;
/** 1 TiB: no TaskManager is larger. */
const MOST_STEPS = 16_384n;

/**
 * The least number of steps with which something holds, found by halving; undefined where it does not hold with the most.
 *
 * @param tooFew with which it does not hold
 * @param holds with more it holds if it does with fewer
 */
export function leastSteps(tooFew: bigint, holds: (steps: bigint) => boolean): bigint | undefined {
  return holds(MOST_STEPS) ? edge(tooFew, MOST_STEPS, holds) : undefined;
}
