import type { Configuration } from '../../model/index.js';
import type { Derivation, Refusal, RefusalCode } from '../../model/derivation.js';

/** What every way tells. Sizes are bytes. */
interface Outcome {
  /** The key to change, as the configuration spells it. */
  readonly key: string;
  /** The process starts then; otherwise it only gets as far as a later refusal. */
  readonly starts: boolean;
  readonly after: Derivation;
  /** By how much it changes what it changes. */
  readonly cost: bigint;
  /** Other keys that have to go as well, where no single change helps. */
  readonly without: readonly string[];
}

/** Another size for a setting. */
export interface Resize extends Outcome {
  readonly kind: 'resize';
  readonly from: bigint;
  readonly to: bigint;
  /** The new value as the author would write it. */
  readonly text: string;
  /** The same for a `Change`. */
  readonly value: string;
  /** Only this size will do: whole MiB to either side are refused. */
  readonly exact: boolean;
  /** More than Flink asks for: with the next size that it accepts hardly any heap would be left. */
  readonly roomy: boolean;
}

/** A smaller fraction. */
export interface Lowered extends Outcome {
  readonly kind: 'fraction';
  readonly text: string;
  /** See {@link Resize.roomy}. */
  readonly roomy: boolean;
}

/** A setting that goes. */
export interface Removal extends Outcome {
  readonly kind: 'remove';
}

/** A change of one setting with which Flink gets past a refusal. */
export type Way = Resize | Lowered | Removal;

/** The less a way changes the earlier it comes, and what takes a share that nobody asked for last; of two that change equally much the better habit. */
export function byCost({ refusal: { code }, configuration }: { readonly refusal: Refusal; readonly configuration: Configuration }): (left: Way, right: Way) => number {
  const adds = ({ kind, key }: Way): number => (kind === 'fraction' && !configuration.has(key) ? 1 : 0);
  return (left, right) => adds(left) - adds(right) || (left.cost < right.cost ? -1 : left.cost > right.cost ? 1 : taste(left.kind, left.key, code) - taste(right.kind, right.key, code));
}

/** The better habit first: one total instead of two, pools before totals before bounds. */
export function taste(kind: Way['kind'], key: string, code: RefusalCode): number {
  if (key.endsWith('.min') || key.endsWith('.max')) return 4;
  if (key.includes('metaspace')) return 5;
  if (key.endsWith('process.size')) return kind === 'remove' ? 6 : 3;
  if (key.endsWith('flink.size')) return kind === 'remove' && (code === 'flink-exceeds-process' || code === 'jvm-overhead-out-of-range') ? 0 : 2;
  return 1;
}

/** 4 TiB in bytes: nobody gives a process more. */
export const MOST_MEMORY = 1n << 42n;

/** Whether a way can have been meant: shares that nearly add up to everything fit into petabytes, which helps nobody. */
export function isSensible(way: Way): boolean {
  if (way.kind === 'resize') return way.to <= MOST_MEMORY;
  return way.after.status !== 'derived' || (way.after.part('totalProcess')?.bytes ?? 0n) <= MOST_MEMORY;
}
