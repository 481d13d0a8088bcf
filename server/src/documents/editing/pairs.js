"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.PairIndex = void 0;
exports.pathOf = pathOf;
const node_js_1 = require("../yaml/node.js");
/** Every pair of a tree, found again by where it stands; none behind an alias, which belongs to its anchor, none within a list. */
class PairIndex {
    #pairs = new Map();
    /** What an alias elsewhere shows as well, with all that is in it. */
    #shared = new Set();
    constructor(root) {
        if (root === null)
            return;
        this.#add(root, []);
        for (const target of aliasTargets(root))
            for (const node of descendants(target))
                this.#shared.add(node);
    }
    /** Whether an edit there would change another place too, by way of an alias. */
    isShared(node) {
        return this.#shared.has(node);
    }
    at(span) {
        return this.#pairs.get(`${span.start}-${span.end}`);
    }
    all() {
        return this.#pairs.values();
    }
    #add(node, above) {
        if (node.kind !== 'map')
            return;
        for (const pair of node.pairs) {
            const placed = { pair, map: node, above };
            this.#pairs.set(`${pair.span.start}-${pair.span.end}`, placed);
            this.#add(pair.value, [...above, placed]);
        }
    }
}
exports.PairIndex = PairIndex;
/** The keys from the root to a pair. */
function pathOf(placed) {
    return [...placed.above, placed].map(({ pair }) => (0, node_js_1.keyText)(pair) ?? '');
}
function* aliasTargets(root) {
    for (const node of descendants(root))
        if (node.kind === 'alias' && node.target !== undefined)
            yield node.target;
}
function* descendants(node) {
    yield node;
    if (node.kind === 'sequence')
        for (const item of node.items)
            yield* descendants(item);
    if (node.kind === 'map') {
        for (const { key, value } of node.pairs) {
            yield* descendants(key);
            yield* descendants(value);
        }
    }
}
//# sourceMappingURL=pairs.js.map