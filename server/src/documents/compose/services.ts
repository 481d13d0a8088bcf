import type { Span } from '../cluster.js';
import { isMerge, isNull, keyText, type LocatedMap, type LocatedNode, type LocatedPair, mergedInto, pairOf, resolveAlias, scalarAt } from '../yaml/node.js';

/** A service of a compose file. */
export interface Service {
  readonly name: string;
  /** The pair in `services`: where the service stands, whatever its value is taken from. */
  readonly pair: LocatedPair;
  /** What it says itself, and then what it extends: the first that says something counts. */
  readonly maps: readonly LocatedMap[];
  /** It extends a service that is not at hand: nobody knows what else it says. */
  readonly isOpen: boolean;
  /** Where what it takes from other files is spoken of: the `extends` or the `include` that leads there, else its name. */
  readonly anchor: Span;
  /** The services of other files that it takes over; where it stands in one itself, that as well. */
  readonly others: readonly LocatedPair[];
}

/** What a service has to do with those of other files, as far as they are at hand. */
export interface OtherServices {
  /** Those of the file that an `extends` names. */
  named(file: LocatedNode): LocatedMap | undefined;
  /** Whether two that come from other files are one and the same. */
  isSame(one: Service, other: Service): boolean;
}

/** The mapping of a file that holds its services. */
export function servicesIn(root: LocatedNode | null): LocatedMap | undefined {
  const services = root === null ? undefined : pairOf(root, 'services')?.value;
  return services?.kind === 'map' ? services : undefined;
}

/** No chain of `extends` is longer. */
const LONGEST = 10;

type Extended = Pick<Service, 'maps' | 'isOpen' | 'others'> & Partial<Pick<Service, 'anchor'>>;

/**
 * A service with what it extends.
 *
 * @param services those of its file
 * @param map what it says itself
 */
export function withExtended(services: LocatedMap, map: LocatedMap, files: OtherServices): Extended {
  const maps: LocatedMap[] = [];
  const others: LocatedPair[] = [];
  let anchor: Extended['anchor'];
  const found = (isOpen: boolean): Extended => ({ maps, isOpen, others, ...(anchor === undefined ? {} : { anchor }) });
  let within: LocatedMap | undefined = services;
  for (let at = map; ;) {
    maps.push(at);
    const pair = mergedPair(at, 'extends');
    const extended = resolved(pair?.value);
    if (pair === undefined || extended === undefined) return found(false);
    const file = pairOf(extended, 'file');
    if (file !== undefined) within = files.named(file.value);
    if (within !== services) anchor ??= pair.value.span;
    const name = extended.kind === 'scalar' ? extended.text : scalarAt(extended, 'service')?.text;
    const base: LocatedPair | undefined = within === undefined || name === undefined ? undefined : pairOf(within, name);
    const next = resolved(base?.value);
    if (base === undefined || next?.kind !== 'map' || maps.includes(next) || maps.length === LONGEST) return found(true);
    if (within !== services) others.push(base);
    at = next;
  }
}

/** The pair of a field: a service's own before what it extends. */
export function fieldOf({ maps }: Pick<Service, 'maps'>, ...path: readonly [string, ...string[]]): LocatedPair | undefined {
  for (const map of maps) {
    const tag = tagOn(map, path);
    const pair = tag === RESET ? undefined : mergedPair(map, ...path);
    if (pair !== undefined || tag !== undefined) return pair;
  }
  return undefined;
}

/** The pairs of a field in what a service extends and in itself, the weakest first: those that Compose puts together. */
export function allOf({ maps }: Pick<Service, 'maps'>, field: string): readonly LocatedPair[] {
  const found: LocatedPair[] = [];
  for (const map of maps) {
    const tag = tagOn(map, [field]);
    const pair = tag === RESET ? undefined : mergedPair(map, field);
    if (pair !== undefined) found.push(pair);
    if (tag !== undefined) break;
  }
  return found.reverse();
}

/** What a file says of what the one below it says: that there is nothing of it, or that only what stands here counts. */
const RESET = '!reset';
const OVERRIDE = '!override';

/** The first such word on the way to a field. */
function tagOn(map: LocatedMap, path: readonly string[]): string | undefined {
  let at: LocatedNode | undefined = map;
  for (const key of path) {
    at = resolved(pairOf(at, key)?.value);
    if (at === undefined || at.kind === 'alias') return undefined;
    if (at.tag === RESET || at.tag === OVERRIDE) return at.tag;
  }
  return undefined;
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
