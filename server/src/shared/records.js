"use strict";
/** Data from outside as objects with properties. */
Object.defineProperty(exports, "__esModule", { value: true });
exports.isRecord = isRecord;
exports.asRecord = asRecord;
/** Whether a value is a plain object: neither null nor a list. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** A plain object's properties; nothing for any other value. */
function asRecord(value) {
    return isRecord(value) ? { ...value } : {};
}
//# sourceMappingURL=records.js.map