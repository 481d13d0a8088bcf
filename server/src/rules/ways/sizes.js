"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.resize = resize;
exports.resizeFurther = resizeFurther;
exports.withRoom = withRoom;
/** Ways out that give a setting another size. */
const index_js_1 = require("../../model/index.js");
const sizes_js_1 = require("../../shared/sizes.js");
const spelling_js_1 = require("../spelling.js");
const way_js_1 = require("./way.js");
/**
 * The size nearest to the present one with which the process starts, in whole MiB where that will do.
 *
 * @param refusal what Flink says to the configuration at hand
 */
function resize(trial, { key, value, bytes }, refusal) {
    if (bytes === undefined)
        return undefined;
    const steps = (0, index_js_1.isCountOfMib)(key) ? [sizes_js_1.MIB] : [sizes_js_1.MIB, sizes_js_1.KIB, 1n];
    const to = (0, index_js_1.nearestAccepted)(trial.process, trial.configuration, trial.context, key, bytes, steps, refusal);
    return to === undefined ? undefined : resized(trial, { key, value, from: bytes, to, starts: true });
}
/** Where no size lets the process start: the nearest whole MiB that at least gets past the refusal. */
function resizeFurther(trial, { key, value, bytes }) {
    if (bytes === undefined)
        return undefined;
    const passes = (mebibytes) => trial.sized(key, mebibytes * sizes_js_1.MIB) !== undefined;
    const found = [climb(bytes / sizes_js_1.MIB, passes), descend(bytes / sizes_js_1.MIB, passes)].flatMap((mebibytes) => (mebibytes === undefined ? [] : [mebibytes * sizes_js_1.MIB]));
    const [first, second] = found;
    if (first === undefined)
        return undefined;
    return resized(trial, { key, value, from: bytes, to: second !== undefined && (0, way_js_1.distance)(second, bytes) < (0, way_js_1.distance)(first, bytes) ? second : first });
}
/** The same way taken further, until the process has a heap of use; undefined where it never has. */
function withRoom(trial, way) {
    const lack = (0, index_js_1.ceilToMebibyte)(trial.lackingHeap(way.after)) / sizes_js_1.MIB;
    const isMore = way.to > way.from;
    const towards = isMore ? 1n : -1n;
    const at = (strides) => trial.sized(way.key, way.to + towards * strides * sizes_js_1.MIB);
    const hasRoom = (after) => after?.status === 'derived' && trial.lackingHeap(after) === 0n;
    let refused = 0n;
    // What comes into the heap is a fixed part of what a total grows by: a few strides reach it, or none at all.
    for (let stride = lack; stride <= lack * 1024n; stride *= 2n) {
        const after = at(stride);
        if (hasRoom(after)) {
            const strides = (0, index_js_1.edge)(refused, stride, (count) => hasRoom(at(count)));
            return resized(trial, { key: way.key, value: way.text, from: way.from, to: way.to + towards * strides * sizes_js_1.MIB, starts: true, roomy: true });
        }
        if (after?.status !== 'derived' || trial.lackingHeap(after) >= trial.lackingHeap(way.after))
            return undefined;
        refused = stride;
    }
    return undefined;
}
function resized(trial, { key, value, from, to, starts, roomy = false }) {
    // A pool of nothing is what removing its key is for.
    if (to === from || (to === 0n && key.endsWith('.size')))
        return undefined;
    let after;
    const derived = () => (after ??= trial.derive({ [key]: (0, index_js_1.sizeValue)(key, to) }));
    // Further away from the refused size first: there most often every size is accepted.
    const neighbours = to > from ? [to + sizes_js_1.MIB, to - sizes_js_1.MIB] : [to - sizes_js_1.MIB, to + sizes_js_1.MIB];
    return {
        kind: 'resize', key, without: trial.without, from, to, roomy, cost: (0, way_js_1.distance)(from, to),
        text: (0, spelling_js_1.spell)(to, (0, spelling_js_1.styleOf)(key, trial.written(key) ?? value)),
        // Most ways are compared and never shown: what comes of them is derived for whoever shows it.
        get starts() { return starts ?? derived().status === 'derived'; },
        get after() { return derived(); },
        get exact() { return !roomy && neighbours.every((size) => trial.sized(key, size) === undefined); },
    };
}
/** 2^43 MiB are the 64 bits that Flink counts in. */
const MOST_MIB = 1n << 43n;
function climb(start, passes) {
    let refused = start;
    for (let step = 1n; start + step < MOST_MIB; step *= 2n) {
        if (passes(start + step))
            return (0, index_js_1.edge)(refused, start + step, passes);
        refused = start + step;
    }
    return undefined;
}
function descend(start, passes) {
    let refused = start + 1n;
    for (let step = 0n;; step = step === 0n ? 1n : step * 2n) {
        const next = start - step;
        if (next < 0n)
            return passes(0n) ? (0, index_js_1.edge)(refused, 0n, passes) : undefined;
        if (passes(next))
            return (0, index_js_1.edge)(refused, next, passes);
        refused = next;
    }
}
//# sourceMappingURL=sizes.js.map