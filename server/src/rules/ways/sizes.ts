/** Ways out that give a setting another size. */
import { ceilToMebibyte, distance, edge, isCountOfMib, nearestAccepted, sizeValue } from '../../model/index.js';
import type { Derivation, Refusal, RefusalInput } from '../../model/derivation.js';
import { KIB, MIB } from '../../shared/sizes.js';
import { sizingOf, writtenSize } from '../computed.js';
import type { Trial } from './trial.js';
import type { Resize } from './way.js';

/**
 * The size nearest to the present one with which the process starts, in whole MiB where that will do.
 *
 * @param refusal what Flink says to the configuration at hand
 * @param within by how many bytes it may change at the most
 */
export function resize(trial: Trial, { key, value, bytes }: RefusalInput, refusal: Refusal, within?: bigint): Resize | undefined {
  if (bytes === undefined) return undefined;
  const steps = isCountOfMib(key) ? [MIB] : [MIB, KIB, 1n];
  const to = nearestAccepted(trial.process, trial.configuration, trial.context, key, bytes, steps, refusal, within);
  return to === undefined ? undefined : resized(trial, { key, value, from: bytes, to: to > bytes ? leastWritten(trial, key, to, bytes) : to, starts: true });
}

/** An operator computes other sizes than whole MiB: one that comes before the nearest of those may do as well. */
function leastWritten(trial: Trial, key: string, to: bigint, from: bigint): bigint {
  const sizing = sizingOf(trial.analysis, key);
  const before = sizing?.fieldFor((sizing.fieldFor(to, 'up')?.bytes ?? to) - 1n, 'down');
  return before !== undefined && before.bytes > from && before.bytes < to && trial.sized(key, before.bytes)?.status === 'derived' ? before.bytes : to;
}

/** Where no size lets the process start: the nearest whole MiB that at least gets past the refusal. */
export function resizeFurther(trial: Trial, { key, value, bytes }: RefusalInput): Resize | undefined {
  if (bytes === undefined) return undefined;
  const passes = (mebibytes: bigint): boolean => trial.sized(key, mebibytes * MIB) !== undefined;
  const found = [climb(bytes / MIB, passes), descend(bytes / MIB, passes)].flatMap((mebibytes) => (mebibytes === undefined ? [] : [mebibytes * MIB]));
  const [first, second] = found;
  if (first === undefined) return undefined;
  return resized(trial, { key, value, from: bytes, to: second !== undefined && distance(second, bytes) < distance(first, bytes) ? second : first });
}

/** The same way taken further, until the process has a heap of use; undefined where it never has. */
export function withRoom(trial: Trial, way: Resize): Resize | undefined {
  const lack = ceilToMebibyte(trial.lackingHeap(way.after)) / MIB;
  if (lack === 0n) return undefined;
  const isMore = way.to > way.from;
  const towards = isMore ? 1n : -1n;
  const at = (strides: bigint): Derivation | undefined => trial.sized(way.key, way.to + towards * strides * MIB);
  const hasRoom = (after: Derivation | undefined): boolean => after?.status === 'derived' && trial.lackingHeap(after) === 0n;
  let refused = 0n;
  // What comes into the heap is a fixed part of what a total grows by: a few strides reach it, or none at all.
  for (let stride = lack; stride <= lack * 1024n; stride *= 2n) {
    const after = at(stride);
    if (hasRoom(after)) {
      const strides = edge(refused, stride, (count) => hasRoom(at(count)));
      return resized(trial, { key: way.key, value: way.text, from: way.from, to: way.to + towards * strides * MIB, starts: true, roomy: true });
    }
    if (after?.status !== 'derived' || trial.lackingHeap(after) >= trial.lackingHeap(way.after)) return undefined;
    refused = stride;
  }
  return undefined;
}

interface NewSize {
  readonly key: string;
  /** The value that is replaced, as it is written. */
  readonly value: string | undefined;
  readonly from: bigint;
  readonly to: bigint;
  /** Where that is known. */
  readonly starts?: boolean;
  readonly roomy?: boolean;
}

function resized(trial: Trial, { key, value, from, to: wanted, starts, roomy = false }: NewSize): Resize | undefined {
  // A pool of nothing is what removing its key is for.
  if (wanted === from || (wanted === 0n && key.endsWith('.size'))) return undefined;
  const written = writtenSize(trial.analysis, key, wanted, value, wanted > from ? 'up' : 'down');
  if (written === undefined || written.bytes === from) return undefined;
  const to = written.bytes;
  let after: Derivation | undefined;
  const derived = (): Derivation => (after ??= trial.derive({ [key]: sizeValue(key, to) }));
  // Further away from the refused size first: there most often every size is accepted.
  const neighbours = to > from ? [to + MIB, to - MIB] : [to - MIB, to + MIB];
  return {
    kind: 'resize', key, without: trial.without, from, to, roomy, cost: distance(from, to),
    text: written.text, value: written.value,
    // Most ways are compared and never shown: what comes of them is derived for whoever shows it.
    get starts() { return starts ?? derived().status === 'derived'; },
    get after() { return derived(); },
    get exact() { return !roomy && neighbours.every((size) => trial.sized(key, size) === undefined); },
  };
}

/** 2^43 MiB are the 64 bits that Flink counts in. */
const MOST_MIB = 1n << 43n;

/** The first count of MiB above a refused one that passes, where from there on all do; undefined where none does. */
export function climb(start: bigint, passes: (mebibytes: bigint) => boolean): bigint | undefined {
  let refused = start;
  for (let step = 1n; start + step < MOST_MIB; step *= 2n) {
    if (passes(start + step)) return edge(refused, start + step, passes);
    refused = start + step;
  }
  return undefined;
}

function descend(start: bigint, passes: (mebibytes: bigint) => boolean): bigint | undefined {
  let refused = start + 1n;
  for (let step = 0n; ; step = step === 0n ? 1n : step * 2n) {
    const next = start - step;
    if (next < 0n) return passes(0n) ? edge(refused, 0n, passes) : undefined;
    if (passes(next)) return edge(refused, next, passes);
    refused = next;
  }
}
