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
exports.KEY_RULES = void 0;
/** Rules about keys: misspelt, outdated, gone, not yet there. */
const l10n = __importStar(require("@vscode/l10n"));
const index_js_1 = require("../model/index.js");
const words_js_1 = require("../shared/words.js");
const formerKeys_js_1 = require("./formerKeys.js");
const keyRule_js_1 = require("./keyRule.js");
const outdatedKeys_js_1 = require("./outdatedKeys.js");
const shadowing_js_1 = require("./shadowing.js");
const unknownKey = (0, keyRule_js_1.keyRule)({
    id: 'unknown-key',
    level: 'warning',
    kind: 'unknown',
    notice(entry, status, _analysis, version) {
        if (status.kind !== 'unknown')
            return (0, keyRule_js_1.noticeKey)(entry, version, { instead: [] });
        const { nearest, family, gone } = status;
        return (0, keyRule_js_1.noticeKey)(entry, version, { instead: (0, formerKeys_js_1.meantBy)(entry.key) ?? nearest, family, ...(gone === undefined ? {} : { gone }) });
    },
    say({ key, instead, family, gone, version }) {
        const [nearest] = instead;
        if ((0, formerKeys_js_1.meantBy)(key) !== undefined)
            return l10n.t('There is no option {0}: Flink ignores it. To fix the size of this pool, set {1} to the same value.', key, (0, words_js_1.listed)(instead));
        if (nearest === undefined) {
            return gone === undefined
                ? l10n.t('There is no option {0}: Flink ignores it.', key)
                : l10n.t('There is no option {0}: Flink ignores it. {1}, which it resembles, is not read by Flink {2} either.', key, gone, version);
        }
        return family === true && instead.length > 1
            ? l10n.t('There is no option {0}: Flink ignores it. Known: {1}.', key, (0, words_js_1.listed)(instead))
            : l10n.t('There is no option {0}: Flink ignores it. Did you mean {1}?', key, nearest);
    },
    fixes({ instead }, entry, analysis) {
        const free = instead.filter((key) => !isSet(analysis, key));
        if ((0, formerKeys_js_1.meantBy)(entry.key) !== undefined)
            return free.length < instead.length ? [(0, keyRule_js_1.removeUnread)(entry)] : [(0, keyRule_js_1.removeUnread)(entry), fixedSize(entry, instead)];
        return [
            ...free.map((key) => ({
                title: l10n.t('Change to {0}', key),
                changes: [{ kind: 'rename', entry, key }],
                // Of several near ones nobody but the author knows which was meant, and what the other process lacks was hardly meant for this one.
                ...(instead.length === 1 && !isOfOtherProcess(entry.key, key) ? { cost: 0n } : {}),
            })),
            (0, keyRule_js_1.removeUnread)(entry),
        ];
    },
});
/** Whether the document sets an option, under whatever name. */
function isSet(analysis, key) {
    const { version } = analysis.cluster.version;
    if (version === undefined)
        return analysis.cluster.settings.has(key);
    const option = (0, index_js_1.formerNameOf)(key, version)?.option.key ?? key;
    return (0, shadowing_js_1.suppliedBy)(analysis, key, version) !== undefined || (0, shadowing_js_1.suppliedBy)(analysis, option, version) !== undefined;
}
function isOfOtherProcess(key, other) {
    const processes = /^(?:taskmanager|jobmanager)\./;
    return processes.exec(key)?.[0] !== processes.exec(other)?.[0] && processes.test(key) && processes.test(other);
}
/** A pool's fixed size is its minimum and its maximum. */
function fixedSize(entry, [min = '', max = '']) {
    return {
        title: l10n.t('Write {0} and {1}', `${min}: ${entry.value}`, `${max}: ${entry.value}`),
        changes: [{ kind: 'rename', entry, key: min }, { kind: 'set', key: max, value: entry.value }],
    };
}
/** Rules about keys. */
exports.KEY_RULES = [unknownKey, ...outdatedKeys_js_1.OUTDATED_KEY_RULES];
//# sourceMappingURL=keys.js.map