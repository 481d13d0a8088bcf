import { Calculation } from './calculation.js';
import { formerNameOf, optionAt } from './catalogue.js';
import type { Configuration } from './configuration.js';
import type { ProcessKind, Refusal } from './derivation.js';
import type { DerivationContext } from './derive.js';
import { calculateJobManager } from './jobManager.js';
import { MAX_BYTES } from './memorySize.js';
import { calculateTaskManager } from './taskManager.js';
import { isAtLeast } from './version.js';

/** Sizes with which a process is accepted, in bytes, inclusive; an absent side is unbounded (but for 64 bits). */
export interface AcceptedRange {
  readonly min?: bigint;
  readonly max?: bigint;
}

/** Fractions with which a process is accepted, inclusive, as decimals with at most four places. */
export interface AcceptedFractions {
  readonly min: string;
  readonly max: string;
}

/** How a value of the key in question fares. */
type Verdict = 'accepted' | 'too-small' | 'too-large' | 'overflow' | 'hopeless';

/**
 * The sizes of `key` with which Flink derives the process while everything else stays as it is; the key need not be set.
 * Undefined when there is none, when a template takes part, or when the key is no size of this process
 * (`taskmanager.memory.segment-size` has no range: it is a power of two).
 */
export function acceptedRange(
  process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string,
): AcceptedRange | undefined {
  const probe = sizeProber(process, configuration, context, key);
  const found = probe === undefined ? undefined : acceptedInterval(probe, MAX_BYTES);
  if (found === undefined) return undefined;
  return { ...(found.min === 0n ? {} : { min: found.min }), ...(found.max === MAX_BYTES ? {} : { max: found.max }) };
}

/**
 * The size nearest to `from` with which Flink derives the process while everything else stays as it is, as a multiple of the
 * first of `steps` that gives one; undefined when there is none. Looks only on the side that the refusal of `from` points
 * to, and first where a pool that misses its size by so much would fit, so that it takes a fraction of the derivations that
 * a whole range takes.
 */
export function nearestAccepted(
  process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string, from: bigint, steps: readonly bigint[], refusal?: Refusal,
): bigint | undefined {
  const probe = sizeProber(process, configuration, context, key);
  if (probe === undefined) return undefined;
  const verdictOn = (bytes: bigint): Exclude<Verdict, 'overflow'> => {
    const verdict = probe(bytes);
    return verdict === 'overflow' ? 'too-large' : verdict;
  };
  const present = verdictOn(from);
  if (present === 'accepted') return from;
  // The outermost size first: where it is refused for the same reason, so is every size on the way.
  const outermost = verdictOn(present === 'too-small' ? MAX_BYTES : 0n);
  if (present === 'hopeless' || outermost === 'hopeless' || outermost === present) return undefined;
  const missing = distance(refusal?.required ?? 0n, refusal?.available ?? 0n);
  for (const step of steps) {
    const refused = present === 'too-small' ? from / step : (from + step - 1n) / step;
    const stride = missing < step ? 1n : (missing + step - 1n) / step;
    const found = nearestStep((count) => verdictOn(count * step), present, refused, stride, MAX_BYTES / step);
    if (found !== undefined) return found * step;
  }
  return undefined;
}

/** From a refused value in strides that double, then by halving; undefined when too small and too large lie next to each other. */
function nearestStep(
  verdictAt: (value: bigint) => Verdict, present: 'too-small' | 'too-large', from: bigint, firstStride: bigint, most: bigint,
): bigint | undefined {
  const towards = present === 'too-small' ? 1n : -1n;
  const end = present === 'too-small' ? most : 0n;
  let refused = from;
  let other = end;
  for (let stride = firstStride; distance(refused, end) > stride; stride *= 2n) {
    const next = refused + towards * stride;
    if (verdictAt(next) !== present) {
      other = next;
      break;
    }
    refused = next;
  }
  const isAccepted = (value: bigint): boolean => verdictAt(value) === 'accepted';
  if (isAccepted(other)) return isAccepted(other - towards) ? edge(refused, other - towards, isAccepted) : other;
  while (distance(refused, other) > 1n) {
    const middle = (refused + other) >> 1n;
    const verdict = verdictAt(middle);
    if (verdict === 'accepted') return edge(refused, middle, isAccepted);
    if (verdict === 'hopeless') return undefined;
    if (verdict === present) refused = middle;
    else other = middle;
  }
  return undefined;
}

function distance(left: bigint, right: bigint): bigint {
  return left > right ? left - right : right - left;
}

const FRACTION_STEPS = 10000n;

/** The same for a fraction (`taskmanager.memory.managed.fraction`), in steps of 0.0001 from 0 to 0.9999. */
export function acceptedFractions(
  process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string,
): AcceptedFractions | undefined {
  const option = roleOf(key, context);
  if (option?.type !== 'Float') return undefined;
  const probe = proberOf(process, configuration, context, key, option.key);
  const found = acceptedInterval((step) => probe(printStep(step)), FRACTION_STEPS - 1n);
  return found === undefined ? undefined : { min: printStep(found.min), max: printStep(found.max) };
}

function printStep(step: bigint): string {
  return String(Number(step) / Number(FRACTION_STEPS));
}

/** The option that reads the key: under its own name, or by a former one. */
function roleOf(key: string, { version }: DerivationContext): { readonly key: string; readonly type: string } | undefined {
  return formerNameOf(key, version)?.option ?? optionAt(key, version);
}

/** How sizes of a key fare; undefined for what is no size. */
function sizeProber(process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string): ((bytes: bigint) => Verdict) | undefined {
  const option = roleOf(key, context);
  if (option === undefined || option.type !== 'MemorySize' || option.key.endsWith('segment-size')) return undefined;
  const probe = proberOf(process, configuration, context, key, option.key);
  return (bytes) => probe(`${bytes.toString()}b`);
}

