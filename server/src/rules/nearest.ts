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

/** Known keys, taken apart once: the same thousand are compared with every unknown key. */
export class KnownKeys {
  readonly #bySegments = new Map<number, { readonly key: string; readonly segments: readonly string[] }[]>();
  readonly #byBare = new Map<string, string>();
  readonly #keys: readonly string[];

  constructor(keys: readonly string[]) {
    this.#keys = keys;
    for (const key of keys) {
      const segments = key.split('.');
      const alike = this.#bySegments.get(segments.length) ?? [];
      alike.push({ key, segments });
      this.#bySegments.set(segments.length, alike);
      this.#byBare.set(bare(key), key);
    }
  }

  /** Keys for which `key` is likely a slip, nearest first, at most three. */
  nearest(key: string): readonly string[] {
    const segments = key.split('.');
    const found = (this.#bySegments.get(segments.length) ?? []).flatMap((known) => {
      const distance = slips(segments, known.segments);
      return distance === undefined ? [] : [{ key: known.key, distance }];
    });
    const respelled = this.#byBare.get(bare(key));
    if (respelled !== undefined && !found.some((each) => each.key === respelled)) found.push({ key: respelled, distance: 1 });
    return found.sort((left, right) => left.distance - right.distance || (left.key < right.key ? -1 : 1)).slice(0, 3).map((each) => each.key);
  }

  /** For a key that is no mere slip: those with the most telling words in common, of the same process first, at most three. */
  relatives(key: string): readonly string[] {
    const words = wordsOf(key);
    const found = this.#keys.map((known) => ({ key: known, common: [...wordsOf(known)].filter((word) => words.has(word)).length }));
    const most = Math.max(1, ...found.map(({ common }) => common));
    const foreign = (known: string): number => (known.split('.')[0] === key.split('.')[0] ? 0 : 1);
    return found
      .filter(({ common }) => common === most)
      .sort((left, right) => foreign(left.key) - foreign(right.key) || left.key.length - right.key.length || (left.key < right.key ? -1 : 1))
      .slice(0, 3)
      .map((each) => each.key);
  }
}

/** The slips over a whole key; undefined when the two are different keys. */
function slips(written: readonly string[], known: readonly string[]): number | undefined {
  let total = 0;
  for (const [index, segment] of known.entries()) {
    const other = written[index] ?? '';
    if (other === segment) continue;
    const distance = editDistance(other, segment, slipsAllowed(segment));
    if (distance === undefined) return undefined;
    total += distance;
  }
  return total <= MOST_SLIPS ? total : undefined;
}

/** A key without what people mix up: letter case, hyphens, underscores, dots. */
function bare(key: string): string {
  return key.toLowerCase().replace(/[-_.]/g, '');
}

/** Words that nearly every memory key has tell nothing. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(['taskmanager', 'jobmanager', 'memory', 'size', 'jvm']);

function wordsOf(key: string): ReadonlySet<string> {
  return new Set(key.split(/[.-]/).filter((word) => !EMPTY_WORDS.has(word)));
}
