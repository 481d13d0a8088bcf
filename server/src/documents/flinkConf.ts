import type { Entry, ReadingProblem, Span } from './cluster.js';
import { gluedSetting } from './glued.js';
import { type Head, Heads } from './heads.js';
import { isOption } from './kinds/kind.js';
import { behindLineEnd, endOfLine, type TextLine } from './lines.js';
import { lastOfEachKey, repeatedKeys } from './repeatedKeys.js';
import { WrittenEntry } from './writtenEntry.js';
import { findPlaceholders, hasTemplate, mayHoldTemplate } from './yaml/placeholders.js';

/** What Flink's legacy reader makes of a `flink-conf.yaml` (`GlobalConfiguration#loadLegacyYAMLResource`, up to 1.20). */
export interface FlinkConf {
  /** In the order of the text; the last of a key wins. */
  readonly entries: readonly Entry[];
  readonly winners: ReadonlyMap<string, Entry>;
  readonly problems: readonly ReadingProblem[];
}

/** Reads the old format: a line at a time, `#` cuts wherever it stands, the first `: ` divides, quotes are part of the value. */
export function readFlinkConf(text: string): FlinkConf {
  return readFlinkConfLines(linesOf(text), mayHoldTemplate(text));
}

/**
 * The same of lines that may stand apart, each in its place.
 *
 * @param mayHoldTemplates whether any of them may hold a template
 */
export function readFlinkConfLines(lines: readonly TextLine[], mayHoldTemplates: boolean): FlinkConf {
  const entries: Entry[] = [];
  const problems: ReadingProblem[] = [];
  const heads = new Heads();
  let open: Continued | undefined;
  const close = (): void => {
    if (open?.span !== undefined) problems.push({ kind: 'line-ignored', cause: 'continued', span: open.span, key: open.within.key, value: open.parts.join(' '), within: open.within });
    open = undefined;
  };
  lines.forEach((line, index) => {
    const placeholders = mayHoldTemplates ? findPlaceholders(line.text) : NO_PLACEHOLDERS;
    const cut = commentStart(line.text, placeholders);
    const code = codeOf(line, cut);
    const { text, span: { start } } = code;
    if (text === '') {
      close();
      return;
    }
    const divider = text.indexOf(': ');
    const key = divider < 0 ? code : trimmed(text.slice(0, divider), start);
    const value = divider < 0 ? undefined : trimmed(text.slice(divider + 2), start + divider + 2);
    heads.begin(start - line.span.start);
    if (value === undefined || key.text === '' || value.text === '') {
      if (open !== undefined) {
        const goesOn = isContinued(text);
        open.parts.push(goesOn ? withoutBackslash(text) : text);
        open.span = { start: open.span?.start ?? start, end: code.span.end };
        if (!goesOn) close();
        return;
      }
      const head = headOf(code, line.span.start);
      const problem = ignored(code, key, value, head === undefined ? undefined : { ...head, key: heads.path(head.key) }, lines, index);
      if (head !== undefined) heads.add(head, problem);
      if (problem !== undefined) problems.push(problem);
      return;
    }
    const entry = entryOf(key, value, line, placeholders.length > 0 && placeholders.some(({ start }) => cut < 0 || start < cut));
    entries.push(entry);
    close();
    if (!entry.templated && isContinued(value.text)) open = { within: entry, parts: [withoutBackslash(value.text)].filter((part) => part !== '') };
    if (entry.key.startsWith(BYTE_ORDER_MARK)) problems.push({ kind: 'line-ignored', span: code.span, cause: 'byte-order-mark', key: entry.key.slice(1), value: entry.value });
    const glued = entry.templated ? undefined : gluedSetting(value.text, value.span.start);
    if (glued !== undefined) problems.push({ kind: 'line-ignored', cause: 'glued', within: entry, ...glued });
    const joined = heads.joinedKey(key.text);
    if (joined !== undefined) problems.push({ kind: 'line-ignored', span: code.span, cause: 'indented', key: joined, value: value.text });
    const whole = cut < 0 || entry.templated ? undefined : cutValue(line, value, cut);
    if (whole !== undefined) problems.push({ kind: 'value-cut', entry, ...whole });
  });
  close();
  const winners = lastOfEachKey(entries);
  return { entries, winners, problems: repeatedKeys(entries, winners).concat(heads.standing(problems)) };
}

const NO_PLACEHOLDERS: readonly Span[] = [];

/** The site is made before the entry: V8 makes an object that is written within another one on a slow way. */
function entryOf(key: Piece, value: Piece, line: TextLine, templated: boolean): Entry {
  const site: Entry['site'] = { kind: 'line', line: line.span };
  return new WrittenEntry(key.text, value.text, key.span, value.span, templated, 'document', site);
}

/** The first `#` that no placeholder holds (`${NAME#prefix}`); -1 where there is none. */
function commentStart(line: string, placeholders: readonly Span[]): number {
  let cut = line.indexOf('#');
  if (cut < 0) return cut;
  for (const { start, end } of placeholders) if (cut >= start && cut < end) cut = line.indexOf('#', end);
  return cut;
}

