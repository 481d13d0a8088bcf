import { isFlinkTotalRole, isProcessTotalRole, sizeRole, verdictOf, type Verdict } from './bounds.js';
import type { Derivation, Derived, Pool, ProcessKind, Refusal, RefusalCode } from './derivation.js';
import type { DerivationContext } from './derive.js';
import { ceilDivide, distance, MAX_BYTES } from './memorySize.js';
import { deriveWith } from './process.js';
import { optionsOf, processSizeKey, taskManagerOptions } from './processOptions.js';
import type { ProcessSettings } from './processSettings.js';

/** How a size fares. Sizes are bytes. */
interface Fate {
  /** Too much for 64 bits is too large. */
  readonly verdict: Exclude<Verdict, 'overflow'>;
  readonly code: RefusalCode | undefined;
  /** What the refusal misses, as far as it compares sizes: 0 elsewhere. */
  readonly missing: bigint;
  /** By how much the size has to change at the least. */
  readonly least: bigint;
  readonly derivation: Derivation;
}

/** A size that is accepted, in bytes, and what Flink makes of the process then. */
export interface Accepted {
  readonly bytes: bigint;
  readonly after: Derived;
}

/**
 * The size nearest to `from` with which Flink derives the process while everything else stays as it is, as a multiple of the
 * first of `steps` that gives one; undefined when there is none. Looks only on the side that the refusal of `from` points
 * to, and where the missing bytes say, so that it takes a few derivations where a whole range takes a hundred.
 *
 * @param refusal what Flink says to `from`, where that is known already
 * @param within how many bytes from `from` a size is of interest: one derivation tells where there is none so near
 */
export function nearestAccepted(
  settings: ProcessSettings, key: string, from: bigint, steps: readonly bigint[], refusal?: Refusal, within = MAX_BYTES,
): Accepted | undefined {
  const { process, context } = settings;
  const role = sizeRole(key, context);
  if (role === undefined) return undefined;
  const isEven = !mayMultiply(settings, role);
  const present = fateOf(refusal === undefined ? deriveWith(settings.withSize(key, from)) : { status: 'failed', process, refusal, settings }, role, context, isEven);
  if (present.verdict === 'accepted') return acceptedAt(from, present);
  if (present.verdict === 'hopeless') return undefined;
  const room = present.verdict === 'too-small' ? MAX_BYTES - from : from;
  if (present.least > smaller(room, within)) return undefined;
  return search(from, steps, present, room, within, (bytes) => fateOf(deriveWith(settings.withSize(key, bytes)), role, context, isEven));
}

function search(from: bigint, steps: readonly bigint[], present: Fate, room: bigint, within: bigint, fateAt: (bytes: bigint) => Fate): Accepted | undefined {
  const isMore = present.verdict === 'too-small';
  let isReachable: boolean | undefined;
  // Where the outermost size is refused for the same reason, so is every size on the way.
  const mayReach = (): boolean => isReachable ??= !['hopeless', present.verdict].includes(fateAt(isMore ? MAX_BYTES : 0n).verdict);
  if (present.missing >= room && !mayReach()) return undefined;
  if (within < room && fateAt(isMore ? from + within : from - within).verdict === present.verdict) return undefined;
  for (const step of steps) {
    const start = isMore ? from / step : ceilDivide(from, step);
    const sizeAt = (count: bigint): bigint => (isMore ? start + count : start - count) * step;
    const most = isMore ? MAX_BYTES / step - start : start;
    const found = nearestCount({ fateAt: (count) => fateAt(sizeAt(count)), present, step, most, beforeStart: distance(from, start * step), mayReach });
    if (found !== undefined) return acceptedAt(sizeAt(found.count), found.fate);
    if (!mayReach()) return undefined;
  }
  return undefined;
}

function acceptedAt(bytes: bigint, { derivation }: Fate): Accepted | undefined {
  return derivation.status === 'derived' ? { bytes, after: derivation } : undefined;
}

