"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.settingsOf = settingsOf;
exports.plainProcess = plainProcess;
exports.firstLine = firstLine;
/** Settings from entries of which the last, or the given winner, counts. */
function settingsOf(entries, winners) {
    const losers = new Map();
    for (const entry of entries) {
        if (winners.get(entry.key) === entry)
            continue;
        const list = losers.get(entry.key);
        if (list === undefined)
            losers.set(entry.key, [entry]);
        else
            list.push(entry);
    }
    return new Map([...winners].map(([key, entry]) => [
        key, { value: entry.value, source: entry.source, templated: entry.templated, entry, overridden: losers.get(key) ?? [] },
    ]));
}
/** A process of a plain file: both are there, and nothing but options speaks of them. */
function plainProcess(head) {
    return { present: true, head, resources: [] };
}
/** The first line with text on it: where whatever concerns a whole file stands. */
function firstLine(text) {
    const line = /[^\s\ufeff][^\r\n]*/.exec(text);
    return line === null ? { start: 0, end: 0 } : { start: line.index, end: line.index + line[0].trimEnd().length };
}
//# sourceMappingURL=kind.js.map