/** JSON patches (RFC 6902) of a FlinkDeployment, as Kustomize takes them: each operation sets one key, by its path. */
import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import { processSizeKey, readResourceMemory } from '../../model/index.js';
import type { Cluster, Entry, ProcessSite, ReadingProblem, ResourceMemory, Span } from '../cluster.js';
import { findVersion } from '../flinkVersion.js';
import { jsonPatchLayer, type SettingOperation, winnersOf } from '../layers/jsonPatchLayer.js';
import { layeredCluster } from '../layers/layeredCluster.js';
import { flatten, rawText } from '../yaml/flatten.js';
import { type LocatedMap, type LocatedNode, type LocatedScalar, type LocatedSequence, nodeAt, pairOf, resolveAlias, scalarAt, startsWithPath } from '../yaml/node.js';
import { operatorScalar } from '../yaml/scalars.js';
import { conditionalEntries, isOpenEnded } from '../yaml/templateEffects.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import { isSized } from './flinkDeployment.js';
import { firstLine, type ReadingContext, settingsOf } from './kind.js';
import { operatorMinor } from './resourceMemory.js';
import { typeOf } from './textMap.js';

/** Whether a text may hold such a patch. */
export function mayBeJsonPatch(text: string): boolean {
  return text.includes('/flinkConfiguration') || patchesResource(text);
}

/** Whether a text may name the memory of a process by its path, for itself or with all that stands around it. */
export function patchesResource(text: string): boolean {
  return text.includes('/spec/') && /\/spec\/(?:task|job)Manager\b/.test(text);
}

/** Also in the spec of a FlinkBlueGreenDeployment. */
const SPEC = '^/spec/(?:template/spec/)?';
const CONFIGURATION = new RegExp(`${SPEC}flinkConfiguration/([^/]+)$`);
const WHOLE = new RegExp(`${SPEC}flinkConfiguration$`);
const MEMORY = new RegExp(`${SPEC}(taskManager|jobManager)/resource/memory$`);
const CPU = new RegExp(`${SPEC}(taskManager|jobManager)/resource/cpu$`);
/** With an object for its value. */
const BLOCK = new RegExp(`${SPEC}(taskManager|jobManager)(/resource)?$`);

/** Reads a section that is a list of operations, as a part of a deployment: what it patches stands elsewhere. */
export function jsonPatchClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  const list = tree.root;
  if (list?.kind !== 'sequence') return [];
  const operatorVersion = operatorMinor(undefined, context.settings.operatorVersion);
  const operations = list.items.flatMap((item) => {
    const map = resolveAlias(item);
    return map?.kind === 'map' && item.kind === 'map' ? operationOf(tree, list, map, operatorVersion) ?? [] : [];
  });
  return [...ofOperations(tree, list, operations, operatorVersion, context), ...list.items.flatMap((item, at) => ofWholeConfiguration(tree, item, at, operations, operatorVersion, context))];
}

function ofOperations(tree: YamlTree, list: LocatedSequence, operations: readonly SettingOperation[], operatorVersion: string, context: ReadingContext): readonly Cluster[] {
  if (operations.length === 0) return [];
  const layer = jsonPatchLayer(list, operations, list.items.flatMap((item) => quotedCpu(tree, item)));
  const keys = winnersOf(operations);
  const head = firstLine(tree.text);
  const process = (kind: ProcessKind): ProcessSite => ({ present: isSized(kind, [], keys), head, resources: fieldsOf(kind, keys, operations) });
  const processes = { taskManager: process('taskManager'), jobManager: process('jobManager') };
  const cluster = layeredCluster({ ...facts(context, operatorVersion), span: list.span, head, processes }, { taskManager: [layer], jobManager: [layer] });
  return [{ ...cluster, ...facts(context, operatorVersion) }];
}

/**
 * An operation that gives the whole `flinkConfiguration`, or puts another in its place.
 *
 * @param others what the patch sets besides: a process that it sizes by its field is not sized by the configuration
 */
function ofWholeConfiguration(tree: YamlTree, item: LocatedNode, at: number, others: readonly SettingOperation[], operatorVersion: string, context: ReadingContext): readonly Cluster[] {
  const op = scalarAt(item, 'op')?.text;
  const pair = item.kind === 'map' && (op === 'add' || op === 'replace') && WHOLE.test(scalarAt(item, 'path')?.text ?? '') ? pairOf(item, 'value') : undefined;
  if (pair?.value.kind !== 'map') return [];
  const flat = flatten(tree, pair.value, 'operator');
  const entries = conditionalEntries(tree, flat.entries);
  const configurationPath = [at, 'value'];
  const head = pair.key.span;
  const process = (kind: ProcessKind): ProcessSite => ({
    present: isSized(kind, [], flat.winners), head, resources: [],
    ...(others.some(({ entry: { key, source } }) => source === 'resource' && key === processSizeKey(kind)) ? { incomplete: true } : {}),
  });
  return flat.entries.length === 0 ? [] : [{
    ...facts(context, operatorVersion), span: item.span, head, configurationPath,
    incomplete: flat.openEnded || isOpenEnded(tree, (path) => startsWithPath(path, configurationPath)),
    entries: entries.all,
    settings: settingsOf(flat.entries, flat.winners, entries.now),
    problems: entries.problems(flat.problems),
    processes: { taskManager: process('taskManager'), jobManager: process('jobManager') },
    canary: false,
  }];
}

