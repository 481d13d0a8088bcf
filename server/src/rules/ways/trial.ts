import type { Analysis } from '../../documents/analysis.js';
import { derive, poolOfKey, type Configuration, type DerivationContext } from '../../model/index.js';
import type { Derivation, Pool, ProcessKind, Refusal } from '../../model/derivation.js';
import { MIB } from '../../shared/sizes.js';
import { isPast } from '../order.js';
import { afterRemoval, authorText, winningEntry } from '../settings.js';
import { isCountOfMib } from '../spelling.js';
import { leastHeap, type LeastHeap } from '../thresholds.js';

/** Keys with what they are to be: a text, or `null` for nothing. */
export type Changes = Readonly<Record<string, string | null>>;

/** A refused process of a document: here settings are changed to see whether Flink gets past the refusal. */
export class Trial {
  readonly analysis: Analysis;
  readonly process: ProcessKind;
  readonly context: DerivationContext;
  /** What has to be got past. */
  readonly refusal: Refusal;
  /** Keys that are taken away before anything else is changed. */
  readonly without: readonly string[];
  readonly configuration: Configuration;
  #least: LeastHeap | undefined;

  private constructor(analysis: Analysis, process: ProcessKind, context: DerivationContext, refusal: Refusal, without: readonly string[]) {
    this.analysis = analysis;
    this.process = process;
    this.context = context;
    this.refusal = refusal;
    this.without = without;
    const { configuration } = analysis;
    this.configuration = without.length === 0 ? configuration : configuration.with(Object.fromEntries(without.map((key) => [key, afterRemoval(analysis, key) ?? null])));
  }

  /** Undefined where Flink does not refuse the process. */
  static of(analysis: Analysis, process: ProcessKind): Trial | undefined {
    const derivation = analysis.derivations[process];
    const { version: { version }, container } = analysis.cluster;
    return derivation?.status === 'failed' && version !== undefined ? new Trial(analysis, process, { version, container }, derivation.refusal, []) : undefined;
  }

  /** The same with some keys taken away. */
  lacking(keys: readonly string[]): Trial {
    return new Trial(this.analysis, this.process, this.context, this.refusal, keys);
  }

  derive(changes: Changes): Derivation {
    return derive(this.process, this.configuration.with(changes), this.context);
  }

  /** The derivation with these changes, when it gets past the refusal. */
  past(changes: Changes): Derivation | undefined {
    const after = this.derive(changes);
    return isPast(this.refusal, after) ? after : undefined;
  }

  /** The same for a size; in whole MiB where the key counts those. */
  sized(key: string, bytes: bigint): Derivation | undefined {
    if (bytes < 0n || (isCountOfMib(key) && bytes % MIB !== 0n)) return undefined;
    return this.past({ [key]: sizeValue(key, bytes) });
  }

  poolOf(key: string): Pool | undefined {
    return poolOfKey(this.process, key, this.context.version);
  }

  /** The value in the author's own words: `2Gi` in a document, where Flink gets the number of bytes. */
  written(key: string): string | undefined {
    const entry = winningEntry(this.analysis, key);
    return entry === undefined ? undefined : authorText(this.analysis, entry);
  }

  /** How many bytes of heap a process that starts lacks to be of use; 0 where it has enough. */
  lackingHeap(after: Derivation): bigint {
    if (after.status !== 'derived') return 0n;
    const { pool, bytes } = (this.#least ??= leastHeap(this.process, this.configuration, this.context.version));
    const heap = after.pools.get(pool) ?? 0n;
    return heap < bytes ? bytes - heap : 0n;
  }
}

/** A size as a value of the key, in whole bytes or MiB. */
export function sizeValue(key: string, bytes: bigint): string {
  return isCountOfMib(key) ? (bytes / MIB).toString() : `${bytes}b`;
}
