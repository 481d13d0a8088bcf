"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.placeFor = placeFor;
const node_js_1 = require("../yaml/node.js");
const lineEdits_js_1 = require("./lineEdits.js");
const pairs_js_1 = require("./pairs.js");
/** Blocks that a new block of a FlinkDeployment should follow, the nearest first. */
const NEIGHBOURS = {
    flinkConfiguration: ['flinkVersion', 'image'],
    jobManager: ['flinkConfiguration', 'serviceAccount'],
    taskManager: ['jobManager', 'flinkConfiguration', 'serviceAccount'],
};
/**
 * Where a key of the configuration at `base` belongs: after the entry that shares most leading parts with it, in the mapping
 * that holds those parts; where there is none, last. Undefined where the way there is no mapping.
 *
 * @param isGone pairs that another change removes
 */
function placeFor(tree, index, base, key, isGone) {
    const place = findPlace(tree, index, base, key, isGone);
    if (place === undefined)
        return undefined;
    const { container } = place;
    return index.isShared('pairs' in container ? container : container.value) ? undefined : place;
}
function findPlace(tree, index, base, key, isGone) {
    const container = descend(tree, base);
    if (container === undefined)
        return undefined;
    if (container.missing.length > 0 || !('pairs' in container.at)) {
        const after = 'pairs' in container.at ? neighbour(container.at, container.missing[0] ?? '') : undefined;
        return { container: container.at, path: [...container.missing, key], ...(after === undefined ? {} : { after }) };
    }
    return beside(index, container.at, base.length, key, isGone) ?? { container: container.at, path: split(key, isNested(index, container.at, base.length)) };
}
/** Follows a path of keys as far as mappings go. */
function descend(tree, path) {
    const root = tree.root;
    if (root?.kind !== 'map')
        return undefined;
    let at = root;
    for (const [level, key] of path.entries()) {
        const pair = (0, node_js_1.pairOf)(at, key);
        if (pair === undefined)
            return { at, missing: path.slice(level) };
        const value = pair.value;
        if (value.kind === 'map')
            at = value;
        else
            return value.kind === 'scalar' && value.quote === 'plain' && /^(?:~|null|)$/.test(value.text) ? { at: pair, missing: path.slice(level + 1) } : undefined;
    }
    return { at, missing: [] };
}
function neighbour(map, key) {
    for (const name of NEIGHBOURS[key] ?? []) {
        const pair = (0, node_js_1.pairOf)(map, name);
        if (pair !== undefined)
            return pair;
    }
    return undefined;
}
/** Beside the closest relative that stays, climbing out of mappings that are not the key's own. */
function beside(index, root, depth, key, isGone) {
    let best;
    let shared = 1;
    for (const placed of leavesOf(index, root, depth)) {
        const common = isGone(placed) ? 0 : (0, lineEdits_js_1.commonParts)((0, pairs_js_1.pathOf)(placed).slice(depth).join('.'), key);
        if (common >= shared) {
            best = placed;
            shared = common;
        }
    }
    if (best === undefined)
        return undefined;
    const chain = [...best.above.slice(depth), best];
    const nested = isNested(index, root, depth);
    for (let level = chain.length - 1; level >= 0; level--) {
        const prefix = chain.slice(0, level).map(({ pair }) => `${(0, node_js_1.keyText)(pair) ?? ''}.`).join('');
        const at = chain[level];
        if (at !== undefined && key.startsWith(prefix) && key.length > prefix.length) {
            return { container: at.map, after: at.pair, path: split(key.slice(prefix.length), nested) };
        }
    }
    return undefined;
}
function leavesOf(index, root, depth) {
    return [...index.all()].filter((placed) => (placed.above[depth]?.map ?? placed.map) === root && placed.above.length >= depth && placed.pair.value.kind !== 'map');
}
/** Whether the configuration is written with a mapping for each part of a key, and no dotted key anywhere. */
function isNested(index, root, depth) {
    const paths = leavesOf(index, root, depth).map((leaf) => (0, pairs_js_1.pathOf)(leaf).slice(depth));
    return paths.some((path) => path.length > 1) && paths.every((path) => path.every((part) => !part.includes('.')));
}
function split(key, nested) {
    return nested ? key.split('.') : [key];
}
//# sourceMappingURL=placement.js.map