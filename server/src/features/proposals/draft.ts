import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../documents/analysis.js';
import type { Derivation } from '../../model/derivation.js';
import { derive, type FlinkVersion, isConfigured, parseMemorySize, type ReadableOption, stateBackendName, stateBackendOf, stateBackendOption, supplyingKey, type TaskManagerOptions, taskManagerOptions } from '../../model/index.js';
import type { Changes, Proposal } from '../../shared/protocol.js';

/** A TaskManager whose settings are being chosen: every change has a reason, and what holds already is none. */
export class Draft {
  readonly options: TaskManagerOptions;
  readonly #changes: Record<string, string | null> = {};
  readonly #reasons: Record<string, string> = {};
  readonly #notes: string[] = [];

  constructor(readonly analysis: Analysis, readonly version: FlinkVersion) {
    this.options = taskManagerOptions(version);
  }

  /** What the configuration is with the changes so far. */
  get configuration() {
    return this.analysis.configuration.with(this.#changes);
  }

  isSet(option: ReadableOption | undefined): boolean {
    return isConfigured(this.configuration, option);
  }

  /** The option's value as text: set, or its default. */
  valueOf(option: ReadableOption): string | undefined {
    const key = supplyingKey(this.configuration, option);
    return key === undefined ? option.default : this.configuration.get(key);
  }

  /** The option's value in bytes; 0 where it has none, or none that can be read. */
  sizeOf(option: ReadableOption): bigint {
    const size = parseMemorySize(this.valueOf(option) ?? '');
    return 'bytes' in size ? size.bytes : 0n;
  }

  set(option: ReadableOption, value: string, reason: string): void {
    if (this.isSet(option) && saysTheSame(this.valueOf(option) ?? '', value)) return;
    this.#change(supplyingKey(this.configuration, option) ?? option.key, value, reason);
  }

  /** Leaves an option to its default or to what the others leave. */
  unset(option: ReadableOption | undefined, reason: string): void {
    const key = option === undefined ? undefined : supplyingKey(this.configuration, option);
    if (key !== undefined) this.#change(key, null, reason);
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  /** Chooses where state is kept. */
  keepStateIn(backend: 'rocksdb' | 'hashmap', reason: string): void {
    const option = stateBackendOption(this.version);
    const name = stateBackendName(backend, this.version);
    if (option === undefined || name === undefined || stateBackendOf(this.configuration, this.version) === backend) return;
    this.set(option, name, reason);
  }

  /** Gives managed memory its default share at least; a size that is set by hand is left to the share where a total divides. */
  giveManaged(reason: string): void {
    const { managedSize, managedFraction } = this.options;
    const hasTotal = this.isSet(this.options.totalProcess) || this.isSet(this.options.totalFlink);
    if (hasTotal) this.unset(managedSize, reason);
    if (this.isSet(managedSize)) this.note(l10n.t('{0} stays as it is: with it and the task heap the total is computed.', managedSize.key));
    else if (Number(this.valueOf(managedFraction)) < Number(managedFraction.default)) this.unset(managedFraction, reason);
  }

  /** Gives managed memory nothing. */
  takeManaged(reason: string): void {
    const { managedSize, managedFraction } = this.options;
    if (this.isSet(managedSize)) this.set(managedSize, '0m', reason);
    else if (Number(this.valueOf(managedFraction)) !== 0) this.set(managedFraction, '0', reason);
  }

  /** What Flink makes of it, with some values besides. */
  derived(more: Changes = {}): Derivation {
    return derive('taskManager', this.configuration.with(more), { version: this.version, container: this.analysis.cluster.container });
  }

  proposal(): Proposal {
    return {
      changes: this.#changes,
      reasons: Object.entries(this.#changes).map(([key, value]) => ({ key, value, text: this.#reasons[key] ?? '' })),
      notes: this.#notes,
    };
  }

  #change(key: string, value: string | null, reason: string): void {
    // What is set only to be what it was is no change.
    if ((this.analysis.configuration.get(key) ?? null) === value) {
      Reflect.deleteProperty(this.#changes, key);
      return;
    }
    this.#changes[key] = value;
    this.#reasons[key] = reason;
  }
}

function saysTheSame(one: string, other: string): boolean {
  const [left, right] = [parseMemorySize(one), parseMemorySize(other)];
  return one === other || ('bytes' in left && 'bytes' in right && left.bytes === right.bytes);
}
