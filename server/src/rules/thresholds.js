"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.leastHeap = leastHeap;
/** Sizes below which a process that starts will hardly do its work, each with its source. */
const index_js_1 = require("../model/index.js");
const javaNumbers_js_1 = require("../model/javaNumbers.js");
const sizes_js_1 = require("../shared/sizes.js");
/** `JobManagerOptions.MIN_JVM_HEAP_SIZE`: Flink itself advises at least as much, in bytes. */
const LEAST_JOB_MANAGER_HEAP = 128n * sizes_js_1.MIB;
/** Task heap of one slot in bytes: where running jobs begin (design/product.md, working rules). */
const LEAST_TASK_HEAP_OF_A_SLOT = 64n * sizes_js_1.MIB;
/** The JobManager's heap holds the job store's cache besides; each slot of a TaskManager has its own part of the task heap. */
function leastHeap(process, configuration, version) {
    if (process === 'taskManager')
        return { pool: 'taskHeap', bytes: LEAST_TASK_HEAP_OF_A_SLOT * BigInt((0, index_js_1.slotsOf)(configuration, version) ?? 1) };
    const cache = jobStoreCache(configuration, version);
    return { pool: 'jvmHeap', bytes: cache > LEAST_JOB_MANAGER_HEAP ? cache : LEAST_JOB_MANAGER_HEAP };
}
/** What the JobManager keeps of finished jobs, in bytes: an option with another name since 2.3; 0 where nobody can tell. */
function jobStoreCache(configuration, version) {
    const option = (0, index_js_1.readableOption)('completed-application-store.cache-size', version) ?? (0, index_js_1.readableOption)('jobstore.cache-size', version);
    if (option === undefined)
        return 0n;
    const key = (0, index_js_1.supplyingKey)(configuration, option);
    if (key !== undefined && configuration.isUnknown(key))
        return 0n;
    return (0, javaNumbers_js_1.parseJavaLong)((key === undefined ? option.default : configuration.get(key)) ?? '') ?? 0n;
}
//# sourceMappingURL=thresholds.js.map