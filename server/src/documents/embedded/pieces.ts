import type { Span } from '../cluster.js';
import { Rising } from '../lines.js';

/** A stretch of a decoded text and what it was written as: itself, or an escape, a folded line end, a doubled quote. */
export interface Piece {
  readonly text: string;
  readonly from: Span;
  /** As itself: every character of it has its own place. */
  readonly verbatim: boolean;
}

/** What the pieces of a decoded text make. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** Where each character of a decoded text stands in what it was decoded from. */
export class Places {
  readonly #pieces: readonly Piece[];
  /** Where each piece begins in the decoded text. */
  readonly #starts: Rising;
  readonly #length: number;

  constructor(pieces: readonly Piece[]) {
    const starts: number[] = [];
    let length = 0;
    for (const { text } of pieces) {
      starts.push(length);
      length += text.length;
    }
    this.#pieces = pieces;
    this.#starts = new Rising(starts);
    this.#length = length;
  }

  /** From the first character to the last; undefined for a text without any. */
  get span(): Span | undefined {
    const first = this.#pieces[0];
    const last = this.#pieces.at(-1);
    return first === undefined || last === undefined ? undefined : { start: first.from.start, end: last.from.end };
  }

  /** Where the character at an offset begins; behind the last one, where that ends. Undefined where there is none. */
  placeOf(offset: number): number | undefined {
    const index = this.#starts.lastUpTo(offset);
    const piece = this.#pieces[index];
    if (piece === undefined) return undefined;
    const within = offset - (this.#starts.numbers[index] ?? 0);
    if (within >= piece.text.length) return piece.from.end;
    return piece.from.start + (piece.verbatim ? within : 0);
  }

  /** Where the character before an offset ends. Undefined where there is none. */
  endOf(offset: number): number | undefined {
    const index = this.#starts.lastUpTo(Math.max(0, offset - 1));
    const piece = this.#pieces[index];
    if (piece === undefined) return undefined;
    return piece.verbatim ? piece.from.start + offset - (this.#starts.numbers[index] ?? 0) : piece.from.end;
  }

  /** The offset of the first character that ends behind a place. */
  offsetOf(place: number): number {
    const index = this.#pieces.findIndex(({ from }) => from.end > place);
    const piece = this.#pieces[index];
    if (piece === undefined) return this.#length;
    return (this.#starts.numbers[index] ?? 0) + (piece.verbatim ? Math.max(0, place - piece.from.start) : 0);
  }

  /** The offset behind the last character that begins before a place. */
  offsetBehind(place: number): number {
    const after = this.#pieces.findIndex(({ from }) => from.start >= place);
    const index = (after < 0 ? this.#pieces.length : after) - 1;
    const piece = this.#pieces[index];
    if (piece === undefined) return 0;
    return (this.#starts.numbers[index] ?? 0) + (piece.verbatim ? Math.min(piece.text.length, place - piece.from.start) : piece.text.length);
  }
}

/** Collects the pieces of a decoded text in its order; what is written side by side as itself becomes one. */
export class Pieces {
  readonly #source: string;
  readonly #list: Piece[] = [];
  /** What stands there as itself and may go on; none where both are the same. */
  #start = 0;
  #end = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** What stands there as itself. */
  verbatim(start: number, end: number): void {
    if (start === end) return;
    if (start !== this.#end) {
      this.#close();
      this.#start = start;
    }
    this.#end = end;
  }

  /** What stands there for something else. */
  written(text: string, from: Span): void {
    if (text === '') return;
    this.#close();
    this.#list.push({ text, from, verbatim: false });
  }

  /** A line end, however it is written. */
  lineEnd(start: number, end: number): void {
    if (this.#source.startsWith('\n', start)) this.verbatim(start, end);
    else this.written('\n', { start, end });
  }

  get list(): readonly Piece[] {
    this.#close();
    return this.#list;
  }

  #close(): void {
    if (this.#start < this.#end) {
      this.#list.push({ text: this.#source.slice(this.#start, this.#end), from: { start: this.#start, end: this.#end }, verbatim: true });
    }
    this.#start = this.#end = 0;
  }
}
