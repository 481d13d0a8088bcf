import type { Analysis } from '../../documents/analysis.js';
import { derive, isCountOfMib, poolOfKey, sizeValue, withSize, type Configuration, type DerivationContext } from '../../model/index.js';
import type { Derivation, Pool, ProcessKind, Refusal } from '../../model/derivation.js';
import { MIB } from '../../shared/sizes.js';
import { isPast } from '../order.js';
import { afterRemoval, authorText, winningEntry } from '../settings.js';
import { leastHeap, type LeastHeap } from '../thresholds.js';
import { mendingChanges, type Changes } from './mending.js';
import type { Way } from './way.js';

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
  /** What stands in the document, where `configuration` has other values mended. */
  readonly #unmended: Configuration | undefined;
  #least: LeastHeap | undefined;

  private constructor(analysis: Analysis, process: ProcessKind, context: DerivationContext, refusal: Refusal, configuration: Configuration, unmended: Configuration | undefined, without: readonly string[]) {
    this.analysis = analysis;
    this.process = process;
    this.context = context;
    this.refusal = refusal;
    this.configuration = configuration;
    this.#unmended = unmended;
    this.without = without;
  }

  /** Undefined where Flink does not refuse the process. */
  static of(analysis: Analysis, process: ProcessKind): Trial | undefined {
    const derivation = analysis.derivations[process];
    const { version: { version }, container } = analysis.cluster;
    return derivation?.status === 'failed' && version !== undefined ? new Trial(analysis, process, { version, container }, derivation.refusal, analysis.configuration, undefined, []) : undefined;
  }

  /** The same once the other values that Flink cannot read are mended, as each has a fix of its own; undefined where there are none. */
  mended(): Trial | undefined {
    const changes = mendingChanges(this.process, this.configuration, this.context.version);
    if (Object.keys(changes).length === 0) return undefined;
    return new Trial(this.analysis, this.process, this.context, this.refusal, this.configuration.with(changes), this.configuration, this.without);
  }

  /** The same with some keys taken away. */
  lacking(keys: readonly string[]): Trial {
    const changes = this.#removals(keys);
    return new Trial(this.analysis, this.process, this.context, this.refusal, this.configuration.with(changes), this.#unmended?.with(changes), keys);
  }

  #removals(keys: readonly string[]): Changes {
    return Object.fromEntries(keys.map((key) => [key, afterRemoval(this.analysis, key) ?? null]));
  }

  /** Whether a way helps while the other values are not mended yet: Flink may come to read one that it did not before. */
  helpsUnmended(way: Way): boolean {
    if (this.#unmended === undefined) return true;
    const value = way.kind === 'remove' ? (afterRemoval(this.analysis, way.key) ?? null) : way.kind === 'fraction' ? way.text : sizeValue(way.key, way.to);
    const changes = { ...this.#removals(way.without), [way.key]: value };
    return isPast(this.refusal, derive(this.process, this.#unmended.with(changes), this.context));
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
    const after = this.deriveSized(key, bytes);
    return isPast(this.refusal, after) ? after : undefined;
  }

  deriveSized(key: string, bytes: bigint): Derivation {
    return derive(this.process, withSize(this.configuration, key, bytes), this.context);
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
    const heap = after.part(pool)?.bytes ?? 0n;
    return heap < bytes ? bytes - heap : 0n;
  }
}
