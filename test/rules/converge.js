"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.converge = converge;
exports.assertFewSteps = assertFewSteps;
exports.assertAccepted = assertAccepted;
exports.configurationOf = configurationOf;
const strict_1 = __importDefault(require("node:assert/strict"));
const index_js_1 = require("../../server/src/model/index.js");
const support_js_1 = require("./support.js");
/** More steps than any configuration may need. */
const MOST_STEPS = 40;
const SUMS = new Set([...index_js_1.DERIVATION_CODES, 'overflow']);
/** What Flink refuses, be it only information in a file that may be one part of several. */
function isRefused({ finding }) {
    return finding.level === 'error' || SUMS.has(finding.rule);
}
/** Applies the preferred fixes of what Flink refuses, one after another in the order of the document, until it refuses nothing. */
function converge(text, reading) {
    const steps = [];
    let checked = (0, support_js_1.checkText)(text, reading);
    for (;;) {
        const found = checked.found.find(isRefused);
        if (found === undefined)
            return { steps, text: checked.document.text, checked };
        const { rule, process, key } = found.finding;
        const fix = (0, support_js_1.fixesOf)(checked, found).find(({ preferred }) => preferred);
        strict_1.default.ok(fix, `nothing to do about ${rule}\n${told(text, steps)}`);
        steps.push({ rule, process, key, title: fix.title });
        strict_1.default.ok(steps.length <= MOST_STEPS, `still not done\n${told(text, steps)}`);
        checked = (0, support_js_1.checkText)((0, support_js_1.afterFix)(checked, found, fix), reading);
    }
}
/** At most one step for each value or range that cannot be read, and three more for each process. */
function assertFewSteps({ steps }, text) {
    const repaired = steps.filter(({ rule }) => !SUMS.has(rule)).map(({ rule, key }) => `${rule} ${key ?? ''}`);
    strict_1.default.equal(new Set(repaired).size, repaired.length, `repaired twice\n${told(text, steps)}`);
    for (const process of ['taskManager', 'jobManager']) {
        strict_1.default.ok(steps.filter((step) => step.process === process && SUMS.has(step.rule)).length <= 3, `more than three steps for the ${process}\n${told(text, steps)}`);
    }
}
function told(text, steps) {
    return [text, ...steps.map(({ rule, key, title }) => `${rule} ${key ?? ''}: ${title}`)].join('\n');
}
/** Flink sizes both processes of the only cluster; the JobManager of 1.10 has nothing to size. */
function assertAccepted({ checked, text }) {
    const [located] = checked.document.clusters(checked.context.settings);
    strict_1.default.ok(located, text);
    for (const derivation of Object.values(located.analysis.derivations))
        strict_1.default.ok(derivation?.status === 'derived' || derivation?.status === 'notModelled', text);
}
/** What Flink gets in the end. */
function configurationOf({ checked }) {
    const [located] = checked.document.clusters(checked.context.settings);
    const { configuration } = located?.analysis ?? {};
    return Object.fromEntries([...(configuration?.keys() ?? [])].map((key) => [key, configuration?.get(key) ?? '']));
}
//# sourceMappingURL=converge.js.map