/** What rules about processes that start have in common: where they speak, and fixes that tell what becomes of the pools. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import type { Change } from '../documents/edits.js';
import type { Derived, Pool, ProcessKind } from '../model/derivation.js';
import { ceilToMebibyte, derive, deriveWith, edge, ProcessSettings, sizeValue } from '../model/index.js';
import { MIB, sizeText } from '../shared/sizes.js';
import { listed, poolInSentence, withRemark } from '../shared/words.js';
import type { Fix, Noticed } from './rule.js';
import { afterRemoval, nameOf, valueSpan, winningEntry } from './settings.js';
import { writtenSize, type WrittenSize } from './computed.js';
import { MOST_MEMORY } from './ways/way.js';

/** What Flink makes of a process; undefined where it refuses it, or where nobody knows. */
export function derivedOf(analysis: Analysis, process: ProcessKind): Derived | undefined {
  const derivation = analysis.derivations[process];
  return derivation?.status === 'derived' ? derivation : undefined;
}

/** A pool of a process that Flink sizes, in bytes. */
export function poolOf(derived: Derived, pool: Pool): bigint {
  return derived.part(pool)?.bytes ?? 0n;
}

/** A place to speak about a process: the value of the first of some keys that stands in the document, else the head. */
export function placeOf(analysis: Analysis, process: ProcessKind, keys: Iterable<string | undefined>): Pick<Noticed<unknown>, 'span' | 'key' | 'process'> {
  for (const key of keys) {
    const entry = key === undefined ? undefined : winningEntry(analysis, key);
    if (entry !== undefined) return { span: valueSpan(entry), key: entry.key, process };
  }
  return { span: analysis.cluster.processes[process].head, process };
}

/** A size that a key of the configuration gives, in bytes. */
export interface SetSize {
  readonly key: string;
  readonly bytes: bigint;
}

/** The sizes that are set for some parts of a process, in this order: what has to change for another part to change. */
export function setSizes(derived: Derived, ...pools: readonly Pool[]): readonly SetSize[] {
  return pools.flatMap((pool) => {
    const part = derived.part(pool);
    return part?.from === 'set' && part.key !== undefined ? [{ key: part.key, bytes: part.bytes }] : [];
  });
}

/** New values by key, as Flink reads them; `null` for nothing. */
export type NewValues = Readonly<Record<string, string | null>>;

/** What Flink would make of a process with other values; undefined where it would refuse it. */
export function derivedWith(analysis: Analysis, process: ProcessKind, values: NewValues): Derived | undefined {
  const { version: { version }, container } = analysis.cluster;
  const after = version === undefined ? undefined : derive(process, analysis.configuration.with(values), { version, container });
  return after?.status === 'derived' ? after : undefined;
}

/** A number of bytes as the author would write it in the value of a key. */
export function spelled(analysis: Analysis, key: string, bytes: bigint): string {
  return sizeFor(analysis, key, bytes).text;
}

function sizeFor(analysis: Analysis, key: string, bytes: bigint): WrittenSize {
  const value = sizeValue(key, bytes);
  return writtenSize(analysis, key, bytes) ?? { text: value, value, bytes };
}

/** A setting that is to change. */
export interface Edit {
  readonly title: string;
  readonly change: Change;
  readonly values: NewValues;
}

/** Another value: a size in bytes, or a text. */
export function setting(analysis: Analysis, key: string, value: bigint | string): Edit {
  const entry = winningEntry(analysis, key);
  const size = typeof value === 'bigint' ? sizeFor(analysis, key, value) : undefined;
  const written = typeof value === 'bigint' ? size?.value ?? '' : value;
  return {
    title: l10n.t('Set {0} to {1}', nameOf(analysis, key), size?.text ?? written),
    change: entry === undefined ? { kind: 'set', key, value: written } : { kind: 'setValue', entry, value: written },
    values: { [key]: size === undefined ? written : sizeValue(key, size.bytes) },
  };
}

/** A larger size, in bytes. */
export function raise(analysis: Analysis, key: string, bytes: bigint): Edit {
  return { ...setting(analysis, key, bytes), title: l10n.t('Raise {0} to {1}', nameOf(analysis, key), spelled(analysis, key, bytes)) };
}

