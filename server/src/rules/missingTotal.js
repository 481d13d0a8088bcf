"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.usualValue = usualValue;
exports.totalToAdd = totalToAdd;
const index_js_1 = require("../model/index.js");
const spelling_js_1 = require("./spelling.js");
const sizes_js_1 = require("../shared/sizes.js");
/** What Flink's own configuration file sets for each process. */
const USUAL = { taskManager: 1728n * sizes_js_1.MIB, jobManager: 1600n * sizes_js_1.MIB };
/** Usual sizes, by the end of a key, of options without a default: what Flink's own file gives with everything else untouched. */
const USUAL_SIZES = {
    taskManager: [['process.size', 1728n], ['flink.size', 1280n], ['task.heap.size', 384n], ['managed.size', 512n], ['taskmanager.memory.size', 512n], ['heap.size', 1280n], ['heap.mb', 1280n]],
    jobManager: [['process.size', 1600n], ['flink.size', 1152n], ['heap.size', 1024n], ['heap.mb', 1024n]],
};
/** A size to write where the present value says nothing: the usual one, or the nearest whole MiB that works with what is set. */
function usualValue(analysis, process, key) {
    const { configuration, cluster } = analysis;
    const version = cluster.version.version;
    const usual = USUAL_SIZES[process].find(([end]) => key.endsWith(end));
    if (version === undefined || usual === undefined)
        return undefined;
    const from = usual[1] * sizes_js_1.MIB;
    const range = (0, index_js_1.acceptedRange)(process, configuration, { version, container: cluster.container }, key);
    return (0, spelling_js_1.spell)((range === undefined ? undefined : (0, spelling_js_1.roundest)(from, range.min, range.max, (0, index_js_1.isCountOfMib)(key))) ?? from, (0, spelling_js_1.styleOf)(key, undefined));
}
/** The process size to add where none is set: Flink's usual one, or the nearest whole MiB that works with what is set. */
function totalToAdd(analysis, process) {
    const { configuration, cluster } = analysis;
    const version = cluster.version.version;
    if (version === undefined)
        return undefined;
    const context = { version, container: cluster.container };
    const key = process === 'taskManager' ? 'taskmanager.memory.process.size' : 'jobmanager.memory.process.size';
    const usual = (0, spelling_js_1.spell)(USUAL[process], { ...spelling_js_1.PLAIN_STYLE });
    const after = (0, index_js_1.derive)(process, configuration.with({ [key]: usual }), context);
    if (after.status === 'derived')
        return usual;
    const range = (0, index_js_1.acceptedRange)(process, configuration, context, key);
    const bytes = range === undefined ? undefined : (0, spelling_js_1.roundest)(USUAL[process], range.min, range.max);
    // Where no total lets it start, another error comes to light with the usual one, and has its own fixes.
    return bytes === undefined ? (after.status === 'failed' && after.refusal.code !== 'size-not-configured' ? usual : undefined) : (0, spelling_js_1.spell)(bytes, spelling_js_1.PLAIN_STYLE);
}
//# sourceMappingURL=missingTotal.js.map