/** What the kinds of other people's operators have in common: a map of Flink's options, and options computed from fields beside it. */
import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import type { Cluster, ClusterKind, ContainerSite, Entry, ProcessSite, ReadingProblem, ResourceMemory, Setting, Span, VersionFound } from '../cluster.js';
import type { FieldSite, MemoryField } from '../fields.js';
import { findVersion, type VersionClue, versionOfImage } from '../flinkVersion.js';
import { flatten } from '../yaml/flatten.js';
import { type LocatedNode, nodeAt, type NodePath, pairOf, resolveAlias, scalarAt, startsWithPath } from '../yaml/node.js';
import { operatorScalar } from '../yaml/scalars.js';
import { conditionalEntries, isOpenEnded } from '../yaml/templateEffects.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import { type ReadingContext, settingsOf } from './kind.js';
import { metadataOf } from './metadata.js';
import type { KubernetesObject } from './objects.js';
import { writtenField, type WrittenField } from './writtenField.js';

/** Where an operator's kind has what. Paths begin at its `spec`. */
export interface OperatorLayout {
  readonly kind: ClusterKind;
  /** From the object to the `spec` in which everything else stands. */
  readonly spec: readonly string[];
  /** The map of Flink's options. */
  readonly configuration: string;
  readonly blocks: Readonly<Record<ProcessKind, readonly string[]>>;
  /** Which counts where the map has an option that the operator computes as well. */
  readonly stronger: 'configuration' | 'operator' | 'unknown';
}

/** An option that the operator computes. */
export interface ComputedOption {
  readonly key: string;
  readonly value: string;
  /** A template or a field that cannot be read takes part. */
  readonly unknown: boolean;
  /** The field it is computed from; absent where the operator takes a default of its own. */
  readonly from?: Pick<Entry, 'keySpan' | 'valueSpan'> & { readonly site: FieldSite };
}

/** What a document says of a process, beside the map. */
export interface OperatorProcess {
  readonly resources: readonly ResourceMemory[];
  readonly computed: readonly ComputedOption[];
  readonly memory: MemoryField;
  readonly container?: ContainerSite | undefined;
  readonly replicas?: number | undefined;
  readonly problems: readonly ReadingProblem[];
}

/** What an object says besides its processes. */
export interface OperatorFacts {
  readonly version: VersionFound;
  /** It can be no whole object by itself: then it is a part that is merged into another. */
  readonly isPart: boolean;
  /** Flink starts its processes itself, as in a native FlinkDeployment. */
  readonly isContainer?: boolean;
  readonly problems?: readonly ReadingProblem[];
  readonly job?: string | undefined;
}

/** An object of an operator's as a cluster. */
export function operatorCluster(
  tree: YamlTree, object: KubernetesObject, layout: OperatorLayout, facts: OperatorFacts, processes: Readonly<Record<ProcessKind, OperatorProcess>>,
): Cluster {
  const specPath = [...object.path, ...layout.spec];
  const spec = nodeAt(object.node, ...layout.spec);
  const flat = flatten(tree, nodeAt(spec, layout.configuration), 'operator');
  const computed = PROCESS_KINDS.flatMap((process) => processes[process].computed).map((option) => ({ option, entry: entryOf(option) }));
  const loses = ({ key }: ComputedOption): boolean => layout.stronger !== 'operator' && flat.winners.has(key);
  const counting = computed.filter(({ option }) => !loses(option)).flatMap(({ entry }) => entry ?? []);
  const entries = conditionalEntries(tree, [...flat.entries, ...counting].sort((a, b) => a.keySpan.start - b.keySpan.start));
  const settings = settingsOf(flat.entries, flat.winners, entries.now);
  for (const { option, entry } of computed) setComputed(settings, option, entry === undefined ? undefined : entries.now(entry), loses(option) ? layout.stronger : 'operator');
  const site = (kind: ProcessKind): ProcessSite => processSite(spec, layout, object.kindPair.span, kind, processes[kind], settings, facts.isPart);
  return {
    kind: layout.kind,
    format: 'flinkConfiguration',
    ...metadataOf(tree, object.node),
    specPath,
    configurationPath: [...specPath, layout.configuration],
    span: object.node.span,
    head: object.kindPair.span,
    version: facts.version,
    container: facts.isContainer ?? false,
    mayBePartial: facts.isPart,
    incomplete: flat.openEnded || isOpenEnded(tree, (path) => sizesProcesses(path, specPath, layout)),
    entries: entries.all,
    settings,
    problems: [...entries.problems(flat.problems), ...(facts.problems ?? []), ...PROCESS_KINDS.flatMap((process) => processes[process].problems)],
    processes: { taskManager: site('taskManager'), jobManager: site('jobManager') },
    ...(facts.job === undefined ? {} : { job: facts.job }),
    canary: false,
  };
}

function entryOf({ key, value, unknown, from }: ComputedOption): Entry | undefined {
  return from === undefined ? undefined : { ...from, key, value, templated: unknown, source: 'resource' };
}

/** What an operator computes from the rest of its object is nobody's to know before it does. */
const NOBODY_KNOWS: Pick<Setting, 'value' | 'templated'> = { value: '', templated: true };

