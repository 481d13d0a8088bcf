"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.leastWay = leastWay;
exports.waysOut = waysOut;
const sizes_js_1 = require("../shared/sizes.js");
const fractions_js_1 = require("./ways/fractions.js");
const removals_js_1 = require("./ways/removals.js");
const sizes_js_2 = require("./ways/sizes.js");
const trial_js_1 = require("./ways/trial.js");
const way_js_1 = require("./ways/way.js");
/** More ways than these are none: nobody chooses among so many. */
const MOST_WAYS = 6;
const known = new WeakMap();
function knownOf(analysis, process) {
    const processes = known.get(analysis) ?? {};
    known.set(analysis, processes);
    return (processes[process] ??= {});
}
/**
 * The way past the refusal of a process that changes least: what its message tells and where it stands. Looks no further than
 * that, as every open file with refused processes asks for it.
 */
function leastWay(analysis, process) {
    const memory = knownOf(analysis, process);
    if (memory.least === undefined) {
        const trial = trial_js_1.Trial.of(analysis, process);
        memory.least = trial === undefined ? null : (leastChange(trial) ?? waysOf(trial)[0] ?? null);
    }
    return memory.least ?? undefined;
}
/**
 * Ways past the refusal of a process, the best first: what leaves a heap of use before what does not, the least change before
 * larger ones. Such as only lead to a later refusal where nothing lets it start.
 */
function waysOut(analysis, process) {
    const memory = knownOf(analysis, process);
    if (memory.all === undefined) {
        const trial = trial_js_1.Trial.of(analysis, process);
        const least = leastWay(analysis, process);
        memory.all = trial === undefined ? [] : inOrder(waysOf(trial), least, trial).slice(0, MOST_WAYS);
    }
    return memory.all;
}
/** Sizes that say the same twice: one of them goes rather than that it is made to agree. */
const REDUNDANT = new Set(['network-buffers-mismatch', 'heap-plus-off-heap-not-flink']);
/** The least change of a value that lets the process start; undefined where removing a setting may be the least. */
function leastChange(trial) {
    const { refusal } = trial;
    const { code, inputs, required = 0n, available = 0n } = refusal;
    if (REDUNDANT.has(code))
        return undefined;
    // Nobody gets by with less than is missing: what comes within a MiB of it is the least there is.
    const missing = required > available && available > 0n ? required - available : 0n;
    const found = [];
    for (const input of [...inputs].sort((left, right) => (0, way_js_1.taste)({ kind: 'resize', key: left.key }, code) - (0, way_js_1.taste)({ kind: 'resize', key: right.key }, code))) {
        const way = change(trial, input, refusal);
        if (way?.starts !== true || !(0, way_js_1.isSensible)(way))
            continue;
        if (way.cost < missing + sizes_js_1.MIB)
            return way;
        found.push(way);
    }
    return found.sort((0, way_js_1.byCost)(code))[0];
}
/**
 * A process that starts is worth more than one that is refused later on: rather two changes at once. Other values that Flink
 * cannot read are not this refusal's: where nothing helps because of them, they are taken as mended.
 */
function waysOf(trial) {
    const order = (0, way_js_1.byCost)(trial.refusal.code);
    for (const base of [trial, trial.mended()]) {
        if (base === undefined)
            continue;
        for (const keys of [[], ...(0, removals_js_1.removable)(base)]) {
            const found = waysLacking(base, keys).filter((way) => way.starts && (0, way_js_1.isSensible)(way));
            if (found.length > 0)
                return found.sort(order);
        }
    }
    const partial = partialWays(trial).sort(order);
    const sensible = partial.filter(way_js_1.isSensible);
    // In want of better ones such as are none for any machine stay: Flink gets past the refusal with them.
    return sensible.length > 0 ? sensible : partial;
}
/** Single changes once some keys are gone; or that they are, where it is enough. */
function waysLacking(trial, keys) {
    if (keys.length === 0)
        return singleChanges(trial, trial.refusal);
    const reduced = trial.lacking(keys);
    const after = reduced.derive({});
    const alone = (0, removals_js_1.removalAlone)(reduced, after);
    if (alone?.starts === true)
        return [alone];
    return after.status === 'failed' ? singleChanges(reduced, after.refusal) : [];
}
function singleChanges(trial, refusal) {
    return refusal.inputs.flatMap((input) => [(0, removals_js_1.removal)(trial, input), change(trial, input, refusal)]).filter((way) => way !== undefined);
}
/** What leads to a later refusal at least. */
function partialWays(trial) {
    const { inputs } = trial.refusal;
    return [...singleChanges(trial, trial.refusal), ...inputs.flatMap((input) => (isSize(trial, input) ? ((0, sizes_js_2.resizeFurther)(trial, input) ?? []) : []))];
}
/** Another value for one setting, with which the process starts; for a fraction one that gets past the refusal will do. */
function change(trial, input, refusal) {
    if (!input.key.endsWith('fraction'))
        return isSize(trial, input) ? (0, sizes_js_2.resize)(trial, input, refusal) : undefined;
    return input.value === undefined ? undefined : (0, fractions_js_1.lowerFraction)(trial, input, refusal);
}
/** Codes whose bounds may be widened even where they are defaults. */
const BOUNDED = new Set(['jvm-overhead-out-of-range', 'network-out-of-range']);
/** Whether a setting is a size that may be given another value. */
function isSize({ refusal: { code } }, { key, value, bytes }) {
    if (bytes === undefined || key.endsWith('fraction') || key.endsWith('numberOfBuffers'))
        return false;
    return value !== undefined || (BOUNDED.has(code) && /\.(?:min|max)$/.test(key));
}
/** What the finding tells comes first, except before ways that leave the process a heap where it leaves none. */
function inOrder(ways, least, trial) {
    const all = ways.flatMap((way) => [...withHeap(way, trial), way]);
    const rank = (way) => (way.starts && trial.lackingHeap(way.after) > 0n ? 2 : 0) + (way.key === least?.key && way.kind === least.kind ? 0 : 1);
    return all.map((way) => ({ way, rank: rank(way) })).sort((left, right) => left.rank - right.rank || (0, way_js_1.byCost)(trial.refusal.code)(left.way, right.way)).map(({ way }) => way);
}
/** A way taken further, where it leaves too little heap and more of the same leaves enough. */
function withHeap(way, trial) {
    if (!way.starts || trial.lackingHeap(way.after) === 0n)
        return [];
    const reduced = way.without.length === 0 ? trial : trial.lacking(way.without);
    switch (way.kind) {
        case 'resize':
            return listOf(way.exact ? undefined : (0, sizes_js_2.withRoom)(reduced, way));
        case 'fraction': {
            const input = trial.refusal.inputs.find(({ key }) => key === way.key);
            return listOf(input === undefined ? undefined : (0, fractions_js_1.fractionWithRoom)(reduced, input, way));
        }
        case 'remove':
            return [];
    }
}
function listOf(way) {
    return way === undefined ? [] : [way];
}
//# sourceMappingURL=ways.js.map