"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ALL_RULES = void 0;
exports.ruleOf = ruleOf;
exports.levelOf = levelOf;
exports.check = check;
exports.findingsBy = findingsBy;
exports.causeOf = causeOf;
exports.sentenceOf = sentenceOf;
const derivation_js_1 = require("../model/derivation.js");
const derivation_js_2 = require("./derivation.js");
const entryPass_js_1 = require("./entryPass.js");
const files_js_1 = require("./files.js");
const keys_js_1 = require("./keys.js");
const kubernetes_js_1 = require("./kubernetes.js");
const refusals_js_1 = require("./refusals.js");
const suppressionRule_js_1 = require("./suppressionRule.js");
const values_js_1 = require("./values.js");
/** Every rule there is, in the order of docs/rules.md. */
exports.ALL_RULES = [...values_js_1.VALUE_RULES, ...refusals_js_1.REFUSAL_RULES, ...keys_js_1.KEY_RULES, ...files_js_1.FILE_RULES, ...derivation_js_2.DERIVATION_RULES, ...kubernetes_js_1.KUBERNETES_RULES, suppressionRule_js_1.unusedSuppression];
const BY_ID = new Map(exports.ALL_RULES.map((rule) => [rule.id, rule]));
const ORDER = new Map(exports.ALL_RULES.map(({ id }, place) => [id, place]));
const ENTRY_PASS = new entryPass_js_1.EntryPass(exports.ALL_RULES);
/** Rules that look at whole clusters: those asked about every one, and those that wait for something to happen. */
const ALWAYS = exports.ALL_RULES.filter((rule) => rule.find !== undefined && rule.when === undefined);
const WHEN = groupBy(exports.ALL_RULES);
function groupBy(rules) {
    const groups = new Map();
    for (const rule of rules)
        if (rule.when !== undefined)
            groups.set(rule.when, [...(groups.get(rule.when) ?? []), rule]);
    return groups;
}
/** What befell a cluster, each once. */
function happeningsIn({ cluster, derivations }) {
    const happenings = new Set();
    for (const process of derivation_js_1.PROCESS_KINDS) {
        const derivation = derivations[process];
        if (derivation?.status === 'failed')
            happenings.add(derivation.refusal.code);
    }
    for (const { kind } of cluster.problems)
        happenings.add(kind);
    if (cluster.loading !== undefined)
        happenings.add(cluster.loading.code);
    return happenings;
}
/** Findings that more than one entry tells. */
function findAround(analysis, context, asks) {
    const findings = [];
    const ask = (rule) => {
        if (asks(rule.id))
            findings.push(...(rule.find?.(analysis, context) ?? []));
    };
    ALWAYS.forEach(ask);
    for (const happening of happeningsIn(analysis))
        WHEN.get(happening)?.forEach(ask);
    return findings;
}
/** The rule with an id; undefined for a name that is none. */
function ruleOf(id) {
    return BY_ID.get(id);
}
function orderOf({ rule }) {
    return ORDER.get(rule) ?? 0;
}
/** How much a finding matters: what the settings say, else the finding itself, else its rule. */
function levelOf(finding, context) {
    return context.settings.rules[finding.rule] ?? finding.level ?? ruleOf(finding.rule)?.level ?? 'off';
}
/**
 * What is to be said about a cluster, in the order of its text; spans are relative to the section.
 * Rules turned off are not even asked. Comments that suppress a rule are the caller's (`OpenDocument.isSuppressed`), and so is what is to be said about them (`unusedSuppressions`).
 */
function check(analysis, context) {
    // Nobody validates or deploys a canary.
    if (analysis.cluster.canary)
        return [];
    const findings = [];
    const judge = (finding) => {
        const level = levelOf(finding, context);
        if (level !== 'off')
            findings.push({ ...finding, level });
    };
    const asks = (id) => context.settings.rules[id] !== 'off';
    for (const finding of ENTRY_PASS.find(analysis, context, asks))
        judge(finding);
    for (const finding of findAround(analysis, context, asks))
        judge(finding);
    return findings.sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end || orderOf(left) - orderOf(right));
}
/** What one rule finds, whether it is turned off or not. */
function findingsBy(id, analysis, context) {
    const inEntries = ENTRY_PASS.find(analysis, context, (other) => other === id);
    return [...inEntries, ...(ruleOf(id)?.find?.(analysis, context) ?? [])];
}
/** Why Flink refuses, for places that say already that it will not start. */
function causeOf(finding, analysis) {
    return ruleOf(finding.rule)?.cause(finding, analysis) ?? '';
}
/** A finding's sentence in the session's language. */
function sentenceOf(finding, analysis) {
    return ruleOf(finding.rule)?.say(finding, analysis) ?? '';
}
//# sourceMappingURL=catalogue.js.map