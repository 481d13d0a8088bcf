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
  if (!lines.skipHead() || lines.isAtEnd()) return undefined;
  const root = lines.column === 0 && !lines.isItem ? mapping(lines, 0, 0) : undefined;
  return lines.isAtEnd() ? root : undefined;
}

/** Tabs, carriage returns and all that is no printable character of one UTF-16 unit. */
const STRANGE = /[^\n\x20-\x7e\u00a1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
/** Lines without content, here and below: down to the next content, or the end of the text. */
const BLANK = String.raw`(?:[ ]*(?:#[^\n]*)?\n)*(?:[ ]*(?:#[^\n]*)?$)?`;
const BLANKS = new RegExp(BLANK, 'y');
const HEAD = new RegExp(String.raw`(?:[ ]*(?:#[^\n]*)?\n)*(?:---[ ]*(?: #[^\n]*)?(?:\n|$))?${BLANK}`, 'y');
/** Indent, the dash of a list item, key, blanks, value: quoted, a list in brackets, the head of a literal block scalar, or plain; then lines without content. */
const LINE = new RegExp(`${/( *)((?:- +)?)(?:([A-Za-z_][\w./-]*)(?=:(?:[ \n]|$)):)?( *)("[^"\\\n]*"|'[^'\n]*'|\[[^[\]{}#&*!|>%@`?\n]*\]|\|[-+]?(?= *\n)|[\w/.(+](?:[^ \n:#]|:(?=[^ \n])|(?<=[^ ])#| +(?=[^ \n#]))*)?(?: *| +#[^\n]*)(?:\n|$)/.source}${BLANK}`, 'y');
const ITEM = / *("[^"\\]*"|'[^']*'|[\w/.](?:[^,:"']*[^,:"' ])?) *(?:,(?= *[^ ,])|$)/y;
const DEEPEST = 40;