function proberOf(
  process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string, role: string,
): (text: string) => Verdict {
  if (process === 'jobManager' && !isAtLeast(context.version, '1.11')) return () => 'hopeless';
  return (text) => {
    const c = new Calculation(configuration.with({ [key]: text }));
    if (process === 'taskManager') calculateTaskManager(c, context);
    else calculateJobManager(c, context);
    if (c.refusal !== undefined) return judge(c.refusal, role, context);
    return c.unknownKeys.length > 0 ? 'hopeless' : 'accepted';
  };
}

/**
 * The accepted values between 0 and `max`. Acceptance has no gaps (a size is too small up to a point and too large from
 * another on), so halving finds a value that is accepted, and then both ends.
 */
function acceptedInterval(probe: (value: bigint) => Verdict, max: bigint): { min: bigint; max: bigint } | undefined {
  const atZero = probe(0n);
  const atMax = probe(max);
  if (atZero === 'accepted' && atMax === 'accepted') return { min: 0n, max };
  if (atZero === 'too-large' || atMax === 'too-small') return undefined;
  let tooSmall = 0n;
  let tooLarge = max;
  let accepted = atZero === 'accepted' ? 0n : atMax === 'accepted' ? max : undefined;
  while (accepted === undefined && tooLarge - tooSmall > 1n) {
    const middle = between(tooSmall, tooLarge);
    const verdict = probe(middle);
    if (verdict === 'hopeless') return undefined;
    if (verdict === 'accepted') accepted = middle;
    else if (verdict === 'too-small') tooSmall = middle;
    else tooLarge = middle;
  }
  if (accepted === undefined) return undefined;
  const isAccepted = (value: bigint): boolean => probe(value) === 'accepted';
  const min = atZero === 'accepted' ? 0n : edge(tooSmall, accepted, isAccepted);
  if (atMax === 'accepted') return { min, max };
  const largest = edge(tooLarge, accepted, isAccepted);
  return { min, max: probe(largest + 1n) === 'overflow' ? max : largest };
}

/** The accepted value next to the refused one, between a refused and an accepted value. */
export function edge(refused: bigint, accepted: bigint, isAccepted: (value: bigint) => boolean): bigint {
  let [outside, inside] = [refused, accepted];
  while (distance(inside, outside) > 1n) {
    const middle = inside < outside ? between(inside, outside) : between(outside, inside);
    if (isAccepted(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** A value strictly between two that are more than 1 apart: the middle of their orders of magnitude, or their middle. */
function between(low: bigint, high: bigint): bigint {
  const [lowBits, highBits] = [low.toString(2).length, high.toString(2).length];
  return highBits - lowBits < 2 ? (low + high) >> 1n : 1n << BigInt((lowBits + highBits - 1) >> 1);
}

/** Which way out of a refusal a size offers: more of it, less of it, or none. */
function judge(refusal: Refusal, role: string, { container }: DerivationContext): Verdict {
  const isProcessTotal = role.endsWith('.memory.process.size') || (container && /^(task|job)manager\.heap\.size$/.test(role));
  const isFlinkTotal = role.endsWith('.memory.flink.size') || (!container && role === 'taskmanager.heap.size');
  switch (refusal.code) {
    case 'overflow':
      return 'overflow';
    case 'range-invalid':
      if (refusal.reason === 'fraction-outside' || refusal.key === undefined) return 'hopeless';
      return bounded(refusal.key.replace(/fraction$/, ''), role, 'too-large', 'too-small');
    case 'jvm-exceeds-process':
    case 'flink-exceeds-process':
      return isProcessTotal ? 'too-small' : 'too-large';
    case 'jvm-overhead-out-of-range': {
      const lack = isLack(refusal);
      const bound = bounded('.memory.jvm-overhead.', role, lack ? 'too-large' : 'hopeless', lack ? 'hopeless' : 'too-small');
      return bound === 'hopeless' ? towards(lack, isProcessTotal, role.includes('.jvm-overhead.')) : bound;
    }
    case 'network-out-of-range': {
      const lack = isLack(refusal);
      const bound = bounded('.memory.network.', role, lack ? 'too-large' : 'hopeless', lack ? 'hopeless' : 'too-small');
      return bound === 'hopeless' ? towards(lack, isProcessTotal || isFlinkTotal, role.includes('.memory.network.')) : bound;
    }
    case 'pools-exceed-flink':
    case 'off-heap-exceeds-flink':
    case 'heap-exceeds-flink':
      return isProcessTotal || isFlinkTotal ? 'too-small' : 'too-large';
    case 'heap-plus-off-heap-not-flink':
    case 'network-buffers-mismatch': {
      const lack = (refusal.required ?? 0n) > (refusal.available ?? 0n);
      return towards(lack, isProcessTotal || isFlinkTotal, false);
    }
    default:
      // Nothing that a different size could repair: an unreadable value elsewhere, no total at all, no CPU.
      return 'hopeless';
  }
}

/** Whether what is derived misses its minimum (rather than its maximum). */
function isLack({ required, bounds }: Refusal): boolean {
  return required !== undefined && bounds !== undefined && required < bounds.min;
}

function bounded(prefix: string, role: string, forMin: Verdict, forMax: Verdict): Verdict {
  if (role.includes(`${prefix}min`)) return forMin;
  return role.includes(`${prefix}max`) ? forMax : 'hopeless';
}

/** A total gives room and everything else takes it; a fraction or bound of the pool itself does neither. */
function towards(lack: boolean, isTotal: boolean, isOwn: boolean): Verdict {
  if (isOwn) return 'hopeless';
  return lack === isTotal ? 'too-small' : 'too-large';
}
