/** Values of a Helm chart: Flink's configuration as a chart takes it, before it becomes an object or a file. */
import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import type { Cluster, ProcessSite, ResourceMemory, Span } from '../cluster.js';
import { withFacts } from '../embedded/embeddedCluster.js';
import { flatten } from '../yaml/flatten.js';
import { keyText, type LocatedMap, nodeAt, type NodePath, pairOf, valueOf } from '../yaml/node.js';
import { conditionalEntries } from '../yaml/templateEffects.js';
import type { YamlTree } from '../yaml/tree.js';
import { DeploymentSpec } from './deploymentSpec.js';
import { configurationFiles, type TextFormat } from './configurationFiles.js';
import { deploymentSettings } from './deploymentSettings.js';
import { isConfigurationKey, isValuesName } from './fileFormat.js';
import { isSized, isStandalone } from './flinkDeployment.js';
import { isOption, isProcessOption, type ReadingContext, settingsOf } from './kind.js';
import { completeness, openEnds } from './openEnds.js';
import { operatorMinor, readResources, sizesOf } from './resourceMemory.js';
import { mapsOf, type ValuesMap } from './valuesMaps.js';
import { versionOfValues } from './valuesVersion.js';

/** The key that charts hand to the operator as it is, and those that other charts and operators write files from. */
const DEPLOYED = 'flinkConfiguration';
const WRITTEN = new Set(['flinkProperties', 'flinkConfig', 'flinkConf']);
/** The same as one text, which a chart puts where it belongs. */
const TEXTS: ReadonlyMap<string, TextFormat> = new Map([DEPLOYED, ...WRITTEN].map((name) => [name, 'either']));

/** Whether a text has one of these keys, a file of Flink's, or a key of Flink's within a mapping: nothing else in values is read. */
export function mayBeHelmValues(text: string): boolean {
  return NAMES.test(text);
}

