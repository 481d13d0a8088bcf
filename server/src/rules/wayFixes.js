"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.wayFixes = wayFixes;
const derivationWords_js_1 = require("./derivationWords.js");
const settings_js_1 = require("./settings.js");
const ways_js_1 = require("./ways.js");
/** The ways out of a process's refusal as fixes, the preferred one first. */
function wayFixes(analysis, process) {
    return (0, ways_js_1.waysOut)(analysis, process).map((way, index) => wayFix(way, BigInt(index), analysis, process));
}
/** @param cost the way's place among the others: the first is preferred */
function wayFix(way, cost, analysis, process) {
    const gone = way.without.map((key) => removalOf(analysis, key));
    const title = (0, derivationWords_js_1.wayTitle)(way, analysis, process);
    if (way.kind === 'remove')
        return { title, cost, changes: [...gone, removalOf(analysis, way.key)] };
    const entry = (0, settings_js_1.winningEntry)(analysis, way.key);
    return { title, cost, changes: [...gone, entry === undefined ? { kind: 'set', key: way.key, value: way.text } : { kind: 'setValue', entry, value: way.text }] };
}
/** A field of the operator's goes alone: it may stand above a line with the same key. */
function removalOf(analysis, key) {
    const entry = (0, settings_js_1.winningEntry)(analysis, key);
    return entry?.site.kind === 'scalar' ? { kind: 'removeEntry', entry } : { kind: 'remove', key };
}
//# sourceMappingURL=wayFixes.js.map