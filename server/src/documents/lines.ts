import type { Position } from '../shared/protocol.js';
import type { Span } from './cluster.js';

/** A line of a text without its line end, and where it stands. */
export interface TextLine {
  readonly text: string;
  readonly span: Span;
}

/** The lines of a text, found at first use: `\n`, `\r\n` and `\r` end one, as LSP has it. */
export class Lines {
  #starts: Rising | undefined;
  #hasReturns = false;

  constructor(private readonly text: string) {}

  /** How often a line ends: a text without a line end has none, and is one line. */
  get ends(): number {
    return this.#found().numbers.length - 1;
  }

  /**
   * Where an offset stands. Behind its line's text, at a line end, is where that begins.
   *
   * @param first the line that the text begins with
   */
  positionAt(offset: number, first = 0): Position {
    const starts = this.#found();
    const line = starts.lastUpTo(offset);
    const start = starts.numbers[line] ?? 0;
    const isInLineEnd = this.#hasReturns && offset > start && this.text.charCodeAt(offset) === LINE_FEED && this.text.charCodeAt(offset - 1) === CARRIAGE_RETURN;
    return { line: first + line, character: (isInLineEnd ? offset - 1 : offset) - start };
  }

  /** The offset of a position. Behind its line's text it is that of the line's end, behind the last line that of the text's. */
  offsetAt({ line, character }: Position): number {
    const starts = this.#found().numbers;
    if (line < 0) return 0;
    const start = starts[line];
    if (start === undefined) return this.text.length;
    return Math.min(start + Math.max(0, character), endOfLine(this.text, start));
  }

  #found(): Rising {
    if (this.#starts === undefined) {
      this.#hasReturns = this.text.includes('\r');
      this.#starts = new Rising(this.#hasReturns ? startsByAnyEnd(this.text) : startsByLineFeed(this.text));
    }
    return this.#starts;
  }
}

/** The index of the last of rising numbers that is not above one; 0 where all are. */
export function lastUpTo(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rising[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rising numbers among which places are looked up. Most of these are near the one before, so its number is tried first. */
export class Rising {
  #near = 0;

  constructor(readonly numbers: readonly number[]) {}

  lastUpTo(limit: number): number {
    const { numbers } = this;
    const near = this.#near;
    const isNear = (numbers[near] ?? 0) <= limit && (near + 1 >= numbers.length || limit < (numbers[near + 1] ?? 0));
    return isNear ? near : (this.#near = lastUpTo(numbers, limit));
  }
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

function startsByLineFeed(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

function startsByAnyEnd(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length)];
}

/** The line end that a text uses, by its first line. */
export function lineEndOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/** Where the line of an offset ends, before its line end. */
export function endOfLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The whole lines of a span with the line end of the last; at the end of a text without one, that of the line before. */
export function lineSpan(text: string, span: Span): Span {
  const start = lineStart(text, span.start);
  const end = endOfLine(text, span.end);
  const behind = behindLineEnd(text, end);
  return behind > end || start === 0 ? { start, end: behind } : { start: endOfLineBefore(text, start), end };
}

/** Behind the line end that stands at an offset; the end of a text is none. */
export function behindLineEnd(text: string, at: number): number {
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2;
  return at < text.length ? at + 1 : at;
}

/** Where the line before this line start ends; at a text's first line, its start behind a byte order mark. */
export function endOfLineBefore(text: string, at: number): number {
  if (at === 0) return text.startsWith('\ufeff') ? 1 : 0;
  return text[at - 1] === '\n' && text[at - 2] === '\r' ? at - 2 : at - 1;
}

/** The column of an offset, a byte order mark not counted. */
export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (text[start] === '\ufeff' ? 1 : 0);
}