function setComputed(settings: Map<string, Setting>, { key, value, unknown }: ComputedOption, entry: Entry | undefined, stronger: OperatorLayout['stronger']): void {
  const before = settings.get(key);
  const templated = entry?.templated ?? unknown;
  if (stronger !== 'operator' && before !== undefined) {
    settings.set(key, { ...before, templated: before.templated || stronger === 'unknown', beneath: { value, templated } });
    return;
  }
  const overridden = before?.entry === undefined ? [] : [before.entry, ...before.overridden];
  settings.set(key, { value, source: 'resource', templated, overridden, beneath: NOBODY_KNOWS, ...(entry === undefined ? {} : { entry }) });
}

function processSite(
  spec: LocatedNode | undefined, { blocks }: OperatorLayout, head: Span, kind: ProcessKind, process: OperatorProcess, settings: ReadonlyMap<string, Setting>, isPart: boolean,
): ProcessSite {
  const { resources, memory, container, replicas } = process;
  const name = kind.toLowerCase();
  const block = blocks[kind];
  const isSized = resources.length > 0 || [...settings].some(([key, { entry }]) => entry !== undefined && (key.startsWith(`${name}.memory.`) || key.startsWith(`${name}.heap.`)));
  const size = settings.get(`${name}.memory.process.size`);
  return {
    present: !isPart || isSized,
    head: pairOf(nodeAt(spec, ...block.slice(0, -1)), block.at(-1) ?? '')?.key.span ?? head,
    resources: size?.source === 'document' ? resources.map((field) => ({ ...field, effective: false })) : resources,
    // The other parts may have the size.
    ...(isPart && size === undefined && !settings.has(`${name}.memory.flink.size`) ? { incomplete: true as const } : {}),
    memory: isPart ? { ...memory, isMissing: false } : memory,
    ...(container === undefined ? {} : { container }),
    ...(replicas === undefined ? {} : { replicas }),
  };
}

/** The places under which lines that a template writes could size a process. */
function sizesProcesses(path: NodePath, specPath: NodePath, { configuration, blocks }: OperatorLayout): boolean {
  if (path.length <= specPath.length) return startsWithPath(specPath, path);
  if (!startsWithPath(path, specPath)) return false;
  const rest = path.slice(specPath.length);
  if (rest[0] === configuration) return true;
  return PROCESS_KINDS.some((process) => {
    const block = blocks[process];
    if (rest.length <= block.length) return startsWithPath(block, rest);
    return startsWithPath(rest, block) && (block[0] === 'resources' || rest[block.length] === 'resources');
  });
}

/** A field of a process by its path from the `spec` on. */
export interface OperatorField extends WrittenField {
  /** What the API server makes of it. */
  readonly type: 'text' | 'number' | 'other';
}

/** A scalar of the `spec`; undefined where there is none, or nothing in it. */
export function fieldAt(tree: YamlTree, spec: LocatedNode | undefined, path: readonly string[], name: string): OperatorField | undefined {
  const pair = pairOf(nodeAt(spec, ...path.slice(0, -1)), path.at(-1) ?? '');
  const value = pair === undefined ? undefined : resolveAlias(pair.value);
  if (pair === undefined || value === undefined) return undefined;
  const written = writtenField(tree, pair, name);
  const read = value.kind === 'scalar' ? operatorScalar(value) : undefined;
  if (!written.templated && (read === undefined || read.type === 'null')) return undefined;
  return { ...written, type: read?.type === 'text' || read?.type === 'number' ? read.type : 'other', site: { ...written.site, path } };
}

/** A whole number of the `spec` that no template writes. */
export function wholeNumberAt(tree: YamlTree, spec: LocatedNode | undefined, ...path: readonly string[]): number | undefined {
  const scalar = scalarAt(spec, ...path);
  return scalar !== undefined && !isTemplated(tree, scalar.span) && /^\d{1,9}$/.test(scalar.text) ? Number(scalar.text) : undefined;
}

/** The version by the operator's own field, `1.16`, and the tag of an image. */
export function operatorsVersion(context: ReadingContext, spec: VersionClue | undefined, image: VersionClue | undefined): VersionFound {
  return findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, spec, image, file: context.versionOfFile });
}

/** The version that an image's tag names. */
export function imageAt(tree: YamlTree, node: LocatedNode | undefined): VersionClue | undefined {
  return node?.kind === 'scalar' && !isTemplated(tree, node.span) ? versionOfImage(node.text, node.span) : undefined;
}

/** A field that names a release, `1.16` or `1.16.2`; undefined for anything else. */
export function releaseAt(tree: YamlTree, node: LocatedNode | undefined): VersionClue | undefined {
  if (node?.kind !== 'scalar' || isTemplated(tree, node.span)) return undefined;
  const text = /^v?(\d+\.\d+(?:\.\d+)?)$/.exec(node.text.trim())?.[1];
  return text === undefined ? undefined : { text, span: node.span };
}

/** Whether a release comes before another minor; one that nobody can read does, as operators compare them. */
export function isBefore(release: VersionClue | undefined, major: number, minor: number): boolean {
  const [ofMajor = 0, ofMinor = 0] = (release?.text ?? '0.0').split('.').map(Number);
  return ofMajor < major || (ofMajor === major && ofMinor < minor);
}

/** The text of some fields of the `spec`, from which can be told what job runs. */
export function textOf(tree: YamlTree, spec: LocatedNode | undefined, ...fields: readonly string[]): string | undefined {
  const texts = fields.flatMap((field) => {
    const pair = pairOf(spec, field);
    return pair === undefined ? [] : [tree.text.slice(pair.span.start, pair.span.end)];
  });
  return texts.length === 0 ? undefined : texts.join('\n');
}
