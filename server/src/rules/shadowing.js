"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.suppliedBy = suppliedBy;
exports.countingInstead = countingInstead;
const index_js_1 = require("../model/index.js");
/** Keys of before 1.10 that Flink maps by hand, each with those that keep it from being read; in the order Flink asks for them. */
function keptFromReading(key, container) {
    switch (key) {
        case 'taskmanager.heap.size':
            return [container ? 'taskmanager.memory.process.size' : 'taskmanager.memory.flink.size'];
        case 'taskmanager.heap.mb':
            return [container ? 'taskmanager.memory.process.size' : 'taskmanager.memory.flink.size', 'taskmanager.heap.size'];
        case 'jobmanager.heap.size':
            return [container ? 'jobmanager.memory.process.size' : 'jobmanager.memory.heap.size'];
        case 'jobmanager.heap.mb':
            return [container ? 'jobmanager.memory.process.size' : 'jobmanager.memory.heap.size', 'jobmanager.heap.size'];
        case 'taskmanager.network.numberOfBuffers':
            return ['taskmanager.memory.network.min', 'taskmanager.memory.network.max', 'taskmanager.memory.network.fraction'];
        default:
            return [];
    }
}
/** The key that an option is read from: its own, or the first of its other names that is set. Undefined where none is. */
function suppliedBy({ cluster: { settings } }, key, version) {
    if (settings.has(key))
        return key;
    return (0, index_js_1.optionAt)(key, version)?.fallbackKeys.find((fallback) => settings.has(fallback.key))?.key;
}
/** The keys that count where an outdated one is set and yet has no effect; none where it has. */
function countingInstead(analysis, key, version) {
    const kept = keptFromReading(key, analysis.cluster.container);
    if (kept.length > 0)
        return kept.flatMap((other) => suppliedBy(analysis, other, version) ?? []).slice(0, 1);
    const readers = (0, index_js_1.readersOf)(key).filter((by) => (0, index_js_1.optionAt)(by, version)?.fallbackKeys.some((fallback) => fallback.key === key) === true);
    const suppliers = readers.map((by) => suppliedBy(analysis, by, version));
    return suppliers.includes(key) ? [] : [...new Set(suppliers.flatMap((supplier) => supplier ?? []))];
}
//# sourceMappingURL=shadowing.js.map