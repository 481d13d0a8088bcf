import type { Span } from './cluster.js';

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
