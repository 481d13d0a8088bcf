"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.editsFor = editsFor;
exports.applyEdits = applyEdits;
const lineEdits_js_1 = require("./editing/lineEdits.js");
const yamlEdits_js_1 = require("./editing/yamlEdits.js");
/**
 * Writes changes as edits of the section's text: ordered, without overlap, in the style of what stands there, comments and
 * order kept. Refused as a whole where one of them cannot be written: a template would be overwritten, or the place is
 * none that can be written (behind an alias, a value the format cannot hold).
 *
 * @param text the section's text, the one that `cluster` was read from
 */
function editsFor(text, cluster, changes) {
    const result = cluster.kind === 'flink-conf' ? (0, lineEdits_js_1.lineEdits)(text, cluster, changes) : (0, yamlEdits_js_1.yamlEdits)(text, cluster, changes);
    return 'refused' in result ? result : { edits: inOrder(result.edits) };
}
/** Applies edits that do not overlap to the text they were made for. */
function applyEdits(text, edits) {
    let result = '';
    let from = 0;
    for (const edit of edits) {
        result += text.slice(from, edit.span.start) + edit.text;
        from = edit.span.end;
    }
    return result + text.slice(from);
}
/** Two neighbouring lines at the end of a text may both claim the line end between them: removals that overlap become one. */
function inOrder(edits) {
    const ordered = [];
    for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
        const last = ordered.at(-1);
        if (last !== undefined && last.text === '' && edit.text === '' && edit.span.start < last.span.end) {
            ordered[ordered.length - 1] = { span: { start: last.span.start, end: Math.max(last.span.end, edit.span.end) }, text: '' };
        }
        else {
            ordered.push(edit);
        }
    }
    return ordered;
}
//# sourceMappingURL=edits.js.map