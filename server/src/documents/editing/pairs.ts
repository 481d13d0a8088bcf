import type { Span } from '../cluster.js';
import { keyText, type LocatedMap, type LocatedNode, type LocatedPair } from '../yaml/node.js';

/** A pair with the mappings around it, outermost first; the last one holds it. */
export interface PlacedPair {
  readonly pair: LocatedPair;
  readonly map: LocatedMap;
  readonly above: readonly PlacedPair[];
}

/** Every pair of a tree, found again by where it stands; none behind an alias, which belongs to its anchor. */
export class PairIndex {
  readonly #pairs = new Map<string, PlacedPair>();
  /** Those within lists, which are no configuration's. */
  readonly #listed = new Map<string, PlacedPair>();
  /** What an alias elsewhere shows as well, with all that is in it. */
  readonly #shared = new Set<LocatedNode>();

  constructor(root: LocatedNode | null) {
    if (root === null) return;
    this.#add(root, []);
    for (const target of aliasTargets(root)) for (const node of descendants(target)) this.#shared.add(node);
  }

  /** Whether an edit there would change another place too, by way of an alias. */
  isShared(node: LocatedNode): boolean {
    return this.#shared.has(node);
  }

  at(span: Span): PlacedPair | undefined {
    const place = `${span.start}-${span.end}`;
    return this.#pairs.get(place) ?? this.#listed.get(place);
  }

  /** Those that are in no list. */
  all(): Iterable<PlacedPair> {
    return this.#pairs.values();
  }

  #add(node: LocatedNode, above: readonly PlacedPair[], into = this.#pairs): void {
    if (node.kind === 'sequence') for (const item of node.items) this.#add(item, above, this.#listed);
    if (node.kind !== 'map') return;
    for (const pair of node.pairs) {
      const placed = { pair, map: node, above };
      into.set(`${pair.span.start}-${pair.span.end}`, placed);
      this.#add(pair.value, [...above, placed], into);
    }
  }
}

/** The keys from the root to a pair. */
export function pathOf(placed: PlacedPair): readonly string[] {
  return [...placed.above, placed].map(({ pair }) => keyText(pair) ?? '');
}

function* aliasTargets(root: LocatedNode): Generator<LocatedNode> {
  for (const node of descendants(root)) if (node.kind === 'alias' && node.target !== undefined) yield node.target;
}

function* descendants(node: LocatedNode): Generator<LocatedNode> {
  yield node;
  if (node.kind === 'sequence') for (const item of node.items) yield* descendants(item);
  if (node.kind === 'map') {
    for (const { key, value } of node.pairs) {
      yield* descendants(key);
      yield* descendants(value);
    }
  }
}
