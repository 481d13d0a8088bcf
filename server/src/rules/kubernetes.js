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
exports.KUBERNETES_RULES = void 0;
/** Rules about what the operator and Kubernetes read: the memory of a FlinkDeployment's processes. */
const l10n = __importStar(require("@vscode/l10n"));
const index_js_1 = require("../model/index.js");
const derivation_js_1 = require("../model/derivation.js");
const settings_js_1 = require("../shared/settings.js");
const sizes_js_1 = require("../shared/sizes.js");
const words_js_1 = require("../shared/words.js");
const derivation_js_2 = require("./derivation.js");
const missingTotal_js_1 = require("./missingTotal.js");
const print_js_1 = require("./print.js");
const repair_js_1 = require("./repair.js");
const rule_js_1 = require("./rule.js");
/** The minor releases that the setting may name, and `auto` finds. */
const OPERATORS = new Map(settings_js_1.OPERATOR_VERSIONS.map((version, minor) => [version, `1.${minor}`]));
/** The cluster's operator, as the model's type wants it. */
function operatorOf({ cluster: { operatorVersion } }) {
    return OPERATORS.get(operatorVersion ?? '') ?? '1.15';
}
/** From 1.7 on the operator tries Kubernetes' units after Flink's. */
function knowsQuantities(operator) {
    const [major = 0, minor = 0] = operator.split('.').map(Number);
    return major > 1 || minor >= 7;
}
/** From 1.16 on the operator reads `resources`; before, the API server drops them. */
function readsResources(operator) {
    const [major = 0, minor = 0] = operator.split('.').map(Number);
    return major > 1 || minor >= 16;
}
function* fields(analysis) {
    for (const process of derivation_js_1.PROCESS_KINDS)
        for (const field of analysis.cluster.processes[process].resources)
            if (!field.templated)
                yield field;
}
function fieldName({ process, field }) {
    return `${process}.${field === 'resource.memory' ? field : `resources.${field}`}`;
}
/** The field as an entry that edits can be asked for. */
function entryOf(field) {
    return {
        key: `${field.process.toLowerCase()}.memory.process.size`, value: field.text, keySpan: field.keySpan, valueSpan: field.valueSpan,
        templated: field.templated, source: 'resource', site: field.site,
    };
}
function fieldOf(analysis, payload) {
    return analysis.cluster.processes[payload.process].resources.find(({ field }) => field === payload.field);
}
function notice({ process, field, text, valueSpan }) {
    return { span: valueSpan, key: `${process}.${field}`, process, payload: { process, field, text } };
}
function write(field, value, facts) {
    return { title: l10n.t('Write {0}', value), changes: [{ kind: 'setValue', entry: entryOf(field), value }], ...facts };
}
const quantityInvalid = (0, rule_js_1.defineRule)({
    id: 'quantity-invalid',
    level: 'error',
    *find(analysis) {
        const operator = operatorOf(analysis);
        for (const field of fields(analysis)) {
            // What the operator of this version does not look at it cannot refuse; a limit beside a request it does look at.
            if (!field.effective && !(field.field === 'limits.memory' && readsResources(operator)))
                continue;
            const read = (0, index_js_1.readResourceMemory)(field.text, operator);
            if (!('problem' in read))
                continue;
            // A blank counts as not defined; the missing size is then what the operator complains of.
            if (field.text.trim() === '' && (0, derivation_js_2.refusalOf)(analysis, field.process) !== undefined)
                continue;
            const noticed = notice(field);
            yield { ...noticed, payload: { ...noticed.payload, problem: read.problem, operator } };
        }
    },
    say({ payload }, analysis) {
        const field = fieldOf(analysis, payload);
        const name = field === undefined ? payload.field : fieldName(field);
        return (0, print_js_1.sentences)(l10n.t('The operator {0} cannot read {1} as {2} and refuses the deployment.', payload.operator, `"${payload.text}"`, name), problemText(payload));
    },
    fixes({ payload }, analysis) {
        const field = fieldOf(analysis, payload);
        if (field === undefined)
            return [];
        const value = repairField(field.text, operatorOf(analysis));
        const remove = { kind: 'removeEntry', entry: entryOf(field) };
        return [
            ...(value === undefined ? [] : [write(field, value.text, { cost: 0n, safe: value.certain })]),
            { title: l10n.t('Remove {0}', fieldName(field)), changes: [remove], cost: 1n },
        ];
    },
});
function problemText({ problem, text, operator }) {
    if (text.trim() === '')
        return l10n.t('It is empty.');
    if (/\d\.\d/.test(text))
        return l10n.t('It must be a whole number with a unit, such as 2560Mi.');
    if (!knowsQuantities(`${Number(operator.split('.')[0])}.${Number(operator.split('.')[1])}`) && /[kmgt]i/i.test(text)) {
        return l10n.t("Before 1.7 it knows Flink's units only: k, m, g and t, which are powers of 1024.");
    }
    return problem === 'overflow' ? l10n.t('It exceeds 64 bits.') : l10n.t('It must be a whole number with one of the units k, m, g, t or Ki, Mi, Gi, Ti.');
}
/** `2.5Gi` → `2560Mi`, `2.5g` → `2560m`; where the operator knows no such units `2Gi` → `2g`. */
function repairField(text, operator) {
    const repair = (0, repair_js_1.repairSize)(text);
    const size = repair === undefined ? undefined : (0, index_js_1.parseMemorySize)(repair.value);
    if (repair === undefined || size === undefined || !('bytes' in size))
        return undefined;
    const isQuantity = knowsQuantities(operator) && /i(?:b)?\s*["']?$/i.test(text.trim());
    const value = isQuantity ? repair.value.replace(/([kmgt])$/, (unit) => `${unit.toUpperCase()}i`) : repair.value;
    return { text: value, certain: repair.certain };
}
/** How Kubernetes itself would read a size; a plain number is bytes for everybody and goes with binary units. */
function kindOf(text) {
    const unit = /[a-z]*$/i.exec(text.trim())?.[0] ?? '';
    if (unit === '' || /^[KMGTPE]i$/.test(unit))
        return { kind: 'binary', unit: '' };
    if (unit === 'm')
        return { kind: 'milli', unit };
    return 'amount' in (0, index_js_1.parseQuantity)(text.trim()) ? { kind: 'decimal', unit } : { kind: 'flink', unit };
}
const unitDiffers = (0, rule_js_1.defineRule)({
    id: 'unit-differs',
    level: 'information',
    *find(analysis) {
        const operator = operatorOf(analysis);
        for (const field of fields(analysis)) {
            if (field.field === 'limits.memory')
                continue;
            const read = (0, index_js_1.readResourceMemory)(field.text, operator);
            if ('problem' in read || !field.effective)
                continue;
            const noticed = notice(field);
            const facts = { ...noticed.payload, bytes: read.bytes.toString() };
            const limit = field.field === 'requests.memory' ? analysis.cluster.processes[field.process].resources.find((other) => other.field === 'limits.memory') : undefined;
            if (limit !== undefined && !limit.templated && kindsDiffer(field.text, limit.text)) {
                yield {
                    ...noticed, span: limit.valueSpan, level: 'warning', payload: { ...facts, form: 'mixed', other: limit.text },
                    related: [{ span: field.valueSpan, message: l10n.t('The request') }],
                };
            }
            else if (isSurprise(field.text)) {
                yield { ...noticed, level: 'warning', payload: { ...facts, form: 'surprise' } };
            }
            else if (/^\s*\d+[kMGT]\s*$/.test(field.text)) {
                yield { ...noticed, payload: { ...facts, form: 'decimal' } };
            }
        }
    },
    say({ payload }) {
        const bytes = BigInt(payload.bytes);
        switch (payload.form) {
            case 'mixed':
                return l10n.t('Request {0} and limit {1} are in different kinds of unit: the operator computes the limit factor from them as Kubernetes reads them, and sizes the process as Flink does. Write both in the same unit.', payload.text, payload.other ?? '');
            case 'surprise':
                return l10n.t("Written like this, the operator does not find Flink's units and reads {0} by powers of ten: {1} bytes ({2}).", `"${payload.text}"`, (0, sizes_js_1.exactBytes)(bytes), (0, sizes_js_1.sizeText)(bytes));
            case 'decimal':
                return l10n.t("{0} is {1} here, not a power of ten as elsewhere in Kubernetes: the operator reads Flink's units first.", payload.text, bytes >= 1n << 30n ? (0, sizes_js_1.gibibytesText)(bytes) : (0, sizes_js_1.sizeText)(bytes));
        }
    },
    fixes({ payload }, analysis) {
        const field = fieldOf(analysis, payload);
        if (field === undefined)
            return [];
        const binary = knowsQuantities(operatorOf(analysis)) ? inBinary : (text) => text.toLowerCase();
        if (payload.form === 'decimal') {
            const value = binary(field.text.trim());
            return [{ ...write(field, value, { cost: 0n }), title: l10n.t('Write {0} (the same size)', value) }];
        }
        if (payload.form === 'surprise') {
            const repair = repairField(field.text, operatorOf(analysis));
            return repair === undefined ? [] : [write(field, repair.text, { cost: 0n })];
        }
        const limit = fieldOf(analysis, { ...payload, field: 'limits.memory' });
        if (limit === undefined)
            return [];
        const request = binary(field.text.trim());
        const value = binary(limit.text.trim());
        return [{
                title: l10n.t('Write request {0} and limit {1}', request, value),
                changes: [{ kind: 'setValue', entry: entryOf(field), value: request }, { kind: 'setValue', entry: entryOf(limit), value }],
                cost: 0n,
            }];
    },
});
function kindsDiffer(request, limit) {
    const [left, right] = [kindOf(request), kindOf(limit)];
    return left.kind !== right.kind || left.unit !== right.unit;
}
/** `2 048m`, `+2g`, `2g2`: read, but not by Flink's reader, so that the unit means a power of ten. */
function isSurprise(text) {
    return 'problem' in (0, index_js_1.parseMemorySize)(text) && !/^\s*\+?\d+\s*[kmgtpe]ib?\s*$/i.test(text) && !/^\s*\d+e\d+\s*$/i.test(text);
}
/** Flink's `g`, `G`, `m` … as the binary unit of Kubernetes that both read alike. */
function inBinary(text) {
    return text.replace(/\s*([kmgt])b?$/i, (_, unit) => `${unit.toUpperCase()}i`);
}
const memoryNotConfigured = (0, rule_js_1.defineRule)({
    id: 'memory-not-configured',
    level: 'error',
    when: 'size-not-configured',
    *find(analysis) {
        for (const process of derivation_js_1.PROCESS_KINDS) {
            if ((0, derivation_js_2.refusalOf)(analysis, process)?.code !== 'size-not-configured' || !(0, derivation_js_2.isOperatorsToRefuse)(analysis, process))
                continue;
            yield { span: analysis.cluster.processes[process].head, process, payload: { process } };
        }
    },
    say({ payload: { process } }, analysis) {
        const total = (0, missingTotal_js_1.totalToAdd)(analysis, process);
        const wrong = l10n.t('The {0} has no memory: neither {1} nor flinkConfiguration sizes it, and the operator refuses the deployment (unless its own defaults do: setting {2}).', (0, words_js_1.processName)(process), `spec.${process}.resource.memory`, 'flinkMemory.operatorDefaults');
        return (0, print_js_1.sentences)(wrong, total === undefined ? '' : l10n.t('{0} would do.', total));
    },
    fixes({ payload: { process } }, analysis) {
        const total = (0, missingTotal_js_1.totalToAdd)(analysis, process);
        if (total === undefined)
            return [];
        const key = `${process.toLowerCase()}.memory.process.size`;
        return [
            { title: l10n.t('Add {0}: {1}', `${process}.resource.memory`, total), changes: [{ kind: 'setResource', process, value: total }], cost: 0n },
            { title: l10n.t('Add {0}: {1}', key, total), changes: [{ kind: 'set', key, value: total }], cost: 1n },
        ];
    },
});
/** Rules about what the operator and Kubernetes read. */
exports.KUBERNETES_RULES = [quantityInvalid, unitDiffers, memoryNotConfigured];
//# sourceMappingURL=kubernetes.js.map