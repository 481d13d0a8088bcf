"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.unusedSuppressions = exports.UNUSED_SUPPRESSION = exports.unreadableText = exports.nameOf = exports.prove = exports.fixesFor = exports.missingBytes = exports.sentenceOf = exports.ruleOf = exports.levelOf = exports.findingsBy = exports.check = exports.causeOf = exports.ALL_RULES = void 0;
/** The face of `rules`: what is to be said about a cluster, and what is known to help. */
var catalogue_js_1 = require("./catalogue.js");
Object.defineProperty(exports, "ALL_RULES", { enumerable: true, get: function () { return catalogue_js_1.ALL_RULES; } });
Object.defineProperty(exports, "causeOf", { enumerable: true, get: function () { return catalogue_js_1.causeOf; } });
Object.defineProperty(exports, "check", { enumerable: true, get: function () { return catalogue_js_1.check; } });
Object.defineProperty(exports, "findingsBy", { enumerable: true, get: function () { return catalogue_js_1.findingsBy; } });
Object.defineProperty(exports, "levelOf", { enumerable: true, get: function () { return catalogue_js_1.levelOf; } });
Object.defineProperty(exports, "ruleOf", { enumerable: true, get: function () { return catalogue_js_1.ruleOf; } });
Object.defineProperty(exports, "sentenceOf", { enumerable: true, get: function () { return catalogue_js_1.sentenceOf; } });
var derivationWords_js_1 = require("./derivationWords.js");
Object.defineProperty(exports, "missingBytes", { enumerable: true, get: function () { return derivationWords_js_1.missingBytes; } });
var proof_js_1 = require("./proof.js");
Object.defineProperty(exports, "fixesFor", { enumerable: true, get: function () { return proof_js_1.fixesFor; } });
Object.defineProperty(exports, "prove", { enumerable: true, get: function () { return proof_js_1.prove; } });
var settings_js_1 = require("./settings.js");
Object.defineProperty(exports, "nameOf", { enumerable: true, get: function () { return settings_js_1.nameOf; } });
var values_js_1 = require("./values.js");
Object.defineProperty(exports, "unreadableText", { enumerable: true, get: function () { return values_js_1.unreadableText; } });
var suppressionRule_js_1 = require("./suppressionRule.js");
Object.defineProperty(exports, "UNUSED_SUPPRESSION", { enumerable: true, get: function () { return suppressionRule_js_1.UNUSED_SUPPRESSION; } });
var suppressions_js_1 = require("./suppressions.js");
Object.defineProperty(exports, "unusedSuppressions", { enumerable: true, get: function () { return suppressions_js_1.unusedSuppressions; } });
//# sourceMappingURL=index.js.map