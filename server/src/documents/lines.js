"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lineEndOf = lineEndOf;
exports.lineStart = lineStart;
exports.endOfLine = endOfLine;
exports.lineSpan = lineSpan;
exports.endOfLineBefore = endOfLineBefore;
exports.columnOf = columnOf;
/** The line end that a text uses, by its first line. */
function lineEndOf(text) {
    return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}
function lineStart(text, offset) {
    let at = offset;
    while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r')
        at--;
    return at;
}
/** Where the line of an offset ends, before its line end. */
function endOfLine(text, offset) {
    let at = offset;
    while (at < text.length && text[at] !== '\n' && text[at] !== '\r')
        at++;
    return at;
}
/** The whole lines of a span with the line end of the last; at the end of a text without one, that of the line before. */
function lineSpan(text, span) {
    const start = lineStart(text, span.start);
    const end = endOfLine(text, span.end);
    const behind = behindLineEnd(text, end);
    return behind > end || start === 0 ? { start, end: behind } : { start: endOfLineBefore(text, start), end };
}
function behindLineEnd(text, at) {
    if (text[at] === '\r' && text[at + 1] === '\n')
        return at + 2;
    return at < text.length ? at + 1 : at;
}
/** Where the line before this line start ends; at a text's first line, its start behind a byte order mark. */
function endOfLineBefore(text, at) {
    if (at === 0)
        return text.startsWith('\ufeff') ? 1 : 0;
    return text[at - 1] === '\n' && text[at - 2] === '\r' ? at - 2 : at - 1;
}
/** The column of an offset, a byte order mark not counted. */
function columnOf(text, offset) {
    const start = lineStart(text, offset);
    return offset - start - (text[start] === '\ufeff' ? 1 : 0);
}
//# sourceMappingURL=lines.js.map