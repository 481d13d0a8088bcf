"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isCountOfMib = isCountOfMib;
exports.sizeValue = sizeValue;
const memorySize_js_1 = require("./memorySize.js");
/** `taskmanager.heap.mb` and `jobmanager.heap.mb` hold a number of MiB without a unit. */
function isCountOfMib(key) {
    return key.endsWith('.heap.mb');
}
/** The largest number of MiB that Flink reads, an `int`. */
const MOST_MIB = 0x7fffffffn;
/** A size as a value of the key: in bytes, or in whole MiB, at most as many as Flink reads. */
function sizeValue(key, bytes) {
    if (!isCountOfMib(key))
        return `${bytes}b`;
    const mebibytes = bytes / memorySize_js_1.MIB;
    return (mebibytes < MOST_MIB ? mebibytes : MOST_MIB).toString();
}
//# sourceMappingURL=legacyKeys.js.map