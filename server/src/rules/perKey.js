"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.PerKey = void 0;
/** Keys come from the user's text: what is remembered of them stays bounded. */
const MOST_KEYS = 4000;
/** What follows from a key in a version of Flink, made once: every file has the same keys. */
class PerKey {
    #make;
    #known = new Map();
    constructor(make) {
        this.#make = make;
    }
    get(key, version) {
        let ofVersion = this.#known.get(version);
        if (ofVersion === undefined) {
            ofVersion = new Map();
            this.#known.set(version, ofVersion);
        }
        let value = ofVersion.get(key);
        if (value === undefined) {
            value = this.#make(key, version);
            if (ofVersion.size >= MOST_KEYS)
                ofVersion.clear();
            ofVersion.set(key, value);
        }
        return value;
    }
}
exports.PerKey = PerKey;
//# sourceMappingURL=perKey.js.map