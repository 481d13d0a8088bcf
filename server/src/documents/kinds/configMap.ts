import type { ProcessKind } from '../../model/derivation.js';
import { processSizeKey } from '../../model/processOptions.js';
import type { Cluster, ProcessSite } from '../cluster.js';
import { embeddedCluster } from '../embedded/embeddedCluster.js';
import { findVersion } from '../flinkVersion.js';
import { FLINK_PROPERTIES } from '../layers/flinkProperties.js';
import { type LocatedNode, nodeAt, pairOf } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { configurationFiles } from './configurationFiles.js';
import type { ReadingContext } from './kind.js';
import { metadataOf } from './metadata.js';
import { objectsOf } from './objects.js';

/** Beside it stands the configuration of the operator, which is that of no cluster. */
const OPERATORS_LOGGING = 'log4j-operator.properties';

/** Reads the configurations of Flink in a section's ConfigMap, or in those of a `List`, each as a cluster of its own. */
export function configMapClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  // Where a template breaks the text nobody knows what else it holds.
  if (tree.root === null || (tree.errors.length > 0 && tree.templates.spans.length > 0)) return [];
  return objectsOf(tree).flatMap(({ node, kind, apiVersion }) => (kind === 'ConfigMap' && apiVersion === 'v1' ? clustersOf(tree, node, context) : []));
}

function clustersOf(tree: YamlTree, object: LocatedNode, context: ReadingContext): readonly Cluster[] {
  const data = nodeAt(object, 'data');
  if (data?.kind !== 'map' || pairOf(data, OPERATORS_LOGGING) !== undefined) return [];
  return configurationFiles(tree, data, context, FLINK_PROPERTIES).map(({ file, pair, incomplete }) => withBeneath(embeddedCluster(file, {
    kind: 'ConfigMap',
    ...metadataOf(tree, object),
    span: pair.span,
    head: pair.key.span,
    version: findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile }),
    incomplete,
  })));
}

/** Variables are set over a file that stands elsewhere, and that is where a total may be which is missing here. */
function withBeneath(cluster: Cluster): Cluster {
  if (cluster.embedded?.name !== FLINK_PROPERTIES) return cluster;
  const site = (process: ProcessKind): ProcessSite => (cluster.settings.has(processSizeKey(process)) ? cluster.processes[process] : { ...cluster.processes[process], incomplete: true });
  return { ...cluster, processes: { taskManager: site('taskManager'), jobManager: site('jobManager') } };
}
