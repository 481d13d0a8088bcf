"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.byCost = byCost;
exports.taste = taste;
exports.isSensible = isSensible;
exports.distance = distance;
/** The less a way changes the earlier it comes; of two that change equally much the better habit. */
function byCost(code) {
    return (left, right) => (left.cost < right.cost ? -1 : left.cost > right.cost ? 1 : taste(left, code) - taste(right, code));
}
/** The better habit first: one total instead of two, pools before totals before bounds. */
function taste({ kind, key }, code) {
    if (/\.(?:min|max)$/.test(key))
        return 4;
    if (key.includes('metaspace'))
        return 5;
    if (key.endsWith('process.size'))
        return kind === 'remove' ? 6 : 3;
    if (key.endsWith('flink.size'))
        return kind === 'remove' && (code === 'flink-exceeds-process' || code === 'jvm-overhead-out-of-range') ? 0 : 2;
    return 1;
}
/** 64 TiB in bytes: no machine gives a process more. */
const MOST_MEMORY = 1n << 46n;
/** Whether a way can have been meant: shares that nearly add up to everything fit into petabytes, which helps nobody. */
function isSensible(way) {
    return way.kind !== 'resize' || way.to <= way.from || way.to <= MOST_MEMORY || way.from > MOST_MEMORY;
}
/** How far two sizes are apart, in bytes. */
function distance(left, right) {
    return left > right ? left - right : right - left;
}
//# sourceMappingURL=way.js.map