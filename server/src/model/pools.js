"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.poolOfKey = poolOfKey;
const processOptions_js_1 = require("./processOptions.js");
const known = new Map();
/**
 * The pool that a key sizes, limits or gives a share, under its current name or a former one. Undefined for the keys of
 * before 1.10 that mean one pool or another by where Flink runs (`*.heap.size`, `*.heap.mb`).
 */
function poolOfKey(process, key, version) {
    const name = `${process} ${version}`;
    let pools = known.get(name);
    if (pools === undefined)
        known.set(name, (pools = poolsByKey(process, version)));
    return pools.get(key);
}
function poolsByKey(process, version) {
    const own = process === 'taskManager' ? ofTaskManager(version) : ofJobManager(version);
    return new Map(own.flatMap(([pool, options]) => options.flatMap((option) => option === undefined ? [] : [option.key, ...option.fallbackKeys].map((key) => [key, pool]))));
}
function ofTaskManager(version) {
    const options = (0, processOptions_js_1.taskManagerOptions)(version);
    return [
        ...ofBoth(options),
        ['frameworkHeap', [options.frameworkHeap]],
        ['taskHeap', [options.taskHeap]],
        ['frameworkOffHeap', [options.frameworkOffHeap]],
        ['taskOffHeap', [options.taskOffHeap]],
        ['network', [...ofRange(options.network), options.networkBuffers]],
        ['managed', [options.managedSize, options.managedFraction]],
    ];
}
function ofJobManager(version) {
    const options = (0, processOptions_js_1.jobManagerOptions)(version);
    return [...ofBoth(options), ['jvmHeap', [options.heap]], ['jvmDirect', [options.offHeap]]];
}
function ofBoth({ totalProcess, totalFlink, metaspace, overhead }) {
    return [['totalProcess', [totalProcess]], ['totalFlink', [totalFlink]], ['jvmMetaspace', [metaspace]], ['jvmOverhead', ofRange(overhead)]];
}
function ofRange({ min, max, fraction }) {
    return [min, max, fraction];
}
//# sourceMappingURL=pools.js.map