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
exports.REFUSAL_RULES = void 0;
/** What Flink refuses besides sizes that do not fit: ranges upside down, odd segments, no cores, weights, sums beyond 64 bits. */
const l10n = __importStar(require("@vscode/l10n"));
const index_js_1 = require("../model/index.js");
const derivation_js_1 = require("../model/derivation.js");
const sizes_js_1 = require("../shared/sizes.js");
const words_js_1 = require("../shared/words.js");
const derivation_js_2 = require("./derivation.js");
const nearest_js_1 = require("./nearest.js");
const rule_js_1 = require("./rule.js");
const settings_js_1 = require("./settings.js");
const spelling_js_1 = require("./spelling.js");
const values_js_1 = require("./values.js");
const wayFixes_js_1 = require("./wayFixes.js");
/** A rule for a code of the derivation that is about one or two values rather than about sums. */
function refusalRule(code, say, fixes) {
    return (0, rule_js_1.defineRule)({
        id: code,
        level: 'error',
        when: code,
        *find(analysis) {
            for (const process of derivation_js_1.PROCESS_KINDS) {
                const refusal = (0, derivation_js_2.refusalOf)(analysis, process);
                if (refusal?.code === code)
                    yield notice(analysis, process, refusal);
            }
        },
        say({ payload: { process } }, analysis) {
            const refusal = (0, derivation_js_2.refusalOf)(analysis, process);
            return refusal === undefined ? '' : l10n.t('{0}: the {1} will not start.', say(refusal, process, analysis), (0, words_js_1.processName)(process));
        },
        cause({ payload: { process } }, analysis) {
            const refusal = (0, derivation_js_2.refusalOf)(analysis, process);
            return refusal === undefined ? '' : l10n.t('{0}.', say(refusal, process, analysis));
        },
        fixes({ payload: { process } }, analysis) {
            const refusal = (0, derivation_js_2.refusalOf)(analysis, process);
            return refusal === undefined ? [] : fixes(refusal, analysis, process);
        },
    });
}
function notice(analysis, process, { inputs }) {
    const entries = inputs.flatMap(({ key }) => (0, settings_js_1.winningEntry)(analysis, key) ?? []);
    const [first, ...others] = entries;
    if (first === undefined)
        return { span: analysis.cluster.processes[process].head, process, payload: { process } };
    return {
        span: (0, settings_js_1.valueSpan)(first), key: first.key, process, payload: { process, key: first.key },
        related: others.map((entry) => ({ span: (0, settings_js_1.valueSpan)(entry), message: l10n.t('{0}: {1}', (0, settings_js_1.entryName)(entry), entry.value) })),
    };
}
function setFix(entry, key, value, title, cost) {
    return { title, changes: [entry === undefined ? { kind: 'set', key, value } : { kind: 'setValue', entry, value }], ...(cost === undefined ? {} : { cost }) };
}
function removeFixes(refusal, analysis) {
    return refusal.inputs.flatMap(({ key, value }) => {
        const entry = value === undefined ? undefined : (0, settings_js_1.winningEntry)(analysis, key);
        // A value to remove is a choice lost: dearer than any change of it.
        return entry === undefined ? [] : [{ title: l10n.t('Remove {0}', (0, settings_js_1.entryName)(entry)), changes: [{ kind: 'removeEntry', entry }], cost: 1n << 62n }];
    });
}
const rangeInvalid = refusalRule('range-invalid', ({ reason, inputs, required, available }, _process, analysis) => {
    const [first, second] = inputs;
    if (reason !== 'min-above-max' || first === undefined || second === undefined) {
        return l10n.t('{0} is {1}, but a fraction is at least 0 and below 1', first?.key ?? '', first?.value ?? '');
    }
    return l10n.t('The minimum {0} ({1}) is above the maximum {2} ({3})', written(analysis, first.key), (0, sizes_js_1.sizeText)(required ?? 0n), written(analysis, second.key), (0, sizes_js_1.sizeText)(available ?? 0n));
}, (refusal, analysis) => [...(refusal.reason === 'min-above-max' ? rangeFixes(refusal, analysis) : fractionFixes(refusal, analysis)), ...removeFixes(refusal, analysis)]);
function written(analysis, key) {
    const entry = (0, settings_js_1.winningEntry)(analysis, key);
    return entry === undefined ? key : (0, settings_js_1.entryName)(entry);
}
function rangeFixes({ inputs }, analysis) {
    const [min, max] = inputs;
    if (min?.bytes === undefined || max?.bytes === undefined)
        return [];
    const minEntry = (0, settings_js_1.winningEntry)(analysis, min.key);
    const maxEntry = (0, settings_js_1.winningEntry)(analysis, max.key);
    const fixes = [];
    if (minEntry !== undefined && maxEntry !== undefined) {
        fixes.push({
            title: l10n.t('Swap minimum and maximum'),
            changes: [{ kind: 'setValue', entry: minEntry, value: maxEntry.value }, { kind: 'setValue', entry: maxEntry, value: minEntry.value }],
            cost: 0n,
        });
    }
    const cost = min.bytes - max.bytes;
    if (minEntry !== undefined) {
        const value = (0, spelling_js_1.spell)(max.bytes, (0, spelling_js_1.styleOf)(min.key, minEntry.value));
        fixes.push(setFix(minEntry, min.key, value, l10n.t('Lower {0} to {1}', min.key, value), cost));
    }
    const value = (0, spelling_js_1.spell)(min.bytes, (0, spelling_js_1.styleOf)(max.key, maxEntry?.value));
    fixes.push(setFix(maxEntry, max.key, value, maxEntry === undefined ? l10n.t('Set {0} to {1}', max.key, value) : l10n.t('Raise {0} to {1}', max.key, value), cost));
    return fixes;
}
function fractionFixes({ inputs }, analysis) {
    const key = inputs[0]?.key;
    const entry = key === undefined ? undefined : (0, settings_js_1.winningEntry)(analysis, key);
    if (key === undefined || entry === undefined)
        return [];
    const number = Number(entry.value);
    const meant = number < 0 ? '0' : number > 1 && number < 100 ? String(number / 100) : number >= 1 ? '0.9' : undefined;
    if (meant === undefined)
        return [];
    const cost = 0n;
    return [setFix(entry, key, meant, l10n.t('Set {0} to {1}', key, meant), cost)];
}
const SMALLEST_SEGMENT = 4096n;
const LARGEST_SEGMENT = 1n << 30n;
const segmentSizeInvalid = refusalRule('segment-size-invalid', ({ inputs }) => l10n.t('A memory segment is at least 4 KiB and a power of two, and {0} is {1}', inputs[0]?.key ?? '', inputs[0]?.value ?? ''), ({ inputs }, analysis) => {
    const [input] = inputs;
    const entry = input === undefined ? undefined : (0, settings_js_1.winningEntry)(analysis, input.key);
    if (input?.bytes === undefined || entry === undefined)
        return [];
    const bytes = input.bytes;
    let below = SMALLEST_SEGMENT;
    while (below * 2n <= bytes && below < LARGEST_SEGMENT)
        below *= 2n;
    const above = below < LARGEST_SEGMENT && below < bytes ? below * 2n : below;
    return [...new Set([below, above])].map((size) => {
        const value = (0, spelling_js_1.spell)(size, (0, spelling_js_1.styleOf)(entry.key, entry.value));
        return setFix(entry, entry.key, value, l10n.t('Set {0} to {1}', entry.key, value), size > bytes ? size - bytes : bytes - size);
    });
});
const cpuNotPositive = refusalRule('cpu-not-positive', ({ inputs }) => l10n.t('{0} is {1}, but a TaskManager needs a positive number of cores', inputs[0]?.key ?? '', inputs[0]?.value ?? ''), (refusal, analysis) => {
    const entry = (0, settings_js_1.winningEntry)(analysis, refusal.inputs[0]?.key ?? '');
    if (entry === undefined)
        return [];
    const value = /Slots$/.test(entry.key) ? '1' : '1.0';
    return [setFix(entry, entry.key, value, l10n.t('Set {0} to {1}', entry.key, value), 0n), ...removeFixes(refusal, analysis)];
});
const overflow = refusalRule('overflow', () => l10n.t("The sizes together exceed Flink's 64 bits"), (_refusal, analysis, process) => (0, wayFixes_js_1.wayFixes)(analysis, process));
/** A rule about the map of consumer weights, which Flink reads beside the sizes. */
function weightRule(code, say, repair) {
    return (0, rule_js_1.defineRule)({
        id: code,
        level: 'error',
        *find(analysis) {
            const version = analysis.cluster.version.version;
            if (version === undefined || !analysis.cluster.processes.taskManager.present)
                return;
            const weights = (0, index_js_1.consumerWeights)(analysis.configuration, version);
            if (!('refusal' in weights) || weights.refusal.code !== code)
                return;
            const entry = (0, values_js_1.weightsEntry)(analysis, weights.refusal.consumer);
            if (entry === undefined)
                return;
            const payload = { key: entry.key, consumer: weights.refusal.consumer ?? '', value: entry.value, names: (0, index_js_1.consumerNames)(version) };
            yield { key: entry.key, span: (0, settings_js_1.valueSpan)(entry), payload };
        },
        say: ({ payload }) => say(payload),
        fixes({ payload }, analysis) {
            const entry = (0, settings_js_1.winningEntry)(analysis, payload.key);
            if (entry === undefined)
                return [];
            const value = repair(payload);
            const remove = { title: l10n.t('Remove {0}', entry.key), changes: [{ kind: 'removeEntry', entry }], cost: 1n };
            return value === undefined ? [remove] : [setFix(entry, entry.key, value, l10n.t('Write {0}', value), 0n), remove];
        },
    });
}
const weightNegative = weightRule('weight-negative', ({ consumer }) => l10n.t('The weight of {0} is negative, and Flink refuses that. 0 gives this consumer no managed memory.', consumer), ({ value }) => (/^\s*-\d+\s*$/.test(value) ? '0' : value.replace(/:(\s*)-\d+/g, ':$10')));
const consumerUnknown = weightRule('consumer-unknown', ({ consumer, names }) => l10n.t('There is no consumer {0} in Flink 1.12, which refuses it. Known: {1}.', consumer, (0, words_js_1.listed)(names)), ({ value, names }) => {
    const pairs = value.split(',').map((pair) => pair.split(':'));
    const renamed = pairs.map(([name = '', weight = '']) => {
        const bare = name.trim();
        // Later versions' OPERATOR and STATE_BACKEND are one consumer in 1.12.
        const meant = names.includes(bare) ? bare : /^(?:OPERATOR|STATE_BACKEND|BATCH_OP)$/.test(bare) ? 'DATAPROC' : names.find((known) => (0, nearest_js_1.editDistance)(bare.toUpperCase(), known, 2) !== undefined);
        return meant === undefined ? undefined : [meant, weight.trim()];
    });
    const map = new Map(renamed.flatMap((pair) => (pair === undefined ? [] : [pair])).reverse());
    return map.size === 0 ? undefined : [...map].reverse().map(([name, weight]) => `${name}:${weight}`).join(',');
});
/** Rules about what Flink refuses besides sums. */
exports.REFUSAL_RULES = [rangeInvalid, segmentSizeInvalid, cpuNotPositive, weightNegative, consumerUnknown, overflow];
//# sourceMappingURL=refusals.js.map