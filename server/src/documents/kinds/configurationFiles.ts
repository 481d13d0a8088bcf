/** Files of Flink's as texts of a mapping: a ConfigMap's `data`, the values of a chart. */
import type { Cluster, EmbeddedFile } from '../cluster.js';
import { placedCluster } from '../embedded/embeddedCluster.js';
import { EmbeddedText, type PlacedText } from '../embedded/embeddedText.js';
import { splitSections } from '../sections.js';
import { keyText, type LocatedMap, type LocatedPair, pairOf, resolveAlias } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { configYamlClusters, othersOf } from './configYaml.js';
import { isConfigurationKey, isOldFormatKey, isOldFormatText } from './fileFormat.js';
import { flinkConfClusters, placedFlinkConf } from './flinkConf.js';
import type { ReadingContext } from './kind.js';

/** A file of Flink's and the pair it stands in. */
export interface ConfigurationFile {
  readonly file: EmbeddedFile;
  /** What was read from it, every span where it stands in the section. */
  readonly placed: Cluster;
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
 * @param kept what is kept of a file
 */
export function configurationFiles(
  tree: YamlTree, map: LocatedMap, context: ReadingContext, also: ReadonlyMap<string, TextFormat> = NO_TEXTS, kept: Keeping = whole,
): readonly ConfigurationFile[] {
  const files = map.pairs.flatMap((pair) => {
    const name = keyText(pair) ?? '';
    // Of a key that stands twice the last one counts.
    const format = also.get(name);
    if (!(isConfigurationKey(name) || format !== undefined) || pairOf(map, name) !== pair) return [];
    const text = EmbeddedText.of(tree, pair);
    const found = text === undefined ? undefined : readPlaced(name, text, context, format, kept);
    return text === undefined || found === undefined ? [] : [{ name, pair, text, ...found }];
  });
  const names = map.pairs.flatMap((pair) => keyText(pair) ?? []).filter((name) => isConfigurationKey(name) || also.has(name));
  return files.map(({ name, pair, text, placed, inner }) => ({
    file: new FileInText(name, text, names.filter((other) => other !== name), inner),
    placed,
    pair,
    incomplete: placed.incomplete || goesOn(tree, pair, text),
  }));
}

/** What is kept of a file's cluster. */
type Keeping = (cluster: Cluster) => Cluster;

/** By itself, as a file holds it: written as a parameter's default it would keep the section's tree alive. */
const whole: Keeping = (cluster) => cluster;

/** Only edits ask for the cluster of the text itself: it is read when they do. */
class FileInText implements EmbeddedFile {
  readonly #read: () => Cluster;
  #cluster: Cluster | undefined;

  constructor(readonly name: string, readonly text: PlacedText, readonly beside: readonly string[], read: () => Cluster) {
    this.#read = read;
  }

  get cluster(): Cluster {
    return (this.#cluster ??= this.#read());
  }
}

/** A file as it stands in the section, and as the text that it is. */
interface ReadFile {
  readonly placed: Cluster;
  readonly inner: () => Cluster;
}

function readPlaced(name: string, text: EmbeddedText, context: ReadingContext, format: TextFormat | undefined, kept: Keeping): ReadFile | undefined {
  const read = (): Cluster | undefined => {
    const cluster = readConfigurationFile(name, text.text, context, format);
    return cluster === undefined ? undefined : kept(cluster);
  };
  const lines = isOldFormat(name, text.text, format) ? text.lines() : undefined;
  if (lines !== undefined) {
    const placed = placedFlinkConf(text.text, lines, contextOf(name, context, format)).find(hasEntries);
    return placed === undefined ? undefined : { placed: kept(placed), inner: () => read() ?? placed };
  }
  const inner = read();
  return inner === undefined ? undefined : { placed: placedCluster(inner, text), inner: () => inner };
}

/** A file of Flink's by the name that it will have; undefined where it is none. */
export function readConfigurationFile(name: string, text: string, context: ReadingContext, format?: TextFormat): Cluster | undefined {
  const own = contextOf(name, context, format);
  if (isOldFormat(name, text, format)) return flinkConfClusters(text, own).find(hasEntries);
  const sections = splitSections(text);
  return configYamlClusters(readYaml(sections[0]?.text ?? ''), { ...own, others: othersOf(sections) })[0];
}

function contextOf(name: string, context: ReadingContext, format: TextFormat | undefined): ReadingContext {
  return { ...context, fileName: format === 'either' ? 'config.yaml' : name, versionComment: undefined };
}

function isOldFormat(name: string, text: string, format: TextFormat | undefined): boolean {
  return format === 'either' ? isOldFormatText(text) : format === 'old' || isOldFormatKey(name, text);
}

function hasEntries({ entries }: Cluster): boolean {
  return entries.length > 0;
}

/** Whether a template behind the text writes lines at its indentation: they belong to it. */
function goesOn(tree: YamlTree, { value }: LocatedPair, { indent }: EmbeddedText): boolean {
  const end = resolveAlias(value)?.span.end;
  if (indent === undefined || end === undefined) return false;
  const { masked, splices } = tree.templates;
  const isNext = (offset: number): boolean => masked.slice(end, offset).split(/\r\n|\r|\n/).every((line) => /^[ \t]*(?:#|$)/.test(line));
  return splices.some(({ offset, column }) => offset >= end && column >= indent && isNext(offset));
}
