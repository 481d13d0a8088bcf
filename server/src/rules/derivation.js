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
exports.DERIVATION_RULES = void 0;
exports.refusalOf = refusalOf;
exports.isOperatorsToRefuse = isOperatorsToRefuse;
/** Flink's own refusals to size a process, each on the setting that most likely has to change, with proven numbers. */
const l10n = __importStar(require("@vscode/l10n"));
const derivation_js_1 = require("../model/derivation.js");
const sizes_js_1 = require("../shared/sizes.js");
const words_js_1 = require("../shared/words.js");
const derivationWords_js_1 = require("./derivationWords.js");
const missingTotal_js_1 = require("./missingTotal.js");
const print_js_1 = require("./print.js");
const rule_js_1 = require("./rule.js");
const settings_js_1 = require("./settings.js");
const wayFixes_js_1 = require("./wayFixes.js");
const ways_js_1 = require("./ways.js");
/** The refusal of a process, where Flink refuses it. */
function refusalOf(analysis, process) {
    const derivation = analysis.derivations[process];
    return derivation?.status === 'failed' ? derivation.refusal : undefined;
}
/** Whether the operator's validator would ask for `resource.memory`: then `memory-not-configured` speaks of the missing total. */
function isOperatorsToRefuse(analysis, process) {
    const { cluster } = analysis;
    return cluster.kind === 'FlinkDeployment' && !cluster.processes[process].resources.some(({ effective, text }) => effective && text.trim() !== '');
}
/** Where a refusal stands: on the setting whose change is the least, else on the total or whatever else is written, else on the head. */
function anchorOf(analysis, process, refusal) {
    const least = (0, ways_js_1.leastWay)(analysis, process);
    for (const key of [...(least === undefined ? [] : [least.key]), ...refusal.inputs.map((input) => input.key)]) {
        const entry = (0, settings_js_1.winningEntry)(analysis, key);
        if (entry !== undefined)
            return { span: (0, settings_js_1.valueSpan)(entry), key };
    }
    return { span: analysis.cluster.processes[process].head };
}
/** The other settings that take part, each with what it amounts to. */
function related(analysis, refusal, key) {
    return refusal.inputs.flatMap((input) => {
        const entry = input.key === key ? undefined : (0, settings_js_1.winningEntry)(analysis, input.key);
        if (entry === undefined || input.bytes === undefined)
            return [];
        const what = input.pool === undefined ? (0, settings_js_1.nameOf)(analysis, input.key) : (0, words_js_1.poolName)(input.pool, refusal.inputs[0]?.key.startsWith('jobmanager') === true ? 'jobManager' : 'taskManager');
        return [{ span: (0, settings_js_1.valueSpan)(entry), message: l10n.t('{0}: {1}', what, (0, sizes_js_1.sizeText)(input.bytes)) }];
    });
}
function derivationRule(code) {
    return (0, rule_js_1.defineRule)({
        id: code,
        level: 'error',
        when: code,
        *find(analysis) {
            for (const process of derivation_js_1.PROCESS_KINDS) {
                const refusal = refusalOf(analysis, process);
                if (refusal?.code !== code)
                    continue;
                if (code === 'size-not-configured') {
                    if (isOperatorsToRefuse(analysis, process))
                        continue;
                    yield {
                        span: analysis.cluster.processes[process].head, process, payload: { code, process },
                        ...(analysis.cluster.mayBePartial ? { level: 'information' } : {}),
                    };
                    continue;
                }
                const { span, key } = anchorOf(analysis, process, refusal);
                yield { span, process, payload: { code, process }, related: related(analysis, refusal, key) ?? [], ...(key === undefined ? {} : { key }) };
            }
        },
        say: ({ payload: { process } }, analysis) => sayRefusal(analysis, process),
        cause: ({ payload: { process } }, analysis) => causeText(analysis, process),
        fixes: ({ payload: { process } }, analysis) => fixesOf(analysis, process),
    });
}
function sayRefusal(analysis, process) {
    const refusal = refusalOf(analysis, process);
    if (refusal === undefined)
        return '';
    if (refusal.code === 'size-not-configured')
        return missingText(analysis, process);
    const text = (0, derivationWords_js_1.refusalText)(refusal, process, analysis.cluster.version.text);
    const missing = (0, derivationWords_js_1.missingBytes)(refusal);
    const wrong = l10n.t('{0}: the {1} will not start.', missing === undefined ? text : l10n.t('{0} ({1} missing)', text, (0, sizes_js_1.sizeText)(missing)), (0, words_js_1.processName)(process));
    const advice = (0, derivationWords_js_1.adviceText)(toldWay(analysis, process), analysis);
    return (0, print_js_1.sentences)(wrong, advice);
}
/** The way that names the number that would do, even where the setting had better go. */
function toldWay(analysis, process) {
    const least = (0, ways_js_1.leastWay)(analysis, process);
    return least?.kind !== 'remove' ? least : ((0, ways_js_1.waysOut)(analysis, process).find(({ kind, key }) => kind !== 'remove' && key === least.key) ?? least);
}
function causeText(analysis, process) {
    const refusal = refusalOf(analysis, process);
    if (refusal === undefined)
        return '';
    // A file that may be one part of several is not the whole truth: whether Flink will start is part of the sentence.
    if (refusal.code === 'size-not-configured' && analysis.cluster.mayBePartial)
        return missingText(analysis, process);
    return l10n.t('{0}.', (0, derivationWords_js_1.refusalText)(refusal, process, analysis.cluster.version.text));
}
function missingText(analysis, process) {
    const total = (0, missingTotal_js_1.totalToAdd)(analysis, process);
    const key = process === 'taskManager' ? 'taskmanager.memory.process.size' : 'jobmanager.memory.process.size';
    const wrong = analysis.cluster.mayBePartial
        ? l10n.t('No memory size is set for the {0} in this file: unless another place sets {1}, Flink will not start it.', (0, words_js_1.processName)(process), key)
        : l10n.t('No memory size is set for the {0}, and Flink will not start it without {1}.', (0, words_js_1.processName)(process), key);
    return (0, print_js_1.sentences)(wrong, total === undefined ? '' : l10n.t('{0} would do.', total));
}
function fixesOf(analysis, process) {
    const refusal = refusalOf(analysis, process);
    if (refusal === undefined)
        return [];
    if (refusal.code === 'size-not-configured') {
        const total = (0, missingTotal_js_1.totalToAdd)(analysis, process);
        const key = process === 'taskManager' ? 'taskmanager.memory.process.size' : 'jobmanager.memory.process.size';
        return total === undefined ? [] : [{ title: l10n.t('Add {0}: {1}', key, total), changes: [{ kind: 'set', key, value: total }], cost: 0n }];
    }
    return (0, wayFixes_js_1.wayFixes)(analysis, process);
}
/** One rule for each of Flink's refusals. */
exports.DERIVATION_RULES = derivation_js_1.DERIVATION_CODES.map(derivationRule);
//# sourceMappingURL=derivation.js.map