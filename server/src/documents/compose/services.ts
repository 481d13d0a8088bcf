import { isMerge, keyText, type LocatedMap, type LocatedNode, type LocatedPair, mergedInto, pairOf, resolveAlias, scalarAt } from '../yaml/node.js';

/** A service of a compose file. */
export interface Service {
  readonly name: string;
  /** The pair in `services`: where the service stands, whatever its value is taken from. */
  readonly pair: LocatedPair;
  /** What it says itself, and then what it extends: the first that says something counts. */
  readonly maps: readonly LocatedMap[];
  /** It extends a service of another file: nobody knows what else it says. */
  readonly isOpen: boolean;
}

/** The services of a compose file in the order of the text; one that is merely another's alias is left out. */
export function servicesOf(root: LocatedNode | null): readonly Service[] {
  const services = root === null ? undefined : pairOf(root, 'services')?.value;
  if (services?.kind !== 'map') return [];
  return services.pairs.flatMap((pair): readonly Service[] => {
    const map = pair.value.kind === 'alias' ? undefined : pair.value;
    const name = keyText(pair);
    if (map?.kind !== 'map' || name === undefined) return [];
    return [{ name, pair, ...withExtended(services, map) }];
  });
}

/** No chain of `extends` is longer. */
const LONGEST = 10;

function withExtended(services: LocatedMap, map: LocatedMap): Pick<Service, 'maps' | 'isOpen'> {
  const maps = [map];
  for (const at of maps) {
    const extended = resolved(mergedPair(at, 'extends')?.value);
    if (extended === undefined) return { maps, isOpen: false };
    const name = extended.kind === 'scalar' ? extended.text : scalarAt(extended, 'service')?.text;
    const base = name === undefined || pairOf(extended, 'file') !== undefined ? undefined : resolved(pairOf(services, name)?.value);
    if (base?.kind !== 'map' || maps.includes(base) || maps.length === LONGEST) return { maps, isOpen: true };
    maps.push(base);
  }
  return { maps, isOpen: true };
}

/** The pair of a field: a service's own before what it extends. */
export function fieldOf({ maps }: Service, ...path: readonly [string, ...string[]]): LocatedPair | undefined {
  for (const map of maps) {
    const pair = mergedPair(map, ...path);
    if (pair !== undefined) return pair;
  }
  return undefined;
}

/** The pairs of a field in what a service extends and in itself, the weakest first: those that Compose puts together. */
export function allOf({ maps }: Service, field: string): readonly LocatedPair[] {
  return maps.map((map) => mergedPair(map, field)).filter((pair) => pair !== undefined).reverse();
}

/** The pair at a path of keys, also behind aliases and merge keys; undefined where it is not there, or null. */
function mergedPair(node: LocatedNode | undefined, ...path: readonly string[]): LocatedPair | undefined {
  let at = resolved(node);
  let pair: LocatedPair | undefined;
  for (const key of path) {
    pair = pairOf(at, key);
    at = resolved(pair?.value);
  }
  return at === undefined || isNull(at) ? undefined : pair;
}

/** The pairs of a mapping with those that it merges, each key once. */
export function mergedPairs(map: LocatedMap): readonly LocatedPair[] {
  const pairs = new Map<string, LocatedPair>();
  for (const { pairs: those } of [map, ...mergedInto(map)]) {
    const own = new Map(those.filter((pair) => !isMerge(pair)).map((pair) => [keyText(pair) ?? '', pair]));
    own.forEach((pair, key) => {
      if (!pairs.has(key)) pairs.set(key, pair);
    });
  }
  return [...pairs.values()];
}

function resolved(node: LocatedNode | undefined): LocatedNode | undefined {
  return node === undefined ? undefined : resolveAlias(node);
}

/** Whether a scalar says that there is nothing. */
export function isNull(node: LocatedNode): boolean {
  return node.kind === 'scalar' && node.quote === 'plain' && /^(?:~|null|)$/.test(node.text);
}
