import type { Span } from '../cluster.js';

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
