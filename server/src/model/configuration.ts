const NO_VALUES: ReadonlyMap<string, string> = new Map();
const NO_KEYS: ReadonlySet<string> = new Set();

/** By which keys an option is found. */
interface OptionKeys {
  readonly key: string;
  readonly fallbackKeys: readonly string[];
}

/**
 * A flat Flink configuration: what Flink sees once files, overrides and arguments are merged.
 * A key may be present with a value that nobody knows before a template is rendered (`{{ .Values.memory }}`).
 */
export class Configuration {
  readonly #values: ReadonlyMap<string, string>;
  readonly #unknown: ReadonlySet<string>;

  /**
   * @param values every key that is present, unknown ones included, with its text
   * @param unknown the keys whose text is a template and must not be read as a value
   */
  constructor(values: ReadonlyMap<string, string>, unknown: ReadonlySet<string> = NO_KEYS) {
    this.#values = values;
    this.#unknown = unknown;
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  isUnknown(key: string): boolean {
    return this.#unknown.has(key);
  }

  keys(): IterableIterator<string> {
    return this.#values.keys();
  }

  /** The first of an option's keys that is present: its own, then those that are read in its place. */
  supplyingKey(option: OptionKeys): string | undefined {
    return this.has(option.key) ? option.key : option.fallbackKeys.find((key) => this.has(key));
  }

  /** The keys that begin with a prefix. */
  keysBelow(prefix: string): readonly string[] {
    const keys: string[] = [];
    this.#values.forEach((_, key) => {
      if (key.startsWith(prefix)) keys.push(key);
    });
    return keys;
  }

  /** The same configuration with some keys set (text) or removed (null). A key that is set is known from then on. */
  with(changes: Readonly<Record<string, string | null>>): Configuration {
    return new ChangedConfiguration(this, new Map(Object.entries(changes)));
  }

  /** The same with texts for one key, one after the other, as a search for a size tries them: which keys there are is the same for all. */
  textsFor(key: string): (text: string) => Configuration {
    const suppliers = new Map<OptionKeys, string | null>();
    return (text) => new ConfigurationWithText(this, key, text, suppliers);
  }
}

class ConfigurationWithText extends Configuration {
  readonly #base: Configuration;
  readonly #key: string;
  readonly #text: string;
  /** What supplies each option, `null` for nothing. */
  readonly #suppliers: Map<OptionKeys, string | null>;

  constructor(base: Configuration, key: string, text: string, suppliers: Map<OptionKeys, string | null>) {
    super(NO_VALUES, NO_KEYS);
    this.#base = base;
    this.#key = key;
    this.#text = text;
    this.#suppliers = suppliers;
  }

  override supplyingKey(option: OptionKeys): string | undefined {
    let key = this.#suppliers.get(option);
    if (key === undefined) {
      key = super.supplyingKey(option) ?? null;
      this.#suppliers.set(option, key);
    }
    return key ?? undefined;
  }

  override get(key: string): string | undefined {
    return key === this.#key ? this.#text : this.#base.get(key);
  }

  override has(key: string): boolean {
    return key === this.#key || this.#base.has(key);
  }

  override isUnknown(key: string): boolean {
    return key !== this.#key && this.#base.isUnknown(key);
  }

  override keysBelow(prefix: string): readonly string[] {
    return this.#key.startsWith(prefix) ? [...this.keys()].filter((key) => key.startsWith(prefix)) : this.#base.keysBelow(prefix);
  }

  override *keys(): IterableIterator<string> {
    yield* this.#base.keys();
    if (!this.#base.has(this.#key)) yield this.#key;
  }
}

/** A configuration seen through a few changes: a search for bounds makes thousands of these, and copies none. */
class ChangedConfiguration extends Configuration {
  readonly #base: Configuration;
  readonly #changes: ReadonlyMap<string, string | null>;

  constructor(base: Configuration, changes: ReadonlyMap<string, string | null>) {
    super(NO_VALUES, NO_KEYS);
    this.#base = base;
    this.#changes = changes;
  }

  override get(key: string): string | undefined {
    const changed = this.#changes.get(key);
    return changed === undefined ? this.#base.get(key) : (changed ?? undefined);
  }

  override has(key: string): boolean {
    const changed = this.#changes.get(key);
    return changed === undefined ? this.#base.has(key) : changed !== null;
  }

  override isUnknown(key: string): boolean {
    return !this.#changes.has(key) && this.#base.isUnknown(key);
  }

  override keysBelow(prefix: string): readonly string[] {
    return [...this.keys()].filter((key) => key.startsWith(prefix));
  }

  override *keys(): IterableIterator<string> {
    for (const key of this.#base.keys()) if (this.#changes.get(key) !== null) yield key;
    for (const [key, value] of this.#changes) if (value !== null && !this.#base.has(key)) yield key;
  }
}
