import type { Span } from '../cluster.js';
import { derivedText } from '../embedded/derivedText.js';
import { type PlacedText, wholeText } from '../embedded/embeddedText.js';
import { type Piece, Pieces } from '../embedded/pieces.js';
import type { Variable } from '../layers/variables.js';
import { hasTemplate } from '../yaml/templates.js';

/** A name and its value: in double quotes, in single ones (both also over several lines), or up to the line's end. */
const SETTING = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:=|:[ \t])[ \t]*(?:"((?:[^"\\]|\\[^])*)"|'([^']*)'|([^\r\n]*))/gm;
const ESCAPE_OR_LINE_END = /\\(?:\r\n|[^])|\r\n/g;
const LINE_END = /\r\n/g;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

interface Setting {
  readonly name: string;
  readonly nameSpan: Span;
  readonly quote: '"' | "'" | '';
  /** The value without its quotes. */
  readonly value: Span;
  readonly span: Span;
}

/**
 * The variables of a `.env` file with places; of several with one name the last. `wanted` are the names that are read.
 *
 * @param through what becomes of a value that is not in single quotes; without it that is shown as it is written
 */
export function dotenvVariables(source: string, wanted: (name: string) => boolean, through?: (text: PlacedText, name: string) => PlacedText): readonly Variable[] {
  const names = new Set(settingsIn(source).map(({ name }) => name));
  return [...names].filter(wanted).flatMap((name) => {
    const setting = settingOf(source, name);
    const written = derivedText(wholeText(source), {
      read: (current) => {
        const now = settingOf(current, name);
        return now === undefined ? undefined : piecesOf(current, now, through !== undefined);
      },
      write: (current) => quoted(current, setting?.quote ?? '', source.slice(setting?.value.start, setting?.value.end)),
      end: (current) => settingOf(current, name)?.value.end ?? current.length,
    });
    if (setting === undefined || written === undefined) return [];
    const text = through === undefined || setting.quote === "'" ? written : through(written, name);
    return [{ name, nameSpan: setting.nameSpan, text, span: setting.span, templated: hasTemplate(text.text) }];
  });
}

/** Every variable with its value; the last of a name counts. What takes part in a value from elsewhere stays `${NAME}`: nobody knows it. */
export function readDotenv(source: string): ReadonlyMap<string, string> {
  return new Map(settingsIn(source).map((setting) => [setting.name, textOf(piecesOf(source, setting))]));
}

function textOf(pieces: readonly Pick<Piece, 'text'>[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** The values in the order of the text, each as far as it is read before variables are put in; what is in single quotes gets none. */
export function valuesIn(source: string): readonly { readonly name: string; readonly text: string; readonly isLiteral: boolean }[] {
  return settingsIn(source).map((setting) => {
    const isLiteral = setting.quote === "'";
    return { name: setting.name, text: textOf(piecesOf(source, setting, !isLiteral)), isLiteral };
  });
}

function settingsIn(source: string): readonly Setting[] {
  return [...source.matchAll(SETTING)].map((match): Setting => {
    const { 0: all, 1: name = '', 2: double, 3: single, 4: plain = '', index } = match;
    const quote = double !== undefined ? '"' : single !== undefined ? "'" : '';
    const content = double ?? single ?? plain.replace(/(?:^|[ \t]+)#.*$/, '').trimEnd();
    const end = index + all.length;
    const start = quote === '' ? end - plain.length : end - 1 - content.length;
    const nameStart = index + all.indexOf(name);
    return { name, nameSpan: { start: nameStart, end: nameStart + name.length }, quote, value: { start, end: start + content.length }, span: { start: nameStart, end } };
  });
}

function settingOf(source: string, name: string): Setting | undefined {
  return settingsIn(source).filter((setting) => setting.name === name).at(-1);
}

/** @param keepsDollars whether variables are put in afterwards, so that a dollar that is meant stays two */
function piecesOf(source: string, { value: { start, end }, quote }: Setting, keepsDollars = false): readonly Piece[] {
  const pieces = new Pieces(source);
  let from = start;
  for (const { 0: sign, index } of source.slice(start, end).matchAll(quote === '"' ? ESCAPE_OR_LINE_END : LINE_END)) {
    const at = start + index;
    pieces.verbatim(from, at);
    from = at + sign.length;
    pieces.written(sign === '\r\n' ? '\n' : keepsDollars && sign === '\\$' ? '$$' : ESCAPED[sign.charAt(1)] ?? sign.slice(1), { start: at, end: from });
  }
  pieces.verbatim(from, end);
  return pieces.list;
}

/** @param value how the value is written: with line ends of its own, or with those of the escapes */
function quoted(text: string, quote: Setting['quote'], value: string): string {
  const escaped = quote === '"' ? text.replace(/[\\"$]/g, '\\$&') : text;
  const lineEnd = quote === '"' && !value.includes('\n') ? '\\n' : value.includes('\r\n') ? '\r\n' : '\n';
  return escaped.replaceAll('\n', lineEnd);
}
