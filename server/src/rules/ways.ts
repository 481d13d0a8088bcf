/** Ways past a refusal, each with what comes of it. The numbers are the engine's: every way is derived before it is offered. */
import type { Analysis } from '../documents/analysis.js';
import type { ProcessKind, Refusal, RefusalCode, RefusalInput } from '../model/derivation.js';
import { missingBytes, optionAt } from '../model/index.js';
import { MIB } from '../shared/sizes.js';
import { fractionWithRoom, lowerFraction } from './ways/fractions.js';
import { removable, removal, removalAlone } from './ways/removals.js';
import { resize, resizeFurther, withRoom } from './ways/sizes.js';
import { Trial } from './ways/trial.js';
import { byCost, isSensible, taste, type Way } from './ways/way.js';

export type { Way } from './ways/way.js';

/** More ways than these are none: nobody chooses among so many. */
const MOST_WAYS = 6;

interface Known {
  /** `null`: there is none. */
  least?: Way | null;
  all?: readonly Way[];
}

const known = new WeakMap<Analysis, Partial<Record<ProcessKind, Known>>>();

function knownOf(analysis: Analysis, process: ProcessKind): Known {
  const processes = known.get(analysis) ?? {};
  known.set(analysis, processes);
  return (processes[process] ??= {});
}

/**
 * The way past the refusal of a process that changes least: what its message tells and where it stands. Looks no further than
 * that, as every open file with refused processes asks for it.
 */
export function leastWay(analysis: Analysis, process: ProcessKind): Way | undefined {
  const memory = knownOf(analysis, process);
  if (memory.least === undefined) {
    const trial = Trial.of(analysis, process);
    const least = trial === undefined ? undefined : leastChange(trial) ?? leastAfterMending(trial);
    memory.least = least === undefined ? null : apartFromTrial(least);
  }
  return memory.least ?? undefined;
}

/**
 * Ways past the refusal of a process, the best first: what leaves a heap of use before what does not, the least change before
 * larger ones. Such as only lead to a later refusal where nothing lets it start.
 */
export function waysOut(analysis: Analysis, process: ProcessKind): readonly Way[] {
  const memory = knownOf(analysis, process);
  if (memory.all === undefined) {
    const refused = Trial.of(analysis, process);
    const trial = refused === undefined ? undefined : mendedOf(refused);
    const least = leastWay(analysis, process);
    memory.all = trial === undefined ? [] : inOrder(waysOf(trial), least, trial).slice(0, MOST_WAYS);
  }
  return memory.all;
}

/** The way with all that its sentence asks, without the trial behind it: one is kept for each refusal of a file. */
function apartFromTrial(way: Way): Way {
  if (way.kind !== 'resize') return way;
  const { kind, key, from, to, cost, text, value, roomy, without, starts, after, exact } = way;
  return { kind, key, from, to, cost, text, value, roomy, without, starts, after, exact };
}

/** Sizes that say the same twice: one of them goes rather than that it is made to agree. */
const REDUNDANT: ReadonlySet<RefusalCode> = new Set(['network-buffers-mismatch', 'heap-plus-off-heap-not-flink']);

/** The least change of a value that lets the process start; undefined where removing a setting may be the least. */
function leastChange(trial: Trial): Way | undefined {
  const { refusal } = trial;
  if (REDUNDANT.has(refusal.code)) return undefined;
  // Nobody gets by with less than is missing: what comes within a MiB of it is the least there is.
  const enough = missingBytes(refusal) + MIB;
  const better = byCost(trial);
  let least: Way | undefined;
  for (const input of inTurn(refusal)) {
    // Of two sizes that cost the same the first is the better habit.
    const way = change(trial, input, refusal, least === undefined ? undefined : isFraction(input.key) ? least.cost : least.cost - 1n);
    if (way?.starts !== true || !isSensible(way) || !trial.helpsUnmended(way)) continue;
    if (least === undefined || better(way, least) < 0) least = way;
    if (least.cost < enough) break;
  }
  return least;
}

/** What takes part in a refusal, the better habit first; shares last, as their search takes longest and what was found before bounds it. */
function inTurn({ inputs, code }: Refusal): readonly RefusalInput[] {
  const turns = inputs.map((input) => ({ input, turn: (isFraction(input.key) ? 10 : 0) + taste('resize', input.key, code) }));
  return turns.sort((left, right) => left.turn - right.turn).map(({ input }) => input);
}

function isFraction(key: string): boolean {
  return key.endsWith('fraction');
}

function leastAfterMending(trial: Trial): Way | undefined {
  const mended = trial.mended();
  return (mended === undefined ? undefined : leastChange(mended)) ?? waysOf(mended ?? trial)[0];
}

/** Other values that Flink cannot read are not this refusal's: what comes of a way is told as if they were mended. */
function mendedOf(trial: Trial): Trial {
  return trial.mended() ?? trial;
}