/** A search along whole steps away from a refused size: counts are of steps. */
interface Search {
  readonly fateAt: (count: bigint) => Fate;
  readonly present: Fate;
  readonly step: bigint;
  readonly most: bigint;
  /** How far the refused size lies before the step that is counted from, in bytes. */
  readonly beforeStart: bigint;
  readonly mayReach: () => boolean;
}

/** A count that is no longer refused for the reason of the first. */
interface Passed {
  readonly count: bigint;
  readonly isAccepted: boolean;
  readonly fate: Fate;
}

/**
 * The smallest accepted count; undefined when there is none, also where too small and too large lie next to each other. Strides
 * go to where the missing bytes would be there, judging by how many fewer were missing after the last one. Once that is passed,
 * what is left between is narrowed down from both ends and by halving in turn.
 */
function nearestCount({ fateAt, present, step, most, beforeStart, mayReach }: Search): Passed | undefined {
  let refused = 0n;
  let fate = present;
  let lowest = larger(ceilDivide(present.least + beforeStart, step), 1n);
  let next = larger(ceilDivide(present.missing + beforeStart, step), lowest);
  let passed: Passed | undefined;
  for (let turn = 0n; ; turn++) {
    if (passed !== undefined && lowest >= passed.count) return passed.isAccepted ? passed : undefined;
    if (lowest > most) return undefined;
    // Each stride is at least twice the smallest one allowed before: a slope that hardly rises takes no longer than doubling.
    const count = passed === undefined ? smaller(larger(next, refused + (1n << turn)), most) : smaller(larger(next, lowest), passed.count - 1n);
    const found = fateAt(count);
    if (found.verdict === present.verdict) {
      const stride = count - refused;
      const gained = fate.code === found.code ? fate.missing - found.missing : undefined;
      if (passed === undefined && gained !== undefined && gained <= 0n && !mayReach()) return undefined;
      next = count + guess(found.missing, stride, gained, step);
      refused = count;
      fate = found;
      lowest = refused + larger(ceilDivide(found.least, step), 1n);
    } else if (found.verdict === 'hopeless' && passed !== undefined) {
      return undefined;
    } else {
      passed = { count, isAccepted: found.verdict === 'accepted', fate: found };
      // What the slope told is most often the first that is accepted: its neighbour shows that.
      next = passed.isAccepted ? count - 1n : lowest;
    }
    if (passed !== undefined && turn % 3n === 2n) next = (lowest + passed.count) >> 1n;
  }
}

/** How many steps further the missing bytes would be there; what misses other bytes than before tells no slope. */
function guess(missing: bigint, stride: bigint, gained: bigint | undefined, step: bigint): bigint {
  if (gained === undefined) return ceilDivide(missing, step);
  return gained > 0n ? ceilDivide(missing * stride, gained) : stride * 2n;
}

/**
 * Whether a change of a size may take away more missing bytes than it has itself. Elsewhere it never does: all that follows
 * from it are shares of it, which go the other way. But where nothing sets total Flink memory, network memory is a share of the
 * sum that it is itself a part of.
 */
function mayMultiply(settings: ProcessSettings, role: string): boolean {
  if (settings.process === 'jobManager' || role === processSizeKey(settings.process)) return false;
  const { taskHeap, managedSize } = taskManagerOptions(settings.context.version);
  return settings.isSet(taskHeap) && settings.isSet(managedSize);
}

/** Pools that are what the others leave, in some processes: all that Flink compares goes by one of these. */
const RESTS: Readonly<Record<ProcessKind, readonly Pool[]>> = {
  taskManager: ['taskHeap', 'network', 'jvmOverhead'], jobManager: ['jvmHeap', 'jvmDirect', 'jvmOverhead'],
};

/**
 * Whether a process that starts is known to do so with one of its sizes changed by so many bytes: where each pool that is a rest
 * keeps twice as far from the bound that it moves to. No rest changes more than the size does, but for the bytes that shares are
 * rounded by; sums of nearly 64 bits are nobody's.
 */
