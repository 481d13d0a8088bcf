import type { Span } from '../cluster.js';

/** A stretch of a decoded text and what it was written as: itself, or an escape, a folded line end, a doubled quote. */
export interface Piece {
  readonly text: string;
  readonly from: Span;
  /** As itself: every character of it has its own place. */
  readonly verbatim: boolean;
}

/** Collects the pieces of a decoded text in its order; what is written side by side as itself becomes one. */
export class Pieces {
  readonly #source: string;
  readonly #list: Piece[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /** What stands there as itself. */
  verbatim(start: number, end: number): void {
    if (start === end) return;
    const last = this.#list.at(-1);
    if (last?.from.end === start && last.verbatim) {
      this.#list[this.#list.length - 1] = { text: last.text + this.#source.slice(start, end), from: { start: last.from.start, end }, verbatim: true };
    } else {
      this.#list.push({ text: this.#source.slice(start, end), from: { start, end }, verbatim: true });
    }
  }

  /** What stands there for something else. */
  written(text: string, from: Span): void {
    if (text !== '') this.#list.push({ text, from, verbatim: false });
  }

  get list(): readonly Piece[] {
    return this.#list;
  }
}
