"use strict";
/**
 * Documents with markers, as tests write them: `‸` is a caret, `⟦rule: text⟧` says that a finding of that rule stands on
 * that text. Markers are no characters of YAML, of a size or of a template, and are cut out before anything is read.
 */
Object.defineProperty(exports, "__esModule", { value: true });
exports.marked = marked;
exports.atCaret = atCaret;
exports.describeMarks = describeMarks;
const MARKER = /‸|⟦([a-z][a-z0-9-]*): ?|⟧/gu;
/** Cuts the markers out of a document. Throws on a mark that is not closed, or closed but never opened: the test is wrong. */
function marked(source) {
    const carets = [];
    const marks = [];
    const open = [];
    let text = '';
    let from = 0;
    for (const marker of source.matchAll(MARKER)) {
        text += source.slice(from, marker.index);
        from = marker.index + marker[0].length;
        if (marker[0] === '‸') {
            carets.push(text.length);
        }
        else if (marker[1] !== undefined) {
            open.push({ rule: marker[1], start: text.length });
        }
        else {
            const mark = open.pop();
            if (mark === undefined)
                throw new Error(`A mark is closed that was never opened, at ${text.length}`);
            marks.push({ ...mark, end: text.length, text: text.slice(mark.start) });
        }
    }
    const unclosed = open[0];
    if (unclosed !== undefined)
        throw new Error(`The mark of ${unclosed.rule} is not closed`);
    text += source.slice(from);
    marks.sort((a, b) => a.start - b.start || b.end - a.end);
    return { text, carets, marks };
}
/** A document with exactly one caret. */
function atCaret(source) {
    const { text, carets, marks } = marked(source);
    const offset = carets[0];
    if (offset === undefined || carets.length !== 1)
        throw new Error(`Expected one caret, found ${carets.length}`);
    return { text, offset, marks };
}
/** Writes expected or found marks in one form, so that a failed comparison reads well: `rule@12-20 "text"`. */
function describeMarks(marks) {
    return marks.map((mark) => `${mark.rule}@${mark.start}-${mark.end} ${JSON.stringify(mark.text)}`);
}
//# sourceMappingURL=marked.js.map