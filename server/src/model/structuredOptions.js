"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.splitEscaped = splitEscaped;
/**
 * Splits a text at a delimiter as Flink's `StructuredOptionsSplitter` does: quotes (`'`, `"`) protect delimiters and are
 * doubled inside themselves; blanks around unquoted items go; empty items go. Undefined where Flink throws (a quote left open, text after one).
 */
function splitEscaped(text, delimiter) {
    const items = [];
    let at = 0;
    while (at < text.length) {
        const char = text.charAt(at);
        if (char === '"' || char === "'") {
            const end = endOfQuoted(text, at);
            if (end === undefined)
                return undefined;
            items.push(text.slice(at + 1, end).replaceAll(char + char, char));
            at = end + 1;
            while (at < text.length && isBlank(text.charAt(at)))
                at++;
            if (at < text.length && text.charAt(at) !== delimiter)
                return undefined;
            at++;
        }
        else if (char === delimiter || isBlank(char)) {
            at++;
        }
        else {
            const next = text.indexOf(delimiter, at);
            const end = next < 0 ? text.length : next;
            items.push(text.slice(at, end).trim());
            at = end + 1;
        }
    }
    return items;
}
function isBlank(char) {
    return /\s/.test(char);
}
/** The place of the quote that closes the one at `start`. */
function endOfQuoted(text, start) {
    const quote = text.charAt(start);
    for (let at = start + 1; at < text.length; at++) {
        if (text.charAt(at) !== quote)
            continue;
        if (text.charAt(at + 1) !== quote)
            return at;
        at++;
    }
    return undefined;
}
//# sourceMappingURL=structuredOptions.js.map