import type { Derivation, Refusal, RefusalCode } from '../model/derivation.js';

/**
 * How far Flink gets before each check on sizes, in the order it makes them (`ProcessMemoryUtils`): a process size is divided
 * first, then what is inside total Flink memory; a process size beside total Flink memory is compared last.
 */
const CHECKS: Partial<Readonly<Record<RefusalCode, number>>> = {
  'size-not-configured': 0,
  'jvm-exceeds-process': 1,
  'pools-exceed-flink': 2,
  'off-heap-exceeds-flink': 2,
  'heap-plus-off-heap-not-flink': 2,
  'heap-exceeds-flink': 2,
  'network-buffers-mismatch': 3,
  'network-out-of-range': 3,
  'flink-exceeds-process': 4,
  'jvm-overhead-out-of-range': 5,
};

/** Checks right before which bounds are read: with nothing more settled it is those that are refused now, and earlier. */
const READ_BOUNDS: ReadonlySet<RefusalCode> = new Set(['network-out-of-range', 'network-buffers-mismatch', 'jvm-overhead-out-of-range']);

/** Whether a derivation got past a refusal: it succeeds, or is refused at a check that Flink makes later. */
export function isPast(before: Refusal, after: Derivation): boolean {
  if (after.status === 'derived') return true;
  if (after.status !== 'failed') return false;
  const { refusal } = after;
  const first = CHECKS[before.code];
  const then = CHECKS[refusal.code];
  if (first !== undefined && then !== undefined) return then > first;
  if (sameValue(before, refusal)) return false;
  if (first === undefined) return refusal.code !== 'size-not-configured';
  // Values are read as they are needed: one is read later when more is settled by then.
  const settled = refusal.parts.length - before.parts.length;
  return settled > 0 || (settled === 0 && !READ_BOUNDS.has(before.code));
}

/** Whether a derivation is no worse than before: it got at least as far. */
export function isNoWorse(before: Derivation | undefined, after: Derivation | undefined): boolean {
  if (before === undefined || after === undefined || after.status === 'notModelled') return before?.status === after?.status || before === undefined;
  // What nobody knew before has nothing to lose: an operator computes it once a field can be read.
  if (before.status === 'unknown') return after.status !== 'failed';
  if (before.status !== 'failed') return before.status === after.status;
  return (after.status === 'failed' && sameRefusal(before.refusal, after.refusal)) || isPast(before.refusal, after);
}

function sameRefusal(before: Refusal, after: Refusal): boolean {
  return before.code === after.code && before.key === after.key && before.reason === after.reason;
}

/** The same value at fault: the code, the option and the key that supplies it. */
function sameValue(before: Refusal, after: Refusal): boolean {
  return before.code === after.code && before.key === after.key && before.inputs[0]?.key === after.inputs[0]?.key;
}
