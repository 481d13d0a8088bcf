"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.TIME_UNITS = void 0;
exports.parseDuration = parseDuration;
exports.isoDuration = isoDuration;
const javaNumbers_js_1 = require("./javaNumbers.js");
const memorySize_js_1 = require("./memorySize.js");
const version_js_1 = require("./version.js");
/** Flink's units of time, largest first: nanoseconds, and the names it reads in any case; the first is the shortest that every version reads. */
exports.TIME_UNITS = [
    { nanos: 86400000000000n, names: ['d', 'day', 'days'] },
    { nanos: 3600000000000n, names: ['h', 'hour', 'hours'] },
    { nanos: 60000000000n, names: ['min', 'minute', 'minutes', 'm'] },
    { nanos: 1000000000n, names: ['s', 'sec', 'secs', 'second', 'seconds'] },
    { nanos: 1000000n, names: ['ms', 'milli', 'millis', 'millisecond', 'milliseconds'] },
    { nanos: 1000n, names: ['µs', 'micro', 'micros', 'microsecond', 'microseconds'] },
    { nanos: 1n, names: ['ns', 'nano', 'nanos', 'nanosecond', 'nanoseconds'] },
];
const NANOS_OF_UNIT = new Map(exports.TIME_UNITS.flatMap(({ nanos, names }) => names.map((name) => [name, nanos])));
const SECOND = 1000000000n;
const MILLISECOND = 1000000n;
const MOST_NANOS = (javaNumbers_js_1.MAX_LONG + 1n) * SECOND - 1n;
/**
 * Reads a time as that version's `TimeUtils.parseDuration` does: ASCII digits, then a unit in any case, milliseconds without
 * one. `m` is minutes since 1.15; ISO 8601 (`PT10S`) is read since 2.1.
 */
function parseDuration(text, version) {
    const trimmed = (0, memorySize_js_1.trimLikeJava)(text);
    if (trimmed === '')
        return { problem: 'blank' };
    const [, digits = '', rest = ''] = /^([0-9]*)([^]*)$/.exec(trimmed) ?? [];
    if (digits === '')
        return ((0, version_js_1.isAtLeast)(version, '2.1') ? isoDuration(trimmed) : undefined) ?? { problem: 'time-number-missing' };
    const number = BigInt(digits);
    // Until 2.0 the number itself had to be a long.
    if (number > javaNumbers_js_1.MAX_LONG && !(0, version_js_1.isAtLeast)(version, '2.0'))
        return { problem: 'overflow' };
    const unit = (0, memorySize_js_1.trimLikeJava)(rest).toLowerCase();
    const factor = unit === '' ? MILLISECOND : unit === 'm' && !(0, version_js_1.isAtLeast)(version, '1.15') ? undefined : NANOS_OF_UNIT.get(unit);
    if (factor === undefined)
        return { problem: 'time-unit-unknown' };
    return limited(number * factor);
}
const ISO = /^([+-]?)P(?:([+-]?[0-9]+)D)?(?:T(?=[+-]?[0-9])(?:([+-]?[0-9]+)H)?(?:([+-]?[0-9]+)M)?(?:([+-]?[0-9]+)(?:[.,]([0-9]{0,9}))?S)?)?$/i;
/** `Duration.parse`; undefined where it is no such text, or the time is negative, which Flink refuses. */
function isoDuration(text) {
    const match = ISO.exec(text);
    if (match === null || match.slice(2).every((part) => part === undefined))
        return undefined;
    const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
    const whole = BigInt(days) * 86400n + BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds);
    const part = BigInt(fraction.padEnd(9, '0'));
    const nanos = whole * SECOND + (seconds.startsWith('-') ? -part : part);
    const signed = sign === '-' ? -nanos : nanos;
    return signed < 0n ? undefined : limited(signed);
}
/** Java's durations count seconds in 64 bits. */
function limited(nanos) {
    return nanos > MOST_NANOS ? { problem: 'overflow' } : { nanos };
}
//# sourceMappingURL=duration.js.map