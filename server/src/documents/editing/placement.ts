import { isNull, keyText, type LocatedMap, type LocatedNode, type LocatedPair, type NodePath, pairOf } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import type { PairIndex, PlacedPair } from './pairs.js';
import { commonParts, nearestRelative } from './relatives.js';

/** Where a new pair goes. */
export interface Place {
  /** The mapping that gets it, or the pair without a value that will hold it. */
  readonly container: LocatedMap | LocatedPair;
  /** The pair it follows; absent for one that comes last. */
  readonly after?: LocatedPair;
  /** The keys from the container on: several where mappings between are missing. */
  readonly path: readonly string[];
}

/** Blocks that a new block of a FlinkDeployment should follow, the nearest first. */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  flinkConfiguration: ['flinkVersion', 'image'],
  jobManager: ['flinkConfiguration', 'serviceAccount'],
  taskManager: ['jobManager', 'flinkConfiguration', 'serviceAccount'],
};

/**
 * Where a key of the configuration at `base` belongs: after the entry that shares most leading parts with it, in the mapping
 * that holds those parts; where there is none, last. Undefined where the way there is no mapping.
 *
 * @param isGone pairs that another change removes
 */
export function placeFor(tree: YamlTree, index: PairIndex, base: NodePath, key: string, isGone: (placed: PlacedPair) => boolean): Place | undefined {
  const place = findPlace(tree, index, base, key, isGone);
  if (place === undefined) return undefined;
  const { container } = place;
  return index.isShared('pairs' in container ? container : container.value) ? undefined : place;
}

function findPlace(tree: YamlTree, index: PairIndex, base: NodePath, key: string, isGone: (placed: PlacedPair) => boolean): Place | undefined {
  const container = descend(tree, base);
  if (container === undefined) return undefined;
  const { at, missing } = container;
  if (missing.length > 0 || !('pairs' in at)) {
    const after = 'pairs' in at ? neighbour(at, missing[0] ?? '') : undefined;
    return { container: at, path: [...missing, key], ...(after === undefined ? {} : { after }) };
  }
  const leaves = index.beneath(at).filter((chain) => chain.at(-1)?.pair.value.kind !== 'map');
  return beside(leaves, key, isGone) ?? { container: at, path: split(key, isNested(leaves)) };
}

/** Follows a path as far as mappings and lists go; what is missing can only be keys. */
function descend(tree: YamlTree, path: NodePath): { readonly at: LocatedMap | LocatedPair; readonly missing: readonly string[] } | undefined {
  let at: LocatedNode | undefined = tree.root ?? undefined;
  for (const [level, step] of path.entries()) {
    if (typeof step === 'number') {
      at = at?.kind === 'sequence' ? at.items[step] : undefined;
      continue;
    }
    if (at?.kind !== 'map') return undefined;
    const pair = pairOf(at, step);
    if (pair === undefined) return missingFrom(at, path.slice(level));
    const value = pair.value;
    if (value.kind === 'scalar') return isNull(value) ? missingFrom(pair, path.slice(level + 1)) : undefined;
    at = value;
  }
  return at?.kind === 'map' ? { at, missing: [] } : undefined;
}

function missingFrom(at: LocatedMap | LocatedPair, path: NodePath): { readonly at: LocatedMap | LocatedPair; readonly missing: readonly string[] } | undefined {
  const missing = path.filter((step) => typeof step === 'string');
  return missing.length === path.length ? { at, missing } : undefined;
}

function neighbour(map: LocatedMap, key: string): LocatedPair | undefined {
  for (const name of NEIGHBOURS[key] ?? []) {
    const pair = pairOf(map, name);
    if (pair !== undefined) return pair;
  }
  return undefined;
}

/** Pairs of the configuration that lead from its own mapping to a value. */
type Chain = readonly PlacedPair[];

/** Beside the closest relative that stays, climbing out of mappings that are not the key's own. */
function beside(leaves: readonly Chain[], key: string, isGone: (placed: PlacedPair) => boolean): Place | undefined {
  const best = nearestRelative(leaves, (chain) => {
    const leaf = chain.at(-1);
    return leaf === undefined || isGone(leaf) ? 0 : commonParts(keysOf(chain).join('.'), key);
  }, 1);
  if (best === undefined) return undefined;
  const nested = isNested(leaves);
  for (let level = best.length - 1; level >= 0; level--) {
    const prefix = keysOf(best.slice(0, level)).map((part) => `${part}.`).join('');
    const at = best[level];
    if (at !== undefined && key.startsWith(prefix) && key.length > prefix.length) {
      return { container: at.map, after: at.pair, path: split(key.slice(prefix.length), nested) };
    }
  }
  return undefined;
}

function keysOf(chain: Chain): readonly string[] {
  return chain.map(({ pair }) => keyText(pair) ?? '');
}

/** Whether the configuration is written with a mapping for each part of a key, and no dotted key anywhere. */
function isNested(leaves: readonly Chain[]): boolean {
  const paths = leaves.map(keysOf);
  return paths.some((path) => path.length > 1) && paths.every((path) => path.every((part) => !part.includes('.')));
}

function split(key: string, nested: boolean): readonly string[] {
  return nested ? key.split('.') : [key];
}
