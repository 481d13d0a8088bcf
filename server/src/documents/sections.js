"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.splitSections = splitSections;
/**
 * Splits a file where YAML documents begin (`---`) or end (`...`), in column 0 only: deeper they are part of a block scalar.
 * Comments before the first `---` belong to the document that follows. The sections cover the whole text.
 */
function splitSections(text) {
    const sections = [];
    let start = 0;
    let explicit = false;
    let afterEndMarker = false;
    const close = (end) => {
        sections.push(new PartOfFile(start, text.slice(start, end), explicit, afterEndMarker));
        start = end;
    };
    for (const marker of markersOf(text)) {
        if (marker.begins) {
            if (explicit || hasContent(text.slice(start, marker.at))) {
                close(marker.at);
                afterEndMarker = false;
            }
            explicit = true;
        }
        else {
            close(marker.next);
            explicit = false;
            afterEndMarker = true;
        }
    }
    if (start < text.length || sections.length === 0)
        close(text.length);
    return sections;
}
class PartOfFile {
    start;
    text;
    explicit;
    afterEndMarker;
    constructor(start, text, explicit, afterEndMarker) {
        this.start = start;
        this.text = text;
        this.explicit = explicit;
        this.afterEndMarker = afterEndMarker;
    }
    /** Asked of few sections, so not found out for all. */
    get hasContent() {
        return hasContent(this.text);
    }
}
function markersOf(text) {
    const begins = findMarkers(text, '---', true);
    const ends = [...findMarkers(text, '...', false)];
    return ends.length === 0 ? begins : [...begins, ...ends].sort((a, b) => a.at - b.at);
}
function* findMarkers(text, marker, begins) {
    for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 3)) {
        if (!isLineStart(text, at) || !/^(?:[ \t\r\n]|$)/.test(text.charAt(at + 3)))
            continue;
        const end = text.indexOf('\n', at);
        yield { begins, at, next: end < 0 ? text.length : end + 1 };
    }
}
function isLineStart(text, at) {
    const before = text.charAt(at - 1);
    return at === 0 || before === '\n' || before === '\r' || (at === 1 && before === '\ufeff');
}
function hasContent(text) {
    // A comment line, a blank line, a directive (%YAML) or a bare document marker is no content.
    return /^\ufeff?(?![ \t]*(?:#|$)|%|\ufeff?(?:---|\.\.\.)[ \t]*(?:#.*)?$)[ \t]*\S/m.test(text);
}
//# sourceMappingURL=sections.js.map