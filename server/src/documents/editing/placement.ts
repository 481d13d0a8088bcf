import { keyText, type LocatedMap, type LocatedPair, pairOf } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { commonParts } from './lineEdits.js';
import { type PairIndex, pathOf, type PlacedPair } from './pairs.js';

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
export function placeFor(tree: YamlTree, index: PairIndex, base: readonly string[], key: string, isGone: (placed: PlacedPair) => boolean): Place | undefined {
  const place = findPlace(tree, index, base, key, isGone);
  if (place === undefined) return undefined;
  const { container } = place;
  return index.isShared('pairs' in container ? container : container.value) ? undefined : place;
}

function findPlace(tree: YamlTree, index: PairIndex, base: readonly string[], key: string, isGone: (placed: PlacedPair) => boolean): Place | undefined {
  const container = descend(tree, base);
  if (container === undefined) return undefined;
  if (container.missing.length > 0 || !('pairs' in container.at)) {
    const after = 'pairs' in container.at ? neighbour(container.at, container.missing[0] ?? '') : undefined;
    return { container: container.at, path: [...container.missing, key], ...(after === undefined ? {} : { after }) };
  }
  return beside(index, container.at, base.length, key, isGone) ?? { container: container.at, path: split(key, isNested(index, container.at, base.length)) };
}

/** Follows a path of keys as far as mappings go. */
function descend(tree: YamlTree, path: readonly string[]): { readonly at: LocatedMap | LocatedPair; readonly missing: readonly string[] } | undefined {
  const root = tree.root;
  if (root?.kind !== 'map') return undefined;
  let at: LocatedMap = root;
  for (const [level, key] of path.entries()) {
    const pair = pairOf(at, key);
    if (pair === undefined) return { at, missing: path.slice(level) };
    const value = pair.value;
    if (value.kind === 'map') at = value;
    else return value.kind === 'scalar' && value.quote === 'plain' && /^(?:~|null|)$/.test(value.text) ? { at: pair, missing: path.slice(level + 1) } : undefined;
  }
  return { at, missing: [] };
}

function neighbour(map: LocatedMap, key: string): LocatedPair | undefined {
  for (const name of NEIGHBOURS[key] ?? []) {
    const pair = pairOf(map, name);
    if (pair !== undefined) return pair;
  }
  return undefined;
}

/** Beside the closest relative that stays, climbing out of mappings that are not the key's own. */
function beside(index: PairIndex, root: LocatedMap, depth: number, key: string, isGone: (placed: PlacedPair) => boolean): Place | undefined {
  let best: PlacedPair | undefined;
  let shared = 1;
  for (const placed of leavesOf(index, root, depth)) {
    const common = isGone(placed) ? 0 : commonParts(pathOf(placed).slice(depth).join('.'), key);
    if (common >= shared) {
      best = placed;
      shared = common;
    }
  }
  if (best === undefined) return undefined;
  const chain = [...best.above.slice(depth), best];
  const nested = isNested(index, root, depth);
  for (let level = chain.length - 1; level >= 0; level--) {
    const prefix = chain.slice(0, level).map(({ pair }) => `${keyText(pair) ?? ''}.`).join('');
    const at = chain[level];
    if (at !== undefined && key.startsWith(prefix) && key.length > prefix.length) {
      return { container: at.map, after: at.pair, path: split(key.slice(prefix.length), nested) };
    }
  }
  return undefined;
}

function leavesOf(index: PairIndex, root: LocatedMap, depth: number): readonly PlacedPair[] {
  return [...index.all()].filter((placed) =>
    (placed.above[depth]?.map ?? placed.map) === root && placed.above.length >= depth && placed.pair.value.kind !== 'map');
}

/** Whether the configuration is written with a mapping for each part of a key, and no dotted key anywhere. */
function isNested(index: PairIndex, root: LocatedMap, depth: number): boolean {
  const paths = leavesOf(index, root, depth).map((leaf) => pathOf(leaf).slice(depth));
  return paths.some((path) => path.length > 1) && paths.every((path) => path.every((part) => !part.includes('.')));
}

function split(key: string, nested: boolean): readonly string[] {
  return nested ? key.split('.') : [key];
}
