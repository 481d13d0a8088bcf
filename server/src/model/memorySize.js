"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.GIB = exports.MIB = exports.KIB = exports.MAX_BYTES = void 0;
exports.trimLikeJava = trimLikeJava;
exports.parseMemorySize = parseMemorySize;
exports.printMemorySize = printMemorySize;
exports.printFlinkMemorySize = printFlinkMemorySize;
exports.printMebibytes = printMebibytes;
exports.floorToMebibyte = floorToMebibyte;
exports.ceilToMebibyte = ceilToMebibyte;
/** The largest size Flink can hold: `Long.MAX_VALUE` bytes. */
exports.MAX_BYTES = 9223372036854775807n;
exports.KIB = 1024n;
exports.MIB = 1024n * exports.KIB;
exports.GIB = 1024n * exports.MIB;
/** Flink's units, largest first: what `MemorySize` writes, what people write, every name it reads (lower case). */
const UNITS = [
    { bytes: 1024n * exports.GIB, flink: 'tb', short: 't', names: ['t', 'tb', 'tebibytes'] },
    { bytes: exports.GIB, flink: 'gb', short: 'g', names: ['g', 'gb', 'gibibytes'] },
    { bytes: exports.MIB, flink: 'mb', short: 'm', names: ['m', 'mb', 'mebibytes'] },
    { bytes: exports.KIB, flink: 'kb', short: 'k', names: ['k', 'kb', 'kibibytes'] },
    { bytes: 1n, flink: 'bytes', short: 'b', names: ['', 'b', 'bytes'] },
];
const FACTOR_OF_UNIT = new Map(UNITS.flatMap((unit) => unit.names.map((name) => [name, unit.bytes])));
/** Java's `String.trim()`: control characters go as well, Unicode blanks stay. */
function trimLikeJava(text) {
    let start = 0;
    let end = text.length;
    while (start < end && text.charCodeAt(start) <= 0x20)
        start++;
    while (end > start && text.charCodeAt(end - 1) <= 0x20)
        end--;
    return text.slice(start, end);
}
/**
 * Reads a size as Flink's `MemorySize.parse` does: ASCII digits, then a unit in any case, powers of 1024, no fractions.
 * Refused: blank, no leading digit (`number-missing`), an unknown unit, more than 64 bits (`overflow`).
 */
function parseMemorySize(text) {
    const trimmed = trimLikeJava(text);
    if (trimmed === '')
        return { problem: 'blank' };
    let end = 0;
    while (end < trimmed.length && isAsciiDigit(trimmed.charCodeAt(end)))
        end++;
    if (end === 0)
        return { problem: 'number-missing' };
    // MemorySize reads the number before it looks at the unit, so a number that is too long is reported first.
    const number = BigInt(trimmed.slice(0, end));
    if (number > exports.MAX_BYTES)
        return { problem: 'overflow' };
    const factor = FACTOR_OF_UNIT.get(trimLikeJava(trimmed.slice(end)).toLowerCase());
    if (factor === undefined)
        return { problem: 'unit-unknown' };
    const bytes = number * factor;
    return bytes > exports.MAX_BYTES ? { problem: 'overflow' } : { bytes };
}
function isAsciiDigit(code) {
    return code >= 0x30 && code <= 0x39;
}
const PLAIN_BYTES = UNITS[4];
function largestUnitWithoutRemainder(bytes) {
    return (bytes === 0n ? undefined : UNITS.find((unit) => bytes % unit.bytes === 0n)) ?? PLAIN_BYTES;
}
/** A size as people write it into a configuration, in the largest unit that divides it: `256m`, `2g`, `1000b`. Exact. */
function printMemorySize(bytes) {
    const unit = largestUnitWithoutRemainder(bytes);
    return `${(bytes / unit.bytes).toString()}${unit.short}`;
}
/** A size as Flink's `MemorySize.toString` prints it: `256 mb`, `2 gb`, `1000 bytes`; whole tebibytes in bytes, too. Exact. */
function printFlinkMemorySize(bytes) {
    const largest = largestUnitWithoutRemainder(bytes);
    const unit = largest.flink === 'tb' ? PLAIN_BYTES : largest;
    return `${(bytes / unit.bytes).toString()} ${unit.flink}`;
}
/** A whole number of MiB as people write total sizes (`1728m`, `2048m`); what is no whole MiB in its exact short form. */
function printMebibytes(bytes) {
    return bytes % exports.MIB === 0n ? `${(bytes / exports.MIB).toString()}m` : printMemorySize(bytes);
}
/** The next whole MiB at or below. */
function floorToMebibyte(bytes) {
    return (bytes / exports.MIB) * exports.MIB;
}
/** The next whole MiB at or above. */
function ceilToMebibyte(bytes) {
    return floorToMebibyte(bytes + exports.MIB - 1n);
}
//# sourceMappingURL=memorySize.js.map