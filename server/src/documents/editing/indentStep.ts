import { columnOf } from '../lines.js';
import type { LocatedNode, LocatedPair } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';

const USUAL = 2;

/** By how many columns a text indents a mapping within another, by the first that it has. */
export function indentStep({ text, root }: Pick<YamlTree, 'text' | 'root'>): number {
  return (root === null ? undefined : stepIn(text, root)) ?? USUAL;
}

function stepIn(text: string, node: LocatedNode): number | undefined {
  if (node.kind === 'sequence') return firstOf(node.items, (item) => stepIn(text, item));
  return node.kind === 'map' && !node.flow ? firstOf(node.pairs, (pair) => stepOf(text, pair)) : undefined;
}

function stepOf(text: string, { value, span }: LocatedPair): number | undefined {
  const step = value.kind === 'map' && !value.flow ? columnOf(text, value.span.start) - columnOf(text, span.start) : 0;
  return step > 0 ? step : stepIn(text, value);
}

function firstOf<T>(items: readonly T[], ask: (item: T) => number | undefined): number | undefined {
  for (const item of items) {
    const found = ask(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