/** Java reads it as a character like any other, unless the decoder takes it away, which Flink's does not. */
const BYTE_ORDER_MARK = '\ufeff';

/** A value that ends with a shell's backslash, and what follows it in lines that Flink drops. */
interface Continued {
  readonly within: Entry;
  /** Of the value and of each line, without backslashes. */
  readonly parts: string[];
  /** Of the lines. */
  span?: Span;
}

const BACKSLASH = 0x5c;

function isContinued(text: string): boolean {
  return text.charCodeAt(text.length - 1) === BACKSLASH && /(?:^|\s)\\$/.test(text);
}

function withoutBackslash(text: string): string {
  return text.slice(0, -1).trimEnd();
}

type Piece = TextLine;

/** Java's `readLine`: a line ends at `\n`, `\r\n` or a lone `\r`. */
function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  const hasReturns = text.includes('\r');
  for (let start = 0; ;) {
    const feed = text.indexOf('\n', start);
    const end = hasReturns ? endOfLine(text, start) : feed < 0 ? text.length : feed;
    const span = { start, end };
    lines.push({ text: text.slice(start, end), span });
    if (end === text.length) return lines;
    start = behindLineEnd(text, end);
  }
}

/** What stands before a comment. */
function codeOf(line: TextLine, cut: number): Piece {
  if (cut >= 0) return trimmed(line.text.slice(0, cut), line.span.start);
  const { text } = line;
  // Most lines are what they say.
  return text.charCodeAt(0) > BLANK && text.charCodeAt(text.length - 1) > BLANK ? line : trimmed(text, line.span.start);
}

const BLANK = 0x20;

/** Java's `String#trim`: every character up to and including the blank, and no other. */
function trimmed(text: string, start: number): Piece {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= BLANK) from++;
  while (to > from && text.charCodeAt(to - 1) <= BLANK) to--;
  const span = { start: start + from, end: start + to };
  return { text: text.slice(from, to), span };
}

function headOf(code: Piece, lineStart: number): Head | undefined {
  return /^[^\s:]+:$/.test(code.text) ? { key: code.text.slice(0, -1), indent: code.span.start - lineStart } : undefined;
}

/** Why Flink drops a line, and what was probably meant. Nothing is said about YAML's document markers, templates, and a byte order mark before a comment. */
function ignored(code: Piece, key: Piece, value: Piece | undefined, head: Head | undefined, lines: readonly TextLine[], index: number): ReadingProblem | undefined {
  if (/^(?:---|\.\.\.|%.*|\uFEFF)$/.test(code.text) || hasTemplate(code.text)) return undefined;
  const { span } = code;
  if (value !== undefined && key.text === '') return { kind: 'line-ignored', span, cause: 'key-missing', value: value.text };
  if (head !== undefined) {
    const cause = isParent(head, lines, index) ? 'nested' : 'no-value';
    return { kind: 'line-ignored', span, cause, key: head.key };
  }
  const tab = /^([^\s:]+)[ ]*:\t\s*(\S.*)$/.exec(code.text);
  if (tab?.[1] !== undefined && tab[2] !== undefined) return { kind: 'line-ignored', span, cause: 'tab', key: tab[1], value: tab[2] };
  const joined = /^([^\s:]+):(\S.*)$/.exec(code.text);
  if (joined?.[1] !== undefined && joined[2] !== undefined) return { kind: 'line-ignored', span, cause: 'no-blank-after-colon', key: joined[1], value: joined[2] };
  // Another file's way to write an option of Flink's.
  const equal = /^([\w.-]+)[ \t]*=[ \t]*(\S.*)$/.exec(code.text);
  const meant = equal?.[1] !== undefined && equal[2] !== undefined && isOption(equal[1]) ? { key: equal[1], value: equal[2] } : {};
  return { kind: 'line-ignored', span, cause: 'no-separator', ...meant };
}

/** Whether the next line with text on it is indented deeper. */
function isParent(head: Head, lines: readonly TextLine[], index: number): boolean {
  for (let next = index + 1; next < lines.length; next++) {
    const indent = /^([ \t]*)[^\s#]/.exec(lines[next]?.text ?? '')?.[1];
    if (indent !== undefined) return indent.length > head.indent;
  }
  return false;
}

/**
 * A `#` that hardly begins a comment: no blank stands before it, or it stands within quotes. `whole` is the value with
 * what follows, up to a `#` that does look like a comment.
 */
function cutValue(line: TextLine, value: Piece, cut: number): { readonly cut: Span; readonly whole: string } | undefined {
  const lineStart = line.span.start;
  const from = value.span.start - lineStart;
  const quote = value.text.charAt(0);
  const quoted = quote === '"' || quote === "'" ? line.text.indexOf(quote, from + 1) : -1;
  const inQuotes = quoted > cut;
  if (!inQuotes && /\s/.test(line.text.charAt(cut - 1))) return undefined;
  const comment = /\s#/.exec(line.text.slice(inQuotes ? quoted : cut));
  const end = comment === null ? line.text.length : (inQuotes ? quoted : cut) + comment.index;
  return { cut: { start: lineStart + cut, end: lineStart + line.text.slice(0, end).trimEnd().length }, whole: line.text.slice(from, end).trimEnd() };
}
