import type { Span } from '../cluster.js';

/**
 * Templates in a text (`{{ … }}` of Helm and others, `${…}`): what they give is unknown until they are rendered, and most
 * of them are no YAML. They are masked by as many harmless characters before a parser sees the text, so that every offset stays.
 */
export interface Templates {
  /** The text with every template masked; the text itself where there is none. */
  readonly masked: string;
  /** Every template, in the order of the text. */
  readonly spans: readonly Span[];
  /** Lines that a template fills with text nobody knows (`{{- toYaml .Values.x | nindent 4 }}`), with the column it is written at. */
  readonly splices: readonly { readonly offset: number; readonly column: number }[];
  /** What stands between `{{ if … }}` (also `with`, `range`) and its `{{ end }}`: it may be there or not, or several times. */
  readonly conditional: readonly Span[];
}

const TEMPLATE = /\{\{[\s\S]*?\}\}|\$\{[^}\r\n]*\}/g;
const OPENS = /^\{\{-?\s*(?:if|with|range|define|block)\b/;
const SILENT = /^\{\{-?\s*(?:if|with|range|define|block|else|end|\/\*|\$\w+\s*:?=|break|continue)/;
const END = /^\{\{-?\s*end\b/;

/** Whether a text holds anything that a template engine would replace. */
export function hasTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('${');
}

export function readTemplates(text: string): Templates {
  if (!hasTemplate(text)) return { masked: text, spans: [], splices: [], conditional: [] };
  const spans: Span[] = [];
  const splices: { offset: number; column: number }[] = [];
  const conditional: Span[] = [];
  const open: number[] = [];
  let masked = '';
  let from = 0;
  for (const template of text.matchAll(TEMPLATE)) {
    const start = template.index;
    const end = start + template[0].length;
    spans.push({ start, end });
    if (OPENS.test(template[0])) open.push(end);
    else if (END.test(template[0])) conditional.push({ start: open.pop() ?? 0, end: start });
    const alone = standsAlone(text, start, end);
    if (alone && !SILENT.test(template[0])) splices.push({ offset: start, column: columnOf(text, start, template[0]) });
    masked += text.slice(from, start) + mask(template[0], alone);
    from = end;
  }
  for (const start of open) conditional.push({ start, end: text.length });
  masked += text.slice(from);
  return { masked, spans, splices, conditional };
}

/** Whether nothing but templates stands on the line of this one. */
function standsAlone(text: string, start: number, end: number): boolean {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const before = text.slice(lineStart, start).replace(TEMPLATE, '');
  const rest = /^[^\r\n]*/.exec(text.slice(end))?.[0].replace(TEMPLATE, '') ?? '';
  return before.trim() === '' && /^\s*(?:#.*)?$/.test(rest);
}

/** The column that `nindent` or `indent` gives the text, or that of the template itself. */
function columnOf(text: string, start: number, template: string): number {
  const indent = /\bn?indent\s+(\d+)\s*-?\}\}$/.exec(template)?.[1];
  if (indent !== undefined && /\bnindent\b/.test(template)) return Number(indent);
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  return start - lineStart + Number(indent ?? 0);
}

/** A comment for a template that has its lines to itself, letters for one within a line. Line ends stay. */
function mask(template: string, alone: boolean): string {
  return template
    .split(/(\r\n|\r|\n)/)
    .map((part, index) => (index % 2 === 1 ? part : alone ? '#'.repeat(part.length) : index === 0 ? 'T'.repeat(part.length) : ' '.repeat(part.length)))
    .join('');
}
