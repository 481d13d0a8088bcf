import { formerNameOf, optionAt } from './catalogue.js';
import type { Configuration } from './configuration.js';
import type { Derivation, ProcessKind, Refusal } from './derivation.js';
import type { DerivationContext } from './derive.js';
import { isCountOfMib } from './legacyKeys.js';
import { distance, MAX_BYTES } from './memorySize.js';
import { deriveWith } from './process.js';
import { ProcessSettings } from './processSettings.js';
import type { FlinkVersion } from './version.js';

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
export type Verdict = 'accepted' | 'too-small' | 'too-large' | 'overflow' | 'hopeless';

/**
 * The sizes of `key` with which Flink derives the process while everything else stays as it is; the key need not be set.
 * Undefined when there is none, when a template takes part, or when the key is no size of this process
 * (`taskmanager.memory.segment-size` has no range: it is a power of two).
 */
export function acceptedRange(
  process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string,
): AcceptedRange | undefined {
  const role = sizeRole(key, context);
  if (role === undefined) return undefined;
  const settings = ProcessSettings.of(process, configuration, context);
  const found = acceptedInterval((bytes) => verdictOf(deriveWith(settings.withSize(key, bytes)), role, context), MAX_BYTES);
  if (found === undefined) return undefined;
  return { ...(found.min === 0n ? {} : { min: found.min }), ...(found.max === MAX_BYTES ? {} : { max: found.max }) };
}

const FRACTION_STEPS = 10000n;

/** The same for a fraction (`taskmanager.memory.managed.fraction`), in steps of 0.0001 from 0 to 0.9999. */
export function acceptedFractions(
  process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string,
): AcceptedFractions | undefined {
  const option = roleOf(key, context.version);
  if (option?.type !== 'Float') return undefined;
  const settings = ProcessSettings.of(process, configuration, context);
  const found = acceptedInterval((step) => verdictOf(deriveWith(settings.withText(key, printStep(step))), option.key, context), FRACTION_STEPS - 1n);
  return found === undefined ? undefined : { min: printStep(found.min), max: printStep(found.max) };
}

function printStep(step: bigint): string {
  return String(Number(step) / Number(FRACTION_STEPS));
}

/** The option that reads the key: under its own name, or by a former one. */
function roleOf(key: string, version: FlinkVersion): { readonly key: string; readonly type: string } | undefined {
  return formerNameOf(key, version)?.option ?? optionAt(key, version);
}

/**
 * The option that a size's key is read by; undefined for what is no size with a range. A number of MiB of before 1.10 stands for
 * the same as the size of before 1.10.
 */
export function sizeRole(key: string, { version }: DerivationContext): string | undefined {
  let roles = sizeRoles.get(version);
  if (roles === undefined) sizeRoles.set(version, (roles = new Map<string, string | null>()));
  let role = roles.get(key);
  if (role === undefined) {
    role = findSizeRole(key, version) ?? null;
    if (roles.size >= MOST_ROLES) roles.clear();
    roles.set(key, role);
  }
  return role ?? undefined;
}

/** `null`: no size with a range. The keys of a process are few, and each refusal asks for those that take part. */
const sizeRoles = new Map<FlinkVersion, Map<string, string | null>>();
const MOST_ROLES = 200;

function findSizeRole(key: string, version: FlinkVersion): string | undefined {
  if (isCountOfMib(key)) return optionAt(key, version) === undefined ? undefined : key.replace(/mb$/, 'size');
  const option = roleOf(key, version);
  return option === undefined || option.type !== 'MemorySize' || option.key.endsWith('segment-size') ? undefined : option.key;
}

/** What Flink's answer says about the value of the option in question. */
export function verdictOf(derivation: Derivation, role: string, context: DerivationContext): Verdict {
  if (derivation.status === 'failed') return judge(derivation.refusal, role, context);
  return derivation.status === 'derived' ? 'accepted' : 'hopeless';
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

/** Whether a size plays the part of total process memory: in a container the former `heap.size` does as well. */
export function isProcessTotalRole(role: string, container: boolean): boolean {
  return role.endsWith('.memory.process.size') || (container && /^(task|job)manager\.heap\.size$/.test(role));
}

/** Whether a size plays the part of total Flink memory: outside a container the TaskManager's former `heap.size` does as well. */
export function isFlinkTotalRole(role: string, container: boolean): boolean {
  return role.endsWith('.memory.flink.size') || (!container && role === 'taskmanager.heap.size');
}

/** Which way out of a refusal a size offers: more of it, less of it, or none. */
function judge(refusal: Refusal, role: string, { container }: DerivationContext): Verdict {
  const isProcessTotal = isProcessTotalRole(role, container);
  const isFlinkTotal = isFlinkTotalRole(role, container);
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
