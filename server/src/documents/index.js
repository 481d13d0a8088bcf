"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.DocumentStore = exports.editsFor = exports.analyse = void 0;
/** The face of `documents`: text in, located Flink configurations out, and edits on them. */
var analysis_js_1 = require("./analysis.js");
Object.defineProperty(exports, "analyse", { enumerable: true, get: function () { return analysis_js_1.analyse; } });
var edits_js_1 = require("./edits.js");
Object.defineProperty(exports, "editsFor", { enumerable: true, get: function () { return edits_js_1.editsFor; } });
var store_js_1 = require("./store.js");
Object.defineProperty(exports, "DocumentStore", { enumerable: true, get: function () { return store_js_1.DocumentStore; } });
//# sourceMappingURL=index.js.map