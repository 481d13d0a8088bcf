import type { ProcessKind } from '../model/derivation.js';
import type { EditRefusal } from '../shared/protocol.js';
import type { Cluster, EmbeddedFile, Entry, Span } from './cluster.js';
import { lineEdits } from './editing/lineEdits.js';
import { yamlEdits } from './editing/yamlEdits.js';
import { layeredEdits } from './layers/layeredEdits.js';

/** A wish about a located configuration; `editsFor` knows how each kind of document writes it. */
export type Change =
  /** Give an entry another value, in its own place and quoting style. */
  | { readonly kind: 'setValue'; readonly entry: Entry; readonly value: string }
  /** Give an entry another key, and perhaps another value. */
  | { readonly kind: 'rename'; readonly entry: Entry; readonly key: string; readonly value?: string }
  /** Remove an entry with its line; a mapping that becomes empty goes too. */
  | { readonly kind: 'removeEntry'; readonly entry: Entry }
  /** Set a key where it counts: changes the entry that wins, or adds one beside its relatives. */
  | { readonly kind: 'set'; readonly key: string; readonly value: string }
  /** Remove every entry of a key. */
  | { readonly kind: 'remove'; readonly key: string }
  /** Replace text as it stands, e.g. a line that Flink drops. */
  | { readonly kind: 'replace'; readonly span: Span; readonly text: string }
  /** Remove a pair that sets no option, with its lines; a mapping that becomes empty goes too. */
  | { readonly kind: 'removePair'; readonly pair: Span }
  /** Set the memory field of a process's resource (`resource.memory`). */
  | { readonly kind: 'setResource'; readonly process: ProcessKind; readonly value: string }
  /** Set a number in a field of another operator's from which it sizes a process: its path from the `spec` on. */
  | { readonly kind: 'setField'; readonly process: ProcessKind; readonly path: readonly string[]; readonly value: string };

/** One edit of the section's text. */
export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

export type EditResult =
  | { readonly edits: readonly TextChange[] }
  | { readonly refused: { readonly code: Exclude<EditRefusal, 'not-flink' | 'cluster-not-found'>; readonly key?: string } };

/**
 * Writes changes as edits of the section's text: ordered, without overlap, in the style of what stands there, comments and
 * order kept. Refused as a whole where one of them cannot be written: a template would be overwritten, or the place is
 * none that can be written (behind an alias, a value the format cannot hold).
 *
 * @param text the section's text, the one that `cluster` was read from
 */
export function editsFor(text: string, cluster: Cluster, changes: readonly Change[]): EditResult {
  if (cluster.layers !== undefined) {
    const layered = layeredEdits(text, cluster, cluster.layers, changes);
    return 'refused' in layered ? layered : inOrder(text, layered.edits);
  }
  if (cluster.embedded !== undefined) return embeddedEdits(text, cluster, cluster.embedded, changes);
  const result = cluster.format === 'flink-conf' ? lineEdits(text, cluster, changes) : yamlEdits(text, cluster, changes);
  return 'refused' in result ? result : inOrder(text, result.edits);
}

/** What is embedded is edited as the text that it is, and the edits are written where that stands. */
function embeddedEdits(section: string, cluster: Cluster, { text, cluster: inner }: EmbeddedFile, changes: readonly Change[]): EditResult {
  const within: Change[] = [];
  const around: TextChange[] = [];
  for (const change of changes) {
    if (change.kind === 'replace') {
      if (text.touches(change.span)) within.push({ ...change, span: text.fromSection(change.span) });
      else around.push(change);
    } else if ('entry' in change) {
      const entry = inner.entries[cluster.entries.indexOf(change.entry)] ?? fieldWithin(text, change.entry);
      if (entry === undefined) return { refused: { code: 'not-writable', key: change.entry.key } };
      within.push({ ...change, entry });
    } else {
      within.push(change.kind === 'removePair' ? { ...change, pair: text.fromSection(change.pair) } : change);
    }
  }
  const result = editsFor(text.text, inner, within);
  if ('refused' in result) return result;
  const edits = text.edits(section, result.edits);
  return edits === undefined ? { refused: { code: 'not-writable' } } : inOrder(section, [...edits, ...around.map(({ span, text: replacement }) => ({ span, text: replacement }))]);
}

/** A field of the operator's, which rules speak of as an entry of their own, as one of the embedded text. */
function fieldWithin(text: EmbeddedFile['text'], entry: Entry): Entry | undefined {
  const { site, keySpan, valueSpan } = entry;
  return site.kind !== 'scalar' || !text.touches(site.pair) ? undefined
    : { ...entry, keySpan: text.fromSection(keySpan), valueSpan: text.fromSection(valueSpan), site: { ...site, pair: text.fromSection(site.pair) } };
}

/** Applies edits that do not overlap to the text they were made for. */
export function applyEdits(text: string, edits: readonly TextChange[]): string {
  let result = '';
  let from = 0;
  for (const edit of edits) {
    result += text.slice(from, edit.span.start) + edit.text;
    from = edit.span.end;
  }
  return result + text.slice(from);
}

/**
 * The edits as a client takes them. Two neighbouring lines at the end of a text may both claim the line end between them:
 * removals that overlap become one. Refused where others overlap: a text that is not well formed may have places within places
 * that its tree has side by side.
 */
function inOrder(text: string, edits: readonly TextChange[]): EditResult {
  const ordered: TextChange[] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const last = ordered.at(-1);
    if (last !== undefined && last.text === '' && edit.text === '' && edit.span.start < last.span.end) {
      ordered[ordered.length - 1] = { span: { start: last.span.start, end: Math.max(last.span.end, edit.span.end) }, text: '' };
    } else {
      ordered.push(edit);
    }
  }
  let from = 0;
  for (const { span } of ordered) {
    if (span.start < from || span.end < span.start || span.end > text.length) return { refused: { code: 'not-writable' } };
    from = span.end;
  }
  return { edits: ordered };
}
