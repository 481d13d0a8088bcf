"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.mendingChanges = mendingChanges;
/** Values that Flink has not come to read yet, and would refuse: a way out is judged by what comes of it once they are mended. */
const index_js_1 = require("../../model/index.js");
const javaNumbers_js_1 = require("../../model/javaNumbers.js");
const repair_js_1 = require("../repair.js");
/** What makes every value readable, and every range one: the likely meaning where there is one, else nothing at all. */
function mendingChanges(process, configuration, version) {
    const changes = {};
    const prefix = `${process.toLowerCase()}.`;
    for (const key of configuration.keys()) {
        if (!key.startsWith(prefix) || configuration.isUnknown(key))
            continue;
        const mended = mendedValue(key, configuration.get(key) ?? '', version);
        if (mended !== undefined)
            changes[key] = mended;
    }
    const readable = configuration.with(changes);
    for (const range of rangesOf(process, version))
        Object.assign(changes, mendedRange(readable, range));
    return changes;
}
/** Undefined for a value that can be read, or that does not size anything. */
function mendedValue(key, text, version) {
    const option = (0, index_js_1.formerNameOf)(key, version)?.option ?? (0, index_js_1.optionAt)(key, version);
    switch (option?.type) {
        case 'MemorySize': {
            const size = (0, index_js_1.parseMemorySize)(text);
            if ('problem' in size)
                return (0, repair_js_1.repairSize)(text)?.value ?? null;
            // A size of segments matters only beside the old number of buffers, and is a power of two.
            return key.endsWith('.segment-size') && !(0, index_js_1.isPageSize)(size.bytes) ? null : undefined;
        }
        case 'Integer': {
            const number = (0, javaNumbers_js_1.parseJavaInteger)(text);
            return number === undefined ? ((0, repair_js_1.repairInteger)(text, (0, index_js_1.isCountOfMib)(key))?.value ?? null) : number < 0 || (number === 0 && key.endsWith('Slots')) ? null : undefined;
        }
        case 'Float':
        case 'Double':
            return mendedNumber(key, text);
        default:
            return undefined;
    }
}
function mendedNumber(key, text) {
    const number = (0, javaNumbers_js_1.parseJavaDouble)(text);
    if (number === undefined)
        return (0, repair_js_1.repairDecimal)(text)?.value ?? null;
    const isFine = key.endsWith('fraction') ? number >= 0 && number < 1 : number > 0 && Number.isFinite(number);
    return isFine ? undefined : null;
}
function rangesOf(process, version) {
    if (process === 'jobManager')
        return [(0, index_js_1.jobManagerOptions)(version).overhead];
    const { network, overhead } = (0, index_js_1.taskManagerOptions)(version);
    return [network, overhead];
}
/** Minimum and maximum change places; where one of them is a default, the other becomes as large. */
function mendedRange(configuration, { min, max }) {
    const [low, high] = [min, max].map((option) => {
        const key = (0, index_js_1.supplyingKey)(configuration, option);
        const text = key === undefined ? option.default : configuration.get(key);
        const size = key !== undefined && configuration.isUnknown(key) ? undefined : (0, index_js_1.parseMemorySize)(text ?? '');
        return size === undefined || 'problem' in size ? undefined : { key, text: `${size.bytes}b`, bytes: size.bytes };
    });
    if (low === undefined || high === undefined || low.bytes <= high.bytes)
        return {};
    return { ...(low.key === undefined ? {} : { [low.key]: high.text }), ...(high.key === undefined ? {} : { [high.key]: low.text }) };
}
//# sourceMappingURL=mending.js.map