import { behindColon, lastInk } from './eventTree.js';
import { LocatedMap, type LocatedNode, type LocatedPair, type LocatedScalar, type LocatedSequence, type Quote } from './node.js';

/**
 * Reads the YAML that nearly all manifests are written in, a line at a time: block mappings and sequences of one-line
 * scalars, literal block scalars, and one-line lists. Undefined for everything else, well-formed or not, which is the parsers' to judge. A process
 * that has just started runs this several times as fast as a parser, whose code is not compiled by then.
 */
export function plainTree(text: string): LocatedNode | undefined {
  if (STRANGE.test(text)) return undefined;
  const lines = new Lines(text);
  if (!lines.skipHead() || lines.column !== 0 || lines.isItem) return undefined;
  const root = mapping(lines, 0, 0);
  return lines.isAtEnd ? root : undefined;
}

/** Tabs, carriage returns and all that is no printable character of one UTF-16 unit. */
const STRANGE = /[^\n\x20-\x7e\u00a1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
/** Lines without content, here and below: down to the next content, or the end of the text. */
const BLANK = String.raw`(?:[ ]*(?:#[^\n]*)?\n)*(?:[ ]*(?:#[^\n]*)?$)?`;
const BLANKS = new RegExp(BLANK, 'y');
const HEAD = new RegExp(String.raw`(?:[ ]*(?:#[^\n]*)?\n)*(?:---[ ]*(?: #[^\n]*)?(?:\n|$))?${BLANK}`, 'y');
/** The dash of a list item, key, value: quoted, a list in brackets, the head of a literal block scalar, or plain; then lines without content. */
const LINE = new RegExp(`${/ *(- +)?(?:([A-Za-z_][\w./-]*)(?=:(?:[ \n]|$)): *)?("[^"\\\n]*"|'[^'\n]*'|\[[^[\]{}#&*!|>%@`?\n]*\]|\|[-+]?(?= *\n)|[\w/.(+](?:[^ \n:#]|:(?=[^ \n])|(?<=[^ ])#| +(?=[^ \n#]))*)?(?: *| +#[^\n]*)(?:\n|$)/.source}${BLANK}`, 'y');
const ITEM = / *("[^"\\]*"|'[^']*'|[\w/.](?:[^,:"']*[^,:"' ])?) *(?:,(?= *[^ ,])|$)/y;
/** The lines of a literal block scalar, down to the last that is empty or indented as far as the first with content, and is not all blanks. */
const LITERAL = /\n*( +)[^ \n][^\n]*\n(?:(?:\1 *[^ \n][^\n]*)?\n)*/y;
const BLANKS_ONLY = / +\n/y;
const DEEPEST = 40;
/** The column behind the last line: further to the left than any. */
const AT_END = -1;

/** The line at hand, taken apart; it stays until it is taken. */
class Lines {
  column = AT_END;
  isItem = false;
  key: LocatedScalar | undefined;
  value: LocatedNode | undefined;
  /** Where the first thing on the line begins: the dash or the key. */
  at = 0;
  /** Where the next line with content begins. */
  private end = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.column === AT_END;
  }

  /** Goes to the first line with content. */
  skipHead(): boolean {
    HEAD.lastIndex = 0;
    HEAD.test(this.text);
    this.end = HEAD.lastIndex;
    return this.next();
  }

  /** Goes to the next line with content; false where it is none of those read here. */
  next(): boolean {
    const { text, end: start } = this;
    if (start >= text.length) {
      this.column = AT_END;
      return true;
    }
    LINE.lastIndex = start;
    const parts = LINE.exec(text);
    if (parts === null) return false;
    this.end = LINE.lastIndex;
    const dash = parts[1];
    const key = parts[2];
    const value = parts[3];
    const content = key ?? value;
    if (content === undefined || (key === undefined && dash === undefined)) return false;
    // Nothing but blanks and a dash stands before it, and it begins with neither.
    const contentStart = text.indexOf(content, start);
    this.at = dash === undefined ? contentStart : text.indexOf('-', start);
    this.column = this.at - start;
    this.isItem = dash !== undefined;
    if (key === undefined) {
      this.key = undefined;
      this.value = valueOf(content, contentStart);
      return this.value !== undefined;
    }
    const keyEnd = contentStart + key.length;
    this.key = scalar(contentStart, keyEnd, key, 'plain');
    if (value === undefined) {
      this.value = undefined;
      return true;
    }
    // Between them is a colon with blanks.
    const valueStart = text.indexOf(value, keyEnd + 1);
    this.value = value.charCodeAt(0) === BAR ? this.literal(value, valueStart, contentStart - start) : valueOf(value, valueStart);
    return this.value !== undefined;
  }

  /** A literal block scalar whose head is on the line at hand: the lines below that are indented further than its key. */
  private literal(head: string, start: number, keyColumn: number): LocatedScalar | undefined {
    const { text } = this;
    const lineEnd = text.indexOf('\n', start);
    LITERAL.lastIndex = lineEnd + 1;
    const indent = LITERAL.exec(text)?.[1];
    if (lineEnd < 0 || indent === undefined || indent.length <= keyColumn) return undefined;
    const end = LITERAL.lastIndex;
    // Which of the blanks on an empty line are content is not always the same to everybody.
    BLANKS_ONLY.lastIndex = end;
    if (BLANKS_ONLY.test(text)) return undefined;
    // A last line without a line end is as rare as a block scalar without lines.
    if (text.indexOf('\n', end) < 0 && end < text.length) return undefined;
    BLANKS.lastIndex = end;
    BLANKS.test(text);
    this.end = BLANKS.lastIndex;
    const lines = text.slice(lineEnd, end).split(`\n${indent}`).join('\n').slice(1);
    return scalar(start, lastInk(text, end), chomped(lines, head.charAt(1)), 'block');
  }

  /** The rest of an item's line is a mapping's first line, further to the right. */
  enterItem(key: LocatedScalar): void {
    this.column += key.span.start - this.at;
    this.at = key.span.start;
    this.isItem = false;
  }

  behindColon(key: LocatedScalar): number {
    return behindColon(this.text, key.span.end);
  }
}

