"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", { value: true });
exports.keyRule = keyRule;
exports.noticeKey = noticeKey;
exports.removeUnread = removeUnread;
/** What the rules about a key's standing with a version have in common. */
const l10n = __importStar(require("@vscode/l10n"));
const rule_js_1 = require("./rule.js");
const settings_js_1 = require("./settings.js");
/** A rule about the keys of one standing. */
function keyRule(rule) {
    return (0, rule_js_1.defineRule)({
        id: rule.id,
        level: rule.level,
        entries: {
            about: 'key',
            // Keys with a template in them are nobody's to judge, and a byte order mark is no part of a key that anybody wrote.
            concerns: ({ key, status }) => status.kind === rule.kind && !/[{}$\ufeff]/.test(key),
            notice: (entry, { status, version }, analysis) => rule.notice(entry, status, analysis, version),
        },
        say: ({ payload }) => rule.say(payload),
        fixes({ payload }, analysis) {
            const entry = (0, settings_js_1.winningEntry)(analysis, payload.key);
            return entry === undefined ? [] : rule.fixes(payload, entry, analysis);
        },
    });
}
function noticeKey(entry, version, facts) {
    return { key: entry.key, span: entry.keySpan, payload: { key: entry.key, version, ...facts } };
}
function removeUnread(entry) {
    return { title: l10n.t('Remove {0} (Flink does not read it)', entry.key), changes: [{ kind: 'removeEntry', entry }], cost: 1n };
}
//# sourceMappingURL=keyRule.js.map