/** A setting gone; undefined where the document does not set it, or nobody knows what counts then. */
export function removal(analysis: Analysis, key: string): Edit | undefined {
  const beneath = afterRemoval(analysis, key);
  const entry = winningEntry(analysis, key);
  if (beneath === undefined || entry === undefined) return undefined;
  return { title: l10n.t('Remove {0}', nameOf(analysis, key)), change: removing(entry), values: { [key]: beneath } };
}

function removing(entry: Entry): Change {
  return entry.site.kind === 'scalar' ? { kind: 'removeEntry', entry } : { kind: 'remove', key: entry.key };
}

/**
 * Edits as a fix titled with what becomes of some pools; undefined where Flink would refuse the process then. Advice is never
 * preferred: it gets no cost.
 *
 * @param edits what is changed; nothing where one of them cannot be made
 */
export function advised(analysis: Analysis, process: ProcessKind, edits: readonly (Edit | undefined)[], pools: readonly Pool[]): Fix | undefined {
  const before = derivedOf(analysis, process);
  const known = edits.filter((edit) => edit !== undefined);
  if (before === undefined || known.length < edits.length) return undefined;
  const after = derivedWith(analysis, process, Object.fromEntries(known.flatMap(({ values }) => Object.entries(values))));
  if (after === undefined) return undefined;
  const title = known.map((edit) => edit.title).reduce((text, next) => l10n.t('{0}; {1}', text, next));
  return { title: withRemark(title, outcome(before, after, process, pools)), changes: known.map(({ change }) => change) };
}

/** `task heap memory becomes 896 MiB`: of the pools those that change, or that the first one does not. */
function outcome(before: Derived, after: Derived, process: ProcessKind, pools: readonly Pool[]): string {
  const changed = pools.filter((pool) => poolOf(before, pool) !== poolOf(after, pool));
  const [first] = pools;
  if (changed.length === 0) return first === undefined ? '' : l10n.t('{0} stays {1}', poolInSentence(first, process), sizeText(poolOf(after, first)));
  return listed(changed.map((pool) => l10n.t('{0} becomes {1}', poolInSentence(pool, process), sizeText(poolOf(after, pool)))));
}

/** A pool that is to grow to a size, in bytes. */
export interface Goal {
  readonly pool: Pool;
  readonly bytes: bigint;
}

/** More steps than any line needs that a minimum or a maximum bends. */
const MOST_STEPS = 64;

/**
 * The smallest whole MiB above the present size of a key, in bytes, with which a process starts and a pool reaches its goal;
 * undefined where none does. What comes into a pool is nearly a fixed part of what a total grows by, so the line through two
 * sizes meets the goal in a few derivations: sentences ask for this number, too.
 */
export function smallestRaise(analysis: Analysis, process: ProcessKind, { key, bytes }: SetSize, goal: Goal): bigint | undefined {
  const present = derivedOf(analysis, process);
  const { version: { version }, container } = analysis.cluster;
  if (present === undefined || version === undefined) return undefined;
  const settings = ProcessSettings.of(process, analysis.configuration, { version, container });
  const start = bytes / MIB;
  const lack = goal.bytes - poolOf(present, goal.pool);
  const gainedBy = (step: bigint): bigint | undefined => {
    const after = deriveWith(settings.withSize(key, (start + step) * MIB));
    return after.status !== 'derived' ? undefined : poolOf(after, goal.pool) - poolOf(present, goal.pool);
  };
  const reaches = (step: bigint): boolean => (gainedBy(step) ?? -1n) >= lack;
  let short = 0n;
  let step = ceilToMebibyte(lack) / MIB;
  for (let steps = 0; steps < MOST_STEPS && (start + step) * MIB <= MOST_MEMORY; steps++) {
    const gained = gainedBy(step);
    if (gained !== undefined && gained >= lack) return (start + (reaches(step - 1n) ? edge(short, step - 1n, reaches) : step)) * MIB;
    short = step;
    // Rounded up, and more than what was short, as less was gained than is lacking.
    step = gained === undefined || gained <= 0n ? step * 2n : (step * lack + gained - 1n) / gained;
  }
  return undefined;
}
