import type { Span } from '../cluster.js';
import type { TextChange } from '../edits.js';
import { endOfLine, lineEndOf, lineSpan, lineStart } from '../lines.js';
import type { Variable } from './variables.js';

/** The lines of a variable; undefined where it does not have them for itself. */
export function variableLines(section: string, { span }: Variable): Span | undefined {
  const before = section.slice(lineStart(section, span.start), span.start);
  const behind = section.slice(span.end, endOfLine(section, span.end));
  return /^[ \t]*(?:- +)?$/.test(before) && /^[ \t]*(?:#.*)?$/.test(behind) ? lineSpan(section, span) : undefined;
}

/** The lines of a variable that can go; undefined where it does not have them for itself, or the list would be empty then. */
export function oneOfSeveral(section: string, variable: Variable): Span | undefined {
  const lines = variableLines(section, variable);
  const indent = /^[ \t]*(?:- +)?/.exec(section.slice(lines?.start ?? 0, variable.span.start))?.[0];
  if (lines === undefined || indent === undefined) return undefined;
  const isLike = (line: string): boolean => line.startsWith(indent) && !/^[\s#]|^- /.test(line.slice(indent.length));
  const [before, behind] = [section.slice(0, lines.start).split(/\r\n|\r|\n/), section.slice(lines.end).split(/\r\n|\r|\n/)];
  const hasText = (line: string): boolean => /^[ \t]*[^\s#]/.test(line);
  const isFirst = /:[ \t]*(?:[&!#].*)?$/.test(before.filter(hasText).at(-1) ?? '');
  return isFirst && !isLike(behind.find(hasText) ?? '') ? undefined : lines;
}

/** What needs no quotes, whoever reads it. */
const PLAIN = /^[A-Za-z0-9][\w./+=-]*$/;

/** Another variable in the line behind, written as this one is; undefined where this one does not stand in lines of its own. */
export function lineBehind(section: string, variable: Variable, name: string, value: string): TextChange | undefined {
  const { span } = variable;
  if (variableLines(section, variable) === undefined || !PLAIN.test(value)) return undefined;
  const indentation = section.slice(lineStart(section, span.start), span.start);
  const written = section.slice(span.start, span.end);
  const eol = lineEndOf(section);
  const at = endOfLine(section, span.end);
  const line = lineLike(written, variable.name, name, value, eol + ' '.repeat(indentation.length));
  return line === undefined ? undefined : { span: { start: at, end: at }, text: `${eol}${indentation}${line}` };
}

/** A variable in lines of its own before another one, with any value that a text in quotes can hold; undefined where that one is written otherwise. */
export function lineBefore(section: string, { start, end }: Span, like: string, name: string, value: string): TextChange | undefined {
  const indentation = section.slice(lineStart(section, start), start);
  const written = section.slice(start, end);
  // Compose and Kubernetes would put something else in.
  if (!/^[ \t]*(?:- +)?$/.test(indentation) || value.includes('$')) return undefined;
  const eol = lineEndOf(section);
  const isItem = new RegExp(`^(?:[|>][^\\r\\n]*[\\r\\n]+[ \\t]*|["']?)${like}=`).test(written);
  const text = new RegExp(`^\\{[ \\t]*name:[ \\t]*["']?${like}\\b`).test(written) ? `{name: ${name}, value: ${JSON.stringify(value)}}`
    : /^name:/.test(written) ? `name: ${name}${eol}${' '.repeat(indentation.length)}value: ${JSON.stringify(value)}`
    : new RegExp(`^["']?${like}["']?[ \\t]*:`).test(written) ? `${name}: ${JSON.stringify(value)}`
    : isItem ? JSON.stringify(`${name}=${value}`) : undefined;
  const at = aboveComments(section, lineStart(section, start));
  return text === undefined ? undefined : { span: { start: at, end: at }, text: `${indentation}${text}${eol}` };
}

/** Where the comments above a line begin. */
function aboveComments(section: string, line: number): number {
  const above = line === 0 ? 0 : lineStart(section, line - 1);
  return above < line && /^[ \t]*#/.test(section.slice(above, line)) ? aboveComments(section, above) : line;
}

/** @param newLine a line end with the indentation of what stands behind the dash */
function lineLike(written: string, like: string, name: string, value: string, newLine: string): string | undefined {
  const item = /^(["']?)(\w+)=[^\r\n]*$/.exec(written);
  if (item?.[2] === like) return `${item[1] ?? ''}${name}=${value}${item[1] ?? ''}`;
  const pair = /^(\w+):[ \t]+(["']?)[^\r\n]*$/.exec(written);
  if (pair?.[1] === like) return `${name}: ${pair[2] ?? ''}${value}${pair[2] ?? ''}`;
  // What Kubernetes wants is a text.
  return /^name:/.test(written) ? `name: ${name}${newLine}value: "${value}"` : undefined;
}
