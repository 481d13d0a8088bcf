/** Ways out that give a setting another size. */
import { ceilToMebibyte, distance, edge, hasLeeway, isCountOfMib, nearestAccepted, type Accepted } from '../../model/index.js';
import type { Derivation, Refusal, RefusalInput } from '../../model/derivation.js';
import { KIB, MIB } from '../../shared/sizes.js';
import { sizingOf, writtenSize, type WrittenSize } from '../computed.js';
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
  const nearest = nearestAccepted(trial.settings, key, bytes, steps, refusal, within);
  if (nearest === undefined) return undefined;
  const to = nearest.bytes > bytes ? leastWritten(trial, key, nearest.bytes, bytes) : nearest.bytes;
  return resized(trial, { key, value, from: bytes, to, isKnownToStart: true, nearest });
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
      return resized(trial, { key: way.key, value: way.text, from: way.from, to: way.to + towards * strides * MIB, isKnownToStart: true, roomy: true });
    }
    if (after?.status !== 'derived' || trial.lackingHeap(after) >= trial.lackingHeap(way.after)) return undefined;
    refused = stride;
  }
  return undefined;
}

interface NewSize {
  readonly key: string;
  /** The value that is replaced, as it is written. */
  readonly value?: string | undefined;
  readonly from: bigint;
  readonly to: bigint;
  /** Whether the process is known to start with what is written for it. */
  readonly isKnownToStart?: true;
  /** A size that was found, with what comes of it. */
  readonly nearest?: Accepted;
  readonly roomy?: boolean;
}

function resized(trial: Trial, { key, value, from, to: wanted, isKnownToStart, nearest, roomy = false }: NewSize): Resize | undefined {
  // A pool of nothing is what removing its key is for.
  if (wanted === from || (wanted === 0n && key.endsWith('.size'))) return undefined;
  const written = writtenSize(trial.analysis, key, wanted, value, wanted > from ? 'up' : 'down');
  if (written === undefined || written.bytes === from) return undefined;
  return new NewSizeWay(trial, key, from, written, roomy, isKnownToStart === true, nearest?.bytes === written.bytes ? nearest.after : undefined);
}

/** Most ways are compared and never shown: what comes of them, unless it is known, is derived for whoever shows it. */
class NewSizeWay implements Resize {
  readonly kind = 'resize';
  readonly key: string;
  readonly from: bigint;
  readonly to: bigint;
  readonly cost: bigint;
  readonly text: string;
  readonly value: string;
  readonly roomy: boolean;
  readonly #trial: Trial;
  readonly #isKnownToStart: boolean;
  #after: Derivation | undefined;

  constructor(trial: Trial, key: string, from: bigint, { text, value, bytes }: WrittenSize, roomy: boolean, isKnownToStart: boolean, after: Derivation | undefined) {
    this.key = key;
    this.from = from;
    this.to = bytes;
    this.cost = distance(from, bytes);
    this.text = text;
    this.value = value;
    this.roomy = roomy;
    this.#trial = trial;
    this.#isKnownToStart = isKnownToStart;
    this.#after = after;
  }

  get without(): readonly string[] {
    return this.#trial.without;
  }

  get starts(): boolean {
    return this.#isKnownToStart || this.after.status === 'derived';
  }

  get after(): Derivation {
    return this.#after ??= this.#trial.deriveSized(this.key, this.to);
  }

  get exact(): boolean {
    const further = this.to > this.from ? MIB : -MIB;
    return !this.roomy && !this.#isAccepted(further) && !this.#isAccepted(-further);
  }

  /** Whether a neighbour helps as well; further away from the refused size most often every size does, which leeway tells without deriving. */
  #isAccepted(change: bigint): boolean {
    const { key, after } = this;
    const to = this.to + change;
    const isSure = to >= 0n && after.status === 'derived' && hasLeeway(this.#trial.settings, key, after, change);
    return isSure || this.#trial.sized(key, to) !== undefined;
  }
}

/** 2^43 MiB are the 64 bits that Flink counts in. */
const MOST_MIB = 1n << 43n;

/** The first count of MiB above a refused one that passes, where from there on all do; undefined where none does. */
function climb(start: bigint, passes: (mebibytes: bigint) => boolean): bigint | undefined {
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
