import type { Analysis } from '../../documents/analysis.js';
import { deriveWith, isCountOfMib, poolOfKey, sizeValue, type Configuration, type DerivationContext, type ProcessSettings } from '../../model/index.js';
import type { Derivation, Pool, ProcessKind, Refusal } from '../../model/derivation.js';
import { MIB } from '../../shared/sizes.js';
import { isPast } from '../order.js';
import { afterRemoval } from '../settings.js';
import { leastHeap, type LeastHeap } from '../thresholds.js';
import { mendingChanges, type Changes } from './mending.js';
import type { Way } from './way.js';

/** A refused process of a document: here settings are changed to see whether Flink gets past the refusal. */
export class Trial {
  readonly analysis: Analysis;
  /** What has to be got past. */
  readonly refusal: Refusal;
  /** Keys that are taken away before anything else is changed. */
  readonly without: readonly string[];
  readonly settings: ProcessSettings;
  /** What stands in the document, where `settings` have other values mended. */
  readonly #unmended: ProcessSettings | undefined;
  #least: LeastHeap | undefined;

  private constructor(analysis: Analysis, refusal: Refusal, settings: ProcessSettings, unmended: ProcessSettings | undefined, without: readonly string[]) {
    this.analysis = analysis;
    this.refusal = refusal;
    this.settings = settings;
    this.#unmended = unmended;
    this.without = without;
  }

  get process(): ProcessKind {
    return this.settings.process;
  }

  get context(): DerivationContext {
    return this.settings.context;
  }

  get configuration(): Configuration {
    return this.settings.configuration;
  }

  /** Undefined where Flink does not refuse the process. */
  static of(analysis: Analysis, process: ProcessKind): Trial | undefined {
    const derivation = analysis.derivations[process];
    return derivation?.status === 'failed' ? new Trial(analysis, derivation.refusal, derivation.settings, undefined, []) : undefined;
  }

  /** The same once the other values that Flink cannot read are mended, as each has a fix of its own; undefined where there are none. */
  mended(): Trial | undefined {
    const changes = mendingChanges(this.process, this.configuration, this.context.version);
    if (Object.keys(changes).length === 0) return undefined;
    return new Trial(this.analysis, this.refusal, this.settings.with(changes), this.settings, this.without);
  }

  /** The same with some keys taken away. */
  lacking(keys: readonly string[]): Trial {
    const gone = this.#unmended === undefined ? keys : this.#withUnreadable(keys, this.#unmended);
    const changes = this.#removals(gone);
    return new Trial(this.analysis, this.refusal, this.settings.with(changes), this.#unmended?.with(changes), gone);
  }

  /** These keys with those that Flink would come to read once these are gone, and cannot: older names mostly, that nobody has missed. */
  #withUnreadable(keys: readonly string[], unmended: ProcessSettings): readonly string[] {
    const after = deriveWith(unmended.with(this.#removals(keys)));
    if (after.status !== 'failed' || isPast(this.refusal, after)) return keys;
    const isMended = (key: string): boolean => unmended.configuration.get(key) !== this.configuration.get(key);
    const next = after.refusal.inputs.find(({ key }) => !keys.includes(key) && isMended(key) && afterRemoval(this.analysis, key) !== undefined);
    return next === undefined ? keys : this.#withUnreadable([...keys, next.key], unmended);
  }

  #removals(keys: readonly string[]): Changes {
    return Object.fromEntries(keys.map((key) => [key, afterRemoval(this.analysis, key) ?? null]));
  }

  /** Whether a way helps while the other values are not mended yet: Flink may come to read one that it did not before. */
  helpsUnmended(way: Way): boolean {
    if (this.#unmended === undefined) return true;
    const value = way.kind === 'remove' ? (afterRemoval(this.analysis, way.key) ?? null) : way.kind === 'fraction' ? way.text : sizeValue(way.key, way.to);
    const changes = { ...this.#removals(way.without), [way.key]: value };
    return isPast(this.refusal, deriveWith(this.#unmended.with(changes)));
  }

  derive(changes: Changes): Derivation {
    return deriveWith(this.settings.with(changes));
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
    return deriveWith(this.settings.withSize(key, bytes));
  }

  poolOf(key: string): Pool | undefined {
    return poolOfKey(this.process, key, this.context.version);
  }

  /** How many bytes of heap a process that starts lacks to be of use; 0 where it has enough. */
  lackingHeap(after: Derivation): bigint {
    if (after.status !== 'derived') return 0n;
    const { pool, bytes } = (this.#least ??= leastHeap(this.process, this.configuration, this.context.version));
    const heap = after.part(pool)?.bytes ?? 0n;
    return heap < bytes ? bytes - heap : 0n;
  }
}
