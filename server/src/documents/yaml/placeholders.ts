import type { Span } from '../cluster.js';

/** How a template begins and ends: those of whole engines may go over several lines. */
const BRACKETS = [
  { open: '{{', close: '}}', inLine: false },
  { open: '{%', close: '%}', inLine: false },
  { open: '{#', close: '#}', inLine: false },
  { open: '<%', close: '%>', inLine: true },
  { open: '${{', close: '}}', inLine: true },
  { open: '${', close: '}', inLine: true },
] as const;

/** Jinja's statements: what else begins with `{%` is a pattern of Log4j's. */
const STATEMENT = /^\{%[-+]?\s*(?:if|elif|else|for|set|block|macro|call|filter|raw|with|include|import|from|extends|do|break|continue|autoescape|end[a-z]+)\b/;

/**
 * Placeholders within a line, none within a word: `$NAME` of envsubst, `$(name)` of Kubernetes, `@name@` of Maven and autoconf,
 * `__NAME__` of scripts.
 */
const WITHIN = /(?<![\w$])\$[A-Z_][A-Z0-9_]*\b|\$\([A-Za-z_][\w.-]*\)|(?<![\w.@-])@@?[A-Za-z_][\w.-]*@@?(?![\w@])|(?<![A-Za-z0-9_])__[A-Z][A-Z0-9_]*?__/g;

/** What says something else as a part of a value, and is a placeholder as the whole of it: `<NAME>`, `%NAME%`, `$name`; `#{name}` also where it begins one. */
const WHOLE = /<[A-Za-z_][\w .-]*>|%[A-Za-z_][\w.-]*%|\$[A-Za-z_]\w*|#\{[\w.-]+\}#?/g;

/** Whether a text holds anything that a template engine, or a person, would replace. */
export function hasTemplate(text: string): boolean {
  return mayHoldTemplate(text) && findPlaceholders(text).length > 0;
}

/** Most texts have none of these signs, and then nothing is looked for in them. */
export function mayHoldTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{#') || mayHoldWithin(text) || mayHoldWhole(text);
}

function mayHoldWithin(text: string): boolean {
  return text.includes('$') || text.includes('@') || text.includes('__');
}

function mayHoldWhole(text: string): boolean {
  return text.includes('%') || text.includes('<') || text.includes('$') || text.includes('#{');
}

/** Every placeholder of a text in its order; what stands within another is a part of that one. */
export function findPlaceholders(text: string): readonly Span[] {
  if (!mayHoldTemplate(text)) return [];
  const braced = [...findBraced(text)];
  const within = mayHoldWithin(text) ? [...text.matchAll(WITHIN)].map(spanOf) : [];
  const whole = mayHoldWhole(text) ? [...text.matchAll(WHOLE)].map(spanOf).filter((span) => isWholeValue(text, span)) : [];
  return [within, whole].reduce(joined, braced);
}

function spanOf({ index, 0: match }: RegExpExecArray): Span {
  return { start: index, end: index + match.length };
}

/** Both in the order of the text; of two that overlap the one from the first list. */
function joined(first: readonly Span[], second: readonly Span[]): readonly Span[] {
  if (second.length === 0) return first;
  const all: Span[] = [];
  let next = 0;
  for (const span of second) {
    for (let known = first[next]; known !== undefined && known.start < span.end; known = first[++next]) all.push(known);
    if ((all.at(-1)?.end ?? 0) <= span.start) all.push(span);
  }
  return [...all, ...first.slice(next)];
}

/** Whether a place is all of a value, quotes apart: behind a colon, an equals sign or the dash of a list. No comment begins with a brace there. */
function isWholeValue(text: string, { start, end }: Span): boolean {
  BEHIND_VALUE_SIGN.lastIndex = start;
  VALUE_END.lastIndex = end;
  return BEHIND_VALUE_SIGN.test(text) && (text[start] === '#' || VALUE_END.test(text));
}

const BEHIND_VALUE_SIGN = /(?<=(?:[:=]|^[ \t]*-[ \t])[ \t]*["']?)/my;
const VALUE_END = /["']?[ \t]*(?=$|[#,}\]])/my;

/** The templates in brackets. Each character is looked at a fixed number of times: a text may be full of unclosed ones. */
function* findBraced(text: string): Generator<Span> {
  const next = BRACKETS.map(({ open }) => text.indexOf(open));
  for (;;) {
    const kind = firstOf(next);
    const bracket = BRACKETS[kind];
    const start = next[kind];
    if (bracket === undefined || start === undefined) return;
    const { end, from } = endOf(text, start, bracket);
    next[kind] = text.indexOf(bracket.open, from);
    if (end === undefined) continue;
    yield { start, end };
    for (const [other, { open }] of BRACKETS.entries()) {
      const at = next[other] ?? -1;
      if (at >= 0 && at < end) next[other] = text.indexOf(open, end);
    }
  }
}

function firstOf(places: readonly number[]): number {
  let first = -1;
  for (const [kind, place] of places.entries()) if (place >= 0 && (first < 0 || place < (places[first] ?? 0))) first = kind;
  return first;
}

/** Where a template ends, if it does, and where the next of its kind may begin. */
function endOf(text: string, start: number, { open, close, inLine }: (typeof BRACKETS)[number]): { readonly end?: number; readonly from: number } {
  const inside = start + open.length;
  if (open === '{%' && !STATEMENT.test(text.slice(start, start + 40))) return { from: inside };
  if (inLine) {
    const at = closeInLine(text, inside, close);
    return text.startsWith(close, at) ? { end: at + close.length, from: at + close.length } : { from: at };
  }
  const at = text.indexOf(close, inside);
  // Where this one is not closed, none after it is.
  return at < 0 ? { from: text.length } : { end: at + close.length, from: at + close.length };
}

/** Where a template closes, or the end of the line where it does not. */
function closeInLine(text: string, from: number, close: string): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r' && !text.startsWith(close, at)) at++;
  return at;
}
