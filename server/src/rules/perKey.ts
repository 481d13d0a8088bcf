import type { FlinkVersion } from '../model/version.js';

/** Keys come from the user's text: what is remembered of them stays bounded. */
const MOST_KEYS = 4000;

/** What follows from a key in a version of Flink, made once: every file has the same keys. */
export class PerKey<Value> {
  readonly #make: (key: string, version: FlinkVersion) => Value;
  readonly #known = new Map<FlinkVersion, Map<string, Value>>();

  constructor(make: (key: string, version: FlinkVersion) => Value) {
    this.#make = make;
  }

  get(key: string, version: FlinkVersion): Value {
    let ofVersion = this.#known.get(version);
    if (ofVersion === undefined) {
      ofVersion = new Map();
      this.#known.set(version, ofVersion);
    }
    let value = ofVersion.get(key);
    if (value === undefined) {
      value = this.#make(key, version);
      if (ofVersion.size >= MOST_KEYS) ofVersion.clear();
      ofVersion.set(key, value);
    }
    return value;
  }
}
