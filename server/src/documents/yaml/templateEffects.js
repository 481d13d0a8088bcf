"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.conditionalEntries = conditionalEntries;
exports.isOpenEnded = isOpenEnded;
const lines_js_1 = require("../lines.js");
const node_js_1 = require("./node.js");
/** Marks what stands between `{{ if }}` and `{{ end }}` as templated. A region around everything does not count: it is the document itself. */
function conditionalEntries(tree, entries) {
    if (tree.templates.conditional.length === 0)
        return asTheyAre(entries);
    const first = entries[0]?.keySpan.start ?? 0;
    const last = entries.at(-1)?.keySpan.start ?? 0;
    const regions = tree.templates.conditional.filter((region) => !(region.start <= first && last < region.end && isDocument(tree, region.start)));
    if (regions.length === 0)
        return asTheyAre(entries);
    const changed = new Map();
    const all = entries.map((entry) => {
        const inside = regions.some((region) => region.start <= entry.keySpan.start && entry.keySpan.start < region.end);
        if (!inside || entry.templated)
            return entry;
        const templated = { ...entry, templated: true };
        changed.set(entry, templated);
        return templated;
    });
    const now = (entry) => changed.get(entry) ?? entry;
    return {
        all,
        replace: (winners) => new Map([...winners].map(([key, entry]) => [key, now(entry)])),
        problems: (problems) => problems.filter((problem) => problem.kind === 'line-ignored' || !now(problem.entry).templated),
    };
}
function asTheyAre(entries) {
    return { all: entries, replace: (winners) => winners, problems: (problems) => problems };
}
/** Whether a region begins before the document's first key. */
function isDocument(tree, regionStart) {
    return tree.root === null || regionStart <= tree.root.span.start;
}
/**
 * Whether a template writes lines (`{{- toYaml .Values.x | nindent 4 }}`) where `matters` says that unknown keys would
 * change what is read; it is asked with the path of keys under which the lines stand.
 */
function isOpenEnded(tree, matters) {
    const root = tree.root;
    return tree.templates.splices.some(({ offset, column }) => matters(root === null ? [] : pathAt(tree.text, root, offset, column)));
}
function pathAt(text, root, offset, column) {
    const path = [];
    let node = root;
    while (node?.kind === 'map') {
        const pair = node.pairs.filter((candidate) => candidate.span.start < offset).at(-1);
        if (pair === undefined || (0, lines_js_1.columnOf)(text, pair.span.start) >= column)
            break;
        path.push((0, node_js_1.keyText)(pair) ?? '');
        node = (0, node_js_1.resolveAlias)(pair.value);
    }
    return path;
}
//# sourceMappingURL=templateEffects.js.map