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
  constructor(values: ReadonlyMap<string, string>, unknown: ReadonlySet<string> = new Set()) {
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

  /** The same configuration with some keys set (text) or removed (null). A key that is set is known from then on. */
  with(changes: Readonly<Record<string, string | null>>): Configuration {
    const values = new Map(this.#values);
    const unknown = new Set(this.#unknown);
    for (const [key, value] of Object.entries(changes)) {
      unknown.delete(key);
      if (value === null) values.delete(key);
      else values.set(key, value);
    }
    return new Configuration(values, unknown);
  }
}