const LINE_FEED = 0x0a;
const BAR = 0x7c;
const BRACKET = 0x5b;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;

/** Of the line ends after the last content `-` drops all, `+` keeps all; otherwise one stays. */
function chomped(lines: string, chomping: string): string {
  if (chomping === '+') return lines;
  let end = lines.length;
  while (lines.charCodeAt(end - 1) === LINE_FEED) end--;
  return lines.slice(0, chomping === '-' ? end : end + 1);
}

/** V8 makes an object that is written within another one on a slow way, so the span is made for itself. */
function scalar(start: number, end: number, text: string, quote: Quote): LocatedScalar {
  const span = { start, end };
  return { kind: 'scalar', span, text, quote };
}

function valueOf(written: string, start: number): LocatedNode | undefined {
  const end = start + written.length;
  switch (written.charCodeAt(0)) {
    case BRACKET: return listOf(written, start);
    case DOUBLE_QUOTE: return scalar(start, end, written.slice(1, -1), 'double');
    case SINGLE_QUOTE: return scalar(start, end, written.slice(1, -1), 'single');
    // Only behind a key it is the head of a literal, which is read with the lines below.
    case BAR: return undefined;
    default: return scalar(start, end, written, 'plain');
  }
}

/** A list in brackets on one line. */
function listOf(written: string, start: number): LocatedSequence | undefined {
  const items: LocatedNode[] = [];
  const inside = written.slice(0, -1);
  for (let at = 1; at < inside.length;) {
    ITEM.lastIndex = at;
    const item = ITEM.exec(inside)?.[1];
    if (item === undefined) return undefined;
    const node = valueOf(item, start + inside.indexOf(item, at));
    if (node === undefined) return undefined;
    items.push(node);
    at = ITEM.lastIndex;
  }
  return { kind: 'sequence', span: { start, end: start + written.length }, flow: true, items };
}

/** The mapping whose first line is at hand. */
function mapping(lines: Lines, column: number, depth: number): LocatedMap | undefined {
  if (depth > DEEPEST) return undefined;
  const pairs: LocatedPair[] = [];
  const start = lines.at;
  let end = start;
  while (lines.column === column && !lines.isItem) {
    const { key, value: onLine } = lines;
    if (key === undefined || !lines.next()) return undefined;
    const value = onLine ?? valueBelow(lines, key, column, depth);
    if (value === undefined) return undefined;
    end = value.span.end;
    const span = { start: key.span.start, end };
    pairs.push({ span, key, value });
  }
  if (lines.column >= column) return undefined;
  const span = { start, end };
  return new LocatedMap(span, false, pairs);
}

/** What the lines from the one at hand on give to a key that has nothing on its own line. */
function valueBelow(lines: Lines, key: LocatedScalar, column: number, depth: number): LocatedNode | undefined {
  if (lines.column >= column && lines.isItem) return sequence(lines, lines.column, column, depth + 1);
  if (lines.column > column) return mapping(lines, lines.column, depth + 1);
  const at = lines.behindColon(key);
  return scalar(at, at, '', 'plain');
}

/** The list whose first line is at hand; it may stand as far to the left as the key it belongs to. */
function sequence(lines: Lines, column: number, keyColumn: number, depth: number): LocatedSequence | undefined {
  if (depth > DEEPEST) return undefined;
  const items: LocatedNode[] = [];
  const start = lines.at;
  let end = start;
  while (lines.column >= column) {
    if (lines.column === column && !lines.isItem && column === keyColumn) break;
    if (lines.column > column || !lines.isItem) return undefined;
    const item = itemOf(lines, depth);
    if (item === undefined) return undefined;
    end = item.span.end;
    items.push(item);
  }
  return { kind: 'sequence', span: { start, end }, flow: false, items };
}

function itemOf(lines: Lines, depth: number): LocatedNode | undefined {
  const { key, value } = lines;
  if (key !== undefined) {
    lines.enterItem(key);
    return mapping(lines, lines.column, depth + 1);
  }
  return value !== undefined && lines.next() ? value : undefined;
}
