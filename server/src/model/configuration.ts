const NO_VALUES: ReadonlyMap<string, string> = new Map();

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
  /** Undefined where no text is a template, as in nearly all files: one question less for each key that is read. */
  readonly #unknown: ReadonlySet<string> | undefined;

  /**
   * @param values every key that is present, unknown ones included, with its text
   * @param unknown the keys whose text is a template and must not be read as a value
   */
  constructor(values: ReadonlyMap<string, string>, unknown?: ReadonlySet<string>) {
    this.#values = values;
    this.#unknown = unknown?.size === 0 ? undefined : unknown;
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  isUnknown(key: string): boolean {
    return this.#unknown?.has(key) === true;
  }

  /** The text of a key that is present; undefined where it is a template. */
  known(key: string): string | undefined {
    return this.#unknown?.has(key) === true ? undefined : this.#values.get(key);
  }

  keys(): IterableIterator<string> {
    return this.#values.keys();
  }

  /** The first of an option's keys that is present: its own, then those that are read in its place. */
  supplyingKey(option: OptionKeys): string | undefined {
    if (this.has(option.key)) return option.key;
    return option.fallbackKeys.length === 0 ? undefined : this.#firstOf(option.fallbackKeys);
  }

  #firstOf(keys: readonly string[]): string | undefined {
    return keys.find((key) => this.has(key));
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

  /** The same with a text for one key. */
  withText(key: string, text: string): Configuration {
    return new ConfigurationWithText(this, key, text);
  }
}

class ConfigurationWithText extends Configuration {
  readonly #base: Configuration;
  readonly #key: string;
  readonly #text: string;

  constructor(base: Configuration, key: string, text: string) {
    super(NO_VALUES);
    this.#base = base;
    this.#key = key;
    this.#text = text;
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

  override known(key: string): string | undefined {
    return key === this.#key ? this.#text : this.#base.known(key);
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
    super(NO_VALUES);
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

  override known(key: string): string | undefined {
    const changed = this.#changes.get(key);
    return changed === undefined ? this.#base.known(key) : (changed ?? undefined);
  }

  override keysBelow(prefix: string): readonly string[] {
    return [...this.keys()].filter((key) => key.startsWith(prefix));
  }

  override *keys(): IterableIterator<string> {
    for (const key of this.#base.keys()) if (this.#changes.get(key) !== null) yield key;
    for (const [key, value] of this.#changes) if (value !== null && !this.#base.has(key)) yield key;
  }
}
