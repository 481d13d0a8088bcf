/** The search for a total that is just large enough. */
import { MIB } from '../../model/index.js';

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
  if (!holds(MOST_STEPS)) return undefined;
  let [low, high] = [tooFew, MOST_STEPS];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
