"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.IGNORE = void 0;
exports.readDirectives = readDirectives;
exports.directiveComments = directiveComments;
exports.silences = silences;
exports.isSuppressed = isSuppressed;
const lines_js_1 = require("./lines.js");
const MARK = 'flink-memory:';
/** The word of comments that silence rules. */
exports.IGNORE = 'ignore';
/** What stands above a file's content: comments, blank lines, the mark of a YAML document. */
const TOP = /^\ufeff?(?:[ \t]*(?:#|$)|---)/;
const DIRECTIVE = /#\s*flink-memory:[ \t]*(?:(off)\b|version[ \t]+v?(\d+\.\d+(?:\.\d+)?)(?![\w.]))/;
/** Reads the directives in the comments before a file's first line of content. */
function readDirectives(text) {
    if (!text.includes(MARK))
        return { off: false };
    let off = false;
    let version;
    for (const line of text.matchAll(/[^\r\n]+/g)) {
        if (!TOP.test(line[0]))
            break;
        const directive = DIRECTIVE.exec(line[0]);
        if (directive === null)
            continue;
        if (directive[1] !== undefined)
            off = true;
        const written = directive[2];
        if (written !== undefined) {
            const start = line.index + directive.index;
            version ??= { text: written, span: { start, end: start + directive[0].length } };
        }
    }
    return version === undefined ? { off } : { off, version };
}
const COMMENT = /#[ \t]*flink-memory:([ \t]*)([^\s,:#]*)([^#\r\n]*)/g;
/** Every such comment of a text, in its order. */
function directiveComments(text) {
    if (!text.includes(MARK))
        return [];
    const content = contentStart(text);
    return [...text.matchAll(COMMENT)].map((found) => {
        const [whole, blank = '', word = '', rest = ''] = found;
        const start = found.index;
        const wordEnd = start + whole.length - rest.length;
        const names = [...rest.matchAll(/[^\s,:]+/g)].map((name) => ({ text: name[0], span: { start: wordEnd + name.index, end: wordEnd + name.index + name[0].length } }));
        return {
            span: { start, end: start + whole.trimEnd().length },
            word,
            wordSpan: { start: wordEnd - word.length - (word === '' ? blank.length : 0), end: wordEnd },
            names,
            alone: /^\ufeff?\s*#/.test(lineAt(text, (0, lines_js_1.lineStart)(text, start))),
            atTop: start < content,
        };
    });
}
/** Where the first line begins that is neither blank nor comment nor the mark of a document. */
function contentStart(text) {
    for (const line of text.matchAll(/[^\r\n]+/g))
        if (!TOP.test(line[0]))
            return line.index;
    return text.length;
}
/** Whether a comment silences a rule at a place: it names the rule or none, and stands on the place's line or alone above it. */
function silences(text, comment, offset, rule) {
    if (comment.word !== exports.IGNORE || !(comment.names.length === 0 || comment.names.some((name) => name.text === rule)))
        return false;
    const line = (0, lines_js_1.lineStart)(text, Math.min(offset, text.length));
    const own = (0, lines_js_1.lineStart)(text, comment.span.start);
    return line === own || (comment.alone && line > 0 && (0, lines_js_1.lineStart)(text, (0, lines_js_1.endOfLineBefore)(text, line)) === own);
}
/**
 * Whether a comment silences a rule at a place: `# flink-memory: ignore` or `# flink-memory: ignore RULE…` on its line,
 * or alone on the line above it.
 */
function isSuppressed(text, offset, rule) {
    if (!text.includes(MARK))
        return false;
    const start = (0, lines_js_1.lineStart)(text, Math.min(offset, text.length));
    // Only lines near the place are looked at, so that asking for each of many findings stays cheap.
    const from = start === 0 ? 0 : (0, lines_js_1.lineStart)(text, (0, lines_js_1.endOfLineBefore)(text, start));
    const near = text.slice(from, (0, lines_js_1.endOfLine)(text, start));
    return directiveComments(near).some((comment) => silences(near, comment, start - from, rule));
}
function lineAt(text, start) {
    return text.slice(start, (0, lines_js_1.endOfLine)(text, start));
}
//# sourceMappingURL=directives.js.map