/** Beside what a new key is written: where the keys stand that share its leading parts. */

/** How many leading parts two dotted keys share. */
export function commonParts(left: string, right: string): number {
  const a = left.split('.');
  const b = right.split('.');
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

/**
 * The one that shares most leading parts with a key, the last where several share as many.
 *
 * @param partsOf how many parts one shares with the key
 * @param least the fewest that make a relative
 */
export function nearestRelative<T>(all: readonly T[], partsOf: (one: T) => number, least: number): T | undefined {
  let nearest: T | undefined;
  let most = least;
  for (const one of all) {
    const parts = partsOf(one);
    if (parts >= most) {
      nearest = one;
      most = parts;
    }
  }
  return nearest;
}
