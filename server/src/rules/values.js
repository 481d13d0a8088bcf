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
exports.VALUE_RULES = exports.sizeWithoutUnit = exports.valueInvalid = void 0;
exports.weightsEntry = weightsEntry;
exports.unreadableText = unreadableText;
/** Rules about single values: what Flink cannot read as the option's type, and sizes without a unit. */
const l10n = __importStar(require("@vscode/l10n"));
const index_js_1 = require("../model/index.js");
const derivation_js_1 = require("../model/derivation.js");
const javaNumbers_js_1 = require("../model/javaNumbers.js");
const secrets_js_1 = require("../shared/secrets.js");
const sizes_js_1 = require("../shared/sizes.js");
const words_js_1 = require("../shared/words.js");
const keyFacts_js_1 = require("./keyFacts.js");
const missingTotal_js_1 = require("./missingTotal.js");
const print_js_1 = require("./print.js");
const repair_js_1 = require("./repair.js");
const rule_js_1 = require("./rule.js");
const settings_js_1 = require("./settings.js");
/** Options of tables, whose keys stand in SQL and not here, share their names with nobody's settings. */
const NO_SETTINGS = /^(?:lookup\.|output-mode$|retry-strategy$)/;
/** Whether there are values that Flink surely refuses for an option. */
function canBeUnreadable({ key, type, list, values }) {
    return !list && !NO_SETTINGS.test(key) && (values !== undefined || READ_TYPES.has(type));
}
/** The types that {@link unreadable} judges values of. */
const READ_TYPES = new Set(['MemorySize', 'Integer', 'Long', 'Float', 'Double', 'Boolean']);
/** Why a value cannot be read; of options of which that can be said. */
function unreadable(option, value) {
    if (option.values !== undefined)
        return isChoice(option, value) ? undefined : 'not-a-choice';
    switch (option.type) {
        case 'MemorySize': {
            const size = (0, index_js_1.parseMemorySize)(value);
            return 'problem' in size ? size.problem : undefined;
        }
        case 'Integer':
            return (0, javaNumbers_js_1.parseJavaInteger)(value) === undefined ? 'not-a-number' : undefined;
        case 'Long':
            return (0, javaNumbers_js_1.parseJavaLong)(value) === undefined ? 'not-a-number' : undefined;
        case 'Float':
        case 'Double':
            return (0, javaNumbers_js_1.parseJavaDouble)(value) === undefined ? 'not-a-number' : undefined;
        case 'Boolean':
            return (0, javaNumbers_js_1.parseJavaBoolean)(value) === undefined ? 'not-a-boolean' : undefined;
        default:
            return undefined;
    }
}
/** Enums are read in any case; a hyphen for an underscore is given the benefit of the doubt, and so is what the default looks like. */
function isChoice({ values, default: otherwise }, value) {
    const same = (text) => text.toLowerCase().replace(/[-_]/g, '');
    return [...(values ?? []), otherwise ?? ''].some((choice) => same(choice) === same(value));
}
/** Keys whose values only the derivation reads: whether it does, it says itself. */
function isReadByDerivation(key) {
    return /^(?:taskmanager|jobmanager)\.(?:memory\.(?!segment-size|min-segment|starting-segment|managed\.consumer|framework\.off-heap\.batch)|heap\.|network\.(?:memory\.(?:fraction|min|max)$|numberOfBuffers)|cpu\.cores)/.test(key);
}
function isUnread(analysis, key) {
    if (!isReadByDerivation(key))
        return false;
    return analysis.derivations[(0, settings_js_1.processOf)(key)]?.status === 'derived';
}
exports.valueInvalid = (0, rule_js_1.defineRule)({
    id: 'value-invalid',
    level: 'error',
    entries: {
        about: 'value',
        concerns: ({ option }) => option !== undefined && canBeUnreadable(option),
        notice(entry, { option }, analysis) {
            // What stands in a field of the operator's is read by the operator: see quantity-invalid.
            if (option === undefined || entry.source === 'resource')
                return undefined;
            const reason = unreadable(option, entry.value);
            if (reason === undefined)
                return undefined;
            const unread = isUnread(analysis, entry.key);
            return {
                key: entry.key,
                span: (0, settings_js_1.valueSpan)(entry),
                ...(unread ? { level: 'warning' } : {}),
                payload: { key: entry.key, value: (0, secrets_js_1.shownValue)(entry.key, entry.value), reason, ...(unread ? { unread } : {}), ...(option.values === undefined ? {} : { choices: option.values }) },
            };
        },
    },
    *find(analysis) {
        const version = analysis.cluster.version.version;
        if (version === undefined)
            return;
        yield* refusedValues(analysis, version);
        yield* refusedWeights(analysis, version);
    },
    say({ payload }) {
        return (0, print_js_1.sentences)(wrongText(payload), payload.unread === true ? l10n.t('With the other settings as they are, Flink never reads it.') : l10n.t('Flink refuses it.'));
    },
    cause: ({ payload }) => wrongText(payload),
    fixes({ payload }, analysis) {
        const entry = (0, settings_js_1.winningEntry)(analysis, payload.key);
        const version = analysis.cluster.version.version;
        const option = version === undefined ? undefined : (0, keyFacts_js_1.factsOf)(payload.key, version).option;
        if (entry === undefined || option === undefined)
            return [];
        const repair = repairOf(option, entry);
        const fixes = [];
        if (repair !== undefined && repair.value !== entry.value) {
            fixes.push({
                title: l10n.t('Write {0}', (0, secrets_js_1.shownValue)(entry.key, repair.value)),
                changes: [{ kind: 'setValue', entry, value: repair.value }],
                cost: 0n,
                safe: repair.certain,
            });
        }
        // Where nobody can tell what was meant and there is no default to fall back to, a usual size gets the process further.
        const usual = repair !== undefined || option.default !== undefined ? undefined : (0, missingTotal_js_1.usualValue)(analysis, (0, settings_js_1.processOf)(payload.key), payload.key);
        if (usual !== undefined)
            fixes.push({ title: l10n.t('Write {0}', usual), changes: [{ kind: 'setValue', entry, value: usual }], cost: 2n });
        fixes.push({ title: removeTitle(analysis, entry, option), changes: [{ kind: 'removeEntry', entry }], cost: 1n });
        return fixes;
    },
});
/** Tells what counts once the entry is gone, where that is one thing: what stands beneath it, another name of the option, the default. */
function removeTitle(analysis, entry, { key, default: text, type, fallbackKeys }) {
    const { settings } = analysis.cluster;
    const { overridden = [], beneath } = settings.get(entry.key) ?? {};
    const other = [key, ...fallbackKeys.map((fallback) => fallback.key)].find((name) => name !== entry.key && settings.has(name));
    if (overridden.length > 0)
        return l10n.t('Remove {0}', entry.key);
    if (beneath !== undefined)
        return l10n.t('Remove {0} ({1} counts)', entry.key, (0, secrets_js_1.shownValue)(entry.key, beneath.value));
    if (other !== undefined)
        return l10n.t('Remove {0} ({1} counts)', entry.key, other);
    if (text === undefined || text === '')
        return l10n.t('Remove {0}', entry.key);
    return isUnlimited(type, text) ? l10n.t('Remove {0} (unlimited by default)', entry.key) : l10n.t('Remove {0} (its default is {1})', entry.key, text);
}
/** `MemorySize.MAX_VALUE` is how Flink says that there is no bound. */
function isUnlimited(type, text) {
    const size = type === 'MemorySize' ? (0, index_js_1.parseMemorySize)(text) : undefined;
    return size !== undefined && 'bytes' in size && size.bytes === index_js_1.MAX_BYTES;
}
function repairOf(option, entry) {
    if (option.values !== undefined)
        return (0, repair_js_1.repairEnum)(entry.value, option.values);
    switch (option.type) {
        case 'MemorySize': return (0, repair_js_1.repairSize)(entry.value);
        case 'Integer':
        case 'Long': return (0, repair_js_1.repairInteger)(entry.value, (0, index_js_1.isCountOfMib)(entry.key));
        case 'Float':
        case 'Double': return (0, repair_js_1.repairDecimal)(entry.value);
        case 'Boolean': return (0, repair_js_1.repairBoolean)(entry.value);
        default: return undefined;
    }
}
/** What the derivation refused to read and the types alone do not show, such as a negative number. */
function* refusedValues(analysis, version) {
    for (const process of derivation_js_1.PROCESS_KINDS) {
        const derivation = analysis.derivations[process];
        if (derivation?.status !== 'failed' || derivation.refusal.code !== 'value-invalid')
            continue;
        const { inputs, reason } = derivation.refusal;
        const key = inputs[0]?.key;
        const entry = key === undefined ? undefined : (0, settings_js_1.winningEntry)(analysis, key);
        // Quoted by the operator's field, or no entry of the document: nothing to mark.
        if (entry === undefined || entry.source === 'resource' || isUnreadable(entry, version))
            continue;
        yield { key: entry.key, span: (0, settings_js_1.valueSpan)(entry), process, payload: { key: entry.key, value: entry.value, reason: reason ?? 'not-a-number' } };
    }
}
/** Whether the types alone show it. */
function isUnreadable(entry, version) {
    const { option } = (0, keyFacts_js_1.factsOf)(entry.key, version);
    return option !== undefined && canBeUnreadable(option) && unreadable(option, entry.value) !== undefined;
}
function* refusedWeights(analysis, version) {
    if (!analysis.cluster.processes.taskManager.present)
        return;
    const weights = (0, index_js_1.consumerWeights)(analysis.configuration, version);
    if (!('refusal' in weights) || weights.refusal.code !== 'value-invalid')
        return;
    const entry = weightsEntry(analysis, weights.refusal.consumer);
    if (entry === undefined)
        return;
    yield { key: entry.key, span: (0, settings_js_1.valueSpan)(entry), payload: { key: entry.key, value: entry.value, reason: weights.refusal.reason ?? 'not-a-map' } };
}
/** The entry that holds a consumer's weight: the whole map's, or the one below it that a nested file has. */
function weightsEntry(analysis, consumer) {
    return (0, settings_js_1.winningEntry)(analysis, index_js_1.CONSUMER_WEIGHTS_KEY) ?? (consumer === undefined ? undefined : (0, settings_js_1.winningEntry)(analysis, `${index_js_1.CONSUMER_WEIGHTS_KEY}.${consumer}`));
}
function wrongText(payload) {
    return l10n.t('{0} cannot be read as {1}: {2}', `"${(0, secrets_js_1.shownValue)(payload.key, payload.value)}"`, payload.key, reasonText(payload));
}
/** Why Flink cannot read a value that has no finding, as it stands outside the document; undefined for other refusals. */
function unreadableText({ code, inputs, reason }) {
    const [input] = inputs;
    if (code !== 'value-invalid' || input === undefined)
        return undefined;
    return wrongText({ key: input.key, value: input.value ?? '', reason: reason ?? 'not-a-number' });
}
function reasonText({ reason, choices, value }) {
    switch (reason) {
        case 'unit-unknown':
            if (/\d[.,]\d/.test(value))
                return l10n.t('a size is a whole number with a unit, such as 1536m.');
            if (/[kmgt]i/i.test(value))
                return l10n.t("Flink's units are k, m, g and t, which are powers of 1024 already.");
            return l10n.t("this is none of Flink's units b, k, m, g and t.");
        case 'number-missing':
            return l10n.t('a size begins with a digit.');
        case 'blank':
            return l10n.t('there is no value.');
        case 'overflow':
            return l10n.t('it exceeds 64 bits.');
        case 'not-a-boolean':
            return l10n.t('it must be true or false.');
        case 'not-a-map':
            return l10n.t('it must be a list of the form NAME:1,OTHER:2.');
        case 'negative':
            return l10n.t('it must not be negative.');
        case 'not-a-choice':
            return l10n.t('it must be one of {0}.', (0, words_js_1.listed)(choices ?? []));
        default:
            return l10n.t('it is no number.');
    }
}
/** Keys of sizes below 1 MiB by nature. */
const SMALL_BY_NATURE = /segment|block|threshold|batch|page/;
exports.sizeWithoutUnit = (0, rule_js_1.defineRule)({
    id: 'size-without-unit',
    level: 'warning',
    entries: {
        about: 'value',
        concerns: ({ key, option }) => option?.type === 'MemorySize' && /memory|heap/.test(key) && !SMALL_BY_NATURE.test(key),
        notice(entry, _facts, analysis) {
            const text = (0, settings_js_1.authorText)(analysis, entry).trim();
            if (!/^\d+$/.test(text))
                return undefined;
            const bytes = BigInt(text);
            if (bytes === 0n || bytes >= sizes_js_1.MIB)
                return undefined;
            return { key: entry.key, span: (0, settings_js_1.valueSpan)(entry), payload: { key: entry.key, value: text } };
        },
    },
    say({ payload }, analysis) {
        const entry = (0, settings_js_1.winningEntry)(analysis, payload.key);
        return l10n.t('Without a unit {0} counts bytes, so this is less than 1 MiB. {1}m was probably meant.', entry === undefined ? payload.key : (0, settings_js_1.entryName)(entry), payload.value);
    },
    fixes({ payload }, analysis) {
        const entry = (0, settings_js_1.winningEntry)(analysis, payload.key);
        if (entry === undefined)
            return [];
        return [
            { title: l10n.t('Write {0}', `${payload.value}m`), changes: [{ kind: 'setValue', entry, value: `${payload.value}m` }], cost: 0n },
            { title: l10n.t('Write {0} (bytes are meant)', `${payload.value}b`), changes: [{ kind: 'setValue', entry, value: `${payload.value}b` }] },
        ];
    },
});
/** Rules about single values. */
exports.VALUE_RULES = [exports.valueInvalid, exports.sizeWithoutUnit];
//# sourceMappingURL=values.js.map