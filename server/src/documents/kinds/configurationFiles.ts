/** Files of Flink's as texts of a mapping: a ConfigMap's `data`, the values of a chart. */
import type { Cluster, EmbeddedFile } from '../cluster.js';
import { EmbeddedText } from '../embedded/embeddedText.js';
import { splitSections } from '../sections.js';
import { keyText, type LocatedMap, type LocatedPair, pairOf, resolveAlias } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { configYamlClusters, othersOf } from './configYaml.js';
import { isConfigurationKey, isOldFormatKey, isOldFormatText } from './fileFormat.js';
import { flinkConfClusters } from './flinkConf.js';
import type { ReadingContext } from './kind.js';

/** A file of Flink's and the pair it stands in. */
export interface ConfigurationFile {
  readonly file: EmbeddedFile;
  readonly pair: LocatedPair;
  /** A template puts keys into it that nobody knows. */
  readonly incomplete: boolean;
}

export type TextFormat = 'old' | 'either';

const NO_TEXTS: ReadonlyMap<string, TextFormat> = new Map();

/**
 * The files of Flink's in a mapping, known by their names and by what stands in them.
 *
 * @param also the names of texts that are no files; what is in `either` format is told by what stands in it
 */
export function configurationFiles(tree: YamlTree, map: LocatedMap, context: ReadingContext, also: ReadonlyMap<string, TextFormat> = NO_TEXTS): readonly ConfigurationFile[] {
  const files = map.pairs.flatMap((pair) => {
    const name = keyText(pair) ?? '';
    // Of a key that stands twice the last one counts.
    const format = also.get(name);
    if (!(isConfigurationKey(name) || format !== undefined) || pairOf(map, name) !== pair) return [];
    const text = EmbeddedText.of(tree, pair);
    const cluster = text === undefined ? undefined : readConfigurationFile(name, text.text, context, format);
    return text === undefined || cluster === undefined ? [] : [{ name, pair, text, cluster }];
  });
  const names = map.pairs.flatMap((pair) => keyText(pair) ?? []).filter((name) => isConfigurationKey(name) || also.has(name));
  return files.map(({ name, pair, text, cluster }) => ({
    file: { name, text, cluster, beside: names.filter((other) => other !== name) },
    pair,
    incomplete: cluster.incomplete || goesOn(tree, pair, text),
  }));
}

/** A file of Flink's by the name that it will have; undefined where it is none. */
export function readConfigurationFile(name: string, text: string, context: ReadingContext, format?: TextFormat): Cluster | undefined {
  const own: ReadingContext = { ...context, fileName: format === 'either' ? 'config.yaml' : name, versionComment: undefined };
  if (format === 'either' ? isOldFormatText(text) : format === 'old' || isOldFormatKey(name, text)) return flinkConfClusters(text, own).find(({ entries }) => entries.length > 0);
  const sections = splitSections(text);
  return configYamlClusters(readYaml(sections[0]?.text ?? ''), { ...own, others: othersOf(sections) })[0];
}

/** Whether a template behind the text writes lines at its indentation: they belong to it. */
function goesOn(tree: YamlTree, { value }: LocatedPair, { indent }: EmbeddedText): boolean {
  const end = resolveAlias(value)?.span.end;
  if (indent === undefined || end === undefined) return false;
  const { masked, splices } = tree.templates;
  const isNext = (offset: number): boolean => masked.slice(end, offset).split(/\r\n|\r|\n/).every((line) => /^[ \t]*(?:#|$)/.test(line));
  return splices.some(({ offset, column }) => offset >= end && column >= indent && isNext(offset));
}