/** A process that starts is worth more than one that is refused later on: rather two changes at once. */
function waysOf(trial: Trial): readonly Way[] {
  const order = byCost(trial);
  // In want of better ones such as are none for any machine stay: Flink gets past the refusal with them.
  let absurd: readonly Way[] = [];
  for (const keys of [[], ...removable(trial)]) {
    const found = waysLacking(trial, keys).filter((way) => way.starts && trial.helpsUnmended(way));
    const sensible = found.filter(isSensible);
    if (sensible.length > 0) return sensible.sort(order);
    if (absurd.length === 0) absurd = found.sort(order);
  }
  return absurd.length > 0 ? absurd : partialWays(trial).sort(order);
}

/** Single changes once some keys are gone; or that they are, where it is enough. */
function waysLacking(trial: Trial, keys: readonly string[]): readonly Way[] {
  if (keys.length === 0) return singleChanges(trial, trial.refusal);
  const reduced = trial.lacking(keys);
  const after = reduced.derive({});
  const alone = removalAlone(reduced, after);
  if (alone?.starts === true) return [alone];
  return after.status === 'failed' ? singleChanges(reduced, after.refusal) : [];
}

function singleChanges(trial: Trial, refusal: Refusal): Way[] {
  return refusal.inputs.flatMap((input) => [removal(trial, input), change(trial, input, refusal) ?? addition(trial, input, refusal)]).filter((way) => way !== undefined);
}

/** A share that is nobody's choice, and may be made smaller by a line of its own: managed memory's default. */
function addition(trial: Trial, input: RefusalInput, refusal: Refusal): Way | undefined {
  if (input.value !== undefined || input.pool !== 'managed') return undefined;
  const value = optionAt(input.key, trial.context.version)?.default;
  return value === undefined ? undefined : lowerFraction(trial, { ...input, value }, refusal);
}

/** What leads to a later refusal at least. */
function partialWays(trial: Trial): Way[] {
  const { inputs } = trial.refusal;
  return [...singleChanges(trial, trial.refusal), ...inputs.flatMap((input) => (isSize(trial, input) ? (resizeFurther(trial, input) ?? []) : []))];
}

/**
 * Another value for one setting, with which the process starts; for a fraction one that gets past the refusal will do.
 *
 * @param within what it may cost at the most, where that saves a search; dearer ones may come back all the same
 */
function change(trial: Trial, input: RefusalInput, refusal: Refusal, within?: bigint): Way | undefined {
  if (!isFraction(input.key)) return isSize(trial, input) ? resize(trial, input, refusal, within) : undefined;
  return input.value === undefined ? undefined : lowerFraction(trial, input, refusal, within);
}

/** Codes whose bounds may be widened even where they are defaults. */
const BOUNDED: ReadonlySet<RefusalCode> = new Set(['jvm-overhead-out-of-range', 'network-out-of-range']);

/** Whether a setting is a size that may be given another value. */
function isSize({ refusal: { code } }: Trial, { key, value, bytes }: RefusalInput): boolean {
  if (bytes === undefined || isFraction(key) || key.endsWith('numberOfBuffers')) return false;
  return value !== undefined || (BOUNDED.has(code) && /\.(?:min|max)$/.test(key));
}

/** What the finding tells comes first, except before ways that leave the process a heap where it leaves none. */
function inOrder(ways: readonly Way[], least: Way | undefined, trial: Trial): readonly Way[] {
  const all = ways.flatMap((way) => [...withHeap(way, trial), way]);
  const order = byCost(trial);
  const isTold = (way: Way): boolean => way.key === least?.key && way.kind === least.kind;
  const rank = (way: Way): number => (way.starts && trial.lackingHeap(way.after) > 0n ? 3 : 0) + (isTold(way) ? 0 : 1);
  return all.map((way) => ({ way, rank: rank(way) })).sort((left, right) => left.rank - right.rank || order(left.way, right.way)).map(({ way }) => way);
}

/** A way taken further, where it leaves too little heap and more of the same leaves enough. */
function withHeap(way: Way, trial: Trial): readonly Way[] {
  if (!way.starts || trial.lackingHeap(way.after) === 0n) return [];
  const reduced = way.without.length === 0 ? trial : trial.lacking(way.without);
  switch (way.kind) {
    case 'resize':
      return listOf(way.exact ? undefined : withRoom(reduced, way));
    case 'fraction': {
      const input = trial.refusal.inputs.find(({ key }) => key === way.key);
      return listOf(input === undefined ? undefined : fractionWithRoom(reduced, input, way));
    }
    case 'remove':
      return [];
  }
}

function listOf(way: Way | undefined): readonly Way[] {
  return way === undefined ? [] : [way];
}
