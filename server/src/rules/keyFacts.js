"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.factsOf = factsOf;
const index_js_1 = require("../model/index.js");
const keyStatus_js_1 = require("./keyStatus.js");
const perKey_js_1 = require("./perKey.js");
const known = new perKey_js_1.PerKey((key, version) => ({
    key, version, option: (0, index_js_1.formerNameOf)(key, version)?.option ?? (0, index_js_1.optionAt)(key, version), status: (0, keyStatus_js_1.keyStatus)(key, version),
}));
/** The facts of a key. Remembered: the same keys are asked about for every section and at every keystroke. */
function factsOf(key, version) {
    return known.get(key, version);
}
//# sourceMappingURL=keyFacts.js.map