import type { Span } from '../cluster.js';
import type { TextChange } from '../edits.js';
import { columnOf, endOfLine, lineEndOf, lineSpan, lineStart } from '../lines.js';
import type { LocatedNode, LocatedSequence } from '../yaml/node.js';
import { scalarText } from './scalarText.js';

/** The edits that take items out of a list; undefined where nothing would be left, or a line of theirs holds more. */
export function removeItems(section: string, list: LocatedSequence, gone: ReadonlySet<LocatedNode>): readonly TextChange[] | undefined {
  if (list.items.every((item) => gone.has(item))) return undefined;
  if (list.flow) return flowRemovals(list.items, (item) => gone.has(item));
  const edits: TextChange[] = [];
  for (const item of list.items.filter((one) => gone.has(one))) {
    const dash = dashOf(section, item);
    if (dash === undefined || section.slice(lineStart(section, dash), dash).trim() !== '') return undefined;
    edits.push({ span: lineSpan(section, { start: dash, end: item.span.end }), text: '' });
  }
  return edits;
}

/**
 * The edits that take parts out of `[…]` or `{…}`: each goes with the comma before it; the first ones, before which nothing stays,
 * with the comma behind. Undefined where the parts do not stand one behind the other, as in a text that is not well formed.
 */
export function flowRemovals<T extends { readonly span: Span }>(parts: readonly T[], isGone: (part: T) => boolean): readonly TextChange[] | undefined {
  if (parts.some(({ span }, at) => span.start < (parts[at - 1]?.span.end ?? 0))) return undefined;
  const edits: TextChange[] = [];
  let stays = false;
  for (const [at, part] of parts.entries()) {
    const [before, next] = [parts[at - 1], parts[at + 1]];
    if (!isGone(part)) stays = true;
    else if (stays && before !== undefined) edits.push({ span: { start: before.span.end, end: part.span.end }, text: '' });
    else edits.push({ span: { start: part.span.start, end: next?.span.start ?? part.span.end }, text: '' });
  }
  return edits;
}

/** The edit that adds items to a list, behind one of it and written as that is. */
export function addItems(section: string, list: LocatedSequence, after: LocatedNode, texts: readonly string[]): TextChange | undefined {
  const quote = after.kind === 'scalar' ? after.quote : 'plain';
  const written = texts.map((text) => scalarText(text, { quote, flow: list.flow, reader: 'text' }));
  if (list.flow) return { span: { start: after.span.end, end: after.span.end }, text: written.map((text) => `, ${text}`).join('') };
  const dash = dashOf(section, after);
  if (dash === undefined || quote === 'block') return undefined;
  const end = endOfLine(section, after.span.end);
  const line = `${lineEndOf(section)}${' '.repeat(columnOf(section, dash))}- `;
  return { span: { start: end, end }, text: written.map((text) => line + text).join('') };
}

/** Where the dash of an item stands; undefined for one that is not on its line. */
function dashOf(section: string, item: LocatedNode): number | undefined {
  const start = lineStart(section, item.span.start);
  const dash = section.lastIndexOf('-', item.span.start - 1);
  return dash >= start ? dash : undefined;
}
