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
exports.OUTDATED_KEY_RULES = void 0;
/** Rules about keys that another version of Flink knows better: outdated, gone, not yet there. */
const l10n = __importStar(require("@vscode/l10n"));
const index_js_1 = require("../model/index.js");
const words_js_1 = require("../shared/words.js");
const formerKeys_js_1 = require("./formerKeys.js");
const keyRule_js_1 = require("./keyRule.js");
const print_js_1 = require("./print.js");
const shadowing_js_1 = require("./shadowing.js");
function replacements(entry, analysis, by) {
    const { cluster } = analysis;
    const version = cluster.version.version;
    if (version === undefined)
        return [];
    if (entry.key === 'taskmanager.network.numberOfBuffers') {
        const key = 'taskmanager.memory.segment-size';
        return (0, formerKeys_js_1.networkOfBuffers)(entry.value, cluster.settings.get(key)?.value ?? (0, index_js_1.optionAt)(key, version)?.default ?? '') ?? [];
    }
    const known = (0, formerKeys_js_1.replacementsOf)(entry.key, entry.value, version, cluster.container);
    return (known ?? by.map((key) => ({ key, value: entry.value }))).filter(({ key }) => (0, index_js_1.optionAt)(key, version) !== undefined);
}
/** Rename, or where one key became several, write them in its place. */
function renameFix(entry, analysis, by) {
    const [first, ...more] = replacements(entry, analysis, by);
    if (first === undefined || [first, ...more].some(({ key }) => analysis.cluster.settings.has(key)))
        return undefined;
    const title = [first, ...more].map(({ key, value }) => (value === entry.value ? key : `${key}: ${value}`)).join(l10n.t(' and '));
    return {
        title: l10n.t('Rename to {0}', title),
        changes: [
            { kind: 'rename', entry, key: first.key, ...(first.value === entry.value ? {} : { value: first.value }) },
            ...more.map(({ key, value }) => ({ kind: 'set', key, value })),
        ],
        cost: 0n,
        // An operator reads some keys itself, by the Flink it bundles, which may not know the new name.
        safe: analysis.cluster.kind !== 'FlinkDeployment' || /^(?:task|job)manager\./.test(entry.key),
    };
}
const deprecatedKey = (0, keyRule_js_1.keyRule)({
    id: 'deprecated-key',
    level: 'hint',
    kind: 'deprecated',
    notice(entry, status, analysis, version) {
        const by = status.kind === 'deprecated' ? status.by : [];
        const instead = replacements(entry, analysis, by).map(({ key }) => key);
        const counting = (0, shadowing_js_1.countingInstead)(analysis, entry.key, version);
        return { ...(0, keyRule_js_1.noticeKey)(entry, version, { instead: named(entry.key, instead.length > 0 ? instead : by), ...(counting.length === 0 ? {} : { counting }) }), tag: 'deprecated' };
    },
    say({ key, instead, counting = [] }) {
        if (counting.length > 0) {
            return instead.length > 0 && counting.every((other) => instead.includes(other))
                ? l10n.t('{0} is an older name of {1}, which is set as well and counts.', key, (0, words_js_1.listed)(instead))
                : l10n.t('{0} is deprecated and has no effect here: {1} is set as well and counts.', key, (0, words_js_1.listed)(counting));
        }
        if (instead.length === 0)
            return l10n.t('{0} is deprecated: a later version of Flink may not read it.', key);
        return (0, formerKeys_js_1.workedOnBy)(key) === undefined
            ? l10n.t('{0} is an older name of {1}: Flink still reads it, a later version may not.', key, (0, words_js_1.listed)(instead))
            : l10n.t('{0} is deprecated: its work is done by {1}.', key, (0, words_js_1.listed)(instead));
    },
    fixes({ instead, counting = [] }, entry, analysis) {
        if (counting.length > 0) {
            return [{ title: l10n.t('Remove {0} ({1} counts)', entry.key, (0, words_js_1.listed)(counting)), changes: [{ kind: 'removeEntry', entry }], cost: 0n, neutral: true }];
        }
        const rename = (0, formerKeys_js_1.workedOnBy)(entry.key) === undefined ? renameFix(entry, analysis, instead) : undefined;
        // Where another old name counts, the new one would bring to life what Flink passes over.
        return rename === undefined ? [] : [{ ...rename, neutral: true }];
    },
});
/** The keys to write instead, or the one that does the same work in another way. */
function named(key, instead) {
    const worked = (0, formerKeys_js_1.workedOnBy)(key);
    return instead.length > 0 || worked === undefined ? instead : [worked];
}
const removedKey = (0, keyRule_js_1.keyRule)({
    id: 'removed-key',
    level: 'warning',
    kind: 'removed',
    notice(entry, status, analysis, version) {
        const { last, by } = status.kind === 'removed' ? status : { last: undefined, by: [] };
        const instead = named(entry.key, replacements(entry, analysis, by).map(({ key }) => key)).filter((key) => (0, index_js_1.optionAt)(key, version) !== undefined);
        return (0, keyRule_js_1.noticeKey)(entry, version, { instead, ...(last === undefined ? {} : { last }) });
    },
    say({ key, version, instead, last }) {
        const gone = last === undefined
            ? l10n.t('Flink {0} does not read {1}: it has had no effect since the memory model of 1.10.', version, key)
            : l10n.t('Flink {0} does not read {1}: the last version with it is {2}.', version, key, last);
        return (0, print_js_1.sentences)(gone, instead.length === 0 ? '' : l10n.t('Its work is done by {0}.', (0, words_js_1.listed)(instead)));
    },
    fixes({ instead }, entry, analysis) {
        const rename = (0, formerKeys_js_1.workedOnBy)(entry.key) === undefined ? renameFix(entry, analysis, instead) : undefined;
        // What Flink does not read is changed into something that it does: a choice of the author's, never done unasked.
        return rename === undefined ? [(0, keyRule_js_1.removeUnread)(entry)] : [{ title: rename.title, changes: rename.changes, cost: 0n }, (0, keyRule_js_1.removeUnread)(entry)];
    },
});
const futureKey = (0, keyRule_js_1.keyRule)({
    id: 'future-key',
    level: 'warning',
    kind: 'future',
    notice: (entry, status, _analysis, version) => (0, keyRule_js_1.noticeKey)(entry, version, { instead: [], ...(status.kind === 'future' ? { since: status.since } : {}) }),
    say: ({ key, version, since }) => l10n.t('Flink {0} does not read {1}: it comes with {2}.', version, key, since ?? ''),
    fixes: (_payload, entry) => [(0, keyRule_js_1.removeUnread)(entry)],
});
/** In the order of docs/rules.md. */
exports.OUTDATED_KEY_RULES = [deprecatedKey, removedKey, futureKey];
//# sourceMappingURL=outdatedKeys.js.map