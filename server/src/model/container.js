"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.containerMemory = containerMemory;
const decimal_js_1 = require("./decimal.js");
const memorySize_js_1 = require("./memorySize.js");
/** The largest int: more MiB than this cannot be written. */
const MAX_MEBIBYTES = 2147483647n;
/**
 * Request and limit as Flink writes them (`KubernetesUtils.getResourceRequirements`): the process size in whole MiB,
 * truncated, and that times the limit factor, truncated. A factor below 1 is not refused here.
 */
function containerMemory(processBytes, limitFactor = 1) {
    // `MemorySize.getMebiBytes` is an int: sizes no machine has wrap around.
    const mebibytes = BigInt.asIntN(32, processBytes / memorySize_js_1.MIB);
    // Java multiplies an int by a double and casts back to int, which stops at its largest.
    const limit = wholeOf(Number(mebibytes) * limitFactor);
    return {
        requestBytes: mebibytes * memorySize_js_1.MIB,
        limitBytes: (limit > MAX_MEBIBYTES ? MAX_MEBIBYTES : limit) * memorySize_js_1.MIB,
        limitFactor,
    };
}
function wholeOf(value) {
    if (!Number.isFinite(value))
        return value > 0 ? MAX_MEBIBYTES : 0n;
    const { unscaled, scale } = (0, decimal_js_1.decimalOf)(value);
    return unscaled / (0, decimal_js_1.powerOfTen)(scale);
}
//# sourceMappingURL=container.js.map