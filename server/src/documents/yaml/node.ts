import type { Span } from '../cluster.js';

/** How a scalar is written. */
export type Quote = 'plain' | 'single' | 'double' | 'block';

/** A YAML scalar. `span` covers it as written, quotes or block header included; an absent value has an empty span behind the colon. */
export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly span: Span;
  /** Without quotes, escapes and folding. */
  readonly text: string;
  readonly quote: Quote;
  /** In full: `tag:yaml.org,2002:str` for `!!str`. */
  readonly tag?: string;
}

export interface LocatedPair {
  readonly span: Span;
  readonly key: LocatedNode;
  readonly value: LocatedNode;
}

/** A YAML mapping. Equal keys are all kept: which one counts is the reader's matter. */
export class LocatedMap {
  readonly kind = 'map';
  /** The last pair of each key, found when a key is first asked for: readers ask for the same few keys many times. */
  #byKey: ReadonlyMap<string, LocatedPair> | undefined;

  constructor(readonly span: Span, readonly flow: boolean, readonly pairs: readonly LocatedPair[], readonly tag?: string) {}

  /** The pair of a key, the last where it stands twice. */
  pair(key: string): LocatedPair | undefined {
    return (this.#byKey ??= byKey(this.pairs)).get(key);
  }

  /** The same mapping with other pairs. */
  with(pairs: readonly LocatedPair[]): LocatedMap {
    return new LocatedMap(this.span, this.flow, pairs, this.tag);
  }
}

function byKey(pairs: readonly LocatedPair[]): ReadonlyMap<string, LocatedPair> {
  const found = new Map<string, LocatedPair>();
  pairs.forEach((pair) => {
    const text = keyText(pair);
    if (text !== undefined) found.set(text, pair);
  });
  return found;
}

export interface LocatedSequence {
  readonly kind: 'sequence';
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly LocatedNode[];
  readonly tag?: string;
}

/** `*name`: its span is where it stands, its target the node that bears the anchor (absent where there is none). */
export interface LocatedAlias {
  readonly kind: 'alias';
  readonly span: Span;
  readonly target?: LocatedNode;
}

export type LocatedNode = LocatedScalar | LocatedMap | LocatedSequence | LocatedAlias;

/** The tag of a text, whatever it looks like. */
export const TEXT_TAG = 'tag:yaml.org,2002:str';

/** Deeper nesting than any configuration has; beyond it a text is not read further, so that no recursion runs away. */
export const MAX_DEPTH = 200;

/** The node behind an alias, or the node itself. */
export function resolveAlias(node: LocatedNode): Exclude<LocatedNode, LocatedAlias> | undefined {
  if (node.kind !== 'alias') return node;
  let current: LocatedNode | undefined = node;
  for (let hops = 0; current?.kind === 'alias' && hops < MAX_DEPTH; hops++) current = current.target;
  return current?.kind === 'alias' ? undefined : current;
}

/** The text of a scalar key; undefined for a key that is a mapping or a sequence. */
export function keyText({ key }: LocatedPair): string | undefined {
  if (key.kind === 'scalar') return key.text;
  const named = resolveAlias(key);
  return named?.kind === 'scalar' ? named.text : undefined;
}

/** The pair of a key: where it stands twice, the last; where it stands nowhere, that of a mapping merged into this one. */
export function pairOf(node: LocatedNode | undefined, key: string): LocatedPair | undefined {
  if (node?.kind !== 'map') return node?.kind === 'alias' ? pairOf(resolveAlias(node), key) : undefined;
  const own = node.pair(key);
  if (own !== undefined || node.pair(MERGE) === undefined) return own;
  for (const other of mergedInto(node)) {
    const merged = other.pair(key);
    if (merged !== undefined) return merged;
  }
  return undefined;
}

const MERGE = '<<';

/** Whether a pair merges other mappings into its own (`<<: *defaults`), as YAML 1.1 has it and so Kubernetes and Helm; Flink's reader does not. */
export function isMerge({ key }: LocatedPair): boolean {
  return key.kind === 'scalar' && key.text === MERGE && key.quote === 'plain';
}

/** Every mapping that is merged into one, also by way of others, the strongest first and each once. */
export function mergedInto(map: LocatedMap): readonly LocatedMap[] {
  const found = new Set<LocatedMap>();
  const add = (node: LocatedNode): void => {
    const named = resolveAlias(node);
    if (named?.kind === 'sequence') named.items.forEach(add);
    if (named?.kind !== 'map' || found.has(named)) return;
    found.add(named);
    follow(named);
  };
  const follow = ({ pairs }: LocatedMap): void => { for (const pair of pairs) if (isMerge(pair)) add(pair.value); };
  follow(map);
  return [...found];
}

/** A way through a tree: the key of a mapping, or the index of a sequence, at each step. */
export type NodePath = readonly (string | number)[];

/** Whether a path leads through, or to, the end of another. */
export function startsWithPath(path: NodePath, start: NodePath): boolean {
  return path.length >= start.length && start.every((step, at) => step === path[at]);
}

/** Follows keys and indexes: `nodeAt(root, 'spec', 'flinkVersion')`. */
export function nodeAt(node: LocatedNode | undefined, ...path: NodePath): LocatedNode | undefined {
  let found = node;
  for (let at = 0; at < path.length && found !== undefined; at++) {
    const step = path[at];
    found = typeof step === 'string' ? pairOf(found, step)?.value : itemAt(found, step ?? 0);
  }
  return found?.kind === 'alias' ? resolveAlias(found) : found;
}

/** The value of a key, an alias followed: what `nodeAt` gives for a single step. */
export function valueOf(node: LocatedNode | undefined, key: string): Exclude<LocatedNode, LocatedAlias> | undefined {
  const value = pairOf(node, key)?.value;
  return value?.kind === 'alias' ? resolveAlias(value) : value;
}

/** The same where it is a scalar. */
export function scalarOf(node: LocatedNode | undefined, key: string): LocatedScalar | undefined {
  const value = valueOf(node, key);
  return value?.kind === 'scalar' ? value : undefined;
}

function itemAt(node: LocatedNode | undefined, index: number): LocatedNode | undefined {
  const list = node === undefined ? undefined : resolveAlias(node);
  return list?.kind === 'sequence' ? list.items[index] : undefined;
}

/** The items of a sequence, aliases followed; none of what is no sequence. */
export function itemsOf(list: LocatedNode | undefined): readonly Exclude<LocatedNode, { kind: 'alias' }>[] {
  return list?.kind === 'sequence' ? list.items.flatMap((item) => resolveAlias(item) ?? []) : [];
}

/** The scalar at a path. */
export function scalarAt(node: LocatedNode | undefined, ...path: NodePath): LocatedScalar | undefined {
  const found = nodeAt(node, ...path);
  return found?.kind === 'scalar' ? found : undefined;
}

/** Whether a scalar is written as nothing: `key:`, `~`, `null`. */
export function isNull(node: LocatedNode): boolean {
  return node.kind === 'scalar' && node.quote === 'plain' && /^(?:~|null|)$/.test(node.text);
}

/** The values of a mapping, or the items of a list, as they are written. */
export function childrenOf(node: LocatedNode): readonly LocatedNode[] {
  switch (node.kind) {
    case 'sequence': return node.items;
    case 'map': return node.pairs.map(({ value }) => value);
    default: return [];
  }
}

/** How often an alias stands for a mapping or a sequence. */
export function countCollectionAliases(node: LocatedNode): number {
  switch (node.kind) {
    case 'scalar': return 0;
    case 'alias': return resolveAlias(node)?.kind === 'scalar' ? 0 : 1;
    case 'sequence': return node.items.reduce((sum, item) => sum + countCollectionAliases(item), 0);
    case 'map': return node.pairs.reduce((sum, { key, value }) => sum + countCollectionAliases(key) + countCollectionAliases(value), 0);
  }
}
