import type { Span } from '../cluster.js';
import type { Quote } from '../yaml/node.js';
import { type Piece, Pieces } from './pieces.js';

const FOLD = /[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*/y;
const ESCAPE = /\\(?:(?:\r\n|\r|\n)[ \t]*|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^\r\n])/y;
const BLANKS = /[ \t]+/y;
const INK = /[^ \t\r\n\\']+/y;

const ESCAPED: Readonly<Record<string, string>> = {
  0: '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
};

/** The text of a plain or quoted scalar, piece by piece; one that goes over several lines is folded. */
export function readFlowScalar(source: string, span: Span, quote: Exclude<Quote, 'block'>): readonly Piece[] {
  const around = quote === 'plain' ? 0 : 1;
  const end = span.end - around;
  const pieces = new Pieces(source);
  for (let at = span.start + around; at < end;) at = next(source, at, end, quote, pieces);
  return pieces.list;
}

/** Reads one piece, and says where the one after it begins. */
function next(source: string, at: number, end: number, quote: Quote, pieces: Pieces): number {
  const fold = matchAt(FOLD, source, at);
  if (fold !== undefined) {
    const breaks = fold.match(/\r\n|\r|\n/g)?.length ?? 1;
    pieces.written(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), { start: at, end: at + fold.length });
    return at + fold.length;
  }
  const escape = quote === 'double' ? matchAt(ESCAPE, source, at) : quote === 'single' && source.startsWith("''", at) ? "''" : undefined;
  if (escape !== undefined) {
    pieces.written(quote === 'single' ? "'" : unescaped(escape.slice(1)), { start: at, end: at + escape.length });
    return at + escape.length;
  }
  const length = (matchAt(BLANKS, source, at) ?? matchAt(INK, source, at) ?? ' ').length;
  const stop = Math.min(end, at + length);
  pieces.verbatim(at, stop);
  return stop;
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

/** What stands behind a backslash: a line end is left out with the blanks after it. */
function unescaped(escape: string): string {
  const kind = escape.charAt(0);
  if (/[\r\n]/.test(kind)) return '';
  if (escape.length > 1) {
    const point = Number.parseInt(escape.slice(1), 16);
    return point > 0x10ffff ? '' : String.fromCodePoint(point);
  }
  return ESCAPED[kind] ?? kind;
}
