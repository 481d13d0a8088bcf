import type { Change, LocatedCluster } from '../../documents/index.js';
import type { ProcessKind } from '../../model/derivation.js';
import { optionAt, parseMemorySize } from '../../model/index.js';
import { MIB } from '../../shared/sizes.js';

/** Changes of one process's settings, collected: what they set and remove, and which keys that touches. */
export class KeyChanges {
  readonly changes: Change[] = [];
  readonly keys = new Set<string>();
  /** A change that cannot be written: the setting stands in no place of this document's. */
  isPossible = true;
  readonly #located: LocatedCluster;
  readonly #prefix: string;

  constructor(located: LocatedCluster, process: ProcessKind) {
    this.#located = located;
    this.#prefix = `${process.toLowerCase()}.`;
  }

  /** Sets a size, e.g. of `memory.managed.size`, unless it is set so already; its former names go. */
  put(name: string, bytes: bigint): this {
    const key = this.#prefix + name;
    for (const former of this.#names(name).slice(1)) this.#remove(former);
    const set = this.#located.cluster.settings.get(key);
    const before = set === undefined ? undefined : parseMemorySize(set.value);
    if (before !== undefined && 'bytes' in before && before.bytes === bytes) return this;
    this.keys.add(key);
    this.changes.push({ kind: 'set', key, value: spelled(bytes) });
    return this;
  }

  /** Sets a size in the place of the first of some settings; the others go. So it stays in its line, with the comment there. */
  putFor(names: readonly string[], name: string, bytes: bigint): this {
    const key = this.#prefix + name;
    const { settings } = this.#located.cluster;
    const first = names.flatMap((other) => this.#names(other)).map((other) => settings.get(other)).find((setting) => setting !== undefined);
    if (first?.entry === undefined || first.overridden.length > 0 || this.isSet(name)) return this.drop(...names).put(name, bytes);
    if (first.source !== 'document') this.isPossible = false;
    this.keys.add(key).add(first.entry.key);
    this.changes.push({ kind: 'rename', entry: first.entry, key, value: spelled(bytes) });
    for (const other of names.flatMap((each) => this.#names(each))) if (other !== first.entry.key) this.#remove(other);
    return this;
  }

  /** Removes a setting under all names that Flink reads it by. */
  drop(...names: readonly string[]): this {
    for (const key of names.flatMap((name) => this.#names(name))) this.#remove(key);
    return this;
  }

  isSet(name: string): boolean {
    return this.#names(name).some((key) => this.#located.cluster.settings.has(key));
  }

  #remove(key: string): void {
    const setting = this.#located.cluster.settings.get(key);
    if (setting === undefined) return;
    if (setting.source !== 'document') this.isPossible = false;
    this.keys.add(key);
    this.changes.push({ kind: 'remove', key });
  }

  #names(name: string): readonly string[] {
    const key = this.#prefix + name;
    const { version } = this.#located.cluster.version;
    const option = version === undefined ? undefined : optionAt(key, version);
    return [key, ...(option?.fallbackKeys ?? []).map((fallback) => fallback.key)];
  }
}

/** Whole MiB, or bytes. */
function spelled(bytes: bigint): string {
  return bytes > 0n && bytes % MIB === 0n ? `${bytes / MIB}m` : `${bytes}b`;
}

/** The names that size a whole process besides `memory.process.size`, those of before 1.10 included. */
export const OTHER_TOTALS = ['memory.flink.size', 'heap.size', 'heap.mb'] as const;
export const TOTALS = ['memory.process.size', ...OTHER_TOTALS] as const;
