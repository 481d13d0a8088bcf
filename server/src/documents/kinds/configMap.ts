import type { Cluster } from '../cluster.js';
import { embeddedCluster } from '../embedded/embeddedCluster.js';
import { EmbeddedText } from '../embedded/embeddedText.js';
import { findVersion } from '../flinkVersion.js';
import { splitSections } from '../sections.js';
import { keyText, type LocatedNode, type LocatedPair, nodeAt, pairOf, resolveAlias } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { configYamlClusters, othersOf } from './configYaml.js';
import { isConfigurationKey, isOldFormatKey } from './fileFormat.js';
import { flinkConfClusters } from './flinkConf.js';
import type { ReadingContext } from './kind.js';
import { metadataOf } from './metadata.js';
import { objectsOf } from './objects.js';

/** Reads the configurations of Flink in a section's ConfigMap, or in those of a `List`, each as a cluster of its own. */
export function configMapClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  // Where a template breaks the text nobody knows what else it holds.
  if (tree.root === null || (tree.errors.length > 0 && tree.templates.spans.length > 0)) return [];
  return objectsOf(tree).flatMap(({ node, kind, apiVersion }) => (kind === 'ConfigMap' && apiVersion === 'v1' ? clustersOf(tree, node, context) : []));
}

function clustersOf(tree: YamlTree, object: LocatedNode, context: ReadingContext): readonly Cluster[] {
  const data = nodeAt(object, 'data');
  if (data?.kind !== 'map' || pairOf(data, OPERATORS_LOGGING) !== undefined) return [];
  const files = data.pairs.flatMap((pair) => {
    const name = keyText(pair) ?? '';
    // Of a key that stands twice the last one counts.
    if (!isConfigurationKey(name) || pairOf(data, name) !== pair) return [];
    const text = EmbeddedText.of(tree, pair);
    const cluster = text === undefined ? undefined : readFile(name, text.text, context);
    return text === undefined || cluster === undefined ? [] : [{ name, pair, text, cluster }];
  });
  return files.map(({ name, pair, text, cluster }) => embeddedCluster(
    { name, text, cluster, beside: files.flatMap((other) => (other.name === name ? [] : [other.name])) },
    {
      kind: 'ConfigMap',
      ...metadataOf(tree, object),
      span: pair.span,
      head: pair.key.span,
      version: findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile }),
      incomplete: cluster.incomplete || goesOn(tree, pair, text),
    },
  ));
}

/** Beside it stands the configuration of the operator, which is that of no cluster. */
const OPERATORS_LOGGING = 'log4j-operator.properties';

function readFile(name: string, text: string, context: ReadingContext): Cluster | undefined {
  const own: ReadingContext = { ...context, fileName: name, versionComment: undefined };
  if (isOldFormatKey(name, text)) return flinkConfClusters(text, own).find(({ entries }) => entries.length > 0);
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
