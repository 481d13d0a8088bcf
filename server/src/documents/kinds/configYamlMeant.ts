import type { LoadingFailure, TextReplacement } from '../cluster.js';
import { type GluedSetting, gluedSetting } from '../glued.js';
import { flatten } from '../yaml/flatten.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';

/** A `config.yaml` that is no YAML as it was meant, with everything in its place, and what is wrong with it. */
export interface MeantYaml {
  readonly tree: YamlTree;
  readonly failure: LoadingFailure;
}

/** Reads a text that is no YAML as it was meant; undefined where that cannot be told. */
export function readMeant(text: string): MeantYaml | undefined {
  return readWithoutTabs(text) ?? readDivided(text);
}

/** Where tabs indent it. */
function readWithoutTabs(text: string): MeantYaml | undefined {
  if (!/^ *\t[ \t]*[^\s#]/m.test(text)) return undefined;
  // As many blanks as there were tabs: everything stays in its place.
  const tree = readYaml(text.replace(/^[ \t]+/gm, (indentation) => indentation.replaceAll('\t', ' ')));
  if (tree.errors.length > 0) return undefined;
  const lines = [...text.matchAll(/^[ \t]+(?=\S)/gm)];
  const width = lines.every(([indentation]) => /^\t+$/.test(indentation)) ? 2 : 1;
  const repairs = lines
    .filter(([indentation]) => indentation.includes('\t'))
    .map(({ 0: indentation, index }) => ({ span: { start: index, end: index + indentation.length }, text: ' '.repeat(indentation.length * width) }));
  const [first] = repairs;
  return { tree, failure: { code: 'yaml-invalid', cause: 'tab-indentation', ...(first === undefined ? {} : { span: first.span }), repairs } };
}

/** A line with a plain value, up to a comment. */
const PLAIN_VALUE = /^([ \t]*)([^\s#"'][^\s:]*):[ \t]+([^\s#"'](?:(?![ \t]#)[^\r\n])*)/gm;

/** Where a script wrote a setting into the line of another, of which the last line end was missing. */
function readDivided(text: string): MeantYaml | undefined {
  const glued: (GluedSetting & { readonly within: string; readonly valueStart: number })[] = [...text.matchAll(PLAIN_VALUE)].flatMap((line) => {
    const [whole, , within = '', value = ''] = line;
    const valueStart = line.index + whole.length - value.length;
    const found = gluedSetting(value.trimEnd(), valueStart);
    return found === undefined ? [] : [{ ...found, within, valueStart }];
  });
  const [first] = glued;
  if (first === undefined) return undefined;
  const masked = glued.reduce((rest, { span }) => rest.slice(0, span.start) + ' '.repeat(span.end - span.start) + rest.slice(span.end), text);
  const tree = readYaml(masked);
  if (tree.errors.length > 0) return undefined;
  const { span, key, value, valueStart } = first;
  const within = flatten(tree, tree.root ?? undefined, 'flink').entries.find(({ valueSpan }) => valueSpan.start === valueStart)?.key ?? first.within;
  return { tree, failure: { code: 'yaml-invalid', cause: 'glued', span, key, glued: { value, within, count: glued.length }, repairs: glued.flatMap((one) => inOwnLine(text, one)) } };
}

/** The setting in a line of its own: the next one, or the last of the text where the next one belongs to a mapping. */
function inOwnLine(text: string, { span, key, value }: GluedSetting): readonly TextReplacement[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${key}: ${value}`;
  const start = span.start - (/[ \t]*$/.exec(text.slice(0, span.start))?.[0].length ?? 0);
  const rest = text.slice(span.end);
  const isLast = !/^[^\r\n]*(?:\r\n|\r|\n)(?:[ \t]*(?:#.*)?(?:\r\n|\r|\n))*[ \t]+[^\s#]/.test(rest);
  if (isLast) return [{ span: { start, end: span.end }, text: eol + line }];
  const missing = /[\r\n]$/.test(text) ? '' : eol;
  return [{ span: { start, end: span.end }, text: '' }, { span: { start: text.length, end: text.length }, text: missing === '' ? line + eol : missing + line }];
}
