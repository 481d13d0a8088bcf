import type { Cluster, Entry, LoadingFailure, ReadingProblem, Span } from '../cluster.js';
import { findVersion } from '../flinkVersion.js';
import { isLog, isScript, writesFiles } from '../foreignText.js';
import { type SectionText, splitSections } from '../sections.js';
import { flatten, type FlatConfiguration } from '../yaml/flatten.js';
import { countCollectionAliases, nodeAt, pairOf } from '../yaml/node.js';
import { refusedTab } from '../yaml/tabs.js';
import { conditionalEntries, isOpenEnded } from '../yaml/templateEffects.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { readMeant } from './configYamlMeant.js';
import { isValuesName } from './fileFormat.js';
import { firstLine, isProcessOption, plainProcess, type ReadingContext, settingsOf } from './kind.js';

/** A `config.yaml` (Flink ≥ 1.19) as Flink's `YamlParserUtils` and `GlobalConfiguration#flatten` read it. */
export interface ConfigYaml {
  readonly entries: readonly Entry[];
  readonly winners: ReadonlyMap<string, Entry>;
  readonly problems: readonly ReadingProblem[];
  /** Why Flink refuses the file; the entries are then what can be read of it. */
  readonly loading?: LoadingFailure;
}

/** Reads a whole file, of which the first document counts. */
export function readConfigYaml(text: string): ConfigYaml {
  const sections = splitSections(text);
  const tree = readYaml(sections[0]?.text ?? '');
  return readDocument(tree, flatten(tree, tree.root, 'flink'), othersOf(sections));
}

/** What stands beside the first document: SnakeYAML wants exactly one, and a `---` before any other. */
export function othersOf([, first]: readonly Pick<SectionText, 'hasContent' | 'explicit' | 'afterEndMarker'>[]): ReadingContext['others'] {
  if (first === undefined || (!first.hasContent && !first.explicit)) return 'none';
  return first.afterEndMarker && !first.explicit ? 'no-document-start' : 'documents';
}

function readDocument(tree: YamlTree, flat: FlatConfiguration, others: ReadingContext['others']): ConfigYaml {
  const loading = loadingFailure(tree, flat, others);
  return { entries: flat.entries, winners: flat.winners, problems: flat.problems, ...(loading === undefined ? {} : { loading }) };
}

/** SnakeYAML refuses more, against texts that grow without end (`LoadSettings#getMaxAliasesForCollections`). */
const MAX_COLLECTION_ALIASES = 50;

/** In the order in which SnakeYAML and Flink notice: syntax, a second document, a key twice, then keys and values without text. */
function loadingFailure(tree: YamlTree, flat: FlatConfiguration, others: ReadingContext['others']): LoadingFailure | undefined {
  const rendered = tree.templates.spans.length > 0;
  const end: Span = { start: tree.text.length, end: tree.text.length };
  // What a template will make of the text is unknown: nothing is said about its form.
  if (rendered) return undefined;
  const [error] = tree.errors;
  if (error !== undefined) return { code: 'yaml-invalid', cause: 'syntax', span: { start: error, end: error } };
  const tab = refusedTab(tree.text, tree.root);
  if (tab !== undefined) return { code: 'yaml-invalid', cause: 'tab', span: { start: tab, end: tab + 1 } };
  if (tree.root !== null && countCollectionAliases(tree.root) > MAX_COLLECTION_ALIASES) return { code: 'yaml-invalid', cause: 'aliases', span: tree.root.span };
  if (others === 'no-document-start') return { code: 'yaml-invalid', cause: others, span: end };
  if (others === 'documents') return { code: 'several-documents', span: end };
  if (flat.duplicate !== undefined) return { code: 'duplicate-key', ...flat.duplicate };
  if (flat.unreadable !== undefined) return { code: 'yaml-invalid', ...flat.unreadable };
  const root = tree.root;
  return root === null || root.kind === 'map' ? undefined : { code: 'yaml-invalid', cause: 'no-mapping', span: root.span };
}

/**
 * Reads a section as a `config.yaml` where it is one: a key of Flink's for its processes in a file that is called so,
 * three of them in any other, and never a Kubernetes resource, a log or a script.
 */
export function configYamlClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  if (isScript(tree.text) || isLog(tree.text)) return [];
  if (tree.errors.length === 0) return clustersOf(tree, context);
  if (writesFiles(tree.text)) return [];
  const meant = readMeant(tree.text);
  return meant === undefined ? clustersOf(tree, context) : clustersOf(meant.tree, context, meant.failure);
}

function clustersOf(tree: YamlTree, context: ReadingContext, failure?: LoadingFailure): readonly Cluster[] {
  const root = tree.root ?? undefined;
  if (root?.kind !== 'map' || (pairOf(root, 'apiVersion') !== undefined && pairOf(root, 'kind') !== undefined)) return [];
  const flat = flatten(tree, root, 'flink');
  const known = new Set(flat.entries.map(({ key }) => key).filter(isProcessOption)).size;
  if (known < (/config.*\.ya?ml$/i.test(context.fileName) ? 1 : 3) || isValuesName(context.fileName)) return [];
  const entries = conditionalEntries(tree, flat.entries);
  const loading = failure ?? loadingFailure(tree, flat, context.others);
  const head = firstLine(tree.text);
  const process = (key: string): Span => (nodeAt(root, key)?.kind === 'map' ? pairOf(root, key)?.key.span : undefined) ?? head;
  return [{
    kind: 'config.yaml',
    format: 'config.yaml',
    name: context.fileName,
    namespace: '',
    span: { start: 0, end: tree.text.length },
    head,
    version: findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile }),
    container: false,
    mayBePartial: true,
    incomplete: flat.openEnded || isOpenEnded(tree, () => true),
    entries: entries.all,
    settings: settingsOf(flat.entries, flat.winners, entries.now),
    problems: entries.problems(flat.problems),
    ...(loading === undefined ? {} : { loading }),
    processes: { taskManager: plainProcess(process('taskmanager')), jobManager: plainProcess(process('jobmanager')) },
    canary: false,
  }];
}
