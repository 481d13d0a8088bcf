/** Ways out that take a smaller share. */
import type { Derivation, Refusal, RefusalInput } from '../../model/derivation.js';
import { distance, missingBytes } from '../../model/index.js';
import type { Trial } from './trial.js';
import type { Lowered } from './way.js';

/**
 * The largest fraction below the present one that gets past the refusal, with as few digits as will do.
 *
 * @param refusal what Flink says to the configuration at hand
 * @param within by how many bytes the pool may shrink at the most, where that is easily told
 */
export function lowerFraction(trial: Trial, input: RefusalInput, refusal: Refusal, within?: bigint): Lowered | undefined {
  // A smaller share gives back what it has, and no more.
  if (input.bytes !== undefined && input.bytes < missingBytes(refusal)) return undefined;
  const accept = (text: string): Derivation | undefined => trial.past({ [input.key]: text });
  if (accept(within === undefined ? SMALLEST : leastWithin(input, within)) === undefined) return undefined;
  return lowered(trial, input, guess(input, refusal), false, accept);
}

/** The smallest share that is ever proposed: where it does not help, no larger one does. */
const SMALLEST = '0.0001';

/** A share with which the pool shrinks by that many bytes or more. */
function leastWithin({ value, bytes = 0n, pool }: RefusalInput, within: bigint): string {
  // Other shares have bounds, which keep their pools as large as they are.
  if (pool !== 'managed' || bytes <= within) return SMALLEST;
  return String(Math.max(1, Math.floor(Number(value) * 10_000 * Number(bytes - within) / Number(bytes))) / 10_000);
}

/** The same with a heap of use besides; undefined where no fraction leaves one. */
export function fractionWithRoom(trial: Trial, input: RefusalInput, way: Lowered): Lowered | undefined {
  return lowered(trial, { ...input, value: way.text }, undefined, true, (text) => {
    const after = trial.derive({ [input.key]: text });
    return after.status === 'derived' && trial.lackingHeap(after) === 0n ? after : undefined;
  });
}

/** The fraction that would leave the missing bytes, were they all that stands in the way. */
function guess({ value, bytes = 0n }: RefusalInput, { required = 0n, available = 0n }: Refusal): number {
  return bytes === 0n ? 0 : Number(value) * Math.max(0, 1 - Number(required - available) / Number(bytes));
}

function lowered(
  trial: Trial, { key, value, bytes = 0n, pool = trial.poolOf(key) }: RefusalInput, wanted: number | undefined, roomy: boolean,
  accept: (text: string) => Derivation | undefined,
): Lowered | undefined {
  const present = Number(value);
  if (!(present > 0 && present < 1)) return undefined;
  for (const scale of [100, 10_000]) {
    const first = wanted === undefined ? undefined : Math.floor(wanted * scale);
    const found = largest(Math.ceil(present * scale), first, (count) => accept(String(count / scale)));
    if (found === undefined || found.count === 0) continue;
    const { after } = found;
    const then = after.status !== 'derived' || pool === undefined || pool === 'offHeap' ? undefined : after.part(pool)?.bytes;
    return {
      kind: 'fraction', key, without: trial.without, starts: after.status === 'derived', text: String(found.count / scale), after, roomy,
      cost: then === undefined ? bytes : distance(then, bytes),
    };
  }
  return undefined;
}

/**
 * The largest count below `high` that is accepted. Smaller fractions never ask for more: acceptance is monotone downwards,
 * from the first that is accepted.
 */
function largest(high: number, first: number | undefined, accept: (count: number) => Derivation | undefined): { readonly count: number; readonly after: Derivation } | undefined {
  let low = 0;
  let end = high;
  let found: { count: number; after: Derivation } | undefined;
  for (let probes = 0; low < end; probes++) {
    // A guess that is accepted is most often the largest that is: its neighbour tells.
    const guessed = probes === 0 ? first : probes === 1 && found !== undefined && first !== undefined ? low : undefined;
    const middle = guessed === undefined ? Math.floor((low + end) / 2) : Math.min(guessed, end - 1);
    const after = accept(middle);
    if (after === undefined) {
      end = middle;
    } else {
      found = { count: middle, after };
      low = middle + 1;
    }
  }
  return found;
}
