import type { Span } from '../cluster.js';
import { endOfLine, lineStart } from '../lines.js';

/**
 * Templates in a text (`{{ … }}` of Helm and others, `${…}`, and those of `OTHERS`): what they give is unknown until they are rendered, and most
 * of them are no YAML. They are masked by as many harmless characters before a parser sees the text, so that every offset stays.
 */
export interface Templates {
  /** The text with every template masked; the text itself where there is none. */
  readonly masked: string;
  /** Every template, in the order of the text. */
  readonly spans: readonly Span[];
  /** Lines that a template fills with text nobody knows (`{{- toYaml .Values.x | nindent 4 }}`), with the column it is written at. */
  readonly splices: readonly { readonly offset: number; readonly column: number }[];
  /** What stands between `{{ if … }}` (also `with`, `range`) and its `{{ end }}`, in any of the languages: it may be there or not, or several times. */
  readonly conditional: readonly Span[];
}

const OPENS = /^(?:\{\{-?\s*(?:if|with|range|define|block)\b|\{%[-+]?\s*(?:if|for|with|macro|call|filter|block)\b|<%-?\s*(?:(?:if|unless|case|while|for|begin)\b|[^=#].*\bdo\b))/;
const SILENT = /^(?:\{\{-?\s*(?:if|with|range|define|block|else|end|\/\*|\$\w+\s*:?=|break|continue)|\{%(?![-+]?\s*(?:include|import|extends)\b)|\{#|<%(?!=))/;
const END = /^(?:\{\{-?\s*end\b|\{%[-+]?\s*end|<%-?\s*end\b)/;

/**
 * `$NAME` of envsubst, `@name@` of Maven and autoconf, `<%= name %>` of ERB and Puppet, `{% statement %}` of Jinja; each within a
 * line, none within a word. A comment of Jinja's (`{# … #}`) may have several.
 */
const OTHERS = /(?<![\w$])\$[A-Z_][A-Z0-9_]*\b|(?<![\w.@-])@[A-Za-z_][\w.-]*@(?![\w@])|<%[^\r\n]*?%>|\{%[^\r\n]*?%\}|\{#[^]{0,2000}?#\}/g;

/** Whether a text holds anything that a template engine would replace. */
export function hasTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('${') || (mayHoldOthers(text) && text.search(OTHERS) >= 0);
}

/** Most texts have none of these signs, and then no expression is run over them. */
function mayHoldOthers(text: string): boolean {
  return text.includes('$') || text.includes('@') || text.includes('<%') || text.includes('{%') || text.includes('{#');
}

export function readTemplates(text: string): Templates {
  if (!hasTemplate(text)) return { masked: text, spans: [], splices: [], conditional: [] };
  const spans = allTemplates(text);
  const splices: { offset: number; column: number }[] = [];
  const conditional: Span[] = [];
  const open: number[] = [];
  const masked: string[] = [];
  let from = 0;
  for (const { start, end, alone } of inLines(text, spans)) {
    const template = text.slice(start, end);
    if (OPENS.test(template)) open.push(end);
    else if (END.test(template)) conditional.push({ start: open.pop() ?? 0, end: start });
    if (alone && !SILENT.test(template)) splices.push({ offset: start, column: columnOf(text, start, template) });
    masked.push(text.slice(from, start), mask(template, alone));
    from = end;
  }
  for (const start of open) conditional.push({ start, end: text.length });
  masked.push(text.slice(from));
  return { masked: masked.join(''), spans, splices, conditional };
}

/** Comments of Jinja's: what stands in them is nowhere. */
export function commentsOf(text: string, { spans }: Templates): readonly Span[] {
  return spans.filter(({ start }) => text.startsWith('{#', start));
}

/** All templates in the order of the text; what stands within another is a part of that one. */
function allTemplates(text: string): readonly Span[] {
  const braced = [...findTemplates(text)];
  if (!mayHoldOthers(text)) return braced;
  const others = [...text.matchAll(OTHERS)].map(({ index, 0: match }) => ({ start: index, end: index + match.length }));
  const apart = others.filter(({ start, end }) => !braced.some((span) => span.start < end && span.end > start));
  return apart.length === 0 ? braced : [...braced, ...apart].sort((one, other) => one.start - other.start);
}

/** Every `{{ … }}` and, within a line, `${…}`. Each character is looked at once: a text may be full of unclosed ones. */
function* findTemplates(text: string): Generator<Span> {
  let braces = text.indexOf('{{');
  let dollar = text.indexOf('${');
  while (braces >= 0 || dollar >= 0) {
    if (braces >= 0 && (dollar < 0 || braces < dollar)) {
      const close = text.indexOf('}}', braces + 2);
      if (close >= 0) yield { start: braces, end: close + 2 };
      // What is not closed is none, and neither is any after it.
      if (close >= 0 && dollar >= 0 && dollar < close) dollar = text.indexOf('${', close + 2);
      braces = close < 0 ? -1 : text.indexOf('{{', close + 2);
    } else {
      const close = closeInLine(text, dollar + 2);
      if (text[close] === '}') yield { start: dollar, end: close + 1 };
      if (braces >= 0 && braces < close) braces = text.indexOf('{{', close);
      dollar = text.indexOf('${', close);
    }
  }
}

/** The closing brace, or the end of the line that has none. */
function closeInLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '}' && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The templates, with whether nothing but templates stands on their line. */
function inLines(text: string, spans: readonly Span[]): readonly (Span & { readonly alone: boolean })[] {
  const groups: Span[][] = [];
  for (const span of spans) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group !== undefined && before !== undefined && !/[\r\n]/.test(text.slice(before.end, span.start))) group.push(span);
    else groups.push([span]);
  }
  return groups.flatMap((group) => {
    const alone = standAlone(text, group);
    return group.map((span) => ({ ...span, alone }));
  });
}

function standAlone(text: string, group: readonly Span[]): boolean {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) return false;
  const rest = text.slice(last.end, endOfLine(text, last.end));
  return text.slice(lineStart(text, first.start), first.start).trim() === ''
    && group.every((span, at) => text.slice(group[at - 1]?.end ?? span.start, span.start).trim() === '')
    && /^\s*(?:#|$)/.test(rest);
}

/** The column that `nindent` or `indent` gives the text, or that of the template itself. */
function columnOf(text: string, start: number, template: string): number {
  const indent = /\bn?indent\s+(\d+)\s*-?\}\}$/.exec(template)?.[1];
  if (indent !== undefined && /\bnindent\b/.test(template)) return Number(indent);
  return start - lineStart(text, start) + Number(indent ?? 0);
}

/** A comment for a template that has its lines to itself, letters for one within a line. Line ends stay. */
function mask(template: string, alone: boolean): string {
  return template
    .split(/(\r\n|\r|\n)/)
    .map((part, index) => (index % 2 === 1 ? part : alone ? '#'.repeat(part.length) : index === 0 ? 'T'.repeat(part.length) : ' '.repeat(part.length)))
    .join('');
}
