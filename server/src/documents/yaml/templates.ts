import type { Span } from '../cluster.js';
import { endOfLine, lineStart } from '../lines.js';
import { findPlaceholders } from './placeholders.js';

export { hasTemplate } from './placeholders.js';

/**
 * Templates in a text (`{{ … }}` of Helm and others, `{% … %}`, `${…}`, and what `placeholders.ts` knows besides): what they give is unknown
 * until they are rendered, and most of them are no YAML. They are masked by as many harmless characters before a parser sees the text, so that
 * every offset stays.
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

/** The statements that have an end: of Go's templates, Jinja, Handlebars, ERB. */
const OPENS = /^(?:\{\{[-~]?\s*(?:(?:if|with|range|define|block)\b|#)|\{%[-+]?\s*(?:if|for|with|block|macro|filter|call|raw)\b|<%-?\s*(?:if|unless|case|for|while|begin)\b|<%.*\bdo(?:\s*\|[^|]*\|)?\s*-?%>$)/;
const END = /^(?:\{\{[-~]?\s*(?:end\b|\/(?!\*))|\{%[-+]?\s*end[a-z]|<%-?\s*end\b)/;
/** What writes nothing by itself: other statements, comments, variables. */
const SILENT = /^(?:\{\{[-~]?\s*(?:!|\/\*|\$\w+\s*:?=|(?:else|break|continue)(?![\w.]))|\{%(?![-+]?\s*(?:include|import|extends)\b)|\{#|<%(?!=))/;

/** Comments of Jinja's: what stands in them is nowhere. */
export function commentsOf(text: string, { spans }: Templates): readonly Span[] {
  return spans.filter(({ start }) => text.startsWith('{#', start));
}

export function readTemplates(text: string): Templates {
  const spans = findPlaceholders(text);
  if (spans.length === 0) return { masked: text, spans, splices: [], conditional: [] };
  const splices: { offset: number; column: number }[] = [];
  const conditional: Span[] = [];
  const open: number[] = [];
  const marks = inLines(text, spans);
  for (const { start, end, alone } of marks) {
    const template = text.slice(start, end);
    if (OPENS.test(template)) open.push(end);
    else if (END.test(template)) conditional.push({ start: open.pop() ?? 0, end: start });
    else if (alone && !SILENT.test(template)) splices.push({ offset: start, column: columnOf(text, start, template) });
  }
  for (const start of open) conditional.push({ start, end: text.length });
  const masked = withMasks(text, marks, ({ start, end, alone }) => mask(text.slice(start, end), alone));
  return { masked: withoutCuts(masked, marks), spans, splices, conditional };
}

type Mark = Span & { /** Nothing but templates stands on its line. */ readonly alone: boolean };

function withMasks(text: string, marks: readonly Mark[], maskOf: (mark: Mark) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (const mark of marks) {
    parts.push(text.slice(from, mark.start), maskOf(mark));
    from = mark.end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** The templates, with whether nothing but templates stands on their line. */
function inLines(text: string, spans: readonly Span[]): readonly Mark[] {
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
  const indent = /\bn?indent[\s(]+(\d+)[\s)]*-?[}%]\}$/.exec(template)?.[1];
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

/** A block scalar begins behind such a line, however far the line is indented. */
const BLOCK_HEADER = /[:-][ \t]+(?:[!&]\S*[ \t]+)*[|>][-+\d]*[ \t]*(?:#.*)?$/;

/**
 * A template further to the left than the lines around it (`{{- if }}` in column 0) would end the text of a block scalar that
 * it stands in, as a comment does: it is masked by empty lines, which never do.
 */
function withoutCuts(masked: string, marks: readonly Mark[]): string {
  const alone = marks.filter((mark) => mark.alone);
  if (alone.length === 0) return masked;
  const lines = [...masked.matchAll(LINE_WITH_TEXT)];
  let next = 0;
  const cuts = alone.filter((mark) => {
    while ((lines[next]?.index ?? Infinity) < mark.start) next++;
    const column = mark.start - lineStart(masked, mark.start);
    const isWithin = (line: RegExpExecArray | undefined): boolean => line !== undefined && indentOf(line) > column;
    const before = lines[next - 1];
    return isWithin(lines[next]) && (isWithin(before) || (before !== undefined && BLOCK_HEADER.test(before[0])));
  });
  return cuts.length === 0 ? masked : withMasks(masked, cuts, ({ start, end }) => '\n'.repeat(end - start));
}

const LINE_WITH_TEXT = /^([ \t]*)[^\s#][^\r\n]*/gm;

function indentOf([, indentation = '']: RegExpExecArray): number {
  return indentation.length;
}
