import { offsetBy } from '../spans.js';
import { keyText, type LocatedMap, type LocatedNode, type LocatedPair, resolveAlias, scalarAt } from '../yaml/node.js';

type Resolved = Exclude<LocatedNode, { kind: 'alias' }>;

/** What a mapping of a patch says of the one below it, instead of a value. */
const DIRECTIVE = '$patch';

/**
 * A patch laid over an object as Kustomize lays it over an object whose schema it does not know, such as Flink's: mappings are
 * merged, anything else is replaced, lists too, and `null` removes a key. Keys keep the order of the object; new ones follow.
 * Undefined where the patch removes the whole.
 */
export function merged(object: LocatedNode, patch: LocatedNode): LocatedNode | undefined {
  const [below, above] = [resolveAlias(object), resolveAlias(patch)];
  if (above?.kind !== 'map') return patch;
  const directive = scalarAt(above, DIRECTIVE)?.text;
  if (directive === 'delete') return undefined;
  const own = withoutDirective(above);
  if (directive === 'replace' || below?.kind !== 'map') return cleaned(own);
  const patched = new Map<string, LocatedPair>();
  for (const pair of own.pairs) patched.set(keyText(pair) ?? '', pair);
  const pairs: LocatedPair[] = [];
  for (const pair of below.pairs) {
    const over = patched.get(keyText(pair) ?? '');
    if (over === undefined) {
      pairs.push(pair);
      continue;
    }
    patched.delete(keyText(pair) ?? '');
    pairs.push(...together(pair, over));
  }
  for (const pair of patched.values()) if (!isNull(pair.value)) pairs.push({ ...pair, value: cleaned(pair.value) });
  return { ...own, pairs };
}

function together(below: LocatedPair, over: LocatedPair): readonly LocatedPair[] {
  if (isNull(over.value)) return [];
  const value = merged(below.value, over.value);
  return value === undefined ? [] : [{ ...over, value }];
}

/** What is new has nothing to remove: its nulls and directives vanish. */
function cleaned(node: LocatedNode): LocatedNode {
  const map = resolveAlias(node);
  if (map?.kind !== 'map') return node;
  const own = withoutDirective(map);
  return { ...own, pairs: own.pairs.flatMap((pair) => (isNull(pair.value) ? [] : [{ ...pair, value: cleaned(pair.value) }])) };
}

function withoutDirective(map: LocatedMap): LocatedMap {
  return scalarAt(map, DIRECTIVE) === undefined ? map : { ...map, pairs: map.pairs.filter((pair) => keyText(pair) !== DIRECTIVE) };
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
      case 'map': return { ...one, span, pairs: one.pairs.map(({ span: pair, key, value }) => ({ span: at(pair), key: shift(key), value: shift(value) })) };
    }
  };
  return shift(node);
}
