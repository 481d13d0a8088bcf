"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.checkText = checkText;
exports.expectFindings = expectFindings;
exports.findingOf = findingOf;
exports.fixesOf = fixesOf;
exports.afterFix = afterFix;
exports.preferredFix = preferredFix;
const strict_1 = __importDefault(require("node:assert/strict"));
const index_js_1 = require("../../server/src/documents/index.js");
const edits_js_1 = require("../../server/src/documents/edits.js");
const index_js_2 = require("../../server/src/rules/index.js");
const settings_js_1 = require("../../server/src/shared/settings.js");
const marked_js_1 = require("../support/marked.js");
/** Reads a text and checks every cluster in it. */
function checkText(text, { file = 'config.yaml', settings = {}, yamlServer = false } = {}) {
    const context = { settings: { ...settings_js_1.DEFAULT_SETTINGS, ...settings }, yamlServer };
    const store = new index_js_1.DocumentStore();
    const uri = `file:///work/${file}`;
    store.update(uri, file.endsWith('flink-conf.yaml') ? 'flink-conf' : 'yaml', 1, text);
    const document = store.get(uri);
    strict_1.default.ok(document);
    const clusters = document.clusters(context.settings);
    const found = clusters.flatMap((located) => [...(0, index_js_2.check)(located.analysis, context), ...commentsOf(clusters, located, context)].map((finding) => {
        const { start, end } = located.toSpan(finding.span);
        return { located, finding, mark: { rule: finding.rule, start, end, text: text.slice(start, end) }, sentence: (0, index_js_2.sentenceOf)(finding, located.analysis) };
    }));
    return { document, context, found };
}
/** What is said about the comments of a section: with its first cluster. */
function commentsOf(clusters, { id, section }, context) {
    const inSection = clusters.filter((other) => other.section.start === section.start);
    return inSection[0]?.id === id ? (0, index_js_2.unusedSuppressions)(inSection, context) : [];
}
/** A document with `⟦rule: text⟧` where findings are expected: exactly these, no others. Findings of `ignoring` do not count. */
function expectFindings(source, reading = {}, ignoring = []) {
    const { text, marks } = (0, marked_js_1.marked)(source);
    const checked = checkText(text, reading);
    const found = checked.found.filter(({ finding }) => !ignoring.includes(finding.rule)).map(({ mark }) => mark);
    strict_1.default.deepEqual((0, marked_js_1.describeMarks)(found).sort(), (0, marked_js_1.describeMarks)(marks).sort());
    return checked;
}
/** The only finding of a rule. */
function findingOf({ found }, rule) {
    const all = found.filter(({ finding }) => finding.rule === rule);
    strict_1.default.equal(all.length, 1, `${rule} is found ${all.length} times`);
    const [first] = all;
    strict_1.default.ok(first);
    return first;
}
/** Every proven fix of a finding. */
function fixesOf(checked, { finding, located }) {
    return (0, index_js_2.fixesFor)(finding, located, checked.context);
}
/** The whole document after a fix. */
function afterFix({ document }, { located }, fix) {
    const { start, end } = located.section;
    return document.text.slice(0, start) + (0, edits_js_1.applyEdits)(document.text.slice(start, end), fix.edits) + document.text.slice(end);
}
/** The titles of a rule's proven fixes, and the document after the preferred one. */
function preferredFix(checked, rule) {
    const found = findingOf(checked, rule);
    const fixes = fixesOf(checked, found);
    const preferred = fixes.find((fix) => fix.preferred);
    strict_1.default.ok(preferred, `${rule} has no preferred fix`);
    return { titles: fixes.map(({ title }) => title), title: preferred.title, text: afterFix(checked, found, preferred) };
}
//# sourceMappingURL=support.js.map