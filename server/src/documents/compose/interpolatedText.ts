import type { Span } from '../cluster.js';
import { applyEdits, type TextChange } from '../edits.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import type { Piece } from '../embedded/pieces.js';
import { interpolate, type Variables } from './interpolation.js';

/** A scalar of a compose file as Compose hands it on: with its variables put in, each where it is written. */
export function interpolated(whole: PlacedText, variables: Variables): PlacedText {
  const pieces = interpolate(whole.text, variables);
  return pieces === undefined ? whole : new InterpolatedText(whole, variables, pieces);
}

class InterpolatedText implements PlacedText {
  readonly text: string;
  readonly indent: number | undefined;
  readonly #whole: PlacedText;
  readonly #variables: Variables;
  readonly #pieces: readonly (Piece & { readonly start: number; readonly end: number })[];

  constructor(whole: PlacedText, variables: Variables, pieces: readonly Piece[]) {
    this.#whole = whole;
    this.#variables = variables;
    this.indent = whole.indent;
    let length = 0;
    this.#pieces = pieces.map((piece) => {
      const start = length;
      length += piece.text.length;
      return { ...piece, start, end: length };
    });
    this.text = textOf(pieces);
  }

  toSection(span: Span): Span {
    return this.#whole.toSection(this.#toWhole(span));
  }

  fromSection(span: Span): Span {
    const { start, end } = this.#whole.fromSection(span);
    return { start: this.#fromWhole(start), end: Math.max(this.#fromWhole(start), this.#fromWhole(end)) };
  }

  touches(span: Span): boolean {
    return this.#whole.touches(span);
  }

  edits(section: string, edits: readonly TextChange[]): readonly TextChange[] | undefined {
    const made = edits.map(({ span, text }): TextChange => ({ span: this.#toWhole(span), text: text.replaceAll('$', '$$$$') }));
    if (made.some((edit, at) => this.#writesOver(edits[at]?.span, edit))) return undefined;
    // Put in again: an edit within a default must neither end it nor begin another variable.
    const after = applyEdits(this.#whole.text, made);
    const pieces = interpolate(after, this.#variables);
    return (pieces === undefined ? after : textOf(pieces)) === applyEdits(this.text, edits) ? this.#whole.edits(section, made) : undefined;
  }

  /** Whether an edit puts another value where a variable stands whose value is written elsewhere. */
  #writesOver(span: Span | undefined, { text }: TextChange): boolean {
    return text !== '' && span !== undefined && this.#pieces.some((piece) => !piece.verbatim && piece.start < span.end && piece.end > span.start);
  }

  #toWhole({ start, end }: Span): Span {
    const from = this.#startAt(start);
    return { start: from, end: start === end ? from : Math.max(from, this.#endAt(end)) };
  }

  /** Where the character at an offset begins; behind the last one, where the whole text ends. */
  #startAt(offset: number): number {
    const piece = this.#pieces.find(({ end }) => end > offset);
    return piece === undefined ? this.#whole.text.length : piece.from.start + (piece.verbatim ? Math.max(0, offset - piece.start) : 0);
  }

  /** Where the character before an offset ends. */
  #endAt(offset: number): number {
    const piece = this.#pieces.find(({ end }) => end >= offset);
    return piece === undefined ? this.#whole.text.length : piece.verbatim ? piece.from.start + offset - piece.start : piece.from.end;
  }

  #fromWhole(offset: number): number {
    const piece = this.#pieces.find(({ from }) => from.end > offset);
    return piece === undefined ? this.text.length : piece.start + (piece.verbatim ? Math.max(0, offset - piece.from.start) : 0);
  }
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
