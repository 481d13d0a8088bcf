import type { Span } from '../cluster.js';
import { keyText, type LocatedMap, type LocatedNode, type LocatedPair, type NodePath } from '../yaml/node.js';

/** A pair with the mappings around it, outermost first; the last one holds it. */
export interface PlacedPair {
  readonly pair: LocatedPair;
  readonly map: LocatedMap;
  /** From the root to the pair, its own key last. */
  readonly path: NodePath;
  readonly above: readonly PlacedPair[];
}

/** Every pair of a tree, found again by where it stands; none behind an alias, which belongs to its anchor. */
export class PairIndex {
  readonly #pairs = new Map<string, PlacedPair>();
  /** What an alias elsewhere shows as well, with all that is in it. */
  readonly #shared = new Set<LocatedNode>();

  constructor(root: LocatedNode | null) {
    if (root === null) return;
    this.#add(root, [], []);
    for (const target of aliasTargets(root)) for (const node of descendants(target)) this.#shared.add(node);
  }

  /** Whether an edit there would change another place too, by way of an alias. */
  isShared(node: LocatedNode): boolean {
    return this.#shared.has(node);
  }

  at(span: Span): PlacedPair | undefined {
    return this.#pairs.get(`${span.start}-${span.end}`);
  }

  /** The pairs beneath a mapping that are in no list there: each as the last of those that lead to it. */
  beneath(map: LocatedMap): readonly (readonly PlacedPair[])[] {
    return [...this.#pairs.values()].flatMap((placed) => {
      const way = [...placed.above, placed];
      const chain = way.slice(Math.max(0, way.findIndex((step) => step.map === map)));
      const first = chain[0];
      return first?.map === map && placed.path.length - first.path.length === chain.length - 1 ? [chain] : [];
    });
  }

  #add(node: LocatedNode, above: readonly PlacedPair[], path: NodePath): void {
    if (node.kind === 'sequence') node.items.forEach((item, at) => this.#add(item, above, [...path, at]));
    if (node.kind !== 'map') return;
    for (const pair of node.pairs) {
      const placed = { pair, map: node, path: [...path, keyText(pair) ?? ''], above };
      this.#pairs.set(`${pair.span.start}-${pair.span.end}`, placed);
      this.#add(pair.value, [...above, placed], placed.path);
    }
  }
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
