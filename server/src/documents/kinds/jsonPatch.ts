/** JSON patches (RFC 6902) of a FlinkDeployment, as Kustomize takes them: each operation sets one key, by its path. */
import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import { processSizeKey, readResourceMemory } from '../../model/index.js';
import type { Cluster, Entry, ProcessSite, Span } from '../cluster.js';
import { findVersion } from '../flinkVersion.js';
import { jsonPatchLayer, type SettingOperation } from '../layers/jsonPatchLayer.js';
import { layeredCluster } from '../layers/layeredCluster.js';
import { flatten, rawText } from '../yaml/flatten.js';
import { type LocatedMap, type LocatedNode, type LocatedScalar, type LocatedSequence, pairOf, resolveAlias, scalarAt, startsWithPath } from '../yaml/node.js';
import { operatorScalar } from '../yaml/scalars.js';
import { conditionalEntries, isOpenEnded } from '../yaml/templateEffects.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import { isSized } from './flinkDeployment.js';
import { firstLine, type ReadingContext, settingsOf } from './kind.js';
import { operatorMinor } from './resourceMemory.js';

/** Whether a text may hold such a patch. */
export function mayBeJsonPatch(text: string): boolean {
  return text.includes('/flinkConfiguration');
}

/** Also in the spec of a FlinkBlueGreenDeployment. */
const SPEC = '^/spec/(?:template/spec/)?';
const CONFIGURATION = new RegExp(`${SPEC}flinkConfiguration/([^/]+)$`);
const WHOLE = new RegExp(`${SPEC}flinkConfiguration$`);
const MEMORY = new RegExp(`${SPEC}(taskManager|jobManager)/resource/memory$`);

/** Reads a section that is a list of operations, as a part of a deployment: what it patches stands elsewhere. */
export function jsonPatchClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  const list = tree.root;
  if (list?.kind !== 'sequence') return [];
  const operatorVersion = operatorMinor(undefined, context.settings.operatorVersion);
  const operations = list.items.flatMap((item) => {
    const map = resolveAlias(item);
    const operation = map?.kind === 'map' && item.kind === 'map' ? operationOf(tree, list, map, operatorVersion) : undefined;
    return operation === undefined ? [] : [operation];
  });
  return [...ofOperations(tree, list, operations, operatorVersion, context), ...list.items.flatMap((item, at) => ofWholeConfiguration(tree, item, at, operatorVersion, context))];
}

function ofOperations(tree: YamlTree, list: LocatedSequence, operations: readonly SettingOperation[], operatorVersion: string, context: ReadingContext): readonly Cluster[] {
  if (operations.length === 0) return [];
  const layer = jsonPatchLayer(list, operations);
  const keys = new Map(operations.map(({ entry }) => [entry.key, entry]));
  const head = firstLine(tree.text);
  const process = (kind: ProcessKind): ProcessSite => ({ present: isSized(kind, [], keys), head, resources: [] });
  const processes = { taskManager: process('taskManager'), jobManager: process('jobManager') };
  const cluster = layeredCluster({ ...facts(context, operatorVersion), span: list.span, head, processes }, { taskManager: [layer], jobManager: [layer] });
  return [{ ...cluster, ...facts(context, operatorVersion) }];
}

/** An operation that gives the whole `flinkConfiguration`, or puts another in its place. */
function ofWholeConfiguration(tree: YamlTree, item: LocatedNode, at: number, operatorVersion: string, context: ReadingContext): readonly Cluster[] {
  const op = scalarAt(item, 'op')?.text;
  const pair = item.kind === 'map' && (op === 'add' || op === 'replace') && WHOLE.test(scalarAt(item, 'path')?.text ?? '') ? pairOf(item, 'value') : undefined;
  if (pair?.value.kind !== 'map') return [];
  const flat = flatten(tree, pair.value, 'operator');
  const entries = conditionalEntries(tree, flat.entries);
  const configurationPath = [at, 'value'];
  const head = pair.key.span;
  const process = (kind: ProcessKind): ProcessSite => ({ present: isSized(kind, [], flat.winners), head, resources: [] });
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

/** What an operation sets; undefined where that is nothing of Flink's. */
function operationOf(tree: YamlTree, list: LocatedSequence, item: LocatedMap, operatorVersion: string): SettingOperation | undefined {
  const op = scalarAt(item, 'op')?.text;
  const path = pairOf(item, 'path')?.value;
  const value = pairOf(item, 'value')?.value;
  if ((op !== 'add' && op !== 'replace') || path?.kind !== 'scalar' || path.quote === 'block' || value?.kind !== 'scalar' || isTemplated(tree, path.span)) return undefined;
  const templated = isTemplated(tree, value.span);
  const scalar = operatorScalar(value);
  const text = templated ? rawText(tree.text, value) : scalar.type === 'null' || scalar.type === 'unreadable' ? undefined : scalar.text;
  if (text === undefined) return undefined;
  const written = CONFIGURATION.exec(path.text)?.[1];
  const entry = written !== undefined ? { key: unescaped(written), value: text, keySpan: endOf(path, written.length) } : memoryOf(path, text, templated, operatorVersion);
  return entry === undefined ? undefined : {
    entry: { ...entry, valueSpan: value.span, templated, source: written === undefined ? 'resource' : 'document', site: { kind: 'value' } },
    item, path, value, isKey: written !== undefined, flow: list.flow || item.flow,
  };
}

/** A size that the operator can read; what it cannot is told by those who know its fields. */
function memoryOf(path: LocatedScalar, text: string, templated: boolean, operatorVersion: string): Pick<Entry, 'key' | 'value' | 'keySpan'> | undefined {
  const name = MEMORY.exec(path.text)?.[1];
  const process = PROCESS_KINDS.find((kind) => kind === name);
  if (process === undefined) return undefined;
  const size = templated ? undefined : readResourceMemory(text, `1.${Number(operatorVersion.slice(2))}`);
  const value = size === undefined ? text : 'text' in size ? size.text : undefined;
  return value === undefined ? undefined : { key: processSizeKey(process), value, keySpan: endOf(path, 'memory'.length) };
}

/** The end of a path as it is written. */
function endOf({ span, quote }: LocatedScalar, length: number): Span {
  const end = span.end - (quote === 'plain' ? 0 : 1);
  return { start: end - length, end };
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
