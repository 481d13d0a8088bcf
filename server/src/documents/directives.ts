import type { Span } from './cluster.js';
import { endOfLine, endOfLineBefore, lineStart } from './lines.js';

/** What a file says to us in comments at its top. */
export interface Directives {
  /** `# flink-memory: off`: the file is left alone. */
  readonly off: boolean;
  /** `# flink-memory: version 1.18`, as written. */
  readonly version?: { readonly text: string; readonly span: Span };
}

const MARK = 'flink-memory:';
/** The word of comments that silence rules. */
export const IGNORE = 'ignore';
/** What stands above a file's content: comments, blank lines, the mark of a YAML document. */
const TOP = /^\ufeff?(?:[ \t]*(?:#|$)|---)/;
const DIRECTIVE = /#\s*flink-memory:[ \t]*(?:(off)\b|version[ \t]+v?(\d+\.\d+(?:\.\d+)?)(?![\w.]))/;

/** Reads the directives in the comments before a file's first line of content. */
export function readDirectives(text: string): Directives {
  let off = false;
  let version: Directives['version'];
  for (const line of text.matchAll(/[^\r\n]+/g)) {
    if (!TOP.test(line[0])) break;
    const directive = DIRECTIVE.exec(line[0]);
    if (directive === null) continue;
    if (directive[1] !== undefined) off = true;
    const written = directive[2];
    if (written !== undefined) {
      const start = line.index + directive.index;
      version ??= { text: written, span: { start, end: start + directive[0].length } };
    }
  }
  return version === undefined ? { off } : { off, version };
}

/** A comment that speaks to us, or means to: `# flink-memory: WORD …`. Spans are of the text it was read from. */
export interface DirectiveComment {
  /** From its `#` to the end of its text: the line's, or another `#`. */
  readonly span: Span;
  /** What is to be done; empty where nothing follows the colon. */
  readonly word: string;
  readonly wordSpan: Span;
  /** What follows the word, apart by blanks and commas: of `ignore` the rules. */
  readonly names: readonly { readonly text: string; readonly span: Span }[];
  /** Nothing but comments on its line: it speaks of the next line as well. */
  readonly alone: boolean;
  /** Among the comments before the first line of content. */
  readonly atTop: boolean;
}

const COMMENT = /#[ \t]*flink-memory:([ \t]*)([^\s,:#]*)([^#\r\n]*)/g;

/** Whether there may be such a comment in a text: few have one. */
export function mayDirect(text: string): boolean {
  return text.includes(MARK);
}

/** Every such comment of a text, in its order. */
export function directiveComments(text: string): readonly DirectiveComment[] {
  if (!mayDirect(text)) return [];
  const content = contentStart(text);
  return [...text.matchAll(COMMENT)].map((found) => {
    const [whole, blank = '', word = '', rest = ''] = found;
    const start = found.index;
    const wordEnd = start + whole.length - rest.length;
    const names = [...rest.matchAll(/[^\s,:]+/g)].map((name) => ({ text: name[0], span: { start: wordEnd + name.index, end: wordEnd + name.index + name[0].length } }));
    return {
      span: { start, end: start + whole.trimEnd().length },
      word,
      wordSpan: { start: wordEnd - word.length - (word === '' ? blank.length : 0), end: wordEnd },
      names,
      alone: /^\ufeff?\s*#/.test(lineAt(text, lineStart(text, start))),
      atTop: start < content,
    };
  });
}

/** Where the first line begins that is neither blank nor comment nor the mark of a document. */
function contentStart(text: string): number {
  for (const line of text.matchAll(/[^\r\n]+/g)) if (!TOP.test(line[0])) return line.index;
  return text.length;
}

/** Whether a comment silences a rule at a place: it names the rule or none, and stands on the place's line or alone above it. */
export function silences(text: string, comment: DirectiveComment, offset: number, rule: string): boolean {
  if (comment.word !== IGNORE || !(comment.names.length === 0 || comment.names.some((name) => name.text === rule))) return false;
  const line = lineStart(text, Math.min(offset, text.length));
  const own = lineStart(text, comment.span.start);
  return line === own || (comment.alone && line > 0 && lineStart(text, endOfLineBefore(text, line)) === own);
}

/**
 * Whether a comment silences a rule at a place: `# flink-memory: ignore` or `# flink-memory: ignore RULE…` on its line,
 * or alone on the line above it.
 */
export function isSuppressed(text: string, offset: number, rule: string): boolean {
  if (!mayDirect(text)) return false;
  const start = lineStart(text, Math.min(offset, text.length));
  // Only lines near the place are looked at, so that asking for each of many findings stays cheap.
  const from = start === 0 ? 0 : lineStart(text, endOfLineBefore(text, start));
  const near = text.slice(from, endOfLine(text, start));
  return directiveComments(near).some((comment) => silences(near, comment, start - from, rule));
}

function lineAt(text: string, start: number): string {
  return text.slice(start, endOfLine(text, start));
}
