import { offsetBy } from '../spans.js';
import { keyText, LocatedMap, type LocatedNode, type LocatedPair, type LocatedSequence, resolveAlias, scalarAt } from '../yaml/node.js';

type Resolved = Exclude<LocatedNode, { kind: 'alias' }>;

/** What a mapping of a patch says of the one below it, instead of a value. */
const DIRECTIVE = '$patch';

/** The lists whose items are merged, by the keys that have them, each with the field that tells its items apart. */
export type MergedLists = ReadonlyMap<string, string>;

const NO_LISTS: MergedLists = new Map();

/** Those of a pod (`x-kubernetes-patch-merge-key` in the schema of Kubernetes), as far as they are read; `args`, `command` and `envFrom` are none. */
export const LISTS_OF_PODS: MergedLists = new Map([['containers', 'name'], ['initContainers', 'name'], ['env', 'name'], ['volumes', 'name'], ['volumeMounts', 'mountPath']]);

/**
 * A patch laid over an object as Kustomize does it (`merge2.Merge`): mappings are merged, and the items of some lists; anything
 * else is replaced, and `null` removes a key. Keys keep the order of the object, new ones follow; of a list the patch's items come first.
 *
 * @param lists none for a kind whose schema Kustomize does not know, such as Flink's
 * @returns undefined where the patch removes the whole, or nobody can tell which items of a list it means
 */
export function merged(object: LocatedNode, patch: LocatedNode, lists: MergedLists = NO_LISTS): LocatedNode | undefined {
  const merger = new Merger(lists);
  const whole = merger.merged(object, patch);
  return merger.isClear ? whole : undefined;
}

class Merger {
  /** Whether it is clear which items of lists are meant. */
  isClear = true;
  readonly #lists: MergedLists;
  /** What an anchor names is merged once, however often it stands for. */
  readonly #done = new Map<LocatedMap, Map<Resolved | undefined, LocatedNode | undefined>>();

  constructor(lists: MergedLists) {
    this.#lists = lists;
  }

  /**
   * @param object absent for what is new: its nulls and directives vanish, as there is nothing to remove
   * @param field the key that has both
   */
  merged(object: LocatedNode | undefined, patch: LocatedNode, field?: string): LocatedNode | undefined {
    const below = object === undefined ? undefined : resolveAlias(object);
    const above = resolveAlias(patch);
    const by = field === undefined ? undefined : this.#lists.get(field);
    if (above?.kind === 'sequence' && by !== undefined) return this.#list(below?.kind === 'sequence' ? below.items : [], above, by);
    if (above?.kind !== 'map') return patch;
    const done = this.#done.get(above) ?? new Map<Resolved | undefined, LocatedNode | undefined>();
    this.#done.set(above, done);
    if (done.has(below)) return done.get(below);
    // Within itself it is left out: no configuration is written so.
    done.set(below, undefined);
    const made = this.#map(below, above);
    done.set(below, made);
    return made;
  }

  #map(below: Resolved | undefined, above: LocatedMap): LocatedNode | undefined {
    const directive = scalarAt(above, DIRECTIVE)?.text;
    if (directive === 'delete') return undefined;
    const own = withoutDirective(above);
    const patched = new Map(own.pairs.map((pair) => [keyText(pair) ?? '', pair]));
    const pairs: LocatedPair[] = [];
    for (const pair of directive === 'replace' || below?.kind !== 'map' ? [] : below.pairs) {
      const key = keyText(pair) ?? '';
      const over = patched.get(key);
      patched.delete(key);
      if (over === undefined) pairs.push(pair);
      else pairs.push(...this.#pair(pair.value, over, key));
    }
    for (const [key, pair] of patched) pairs.push(...this.#pair(undefined, pair, key));
    return own.with(pairs);
  }

  #pair(below: LocatedNode | undefined, over: LocatedPair, key: string): readonly LocatedPair[] {
    const value = isNull(over.value) ? undefined : this.merged(below, over.value, key);
    return value === undefined ? [] : [{ ...over, value }];
  }

  #list(all: readonly LocatedNode[], above: LocatedSequence, by: string): LocatedNode | undefined {
    const directive = above.items.map(directiveAlone).find((one) => one !== undefined);
    if (directive === 'delete') return undefined;
    const below = directive === 'replace' ? [] : all;
    const own = above.items.filter((item) => directiveAlone(item) === undefined);
    const keysOf = (items: readonly LocatedNode[]): readonly (string | undefined)[] => items.map((item) => scalarAt(item, by)?.text);
    const [keys, keysBelow] = [keysOf(own), keysOf(below)];
    const meant = keysBelow.filter((key) => keys.includes(key));
    if (keys.includes(undefined) || isAmbiguous(keys) || isAmbiguous(meant)) this.isClear = false;
    const patched = own.flatMap((item, at) => this.merged(below[keysBelow.indexOf(keys[at])], item) ?? []);
    return { ...above, items: [...patched, ...below.filter((_, at) => !keys.includes(keysBelow[at]))] };
  }
}

function isAmbiguous(keys: readonly unknown[]): boolean {
  return new Set(keys).size < keys.length;
}

/** What an item says of the whole list: it has nothing but that. */
function directiveAlone(item: LocatedNode): string | undefined {
  const map = resolveAlias(item);
  return map?.kind === 'map' && map.pairs.length === 1 ? scalarAt(map, DIRECTIVE)?.text : undefined;
}

function withoutDirective(map: LocatedMap): LocatedMap {
  return scalarAt(map, DIRECTIVE) === undefined ? map : map.with(map.pairs.filter((pair) => keyText(pair) !== DIRECTIVE));
}

function isNull(node: LocatedNode): boolean {
  const value = resolveAlias(node);
  return value?.kind === 'scalar' && value.quote === 'plain' && value.tag === undefined && /^(?:~|null|Null|NULL|)$/.test(value.text);
}

/** The same node as a part of a text in which its own begins further behind. */
export function shifted(node: LocatedNode, by: number): LocatedNode {
  const done = new Map<Resolved, LocatedNode>();
  const at = (span: LocatedNode['span']): LocatedNode['span'] => offsetBy(span, by);
  const shift = (from: LocatedNode): LocatedNode => {
    const one = resolveAlias(from);
    if (one === undefined) return { kind: 'alias', span: at(from.span) };
    const known = done.get(one);
    if (known !== undefined) return known;
    // Within itself it is left out: no configuration is written so.
    done.set(one, { kind: 'alias', span: at(one.span) });
    const moved = ofKind(one);
    done.set(one, moved);
    return moved;
  };
  const ofKind = (one: Resolved): LocatedNode => {
    const span = at(one.span);
    switch (one.kind) {
      case 'scalar': return { ...one, span };
      case 'sequence': return { ...one, span, items: one.items.map(shift) };
      case 'map': return new LocatedMap(span, one.flow, one.pairs.map(({ span: pair, key, value }) => ({ span: at(pair), key: shift(key), value: shift(value) })), one.tag);
    }
  };
  return shift(node);
}
