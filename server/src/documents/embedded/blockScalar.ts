import type { Span } from '../cluster.js';
import { behindLineEnd, endOfLine, type TextLine } from '../lines.js';
import type { LocatedScalar } from '../yaml/node.js';
import { type Piece, Pieces } from './pieces.js';

/** The text of a block scalar, piece by piece. */
export interface BlockScalar {
  readonly style: 'literal' | 'folded';
  readonly pieces: readonly Piece[];
  /** The column at which the content's lines begin. */
  readonly indent: number;
}

const HEADER = /([|>])(?:([-+])([1-9])?|([1-9])([-+])?)?[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)/y;

interface Line {
  readonly content: Span;
  /** The line end; empty where the text ends without one. */
  readonly end: Span;
}

/**
 * Reads a block scalar from its `|` or `>` on; undefined where none stands.
 *
 * @param column the column of the mapping that holds it, from which an indentation indicator counts
 */
export function readBlockScalar(source: string, start: number, column: number): BlockScalar | undefined {
  HEADER.lastIndex = start;
  const header = HEADER.exec(source);
  if (header === null) return undefined;
  const indicator = header[3] ?? header[4];
  const { lines, indent } = linesOf(source, HEADER.lastIndex, column, indicator === undefined ? undefined : column + Number(indicator));
  const pieces = new Pieces(source);
  const isLiteral = header[1] === '|';
  const open = isLiteral ? literal(lines, pieces) : folded(source, lines, pieces);
  const chomping = header[2] ?? header[5];
  const kept = chomping === '-' ? [] : chomping === '+' ? open : open.slice(0, 1);
  for (const end of kept) lineEnd(pieces, end);
  return { style: isLiteral ? 'literal' : 'folded', pieces: pieces.list, indent };
}

/** A literal block scalar of which every line stands in the source as it is, as far to the right as the first: nearly all are written so. */
export class EvenLiteral {
  /** @param content from where the first line begins to where the last one with text ends */
  constructor(readonly source: string, readonly head: number, readonly content: Span, readonly indent: number) {}

  lines(): readonly TextLine[] {
    const { source, content: { start, end }, indent } = this;
    const lines: TextLine[] = [];
    for (let at = start; at < end;) {
      const feed = source.indexOf('\n', at);
      const from = Math.min(feed, at + indent);
      const span = { start: from, end: feed };
      lines.push({ text: source.slice(from, feed), span });
      at = feed + 1;
    }
    return lines;
  }

  pieces(column: number): readonly Piece[] {
    return readBlockScalar(this.source, this.head, column)?.pieces ?? [];
  }
}

/** An even literal of a scalar whose text a parser has read; undefined for any other. */
export function evenLiteral(source: string, { span: { start: head, end }, text }: LocatedScalar): EvenLiteral | undefined {
  HEADER.lastIndex = head;
  if (source.charAt(head) !== '|' || source.charAt(end) !== '\n' || !HEADER.test(source)) return undefined;
  const start = HEADER.lastIndex;
  let ink = start;
  while (source.charCodeAt(ink) === BLANK) ink++;
  if (ink === start || ink >= end) return undefined;
  // A carriage return ends a line, too, but not for every parser.
  if (text.includes('\r')) return undefined;
  const read = source.slice(ink, end).split(`\n${source.slice(start, ink)}`).join('\n');
  return text.startsWith(read) && /^\n*$/.test(text.slice(read.length)) ? new EvenLiteral(source, head, { start, end }, ink - start) : undefined;
}

/** The lines down to the first that is indented less. Without an indicator the first line with content says how far all are. */
function linesOf(source: string, from: number, column: number, given: number | undefined): { readonly lines: readonly Line[]; readonly indent: number } {
  const lines: Line[] = [];
  const hasReturns = source.includes('\r', from);
  let indent = given;
  for (let at = from; at < source.length;) {
    const feed = source.indexOf('\n', at);
    const end = hasReturns ? endOfLine(source, at) : feed < 0 ? source.length : feed;
    let ink = at;
    while (ink < end && source.charCodeAt(ink) === BLANK) ink++;
    if (ink < end) {
      if (ink - at < (indent ?? column + 1)) break;
      indent ??= ink - at;
    }
    const next = behindLineEnd(source, end);
    lines.push({ content: { start: Math.min(end, at + (indent ?? ink - at)), end }, end: { start: end, end: next } });
    at = next;
  }
  return { lines, indent: indent ?? column + 1 };
}

const BLANK = 0x20;

function lineEnd(pieces: Pieces, { start, end }: Span): void {
  if (start < end) pieces.lineEnd(start, end);
}

function isEmpty({ start, end }: Span): boolean {
  return start === end;
}

/** Writes everything but the line ends after the last content, which are returned. */
function literal(lines: readonly Line[], pieces: Pieces): readonly Span[] {
  let open: Span[] = [];
  for (const { content, end } of lines) {
    if (!isEmpty(content)) {
      for (const before of open) lineEnd(pieces, before);
      open = [];
      pieces.verbatim(content.start, content.end);
    }
    open.push(end);
  }
  return open;
}

/** The same, with a line end between two lines as a blank; those around lines that are indented further stay. */
function folded(source: string, lines: readonly Line[], pieces: Pieces): readonly Span[] {
  let open: Span[] = [];
  let hasContent = false;
  let wasFurther = false;
  for (const { content, end } of lines) {
    if (!isEmpty(content)) {
      const isFurther = /[ \t]/.test(source.charAt(content.start));
      const [first, ...others] = open;
      if (!hasContent || isFurther || wasFurther) for (const before of open) lineEnd(pieces, before);
      else if (others.length > 0) for (const before of others) lineEnd(pieces, before);
      else if (first !== undefined) pieces.written(' ', first);
      open = [];
      hasContent = true;
      wasFurther = isFurther;
      pieces.verbatim(content.start, content.end);
    }
    open.push(end);
  }
  return open;
}