export function hasLeeway(settings: ProcessSettings, key: string, after: Derived, change: bigint): boolean {
  const { process, context } = settings;
  const role = sizeRole(key, context);
  if (role === undefined || /\.(?:min|max)$/.test(role) || mayMultiply(settings, role) || hasToAgree(settings, after)) return false;
  const isProcessTotal = isProcessTotalRole(role, context.container);
  const isFlinkTotal = isFlinkTotalRole(role, context.container);
  return RESTS[process].every((pool) => {
    const rest = after.part(pool);
    if (rest?.from !== 'rest') return true;
    const { min, max } = boundsOf(pool, settings);
    // A total gives room; JVM overhead is what total Flink memory, as all else, leaves of the process.
    const givesRoom = isProcessTotal || (isFlinkTotal && pool !== 'jvmOverhead');
    return (change > 0n) === givesRoom ? max - rest.bytes >= 2n * distance(change, 0n) : rest.bytes - min >= 2n * distance(change, 0n);
  });
}

/** Whether Flink wants a size to be exactly what others come to: a number of buffers, a heap and off-heap memory beside their total. */
function hasToAgree(settings: ProcessSettings, after: Derived): boolean {
  if (settings.process === 'taskManager') return settings.hasText(taskManagerOptions(settings.context.version).networkBuffers);
  return (['totalFlink', 'jvmHeap', 'jvmDirect'] as const).every((pool) => after.part(pool)?.from === 'set');
}

/** Between what a pool has to be where it is a rest. */
function boundsOf(pool: Pool, settings: ProcessSettings): { readonly min: bigint; readonly max: bigint } {
  const { process, context: { version } } = settings;
  const range = pool === 'jvmOverhead' ? optionsOf(process, version).overhead : pool === 'network' ? taskManagerOptions(version).network : undefined;
  if (range === undefined) return { min: 0n, max: MAX_BYTES };
  return { min: settings.sizeOf(range.min)?.bytes ?? MAX_BYTES, max: settings.sizeOf(range.max)?.bytes ?? 0n };
}

/** Refusals whose missing bytes do not tell how far it is: sums that were not made, and totals that 1.11.0 never accepts beside parts. */
const WITHOUT_DISTANCE: ReadonlySet<RefusalCode> = new Set(['overflow', 'heap-plus-off-heap-not-flink']);

function fateOf(derivation: Derivation, role: string, context: DerivationContext, isEven: boolean): Fate {
  const verdict = verdictOf(derivation, role, context);
  if (derivation.status !== 'failed') return { verdict: verdict === 'accepted' ? verdict : 'hopeless', code: undefined, missing: 0n, least: 0n, derivation };
  const { refusal, settings } = derivation;
  const missing = missingBytes(refusal);
  const isDistance = isEven && !WITHOUT_DISTANCE.has(refusal.code);
  return { verdict: verdict === 'overflow' ? 'too-large' : verdict, code: refusal.code, missing, least: isDistance ? missing + leastRest(refusal.code, settings) : 0n, derivation };
}

/** What the sizes that a refusal compares have to leave besides, as Flink checks next: the minimum of the pool that is the rest. */
function leastRest(code: RefusalCode, settings: ProcessSettings): bigint {
  const { process, context: { version } } = settings;
  if (code === 'flink-exceeds-process') return settings.sizeOf(optionsOf(process, version).overhead.min)?.bytes ?? 0n;
  if (code !== 'pools-exceed-flink') return 0n;
  const { taskHeap, networkBuffers, network } = taskManagerOptions(version);
  const isNetworkRest = settings.isSet(taskHeap) && !settings.hasText(networkBuffers);
  return isNetworkRest ? (settings.sizeOf(network.min)?.bytes ?? 0n) : 0n;
}

/** By how many bytes a refusal's sizes miss what Flink compares them with; 0 where it compares none. */
export function missingBytes({ required = 0n, available = 0n, bounds }: Refusal): bigint {
  if (bounds === undefined) return distance(required, available);
  return required < bounds.min ? bounds.min - required : required - bounds.max;
}

function larger(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}

function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
