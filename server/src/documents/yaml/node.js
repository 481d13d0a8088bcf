"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.MAX_DEPTH = exports.TEXT_TAG = void 0;
exports.resolveAlias = resolveAlias;
exports.keyText = keyText;
exports.pairOf = pairOf;
exports.nodeAt = nodeAt;
exports.scalarAt = scalarAt;
exports.countCollectionAliases = countCollectionAliases;
/** The tag of a text, whatever it looks like. */
exports.TEXT_TAG = 'tag:yaml.org,2002:str';
/** Deeper nesting than any configuration has; beyond it a text is not read further, so that no recursion runs away. */
exports.MAX_DEPTH = 200;
/** The node behind an alias, or the node itself. */
function resolveAlias(node) {
    if (node.kind !== 'alias')
        return node;
    let current = node;
    for (let hops = 0; current?.kind === 'alias' && hops < exports.MAX_DEPTH; hops++)
        current = current.target;
    return current?.kind === 'alias' ? undefined : current;
}
/** The text of a scalar key; undefined for a key that is a mapping or a sequence. */
function keyText(pair) {
    const key = pair.key.kind === 'scalar' ? pair.key : resolveAlias(pair.key);
    return key?.kind === 'scalar' ? key.text : undefined;
}
/** The pair of a key: where it stands twice, the last. */
function pairOf(node, key) {
    const map = node?.kind === 'alias' ? resolveAlias(node) : node;
    if (map?.kind !== 'map')
        return undefined;
    for (let at = map.pairs.length - 1; at >= 0; at--) {
        const pair = map.pairs[at];
        if (pair !== undefined && keyText(pair) === key)
            return pair;
    }
    return undefined;
}
/** Follows keys through mappings: `nodeAt(root, 'spec', 'flinkVersion')`. */
function nodeAt(node, ...path) {
    let current = node;
    for (const key of path)
        current = pairOf(current, key)?.value;
    return current === undefined ? undefined : resolveAlias(current);
}
/** The scalar at a path. */
function scalarAt(node, ...path) {
    const found = nodeAt(node, ...path);
    return found?.kind === 'scalar' ? found : undefined;
}
/** How often an alias stands for a mapping or a sequence. */
function countCollectionAliases(node) {
    switch (node.kind) {
        case 'scalar': return 0;
        case 'alias': return resolveAlias(node)?.kind === 'scalar' ? 0 : 1;
        case 'sequence': return node.items.reduce((sum, item) => sum + countCollectionAliases(item), 0);
        case 'map': return node.pairs.reduce((sum, { key, value }) => sum + countCollectionAliases(key) + countCollectionAliases(value), 0);
    }
}
//# sourceMappingURL=node.js.map