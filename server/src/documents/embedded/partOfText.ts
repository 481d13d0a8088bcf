import type { Span } from '../cluster.js';
import type { TextChange } from '../edits.js';
import type { PlacedText } from './embeddedText.js';

/** The end of a placed text as one of its own: what follows `FLINK_PROPERTIES=` in an item of a list. */
export function tailOf(whole: PlacedText, from: number): PlacedText {
  const outer = ({ start, end }: Span): Span => ({ start: start + from, end: end + from });
  return {
    text: whole.text.slice(from),
    indent: whole.indent,
    toSection: (span) => whole.toSection(outer(span)),
    fromSection(span) {
      const { start, end } = whole.fromSection(span);
      return { start: Math.max(0, start - from), end: Math.max(0, end - from) };
    },
    touches: (span) => whole.touches(span) && whole.fromSection(span).end >= from,
    edits: (section, edits) => whole.edits(section, edits.map(({ span, text }): TextChange => ({ span: outer(span), text }))),
  };
}

/** A stretch of a placed text as one of its own, to be read only. */
export function partOf(whole: PlacedText, from: number, to: number): PlacedText {
  const tail = tailOf(whole, from);
  return { ...tail, text: whole.text.slice(from, to), edits: () => undefined };
}

/** What becomes of a text between the document and who reads it, as when variables are put in. */
export type TextFilter = (text: PlacedText) => PlacedText;

export const asWritten: TextFilter = (text) => text;
