/** Changes of a document that answer an error: each is written into the text, which is read and derived again before it is offered. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../../documents/analysis.js';
import { editsFor, type Change, type LocatedCluster, type TextChange } from '../../../documents/index.js';
import { applyEdits } from '../../../documents/edits.js';
import { derive, parseMemorySize, sizeValue, type Configuration, type Derivation, type FlinkVersion, type Pool, type ProcessKind } from '../../../model/index.js';
import { ceilToMebibyte } from '../../../model/memorySize.js';
import { sizingOf, writtenSize } from '../../../rules/computed.js';
import { nameOf } from '../../../rules/settings.js';
import { isNoWorse } from '../../../rules/order.js';
import type { Changes } from '../../../shared/protocol.js';
import { PROCESS_KINDS } from '../../../shared/model.js';
import { sizeText } from '../../../shared/sizes.js';
import { listed, poolInSentence } from '../../../shared/words.js';

/** A change that has been tried; spans are relative to the section. */
export interface Remedy {
  readonly title: string;
  readonly edits: readonly TextChange[];
}

/** A document's process that derives, and what it is derived from. Sizes are bytes. */
export interface Subject {
  readonly located: LocatedCluster;
  readonly process: ProcessKind;
  readonly version: FlinkVersion;
  readonly pools: ReadonlyMap<Pool, bigint>;
}

/** The document's process as something to be changed; undefined where it is not there, refused, or hidden in templates. */
export function subjectOf(located: LocatedCluster, process: ProcessKind): Subject | undefined {
  const derivation = located.analysis.derivations[process];
  const { version } = located.cluster.version;
  return derivation?.status === 'derived' && version !== undefined ? { located, process, version, pools: derivation.pools } : undefined;
}

export function sizeOf({ pools }: Pick<Subject, 'pools'>, pool: Pool): bigint {
  return pools.get(pool) ?? 0n;
}

/** `taskmanager.memory.network.min` of `network.min`. */
export function memoryKey(process: ProcessKind, option: string): string {
  return `${process.toLowerCase()}.memory.${option}`;
}

/** A size for a key: as the author would write it, or as Flink does where an operator computes it. */
export function written({ located: { analysis } }: Subject, key: string, bytes: bigint): string {
  return writtenSize(analysis, key, bytes, analysis.configuration.get(key))?.value ?? sizeValue(key, bytes);
}

/** Derives the process with changes of keys. */
function deriveWith({ located: { analysis }, process, version }: Subject, changes: Changes): Derivation {
  return derive(process, analysis.configuration.with(changes), { version, container: analysis.cluster.container });
}

/**
 * The changes as edits, where the text can be changed so and the process derives with them as `suits` demands; the other
 * process fares no worse, and no other key changes.
 */
export function tried(subject: Subject, changes: Changes, title: string, suits: (pools: ReadonlyMap<Pool, bigint>, configuration: Configuration) => boolean): Remedy | undefined {
  const { located, process } = subject;
  const { analysis } = located;
  const result = editsFor(located.section.section.text, located.cluster, Object.entries(changes).map(([key, value]): Change => (value === null ? { kind: 'remove', key } : { kind: 'set', key, value })));
  if ('refused' in result || result.edits.length === 0) return undefined;
  const after = located.reread(applyEdits(located.section.section.text, result.edits));
  const derivation = after?.derivations[process];
  if (after === undefined || derivation?.status !== 'derived' || !suits(derivation.pools, after.configuration)) return undefined;
  const isFine = PROCESS_KINDS.every((kind) => isNoWorse(analysis.derivations[kind], after.derivations[kind]));
  return isFine && leavesTheRest(analysis, after, changes) ? { title, edits: result.edits } : undefined;
}

function leavesTheRest(before: Analysis, after: Analysis, changes: Changes): boolean {
  const keys = new Set([...before.configuration.keys(), ...after.configuration.keys()]);
  // A request's change moves the limit factor that the operator computes from it.
  const isFollowing = (key: string): boolean => key.endsWith('.limit-factor') && before.cluster.settings.get(key)?.source === 'resource';
  return [...keys].every((key) => key in changes || isFollowing(key) || before.configuration.get(key) === after.configuration.get(key));
}

/** `Set a: 1, b: 2 (what comes of it)`. */
export function titleOf({ located: { analysis } }: Subject, changes: Changes, outcome: string): string {
  const set = Object.entries(changes).flatMap(([key, value]) => (value === null ? [] : [`${nameOf(analysis, key)}: ${shownText(analysis, key, value)}`]));
  const removed = Object.entries(changes).flatMap(([key, value]) => (value === null ? [nameOf(analysis, key)] : []));
  if (set.length === 0) return l10n.t('Remove {0} ({1})', listed(removed), outcome);
  const title = l10n.t('Set {0} ({1})', listed(set), outcome);
  return removed.length === 0 ? title : l10n.t('Remove {0}; {1}', listed(removed), title);
}

/** What the document will say: in a field from which the operator computes the size something else. */
function shownText(analysis: Analysis, key: string, value: string): string {
  const size = parseMemorySize(value);
  const sized = 'bytes' in size ? sizingOf(analysis, key)?.fieldFor(size.bytes, 'up') : undefined;
  return sized?.text ?? value;
}

export function becomes(process: ProcessKind, pool: Pool, bytes: bigint): string {
  return l10n.t('{0} becomes {1}', poolInSentence(pool, process), sizeText(bytes));
}

