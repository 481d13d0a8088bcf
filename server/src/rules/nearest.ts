/** Which known key an unknown one was probably meant to be: edit distance over dotted segments. */

/** Edit distance (insert, delete, replace, swap of neighbours: each 1), or undefined when it exceeds `limit`. */
export function editDistance(left: string, right: string, limit: number): number | undefined {
  if (Math.abs(left.length - right.length) > limit) return undefined;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      }
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return undefined;
    beforeLast = last;
    last = current;
  }
  const distance = at(last, right.length);
  return distance <= limit ? distance : undefined;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

/** How far a segment may be off and still be a slip of the pen: short words differ too easily. */
function slipsAllowed(segment: string): number {
  return segment.length >= 8 ? 2 : segment.length >= 4 ? 1 : 0;
}

/** The most slips over a whole key. */
const MOST_SLIPS = 3;

/** The distance of two keys when the one is likely a slip for the other; undefined when they are two different keys. */
export function slips(key: string, known: string): number | undefined {
  if (bare(key) === bare(known)) return 1;
  const left = key.split('.');
  const right = known.split('.');
  if (left.length !== right.length) return undefined;
  let total = 0;
  for (const [index, segment] of right.entries()) {
    const written = left[index] ?? '';
    if (written === segment) continue;
    const distance = editDistance(written, segment, slipsAllowed(segment));
    if (distance === undefined) return undefined;
    total += distance;
  }
  return total <= MOST_SLIPS ? total : undefined;
}

/** A key without what people mix up: letter case, hyphens, underscores, dots. */
function bare(key: string): string {
  return key.toLowerCase().replace(/[-_.]/g, '');
}

/** Known keys for which `key` is likely a slip, nearest first, at most three. */
export function nearestKeys(key: string, known: Iterable<string>): readonly string[] {
  const found: { key: string; distance: number }[] = [];
  for (const candidate of known) {
    const distance = slips(key, candidate);
    if (distance !== undefined) found.push({ key: candidate, distance });
  }
  return found.sort((left, right) => left.distance - right.distance || (left.key < right.key ? -1 : 1)).slice(0, 3).map((each) => each.key);
}

/** Keys of the same family with the most segments in common, for a key that is no mere slip; at most three, and only such that share what the family does not already give. */
export function relatives(key: string, known: Iterable<string>): readonly string[] {
  const segments = new Set(key.split('.').flatMap((segment) => segment.split('-')));
  const found: { key: string; common: number; length: number }[] = [];
  for (const candidate of known) {
    const own = candidate.split('.').flatMap((segment) => segment.split('-'));
    const common = own.filter((segment) => segments.has(segment)).length;
    if (common > 2) found.push({ key: candidate, common, length: own.length });
  }
  const most = Math.max(0, ...found.map((each) => each.common));
  return found.filter((each) => each.common === most).sort((left, right) => left.length - right.length || (left.key < right.key ? -1 : 1)).slice(0, 3).map((each) => each.key);
}