const NAMES = /(?:^|[\s{,"'])(?:flinkConfiguration|flinkProperties|flinkConf(?:ig)?|(?:flink-)?conf(?:ig)?\.ya?ml[\w.-]*)["']?[ \t]*:|^[ \t]+["']?(?:taskmanager|jobmanager)\.\w/m;

/** Reads every configuration in the values, each as a part of a cluster: what else the chart adds, nobody knows. */
export function helmValuesClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  if (tree.root === null || (tree.errors.length > 0 && tree.templates.spans.length > 0)) return [];
  return mapsOf(tree.root).flatMap((values) => [...mappings(tree, values, context), ...files(tree, values, context)]);
}

function mappings(tree: YamlTree, values: ValuesMap, context: ReadingContext): readonly Cluster[] {
  return values.map.pairs.flatMap((pair) => {
    if (pair.key.kind !== 'scalar' || pair.value.kind !== 'map' || pairOf(values.map, pair.key.text) !== pair) return [];
    const key = pair.key.text;
    const isDeployed = key === DEPLOYED;
    if (!isDeployed && !WRITTEN.has(key) && !(isValuesName(context.fileName) && hasOptions(pair.value))) return [];
    const cluster = readMapping(tree, values, { key, isDeployed, head: pair.key.span, span: pair.span }, context);
    return cluster === undefined ? [] : [cluster];
  });
}

/** Whether a mapping under a name of its chart's holds keys of Flink's in one piece: they are nobody else's. */
function hasOptions({ pairs }: LocatedMap): boolean {
  return pairs.some((pair) => isProcessOption(keyText(pair) ?? ''));
}

interface Mapping {
  readonly key: string;
  /** It becomes the `flinkConfiguration` of a FlinkDeployment, and what stands beside it is named as there. */
  readonly isDeployed: boolean;
  readonly head: Span;
  readonly span: Span;
}

function readMapping(tree: YamlTree, values: ValuesMap, { key, isDeployed, head, span }: Mapping, context: ReadingContext): Cluster | undefined {
  const spec = new DeploymentSpec(values.map);
  const configurationPath = [...values.path, key];
  const flat = flatten(tree, valueOf(values.map, key), 'operator');
  // `resources` beside it may be those of a container that the chart writes itself.
  const operatorVersion = operatorMinor(undefined, context.settings.operatorVersion);
  const resourcesOf = (process: ProcessKind): readonly ResourceMemory[] =>
    (isDeployed ? readResources(tree, spec, process, operatorVersion).filter(({ field, effective }) => effective && field === 'resource.memory') : []);
  const resources = { taskManager: resourcesOf('taskManager'), jobManager: resourcesOf('jobManager') };
  const sizes = PROCESS_KINDS.flatMap((process) => sizesOf(resources[process], operatorVersion));
  const isKnown = isDeployed ? (name: string) => name.includes('.') && isOption(name) : isProcessOption;
  if (sizes.length === 0 && !flat.entries.some((entry) => isKnown(entry.key))) return undefined;
  const entries = conditionalEntries(tree, [...flat.entries, ...sizes.map(({ entry }) => entry)].sort((a, b) => a.keySpan.start - b.keySpan.start));
  const settings = deploymentSettings(
    spec, settingsOf(flat.entries, flat.winners, entries.now), isDeployed ? context.settings.operatorDefaults : {}, { operatorVersion, resources, sizes }, entries.now,
  );
  const open = openEnds(tree, values.map, values.path, configurationPath);
  const process = (kind: ProcessKind): ProcessSite => {
    const ownHead = resources[kind].length > 0 ? spec[kind].pair?.key.span : undefined;
    return {
      present: isSized(kind, resources[kind], settings), head: ownHead ?? head, resources: resources[kind],
      ...(resources[kind].length > 0 ? { hasResource: true } : {}), ...(isDeployed && open.processes.has(kind) ? { incomplete: true } : {}),
    };
  };
  const spans = [span, ...PROCESS_KINDS.flatMap((kind) => (resources[kind].length > 0 ? spec[kind].pair?.span ?? [] : []))].sort((a, b) => a.start - b.start);
  return {
    ...chartFacts(values, context),
    format: 'flinkConfiguration',
    ...(sizes.length > 0 ? { specPath: values.path } : {}),
    configurationPath,
    span: { start: spans[0]?.start ?? span.start, end: Math.max(...spans.map(({ end }) => end)) },
    parts: spans,
    head,
    version: versionOfValues(tree, values, context),
    ...(isDeployed ? { operatorVersion } : {}),
    container: isDeployed && !isStandalone(spec.node, operatorVersion),
    mayBePartial: true,
    ...completeness(open, flat.openEnded),
    entries: entries.all,
    settings,
    problems: entries.problems(flat.problems),
    processes: { taskManager: process('taskManager'), jobManager: process('jobManager') },
    canary: false,
  };
}

/** `flink-conf.yaml: |` and its like, as in the chart of the operator (`defaultConfiguration`), and `flinkProperties: |`. */
function files(tree: YamlTree, values: ValuesMap, context: ReadingContext): readonly Cluster[] {
  const found = configurationFiles(tree, values.map, context, textsOf(values.map, context));
  return found.filter(({ file: { name }, placed }) => isConfigurationKey(name) || placed.entries.some(({ key }) => key.includes('.') && isOption(key))).map(({ file, placed, pair, incomplete }) => {
    const cluster = withFacts(placed, file, {
      ...chartFacts(values, context), span: pair.span, head: pair.key.span, version: versionOfValues(tree, values, context), incomplete,
    });
    // The operator takes a size beside it before what stands in a text that the chart hands on.
    const isBeside = (kind: ProcessKind): boolean => file.name === DEPLOYED && ['resource', 'resources'].some((block) => nodeAt(values.map, kind, block) !== undefined);
    const site = (kind: ProcessKind): ProcessSite => ({ ...cluster.processes[kind], present: isSized(kind, [], cluster.settings), ...(isBeside(kind) ? { incomplete: true } : {}) });
    return { ...cluster, sizedElsewhere: true, processes: { taskManager: site('taskManager'), jobManager: site('jobManager') } };
  });
}

/** Texts of a chart's own names are known by what stands in them: lines of Flink's options, some of a process's, and nothing else. */
function textsOf({ pairs }: LocatedMap, { fileName }: ReadingContext): ReadonlyMap<string, TextFormat> {
  const names = isValuesName(fileName) ? pairs.flatMap((pair) => (pair.value.kind === 'scalar' && isConfiguration(pair.value.text) ? keyText(pair) ?? [] : [])) : [];
  return names.length === 0 ? TEXTS : new Map([...TEXTS, ...names.map((name): [string, TextFormat] => [name, 'either'])]);
}

function isConfiguration(text: string): boolean {
  return OF_PROCESS.test(text) && !OF_OTHERS.test(text) && [...text.matchAll(KEYS)].some(([, key = '']) => isProcessOption(key));
}

const OF_PROCESS = /^(?:taskmanager|jobmanager)\.\w/m;
const KEYS = /^((?:taskmanager|jobmanager)\.[\w.-]+)[ \t]*:/gm;
/** A line that is neither a setting nor below one, nor a comment or a template; a whole object. */
const OF_OTHERS = /^(?:(?![\w.-]+[ \t]*:(?:\s|$)|#|\{\{)\S|(?:apiVersion|kind):)/m;

function chartFacts({ path }: ValuesMap, { fileName }: ReadingContext): Pick<Cluster, 'kind' | 'name' | 'namespace' | 'sizedElsewhere'> {
  return { kind: 'HelmValues', name: path.length === 0 ? fileName : pathText(path), namespace: '', sizedElsewhere: true };
}

/** `jobs[0].orders` */
function pathText(path: NodePath): string {
  return path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${step}`)).join('');
}
