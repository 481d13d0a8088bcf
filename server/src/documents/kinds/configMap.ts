import type { ProcessKind } from '../../model/derivation.js';
import { processSizeKey } from '../../model/processOptions.js';
import { shownValue } from '../../shared/secrets.js';
import type { Cluster, Entry, ProcessSite } from '../cluster.js';
import { withFacts } from '../embedded/embeddedCluster.js';
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

const VARIABLE: ReadonlyMap<string, 'old'> = new Map([[FLINK_PROPERTIES, 'old']]);

/** Where each kind has its texts. What stands in a Secret's `data` is encoded, and not read. */
const TEXTS = { ConfigMap: 'data', Secret: 'stringData' } as const;

/** Reads the configurations of Flink in a section's ConfigMap or Secret, or in those of a `List`, each as a cluster of its own. */
export function configMapClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  // Where a template breaks the text nobody knows what else it holds.
  if (tree.root === null || (tree.errors.length > 0 && tree.templates.spans.length > 0)) return [];
  return objectsOf(tree).flatMap(({ node, kind, apiVersion }) => ((kind === 'ConfigMap' || kind === 'Secret') && apiVersion === 'v1' ? clustersOf(tree, node, kind, context) : []));
}

function clustersOf(tree: YamlTree, object: LocatedNode, kind: keyof typeof TEXTS, context: ReadingContext): readonly Cluster[] {
  const data = nodeAt(object, TEXTS[kind]);
  if (data?.kind !== 'map' || pairOf(data, OPERATORS_LOGGING) !== undefined) return [];
  return configurationFiles(tree, data, context, VARIABLE, kind === 'Secret' ? withoutSecrets : undefined).map(({ file, placed, pair, incomplete }) => withBeneath(withFacts(placed, file, {
    kind,
    ...metadataOf(tree, object),
    span: pair.span,
    head: pair.key.span,
    version: findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile }),
    incomplete,
  })));
}

/** What sizes memory: nothing else of a Secret is kept, so that nothing else can be shown. */
const OPEN_KEY = /^(?:taskmanager|jobmanager|state\.backend|parallelism)\b/;

function withoutSecrets(cluster: Cluster): Cluster {
  const isOpen = ({ key }: Pick<Entry, 'key'>): boolean => OPEN_KEY.test(key) && shownValue(key, '') === '';
  return {
    ...cluster,
    entries: cluster.entries.filter(isOpen),
    settings: new Map([...cluster.settings].filter(([key]) => isOpen({ key }))),
    problems: cluster.problems.filter((problem) => ('entry' in problem ? isOpen(problem.entry) : 'key' in problem && isOpen({ key: problem.key }))),
  };
}

/** Variables are set over a file that stands elsewhere, and that is where a total may be which is missing here. */
function withBeneath(cluster: Cluster): Cluster {
  if (cluster.embedded?.name !== FLINK_PROPERTIES) return cluster;
  const site = (process: ProcessKind): ProcessSite => (cluster.settings.has(processSizeKey(process)) ? cluster.processes[process] : { ...cluster.processes[process], incomplete: true });
  return { ...cluster, processes: { taskManager: site('taskManager'), jobManager: site('jobManager') } };
}
