"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.DEFAULT_SETTINGS = exports.STATE_BACKENDS = exports.OPERATOR_VERSIONS = exports.RULE_LEVELS = void 0;
exports.parseSettings = parseSettings;
const version_js_1 = require("../model/version.js");
const records_js_1 = require("./records.js");
exports.RULE_LEVELS = ['error', 'warning', 'information', 'hint', 'off'];
exports.OPERATOR_VERSIONS = Array.from({ length: 17 }, (_, minor) => `1.${minor}`);
exports.STATE_BACKENDS = ['auto', 'rocksdb', 'hashmap', 'forst'];
exports.DEFAULT_SETTINGS = {
    flinkVersion: 'auto',
    operatorVersion: 'auto',
    operatorDefaults: {},
    rules: {},
    inlayHints: { enabled: true },
    codeLens: { enabled: true },
    stateBackend: 'auto',
};
/** Reads what a client answered for the section `flinkMemory`. What is missing or of another type falls back to its default. */
function parseSettings(raw) {
    const settings = (0, records_js_1.asRecord)(raw);
    return {
        flinkVersion: oneOf(settings['flinkVersion'], ['auto', ...version_js_1.MINOR_VERSIONS], exports.DEFAULT_SETTINGS.flinkVersion),
        operatorVersion: oneOf(settings['operatorVersion'], ['auto', ...exports.OPERATOR_VERSIONS], exports.DEFAULT_SETTINGS.operatorVersion),
        operatorDefaults: scalarsOf(settings['operatorDefaults']),
        rules: levelsOf(settings['rules']),
        inlayHints: { enabled: booleanOf((0, records_js_1.asRecord)(settings['inlayHints'])['enabled'], true) },
        codeLens: { enabled: booleanOf((0, records_js_1.asRecord)(settings['codeLens'])['enabled'], true) },
        stateBackend: oneOf(settings['stateBackend'], exports.STATE_BACKENDS, exports.DEFAULT_SETTINGS.stateBackend),
    };
}
function oneOf(value, allowed, fallback) {
    return allowed.find((candidate) => candidate === value) ?? fallback;
}
function booleanOf(value, fallback) {
    return typeof value === 'boolean' ? value : fallback;
}
function scalarsOf(value) {
    const result = {};
    for (const [key, scalar] of Object.entries((0, records_js_1.asRecord)(value))) {
        if (typeof scalar === 'string' || typeof scalar === 'number' || typeof scalar === 'boolean')
            result[key] = String(scalar);
    }
    return result;
}
function levelsOf(value) {
    const result = {};
    for (const [rule, level] of Object.entries((0, records_js_1.asRecord)(value))) {
        const known = exports.RULE_LEVELS.find((candidate) => candidate === level);
        if (known !== undefined)
            result[rule] = known;
    }
    return result;
}
//# sourceMappingURL=settings.js.map