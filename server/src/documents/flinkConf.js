"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readFlinkConf = readFlinkConf;
const templates_js_1 = require("./yaml/templates.js");
/** Reads the old format: a line at a time, `#` cuts wherever it stands, the first `: ` divides, quotes are part of the value. */
function readFlinkConf(text) {
    const entries = [];
    const problems = [];
    let heads = [];
    for (const line of linesOf(text)) {
        const cut = line.text.indexOf('#');
        const code = trim(cut < 0 ? line.text : line.text.slice(0, cut), line.start);
        if (code.text === '') {
            continue;
        }
        const divider = code.text.indexOf(': ');
        const key = trim(divider < 0 ? code.text : code.text.slice(0, divider), code.start);
        const value = divider < 0 ? undefined : trim(code.text.slice(divider + 2), code.start + divider + 2);
        heads = heads.filter((head) => head.indent < code.start - line.start);
        if (value === undefined || key.text === '' || value.text === '') {
            const head = headOf(code, line.start);
            if (head !== undefined)
                heads = [...heads, head];
            const problem = ignored(code, key, value, head, text, line);
            if (problem !== undefined)
                problems.push(problem);
            continue;
        }
        const entry = {
            key: key.text,
            value: value.text,
            keySpan: spanOf(key),
            valueSpan: spanOf(value),
            templated: (0, templates_js_1.hasTemplate)(line.text),
            source: 'document',
            site: { kind: 'line', line: { start: line.start, end: line.start + line.text.length } },
        };
        entries.push(entry);
        if (heads.length > 0) {
            problems.push({
                kind: 'line-ignored', span: spanOf(code), cause: 'indented', key: [...heads.map((head) => head.key), key.text].join('.'), value: value.text,
            });
        }
        const whole = cut < 0 || entry.templated ? undefined : cutValue(line, value, cut);
        if (whole !== undefined)
            problems.push({ kind: 'value-cut', entry, ...whole });
    }
    return { entries, problems: [...duplicates(entries), ...problems] };
}
/** Java's `readLine`: a line ends at `\n`, `\r\n` or a lone `\r`. */
function* linesOf(text) {
    let start = 0;
    for (const end of text.matchAll(/\r\n|\r|\n/g)) {
        yield { text: text.slice(start, end.index), start };
        start = end.index + end[0].length;
    }
    yield { text: text.slice(start), start };
}
/** Java's `String#trim`: every character up to and including the blank, and no other. */
function trim(text, start) {
    let from = 0;
    let to = text.length;
    while (from < to && text.charCodeAt(from) <= 0x20)
        from++;
    while (to > from && text.charCodeAt(to - 1) <= 0x20)
        to--;
    return { text: text.slice(from, to), start: start + from };
}
function spanOf(piece) {
    return { start: piece.start, end: piece.start + piece.text.length };
}
function headOf(code, lineStart) {
    return /^[^\s:]+:$/.test(code.text) ? { key: code.text.slice(0, -1), indent: code.start - lineStart } : undefined;
}
/** Why Flink drops a line, and what was probably meant. Nothing is said about YAML's document markers, templates, and a byte order mark before a comment. */
function ignored(code, key, value, head, text, line) {
    if (/^(?:---|\.\.\.|%.*|\uFEFF)$/.test(code.text) || code.text.startsWith('{%') || (0, templates_js_1.hasTemplate)(code.text))
        return undefined;
    const span = spanOf(code);
    if (value !== undefined && key.text === '')
        return { kind: 'line-ignored', span, cause: 'key-missing', value: value.text };
    if (head !== undefined) {
        const cause = isParent(text, line, head) ? 'nested' : 'no-value';
        return { kind: 'line-ignored', span, cause, key: head.key };
    }
    const tab = /^([^\s:]+)[ ]*:\t\s*(\S.*)$/.exec(code.text);
    if (tab?.[1] !== undefined && tab[2] !== undefined)
        return { kind: 'line-ignored', span, cause: 'tab', key: tab[1], value: tab[2] };
    const joined = /^([^\s:]+):(\S.*)$/.exec(code.text);
    if (joined?.[1] !== undefined && joined[2] !== undefined)
        return { kind: 'line-ignored', span, cause: 'no-blank-after-colon', key: joined[1], value: joined[2] };
    return { kind: 'line-ignored', span, cause: 'no-separator' };
}
/** Whether the next line with text on it is indented deeper. */
function isParent(text, line, head) {
    const next = /[\r\n]([ \t]*)[^\s#]/.exec(text.slice(line.start + line.text.length));
    return next?.[1] !== undefined && next[1].length > head.indent;
}
/**
 * A `#` that hardly begins a comment: no blank stands before it, or it stands within quotes. `whole` is the value with
 * what follows, up to a `#` that does look like a comment.
 */
function cutValue(line, value, cut) {
    const from = value.start - line.start;
    const quote = value.text.charAt(0);
    const quoted = quote === '"' || quote === "'" ? line.text.indexOf(quote, from + 1) : -1;
    const inQuotes = quoted > cut;
    if (!inQuotes && /\s/.test(line.text.charAt(cut - 1)))
        return undefined;
    const comment = /\s#/.exec(line.text.slice(inQuotes ? quoted : cut));
    const end = comment === null ? line.text.length : (inQuotes ? quoted : cut) + comment.index;
    return { cut: { start: line.start + cut, end: line.start + line.text.slice(0, end).trimEnd().length }, whole: line.text.slice(from, end).trimEnd() };
}
function duplicates(entries) {
    const last = new Map(entries.map((entry) => [entry.key, entry]));
    return entries.flatMap((entry) => {
        const winner = last.get(entry.key);
        return winner === entry ? [] : [{ kind: 'duplicate-key', key: entry.key, entry, winner, sameSpelling: true }];
    });
}
//# sourceMappingURL=flinkConf.js.map