/** The line at hand, taken apart; it stays until it is taken. */
class Lines {
  readonly #text: string;
  /** Where the line at hand begins, and the next one with content. */
  #start = 0;
  #end = 0;
  column = 0;
  isItem = false;
  key: LocatedScalar | undefined;
  value: LocatedNode | undefined;
  /** Where the first thing on the line begins: the dash or the key. */
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes to the first line with content. */
  skipHead(): boolean {
    HEAD.lastIndex = 0;
    HEAD.test(this.#text);
    this.#end = HEAD.lastIndex;
    return this.next();
  }

  isAtEnd(): boolean {
    return this.#start >= this.#text.length;
  }

  /** Goes to the next line with content; false where it is none of those read here. */
  next(): boolean {
    const text = this.#text;
    this.#start = this.#end;
    if (this.#start >= text.length) return true;
    LINE.lastIndex = this.#start;
    const parts = LINE.exec(text);
    if (parts === null) return false;
    const key = parts[3];
    const blanks = parts[4] ?? '';
    const value = parts[5];
    this.#end = LINE.lastIndex;
    this.column = parts[1]?.length ?? 0;
    this.isItem = parts[2] !== '';
    this.at = this.#start + this.column;
    const keyStart = this.at + (parts[2]?.length ?? 0);
    const keyEnd = keyStart + (key?.length ?? 0);
    this.key = key === undefined ? undefined : scalar(keyStart, keyEnd, key, 'plain');
    if (key === undefined && (blanks !== '' || !this.isItem)) return false;
    const valueStart = keyEnd + (key === undefined ? 0 : 1) + blanks.length;
    this.value = value === undefined ? undefined : value.charAt(0) === '|' ? this.#literal(value, valueStart, key === undefined ? -1 : keyStart - this.#start) : valueOf(value, valueStart);
    if (value === undefined) return key !== undefined;
    return this.value !== undefined && (key === undefined || blanks !== '');
  }

  /** A literal block scalar whose head is on the line at hand: the lines below that are indented further than its key. */
  #literal(head: string, start: number, keyColumn: number): LocatedScalar | undefined {
    const text = this.#text;
    if (keyColumn < 0) return undefined;
    const kept: string[] = [];
    let indent = 0;
    let at = text.indexOf('\n', start) + 1;
    // A text that ends here has no lines for it.
    if (at === 0) return undefined;
    for (let end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
      let ink = at;
      while (text.charCodeAt(ink) === BLANK_CODE) ink++;
      if (ink === end) {
        // Which of the blanks on an empty line are content is not always the same to everybody.
        if (ink > at) return undefined;
      } else {
        if (indent === 0) indent = ink - at;
        if (ink - at < indent || indent <= keyColumn) break;
      }
      kept.push(ink === end ? '' : text.slice(at + indent, end));
      at = end + 1;
    }
    // A last line without a line end is as rare as a block scalar without lines.
    if (text.indexOf('\n', at) < 0 && at < text.length) return undefined;
    BLANKS.lastIndex = at;
    BLANKS.test(text);
    this.#end = BLANKS.lastIndex;
    return literalScalar(kept, head.charAt(1), start, lastInk(text, at));
  }

  /** The rest of an item's line is a mapping's first line, further to the right. */
  enterItem(key: LocatedScalar): void {
    this.column += key.span.start - this.at;
    this.at = key.span.start;
    this.isItem = false;
  }

  behindColon(key: LocatedScalar): number {
    return behindColon(this.#text, key.span.end);
  }
}

const BLANK_CODE = 0x20;

/** Of the line ends after the last content `-` drops all, `+` keeps all; otherwise one stays. */
function literalScalar(lines: readonly string[], chomping: string, start: number, end: number): LocatedScalar | undefined {
  let last = lines.length;
  while (last > 0 && lines[last - 1] === '') last--;
  if (last === 0) return undefined;
  const text = chomping === '+' ? `${lines.join('\n')}\n` : lines.slice(0, last).join('\n') + (chomping === '-' ? '' : '\n');
  return scalar(start, end, text, 'block');
}

/** V8 makes an object that is written within another one on a slow way, so the span is made for itself. */
function scalar(start: number, end: number, text: string, quote: Quote): LocatedScalar {
  const span = { start, end };
  return { kind: 'scalar', span, text, quote };
}

function valueOf(written: string, start: number): LocatedNode | undefined {
  const first = written.charAt(0);
  if (first === '[') return listOf(written, start);
  if (first === '"' || first === "'") {
    return scalar(start, start + written.length, written.slice(1, -1), first === '"' ? 'double' : 'single');
  }
  return scalar(start, start + written.length, written, 'plain');
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
  const pairs: LocatedPair[] = [];
  const start = lines.at;
  let end = start;
  while (!lines.isAtEnd() && lines.column >= column) {
    const { key } = lines;
    if (lines.column > column || lines.isItem || key === undefined || depth > DEEPEST) return undefined;
    const value = valueBehind(lines, key, column, depth);
    if (value === undefined) return undefined;
    end = value.span.end;
    const span = { start: key.span.start, end };
    pairs.push({ span, key, value });
  }
  const span = { start, end };
  return new LocatedMap(span, false, pairs);
}

function valueBehind(lines: Lines, key: LocatedScalar, column: number, depth: number): LocatedNode | undefined {
  const { value } = lines;
  if (!lines.next()) return undefined;
  if (value !== undefined) return value;
  if (!lines.isAtEnd() && lines.isItem && lines.column >= column) return sequence(lines, lines.column, column, depth + 1);
  if (!lines.isAtEnd() && lines.column > column) return mapping(lines, lines.column, depth + 1);
  const at = lines.behindColon(key);
  return scalar(at, at, '', 'plain');
}

/** The list whose first line is at hand; it may stand as far to the left as the key it belongs to. */
function sequence(lines: Lines, column: number, keyColumn: number, depth: number): LocatedSequence | undefined {
  const items: LocatedNode[] = [];
  const start = lines.at;
  let end = start;
  while (!lines.isAtEnd() && lines.column >= column) {
    if (lines.column === column && !lines.isItem && column === keyColumn) break;
    if (lines.column > column || !lines.isItem || depth > DEEPEST) return undefined;
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
