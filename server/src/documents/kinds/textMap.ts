/** Maps whose values the API server wants to be texts. */
import type { Entry, ReadingProblem, Span, TextReplacement } from '../cluster.js';
import { lineEndOf } from '../lines.js';
import { flatten } from '../yaml/flatten.js';
import { keyText, LocatedMap, type LocatedNode, type LocatedPair, resolveAlias } from '../yaml/node.js';
import { operatorScalar } from '../yaml/scalars.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';

export type NodeType = 'text' | 'number' | 'boolean' | 'null' | 'collection';

/** What the API server finds in a node. */
export function typeOf(node: LocatedNode | undefined): NodeType {
  if (node?.kind !== 'scalar') return node === undefined ? 'null' : 'collection';
  const { type } = operatorScalar(node);
  return type === 'unreadable' ? 'text' : type;
}

/** The values of a map that are no texts. */
export function valuesNotText(tree: YamlTree, map: LocatedNode | undefined): readonly ReadingProblem[] {
  if (map?.kind !== 'map') return [];
  const problems: ReadingProblem[] = [];
  for (const pair of map.pairs) if (pair.value.kind !== 'scalar' || typeOf(pair.value) !== 'text') problems.push(...notText(tree, map, pair));
  return problems;
}

function notText(tree: YamlTree, map: LocatedMap, pair: LocatedPair): readonly ReadingProblem[] {
  const key = keyText(pair);
  const value = resolveAlias(pair.value);
  if (key === undefined || value === undefined || isTemplated(tree, pair.span)) return [];
  const type = typeOf(value);
  if (type === 'text' || type === 'null') return [];
  const span = value.kind === 'map' && !value.flow ? pair.key.span : pair.value.span;
  const repair = pair.value.kind === 'alias' ? undefined : repairOf(tree, map, pair, value);
  return [{ kind: 'configuration-not-text', key, span, shape: value.kind, ...(repair === undefined ? {} : { repair }) }];
}

/** The same setting as texts; nested keys as one line each, where nothing else would be lost. */
function repairOf(tree: YamlTree, map: LocatedMap, pair: LocatedPair, value: LocatedNode): TextReplacement | undefined {
  const { text } = tree;
  const { entries, winners } = flatten(tree, new LocatedMap(pair.span, false, [pair]), 'operator');
  if (entries.length === 0 || entries.some(({ key }) => winners.get(key)?.keySpan !== entries.find((entry) => entry.key === key)?.keySpan)) return undefined;
  if (value.kind !== 'map') return { span: pair.value.span, text: JSON.stringify(entries[0]?.value ?? '') };
  const indent = /[^\r\n]*$/.exec(text.slice(0, pair.span.start))?.[0] ?? '';
  if (map.flow || indent.trim() !== '') return undefined;
  const isBare = !/[#&*]/.test(text.slice(pair.span.start, pair.span.end));
  const lines = isBare ? entries.map((entry) => `${entry.key}: ${JSON.stringify(entry.value)}`) : flatLines(text, pair.span, entries);
  return lines === undefined ? undefined : { span: pair.span, text: lines.join(`${lineEndOf(text)}${indent}`) };
}

/** The lines of a mapping with whole keys, comments in their places; undefined where they hold more than keys with a value each. */
function flatLines(text: string, { start, end }: Span, entries: readonly Entry[]): readonly string[] | undefined {
  const lines: string[] = [];
  for (const { 0: line, index } of text.slice(start, end).matchAll(/[^\r\n]+/g)) {
    const [from, to] = [start + index, start + index + line.length];
    const [entry, ...others] = entries.filter(({ keySpan }) => keySpan.start >= from && keySpan.start < to);
    const code = line.trim();
    if (entry === undefined) {
      // Of the head of a mapping its comment stays.
      const comment = /^(?:["']?[\w.-]+["']?:\s*)?(#.*)?$/.exec(code);
      if (comment === null) return undefined;
      if (comment[1] !== undefined) lines.push(comment[1]);
      continue;
    }
    const { keySpan, valueSpan, key, value } = entry;
    const behind = text.slice(valueSpan.end, Math.max(valueSpan.end, to));
    const isPlain = /^["']?:[ \t]+$/.test(text.slice(keySpan.end, valueSpan.start));
    if (others.length > 0 || !isPlain || valueSpan.end > to || /^[&*|>{]/.test(text.slice(valueSpan.start, valueSpan.end)) || !/^[ \t]*(?:#.*)?$/.test(behind)) return undefined;
    lines.push(`${key}: ${JSON.stringify(value)}${behind.trimEnd()}`);
  }
  return lines;
}
