"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.unusedSuppressions = unusedSuppressions;
const directives_js_1 = require("../documents/directives.js");
const lines_js_1 = require("../documents/lines.js");
const derivation_js_1 = require("../model/derivation.js");
const templates_js_1 = require("../documents/yaml/templates.js");
const catalogue_js_1 = require("./catalogue.js");
const nearest_js_1 = require("./nearest.js");
const suppressionRule_js_1 = require("./suppressionRule.js");
/** What a comment can say, and what other linters call it. */
const WORDS = [directives_js_1.IGNORE, 'version', 'off'];
const OTHER_WORDS = { disable: directives_js_1.IGNORE, suppress: directives_js_1.IGNORE, skip: directives_js_1.IGNORE, 'disable-line': directives_js_1.IGNORE, 'ignore-line': directives_js_1.IGNORE, 'disable-next-line': directives_js_1.IGNORE, 'ignore-next-line': directives_js_1.IGNORE };
/**
 * Findings about a section's comments that do nothing, in their order.
 *
 * @param clusters all clusters of one section: a comment is of use when it silences something in any of them
 */
function unusedSuppressions(clusters, context) {
    const [first] = clusters;
    if (first === undefined)
        return [];
    const section = new SectionComments(first.section.section.text, first.section.start === 0, clusters, context);
    return section.findings().flatMap((finding) => {
        const level = (0, catalogue_js_1.levelOf)(finding, context);
        return level === 'off' ? [] : [{ ...finding, level }];
    });
}
class SectionComments {
    #text;
    #isFirst;
    #clusters;
    #context;
    /** All there is to silence, whatever the settings make of it. */
    #found;
    constructor(text, isFirst, clusters, context) {
        this.#text = text;
        this.#isFirst = isFirst;
        this.#clusters = clusters;
        this.#context = context;
        const everything = { settings: { ...context.settings, rules: {} }, yamlServer: false };
        this.#found = clusters.flatMap(({ analysis }) => (0, catalogue_js_1.check)(analysis, everything));
    }
    findings() {
        const comments = (0, directives_js_1.directiveComments)(this.#text);
        // A comment that silences everything does not mean itself.
        const isSilenced = ({ span }) => comments.some((comment) => comment.names.some(({ text }) => text === suppressionRule_js_1.UNUSED_SUPPRESSION) && (0, directives_js_1.silences)(this.#text, comment, span.start, suppressionRule_js_1.UNUSED_SUPPRESSION));
        return comments.flatMap((comment) => this.#about(comment)).filter((finding) => !isSilenced(finding));
    }
    #about(comment) {
        if (comment.word === directives_js_1.IGNORE)
            return this.#aboutIgnore(comment);
        if (!WORDS.includes(comment.word))
            return this.#aboutWord(comment);
        if (!this.#isFirst || !comment.atTop)
            return [this.#whole(comment, 'misplaced', [comment.word])];
        const isVersion = comment.word !== 'version' || /^v?\d+\.\d+(?:\.\d+)?$/.test(comment.names[0]?.text ?? '');
        return isVersion ? [] : [this.#whole(comment, 'no-version', [])];
    }
    #aboutWord(comment) {
        const { word, wordSpan } = comment;
        const meant = OTHER_WORDS[word] ?? nearestOf(word, WORDS);
        // Anything else may be prose about us.
        return meant === undefined ? [] : [{ ...this.#whole(comment, 'unknown-word', [word]), payload: { ...this.#payload(comment, 'unknown-word', [word]), nearest: meant, name: wordSpan } }];
    }
    #aboutIgnore(comment) {
        const [first] = comment.names;
        if (first === undefined)
            return this.#isJudged(comment) && !this.#found.some((finding) => this.#isSilenced(comment, finding)) ? [this.#whole(comment, 'unused', [])] : [];
        // After the rules a reason may follow.
        const end = comment.names.findIndex(({ text }, place) => (0, catalogue_js_1.ruleOf)(text) === undefined && nearestRule(text) === undefined && (place > 0 || !/^[a-z]+(?:-[a-z]+)+$/.test(text)));
        const names = end < 0 ? comment.names : comment.names.slice(0, end);
        if (names.length === 0)
            return [this.#aboutName(comment, 'unknown-rule', first)];
        const idle = names.filter(({ text }) => (0, catalogue_js_1.ruleOf)(text) === undefined || this.#isUnused(comment, text));
        const unused = idle.filter(({ text }) => (0, catalogue_js_1.ruleOf)(text) !== undefined);
        if (unused.length === names.length)
            return [this.#whole(comment, 'unused', unused.map(({ text }) => text))];
        return idle.map((name) => this.#aboutName(comment, (0, catalogue_js_1.ruleOf)(name.text) === undefined ? 'unknown-rule' : 'unused', name));
    }
    #isUnused(comment, rule) {
        if (rule === suppressionRule_js_1.UNUSED_SUPPRESSION || !this.#isJudged(comment))
            return false;
        // A rule that is off finds nothing now, and may again.
        if ((this.#context.settings.rules[rule] ?? (0, catalogue_js_1.ruleOf)(rule)?.level) === 'off')
            return false;
        // Flink reports one refusal at a time: another may come when this one is mended.
        if (derivation_js_1.DERIVATION_CODES.some((code) => code === rule) && !this.#derives())
            return false;
        return !this.#found.some((finding) => finding.rule === rule && this.#isSilenced(comment, finding));
    }
    #isSilenced(comment, { rule, span }) {
        return (0, directives_js_1.silences)(this.#text, comment, span.start, rule);
    }
    /** Where little can be found at all, or a template decides, a comment may be of use another time. */
    #isJudged(comment) {
        if (this.#clusters.some(({ cluster }) => cluster.version.version === undefined || cluster.loading !== undefined || cluster.canary || cluster.incomplete))
            return false;
        const own = (0, lines_js_1.endOfLine)(this.#text, comment.span.end);
        const next = comment.alone ? (0, lines_js_1.endOfLine)(this.#text, (0, lines_js_1.lineSpan)(this.#text, comment.span).end) : own;
        return !(0, templates_js_1.hasTemplate)(this.#text.slice((0, lines_js_1.lineStart)(this.#text, comment.span.start), next));
    }
    #derives() {
        return this.#clusters.every(({ analysis }) => derivation_js_1.PROCESS_KINDS.every((process) => {
            const status = analysis.derivations[process]?.status;
            return status !== 'failed' && status !== 'unknown';
        }));
    }
    #whole(comment, kind, names) {
        return { rule: suppressionRule_js_1.UNUSED_SUPPRESSION, span: comment.span, tag: 'unnecessary', payload: this.#payload(comment, kind, names) };
    }
    #payload(comment, kind, names) {
        return { kind, names, name: comment.span, cut: this.#cutOf(comment), whole: true };
    }
    #aboutName(comment, kind, name) {
        const nearest = kind === 'unknown-rule' ? nearestRule(name.text) : undefined;
        const only = comment.names.length === 1;
        const before = comment.names[comment.names.indexOf(name) - 1];
        const next = comment.names[comment.names.indexOf(name) + 1];
        const cut = before !== undefined ? { start: before.span.end, end: name.span.end } : { start: name.span.start, end: next?.span.start ?? name.span.end };
        return {
            rule: suppressionRule_js_1.UNUSED_SUPPRESSION,
            span: name.span,
            payload: {
                kind, names: [name.text], name: name.span, cut: only ? this.#cutOf(comment) : cut, whole: only, ...(nearest === undefined ? {} : { nearest }),
            },
        };
    }
    /** A comment's line where nothing else stands on it, otherwise the comment with the blanks before it. */
    #cutOf({ span }) {
        const before = this.#text.slice((0, lines_js_1.lineStart)(this.#text, span.start), span.start);
        const isLine = /^\s*$/.test(before) && this.#text.slice(span.end, (0, lines_js_1.endOfLine)(this.#text, span.end)).trim() === '';
        return isLine ? (0, lines_js_1.lineSpan)(this.#text, span) : { start: span.start - (before.length - before.trimEnd().length), end: span.end };
    }
}
function nearestRule(name) {
    return nearestOf(name, catalogue_js_1.ALL_RULES.map(({ id }) => id));
}
/** The only one within a slip or two. */
function nearestOf(written, known) {
    const near = known.filter((word) => (0, nearest_js_1.editDistance)(written.toLowerCase(), word, word.length >= 6 ? 2 : 1) !== undefined);
    return near.length === 1 ? near[0] : undefined;
}
//# sourceMappingURL=suppressions.js.map