/** What is the same of every patch. */
function facts({ fileName, versionComment, settings, versionOfFile }: ReadingContext, operatorVersion: string) {
  return {
    kind: 'JsonPatch', format: 'flinkConfiguration', name: fileName, namespace: '', operatorVersion, container: true, mayBePartial: true, sizedElsewhere: true,
    version: findVersion({ comment: versionComment, setting: settings.flinkVersion, file: versionOfFile }),
  } as const satisfies Partial<Cluster>;
}

/** The field that sizes a process, as the operator reads it. */
function fieldsOf(process: ProcessKind, keys: ReadonlyMap<string, Entry>, operations: readonly SettingOperation[]): readonly ResourceMemory[] {
  const entry = keys.get(processSizeKey(process));
  const operation = operations.find((one) => one.entry === entry);
  if (entry === undefined || operation === undefined || entry.source !== 'resource') return [];
  const { keySpan, valueSpan, templated, site } = entry;
  return [{ process, field: 'resource.memory', text: operation.value.text, templated, keySpan, valueSpan, site, effective: true }];
}

/** Cores that are a text, where the CRD wants a number. */
function quotedCpu(tree: YamlTree, item: LocatedNode): readonly ReadingProblem[] {
  const op = scalarAt(item, 'op')?.text;
  const path = scalarAt(item, 'path')?.text ?? '';
  if (op !== 'add' && op !== 'replace') return [];
  const block = BLOCK.exec(path);
  const name = block?.[1] ?? CPU.exec(path)?.[1];
  const process = PROCESS_KINDS.find((kind) => kind === name);
  const value = nodeAt(item, 'value', ...(block === null ? [] : [...(block[2] === undefined ? ['resource'] : []), 'cpu']));
  if (process === undefined || value?.kind !== 'scalar' || isTemplated(tree, value.span) || typeOf(value) !== 'text') return [];
  return [{ kind: 'cpu-not-number', process, span: value.span, text: value.text }];
}

/** What an operation sets; undefined where that is nothing of Flink's. */
function operationOf(tree: YamlTree, list: LocatedSequence, item: LocatedMap, operatorVersion: string): SettingOperation | undefined {
  const op = scalarAt(item, 'op')?.text;
  const path = pairOf(item, 'path')?.value;
  if ((op !== 'add' && op !== 'replace') || path?.kind !== 'scalar' || path.quote === 'block' || isTemplated(tree, path.span)) return undefined;
  const own = pairOf(item, 'value')?.value;
  const block = own?.kind === 'map' ? BLOCK.exec(path.text) : null;
  const pair = block === null ? undefined : pairOf(block[2] === undefined ? nodeAt(own, 'resource') : own, 'memory');
  const value = pair?.value ?? own;
  if (value?.kind !== 'scalar') return undefined;
  const templated = isTemplated(tree, value.span);
  const scalar = operatorScalar(value);
  const text = templated ? rawText(tree.text, value) : scalar.type === 'null' || scalar.type === 'unreadable' ? undefined : scalar.text;
  if (text === undefined) return undefined;
  const written = CONFIGURATION.exec(path.text)?.[1];
  const entry = written !== undefined ? { key: unescaped(written), value: text, keySpan: endOf(path, written.length) }
    : pair === undefined ? memoryOf(MEMORY.exec(path.text)?.[1], endOf(path, 'memory'.length), text, templated, operatorVersion)
    : memoryOf(block?.[1], pair.key.span, text, templated, operatorVersion);
  return entry === undefined ? undefined : {
    entry: { ...entry, valueSpan: value.span, templated, source: written === undefined ? 'resource' : 'document', site: { kind: 'value' } },
    item, path, value, isKey: written !== undefined, isPart: pair !== undefined, flow: list.flow || item.flow || (own?.kind === 'map' && own.flow),
  };
}

/** A size as the operator reads it; the text itself where it cannot, so that the derivation refuses it. */
function memoryOf(name: string | undefined, keySpan: Span, text: string, templated: boolean, operatorVersion: string): Pick<Entry, 'key' | 'value' | 'keySpan'> | undefined {
  const process = PROCESS_KINDS.find((kind) => kind === name);
  if (process === undefined) return undefined;
  const size = templated ? undefined : readResourceMemory(text, operatorVersion);
  return { key: processSizeKey(process), value: size?.text ?? text, keySpan };
}

/** The end of a path as it is written. */
function endOf({ span, quote }: LocatedScalar, length: number): Span {
  const end = span.end - (quote === 'plain' ? 0 : 1);
  return { start: end - length, end };
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
