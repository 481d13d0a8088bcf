"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.refusedTab = refusedTab;
/**
 * Where SnakeYAML refuses a text for a tab although YAML allows it there: SnakeYAML's scanner takes a tab for the beginning
 * of a token that there is none of, except behind a plain scalar, within a scalar and in a comment.
 */
function refusedTab(text, root) {
    let tab = text.indexOf('\t');
    if (tab === -1)
        return undefined;
    const scalars = [];
    if (root !== null)
        collectScalars(root, scalars);
    scalars.sort((a, b) => a.span.start - b.span.start);
    let at = 0;
    for (; tab !== -1; tab = text.indexOf('\t', tab + 1)) {
        while ((scalars[at + 1]?.span.start ?? Infinity) <= tab)
            at++;
        const scalar = scalars[at];
        if (!belongsToScalar(text, tab, scalar) && !isInComment(text, tab, scalar))
            return tab;
    }
    return undefined;
}
function collectScalars(node, into) {
    switch (node.kind) {
        case 'alias': return;
        case 'scalar':
            if (node.span.end > node.span.start)
                into.push(node);
            return;
        case 'sequence':
            for (const item of node.items)
                collectScalars(item, into);
            return;
        case 'map':
            for (const { key, value } of node.pairs) {
                collectScalars(key, into);
                collectScalars(value, into);
            }
    }
}
/** Within the scalar's text (not the header of a block scalar), or in the blanks that a plain scalar is read with. */
function belongsToScalar(text, tab, scalar) {
    if (scalar === undefined || tab < scalar.span.start)
        return false;
    if (tab < scalar.span.end)
        return scalar.quote !== 'block' || text.lastIndexOf('\n', tab) >= scalar.span.start || isInComment(text, tab, undefined);
    return scalar.quote === 'plain' && /^[ \t]*$/.test(text.slice(scalar.span.end, tab));
}
/** Behind a `#` that begins a comment: at the start of the line or after a blank, and after the scalar on the same line. */
function isInComment(text, tab, scalar) {
    const line = text.lastIndexOf('\n', tab - 1) + 1;
    const from = scalar !== undefined && scalar.span.start <= tab ? Math.max(line, Math.min(scalar.span.end, tab)) : line;
    return /(?:^|[ \t])#/.test(text.slice(from, tab));
}
//# sourceMappingURL=tabs.js.map