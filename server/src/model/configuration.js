"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Configuration = void 0;
const NO_VALUES = new Map();
const NO_KEYS = new Set();
/**
 * A flat Flink configuration: what Flink sees once files, overrides and arguments are merged.
 * A key may be present with a value that nobody knows before a template is rendered (`{{ .Values.memory }}`).
 */
class Configuration {
    #values;
    #unknown;
    /**
     * @param values every key that is present, unknown ones included, with its text
     * @param unknown the keys whose text is a template and must not be read as a value
     */
    constructor(values, unknown = NO_KEYS) {
        this.#values = values;
        this.#unknown = unknown;
    }
    get(key) {
        return this.#values.get(key);
    }
    has(key) {
        return this.#values.has(key);
    }
    isUnknown(key) {
        return this.#unknown.has(key);
    }
    keys() {
        return this.#values.keys();
    }
    /** The same configuration with some keys set (text) or removed (null). A key that is set is known from then on. */
    with(changes) {
        return new ChangedConfiguration(this, new Map(Object.entries(changes)));
    }
}
exports.Configuration = Configuration;
/** A configuration seen through a few changes: a search for bounds makes thousands of these, and copies none. */
class ChangedConfiguration extends Configuration {
    #base;
    #changes;
    constructor(base, changes) {
        super(NO_VALUES, NO_KEYS);
        this.#base = base;
        this.#changes = changes;
    }
    get(key) {
        const changed = this.#changes.get(key);
        return changed === undefined ? this.#base.get(key) : (changed ?? undefined);
    }
    has(key) {
        const changed = this.#changes.get(key);
        return changed === undefined ? this.#base.has(key) : changed !== null;
    }
    isUnknown(key) {
        return !this.#changes.has(key) && this.#base.isUnknown(key);
    }
    *keys() {
        for (const key of this.#base.keys())
            if (this.#changes.get(key) !== null)
                yield key;
        for (const [key, value] of this.#changes)
            if (value !== null && !this.#base.has(key))
                yield key;
    }
}
//# sourceMappingURL=configuration.js.map