/** The keys of which one sizes the whole: what has to grow so that one part can without the others shrinking. */
const TOTALS: Readonly<Record<ProcessKind, readonly string[]>> = {
  taskManager: ['taskmanager.memory.process.size', 'taskmanager.memory.flink.size', 'taskmanager.heap.size', 'taskmanager.heap.mb'],
  jobManager: ['jobmanager.memory.process.size', 'jobmanager.memory.flink.size', 'jobmanager.heap.size', 'jobmanager.heap.mb'],
};

/** What a part is to become, in bytes at least, and the settings by which it does. */
export interface Goal {
  readonly pool: Pool;
  readonly bytes: bigint;
  readonly settings: Changes;
}

/** Growing a part within the total takes from the heap: of this much of it at most (a quarter) that comes first, of more than half it is not offered. */
const [COMES_FIRST, IS_OFFERED] = [4n, 2n];

/**
 * Ways to make a part as large as wanted: with the total as it is, where the heap can spare that, and, where the heap would
 * become smaller, with a total so much larger that no other part shrinks.
 */
export function grown(subject: Subject, goal: Goal): readonly Remedy[] {
  const heap = heapOf(subject);
  const within = withinTotal(subject, goal, goal.pool === heap ? undefined : heap);
  if (within !== undefined && within.lost <= 0n) return [within.remedy];
  const beyond = withTotal(subject, goal, heap);
  const isFirst = within !== undefined && (within.lost * COMES_FIRST <= sizeOf(subject, heap) || beyond === undefined);
  const ways = isFirst ? [within.remedy, beyond] : [beyond, within?.remedy];
  return ways.filter((way) => way !== undefined);
}

/** The way that leaves the total as it is, where the heap can spare that. */
export function grownWithin(subject: Subject, goal: Goal): readonly Remedy[] {
  const within = withinTotal(subject, goal, heapOf(subject));
  return within === undefined ? [] : [within.remedy];
}

/** What gives where nothing else is fixed. */
function heapOf({ process }: Subject): Pool {
  return process === 'taskManager' ? 'taskHeap' : 'jvmHeap';
}

function withinTotal(subject: Subject, { pool, bytes, settings }: Goal, heap: Pool | undefined): { readonly remedy: Remedy; readonly lost: bigint } | undefined {
  if (Object.keys(settings).length === 0) return undefined;
  const after = deriveWith(subject, settings);
  if (after.status !== 'derived' || (after.pools.get(pool) ?? 0n) < bytes) return undefined;
  const left = heap === undefined ? 0n : sizeOf(after, heap);
  const lost = heap === undefined ? 0n : sizeOf(subject, heap) - left;
  if (heap !== undefined && lost * IS_OFFERED > sizeOf(subject, heap)) return undefined;
  const outcome = heap !== undefined && lost > 0n ? becomes(subject.process, heap, left) : becomes(subject.process, 'totalProcess', sizeOf(after, 'totalProcess'));
  const remedy = tried(subject, settings, titleOf(subject, settings, outcome), (pools) => (pools.get(pool) ?? 0n) >= bytes);
  return remedy === undefined ? undefined : { remedy, lost };
}

/** More rounds than a total takes to be large enough. */
const ROUNDS = 60;

function withTotal(subject: Subject, goal: Goal, heap: Pool): Remedy | undefined {
  const { located: { analysis }, process, pools } = subject;
  const key = TOTALS[process].find((name) => analysis.configuration.has(name));
  if (key === undefined || key in goal.settings) return undefined;
  const from = sizeOf(subject, totalOf(subject, key));
  const missing = (after: ReadonlyMap<Pool, bigint>): bigint =>
    [...pools].reduce((sum, [pool, bytes]) => {
      const wanted = pool === goal.pool ? (goal.bytes > bytes ? goal.bytes : bytes) : isSum(pool, process) ? 0n : bytes;
      const has = after.get(pool) ?? 0n;
      return has < wanted ? sum + wanted - has : sum;
    }, 0n);
  let total = ceilToMebibyte(from + goal.bytes - sizeOf(subject, goal.pool));
  for (let round = 0; round < ROUNDS; round++) {
    // Flink gets a number, whatever unit the author writes.
    const after = deriveWith(subject, { ...goal.settings, [key]: sizeValue(key, total) });
    if (after.status === 'derived') {
      const short = missing(after.pools);
      if (short === 0n) {
        const changes = { ...goal.settings, [key]: written(subject, key, total) };
        const outcome = goal.pool === heap || Object.keys(goal.settings).length === 0
          ? becomes(process, goal.pool, sizeOf(after, goal.pool))
          : l10n.t('no other part becomes smaller');
        return tried(subject, changes, titleOf(subject, changes, outcome), (found) => missing(found) === 0n);
      }
      total = ceilToMebibyte(total + short);
    } else {
      total = ceilToMebibyte(total + total / 16n);
    }
  }
  return undefined;
}

/** What a key of {@link TOTALS} sizes: the former ones mean the process in a container only. */
function totalOf({ located, process }: Subject, key: string): Pool {
  if (key.endsWith('.memory.flink.size')) return 'totalFlink';
  if (key.includes('.memory.') || located.cluster.container) return 'totalProcess';
  return process === 'taskManager' ? 'totalFlink' : 'jvmHeap';
}

/** Parts that are sums of others; of a JobManager heap and direct memory stand for themselves. */
function isSum(pool: Pool, process: ProcessKind): boolean {
  return pool === 'totalFlink' || pool === 'totalProcess' || (process === 'taskManager' && (pool === 'jvmHeap' || pool === 'jvmDirect'));
}
