/** A pasted text as messages are looked for in it: in one line, since a copied line may have been broken anywhere, or not at all. */
import { lastUpTo } from '../../documents/lines.js';

/** More than this is no message but a whole log: its two ends are read, where a process starts and where it ends (characters). */
export const LONGEST = 256 * 1024;

/** A stretch of a log that begins with a line of its own: a record with its stack trace. */
export interface LogRecord {
  /** Offsets in the flat text. */
  readonly start: number;
  readonly end: number;
}

export interface FlatText {
  /** Every run of blanks and line ends as one blank; without colours of a terminal. */
  readonly text: string;
  /** The record at an offset. */
  recordAt(offset: number): LogRecord;
  /** How many causes of a chain stand before an offset in its record. */
  depthAt(offset: number): number;
  /** The line at an offset, from 1. */
  lineAt(offset: number): number;
  /** The line at an offset as it was, shortened around it. */
  excerptAt(offset: number): string;
}

/** Escape sequences of terminals. The character is written as a range: a control character in a pattern is a mistake elsewhere. */
const COLOURS = /\p{Cc}\[[\d;]*[A-Za-z]/gu;
/** Logs as JSON hold a trace in one string. */
const ESCAPED_TRACE = /\\n(?:\\t)?(?:at |Caused by:)/;
/** Begins a record: a time, a level, a thread that ends. Other lines go on with the one before: of a trace, of a message with line ends. */
const HEAD = /^(?:\[?\d{2,4}[-/:.]\d|\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE)\b|[EWIF]\d{4} |Exception in thread\b)/i;
/** An exception that no record introduces begins one where a trace has just ended. */
const EXCEPTION = /^[\w$.]+(?:Exception|Error)\b/;
const FRAME = /^\s*(?:at |\.\.\. \d+ )/;
const EXCERPT = 160;

/** Reads a text as {@link FlatText}. */
export function flatten(pasted: string): FlatText {
  const lines: { readonly start: number; readonly number: number; readonly isHead: boolean }[] = [];
  const parts: string[] = [];
  let length = 0;
  let wasFrame = false;
  linesOf(pasted).forEach((line, index) => {
    const content = line.replace(/\s+/g, ' ').trim();
    if (content === '') return;
    lines.push({ start: length, number: index + 1, isHead: HEAD.test(line) || (wasFrame && EXCEPTION.test(line)) });
    wasFrame = FRAME.test(line);
    parts.push(content);
    length += content.length + 1;
  });
  const text = parts.join(' ');
  const starts = lines.map(({ start }) => start);
  const recordAt = (offset: number): LogRecord => {
    let first = lastUpTo(starts, offset);
    let after = first + 1;
    while (first > 0 && lines[first]?.isHead !== true) first--;
    while (after < lines.length && lines[after]?.isHead !== true) after++;
    return { start: lines[first]?.start ?? 0, end: lines[after]?.start ?? text.length };
  };
  return {
    text,
    recordAt,
    depthAt: (offset) => text.slice(recordAt(offset).start, offset).split('Caused by:').length - 1,
    lineAt: (offset) => lines[lastUpTo(starts, offset)]?.number ?? 1,
    excerptAt(offset) {
      const index = lastUpTo(starts, offset);
      const line = parts[index] ?? '';
      const at = offset - (lines[index]?.start ?? 0);
      const from = Math.max(0, Math.min(at - EXCERPT / 4, line.length - EXCERPT));
      const shown = line.slice(from, from + EXCERPT);
      return `${from > 0 ? '…' : ''}${shown}${from + EXCERPT < line.length ? '…' : ''}`;
    },
  };
}

function linesOf(pasted: string): readonly string[] {
  const limited = pasted.length <= LONGEST ? pasted : `${pasted.slice(0, LONGEST / 2)}\n${pasted.slice(-LONGEST / 2)}`;
  const plain = limited.replace(COLOURS, '');
  const text = ESCAPED_TRACE.test(plain) ? plain.replaceAll('\\n', '\n').replaceAll('\\t', '\t') : plain;
  return text.split(/\r\n|\n|\r/);
}
