import type { Span } from '../cluster.js';
import { applyEdits, type TextChange } from '../edits.js';
import type { PlacedText } from './embeddedText.js';
import { type Piece, textOf } from './pieces.js';

/** How one text is made from another, and how text is written into that. */
export interface Making {
  /** The pieces of the text that is made, each from a span of the other one; undefined where there is none (any more). */
  read(text: string): readonly Piece[] | undefined;
  /** What is to be written where a text shall stand. */
  write(text: string): string;
  /** Whether what is written for a piece gives a value that stands somewhere else. */
  isElsewhere?(written: string): boolean;
  /** Where in the other text this one ends. */
  end(text: string): number;
}

/** A text that is made of pieces of another placed one; its edits are written there, and kept if it is then made as was meant. */
export function derivedText(whole: PlacedText, making: Making): PlacedText | undefined {
  const pieces = making.read(whole.text);
  return pieces === undefined ? undefined : new DerivedText(whole, making, pieces);
}

/** A piece with its place in the text that is made. */
type PlacedPiece = Piece & { readonly start: number; readonly end: number };

class DerivedText implements PlacedText {
  readonly text: string;
  readonly indent: number | undefined;
  readonly #whole: PlacedText;
  readonly #making: Making;
  readonly #pieces: readonly PlacedPiece[];

  constructor(whole: PlacedText, making: Making, pieces: readonly Piece[]) {
    this.#whole = whole;
    this.#making = making;
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
    const made = edits.map(({ span, text }): TextChange => ({ span: this.#toWhole(span), text: this.#making.write(text) }));
    if (edits.some((edit) => this.#writesOver(edit))) return undefined;
    // Made again: what is written must neither end where it stands nor mean something else there.
    const pieces = this.#making.read(applyEdits(this.#whole.text, made));
    return pieces !== undefined && textOf(pieces) === applyEdits(this.text, edits) ? this.#whole.edits(section, made) : undefined;
  }

  /** Whether an edit puts another value where one stands that is written elsewhere. */
  #writesOver({ span, text }: TextChange): boolean {
    if (text === '') return false;
    return this.#pieces.some(({ verbatim, from, start, end }) =>
      !verbatim && start < span.end && end > span.start && this.#making.isElsewhere?.(this.#whole.text.slice(from.start, from.end)) === true);
  }

  #toWhole({ start, end }: Span): Span {
    const from = this.#startAt(start);
    return { start: from, end: start === end ? from : Math.max(from, this.#endAt(end)) };
  }

  /** Where the character at an offset begins; behind the last one, where the text ends. */
  #startAt(offset: number): number {
    const piece = this.#first(({ end }) => end > offset);
    return piece === undefined ? this.#making.end(this.#whole.text) : piece.from.start + (piece.verbatim ? Math.max(0, offset - piece.start) : 0);
  }

  /** Where the character before an offset ends. */
  #endAt(offset: number): number {
    const piece = this.#first(({ end }) => end >= offset);
    return piece === undefined ? this.#making.end(this.#whole.text) : piece.verbatim ? piece.from.start + offset - piece.start : piece.from.end;
  }

  /** The first piece that ends late enough; all before it end earlier, so half of the rest can be left out at each step. */
  #first(isLate: (piece: PlacedPiece) => boolean): PlacedPiece | undefined {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.#pieces[middle];
      if (piece !== undefined && isLate(piece)) high = middle;
      else low = middle + 1;
    }
    return this.#pieces[low];
  }

  #fromWhole(offset: number): number {
    const piece = this.#first(({ from }) => from.end > offset);
    return piece === undefined ? this.text.length : piece.start + (piece.verbatim ? Math.max(0, offset - piece.from.start) : 0);
  }
}
