"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.conclude = conclude;
/** Makes the outcome of a finished calculation. `present` is asked only where there are sizes to show. */
function conclude(process, c, present) {
    if (c.refusal !== undefined)
        return { status: 'failed', process, refusal: c.refusal };
    const pools = new Map();
    const presented = present?.();
    for (const [pool, amount] of presented?.pools ?? [])
        if (amount.known)
            pools.set(pool, amount.bytes);
    const { unknownKeys } = c;
    if (unknownKeys.length > 0 || presented === undefined)
        return { status: 'unknown', process, unknownKeys, pools };
    // A search for sizes derives hundreds of times, and nobody looks at the tree.
    let root;
    return { status: 'derived', process, pools, get root() { return root ??= presented.root(); } };
}
//# sourceMappingURL=derive.js.map