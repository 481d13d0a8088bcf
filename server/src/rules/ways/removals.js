"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.removal = removal;
exports.removalAlone = removalAlone;
exports.removable = removable;
/** Ways out that take a setting away. */
const index_js_1 = require("../../model/index.js");
const order_js_1 = require("../order.js");
const settings_js_1 = require("../settings.js");
const way_js_1 = require("./way.js");
/** The setting gone, and what stands beneath it or its default in its place. */
function removal(trial, { key, bytes }) {
    const beneath = (0, settings_js_1.afterRemoval)(trial.analysis, key);
    const after = beneath === undefined ? undefined : trial.past({ [key]: beneath });
    if (after === undefined)
        return undefined;
    const pool = trial.poolOf(key);
    const then = pool === undefined || after.status !== 'derived' ? undefined : after.pools.get(pool);
    const cost = then === undefined || bytes === undefined ? (bytes ?? 0n) : (0, way_js_1.distance)(then, bytes);
    return { kind: 'remove', key, without: trial.without, starts: after.status === 'derived', after, cost };
}
/** What a trial that lacks some keys already comes to, where that alone gets past the refusal. */
function removalAlone(trial, after) {
    const [last, ...others] = [...trial.without].reverse();
    if (last === undefined || !(0, order_js_1.isPast)(trial.refusal, after))
        return undefined;
    return { kind: 'remove', key: last, without: others.reverse(), starts: after.status === 'derived', after, cost: 0n };
}
/**
 * What to take away first where no single change helps, the least first: one fraction, all fractions, one other setting, one of
 * two totals; then several: all but the totals, all but one total.
 */
function removable({ analysis, process, context: { version }, configuration, refusal }) {
    const isRemovable = (key) => (0, settings_js_1.afterRemoval)(analysis, key) !== undefined;
    const isTotal = (key) => isTotalKey(process, key, version);
    // What a bound overrules is no input of the refusal, but stands in the way of every larger total.
    const own = [...configuration.keys()].filter((key) => key.startsWith(`${process.toLowerCase()}.`) && isRemovable(key));
    const fractions = own.filter((key) => key.endsWith('fraction') && (0, index_js_1.poolOfKey)(process, key, version) !== undefined);
    const totals = own.filter(isTotal);
    const parts = refusal.inputs.map(({ key }) => key).filter((key) => isRemovable(key) && !isTotal(key));
    const sizes = own.filter((key) => !isTotal(key) && (0, index_js_1.poolOfKey)(process, key, version) !== undefined);
    const one = [...fractions.map((key) => [key]), fractions, ...parts.map((key) => [key]), ...(totals.length > 1 ? totals.map((key) => [key]) : [])];
    return [...one, parts, sizes, ...(totals.length > 1 ? totals.map((key) => [...sizes, key]) : [])].filter((keys) => keys.length > 0);
}
/** Sizes that the others have to fit into, also by the names of before 1.10. */
function isTotalKey(process, key, version) {
    const pool = (0, index_js_1.poolOfKey)(process, key, version);
    return pool === 'totalProcess' || pool === 'totalFlink' || /^(?:task|job)manager\.heap\.(?:size|mb)$/.test(key);
}
//# sourceMappingURL=removals.js.map