"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.repairSize = repairSize;
exports.repairDecimal = repairDecimal;
exports.repairInteger = repairInteger;
exports.repairBoolean = repairBoolean;
exports.repairEnum = repairEnum;
/** From a value that Flink cannot read to the one that was most likely meant. Pure text; `undefined` where that is anybody's guess. */
const sizes_js_1 = require("../shared/sizes.js");
const nearest_js_1 = require("./nearest.js");
const spelling_js_1 = require("./spelling.js");
const UNIT_BYTES = { b: 1n, k: 1024n, m: sizes_js_1.MIB, g: sizes_js_1.GIB, t: 1024n * sizes_js_1.GIB };
/** Beyond 64 bits there is no size that Flink could read. */
const MOST_BYTES = (1n << 63n) - 1n;
/** Quotes, a comment and punctuation around a value, full-width digits and signs of an input method. */
function bared(text) {
    return text
        .normalize('NFKC')
        .trim()
        .replace(/\s+#.*$/, '')
        .replace(/^(["'`])(.*)\1$/, '$2')
        .replace(/[;,]$/, '')
        .trim();
}
/** `1.5g` → `1536m`, `2Gi` → `2g`, `2,048m` → `2048m`, `"1g"` → `1g`; a comma or point before three digits at the end of a whole number may be either, so that is not certain. */
function repairSize(text) {
    const written = /^\+?(\d[\d ,_]*)?(?:\.(\d+))?(?:e(\d{1,2}))?\s*([a-z]*)$/i.exec(bared(text));
    if (written === null)
        return undefined;
    const [, whole = '', decimals = '', exponent, unit = ''] = written;
    if (whole === '' && decimals === '')
        return undefined;
    const factor = unitBytes(unit);
    if (factor === undefined)
        return undefined;
    const groups = /[ ,_]/.test(whole.trim());
    if (groups && !/^\d{1,3}(?:[ ,_]\d{3})+$/.test(whole.trim()))
        return undefined;
    // A decimal number without a unit says nothing of what it counts.
    if (decimals !== '' && unit === '')
        return undefined;
    const digits = whole.replace(/\D/g, '');
    const scale = 10n ** BigInt(decimals.length);
    const scaled = BigInt(`${digits}${decimals}`) * factor.bytes * 10n ** BigInt(exponent ?? '0');
    const exact = scaled % scale === 0n;
    const bytes = exact ? scaled / scale : (scaled / scale / sizes_js_1.MIB) * sizes_js_1.MIB;
    if (bytes > MOST_BYTES || (bytes === 0n && scaled !== 0n))
        return undefined;
    const plain = decimals === '' && exponent === undefined;
    const value = plain && !factor.slip ? `${BigInt(digits)}${factor.unit}` : (0, spelling_js_1.spell)(bytes, spelling_js_1.PLAIN_STYLE);
    return { value, certain: exact && !factor.slip && !groups };
}
/** A unit's bytes: Flink's own spellings, Kubernetes' binary ones (`Gi`), and slips such as `gigabytes`. */
function unitBytes(unit) {
    const lower = unit.toLowerCase();
    if (lower === '')
        return { bytes: 1n, unit: '', slip: false };
    const letter = lower.charAt(0);
    const bytes = UNIT_BYTES[letter];
    if (bytes === undefined)
        return undefined;
    const known = /^(?:b|bytes|[kmgt](?:i?b?)|(?:kibi|mebi|gibi|tebi)bytes)$/.test(lower);
    if (!known && !/^(?:byte|kilo|mega|giga|tera|meg|gig)(?:s|byte|bytes|bit)?$/.test(lower) && (0, nearest_js_1.editDistance)(lower, `${letter}b`, 1) === undefined)
        return undefined;
    return { bytes, unit: letter, slip: !known };
}
/** `50%` → `0.5`, `0,4` → `0.4`, quotes removed. */
function repairDecimal(text) {
    const value = bared(text);
    const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(value);
    if (percent?.[1] !== undefined)
        return { value: shifted(percent[1]), certain: true };
    const comma = /^(\d+),(\d+)$/.exec(value);
    if (comma !== null)
        return { value: `${comma[1] ?? ''}.${comma[2] ?? ''}`, certain: false };
    return value !== text && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value) ? { value, certain: true } : undefined;
}
/** A decimal number divided by 100, digit by digit. */
function shifted(percent) {
    const [whole = '0', decimals = ''] = percent.split('.');
    const digits = whole.padStart(3, '0');
    const text = `${digits.slice(0, -2)}.${digits.slice(-2)}${decimals}`;
    return text.replace(/^0+(?=\d)/, '').replace(/0+$/, '').replace(/\.$/, '');
}
/** `4.0` → `4`, `"4"` → `4`; where a count of MiB is wanted (`*.heap.mb`) `2g` → `2048`. */
function repairInteger(text, countOfMib) {
    const value = bared(text);
    const point = /^([+-]?\d+)\.0+$/.exec(value);
    if (point?.[1] !== undefined)
        return { value: point[1], certain: true };
    if (value !== text && /^[+-]?\d+$/.test(value))
        return { value, certain: true };
    const grouped = /^\d{1,3}(?:[ ,_]\d{3})+$/.exec(value);
    if (grouped !== null)
        return { value: value.replace(/\D/g, ''), certain: false };
    if (!countOfMib)
        return undefined;
    const size = /^(\d+)\s*([kmg])i?b?$/i.exec(value) ?? /^(\d+)\s*(b)(?:ytes)?$/i.exec(value);
    const bytes = size === null ? undefined : BigInt(size[1] ?? '0') * (UNIT_BYTES[(size[2] ?? '').toLowerCase()] ?? 0n);
    if (bytes === undefined || bytes < sizes_js_1.MIB)
        return undefined;
    return { value: (bytes / sizes_js_1.MIB).toString(), certain: bytes % sizes_js_1.MIB === 0n };
}
/** `yes`, `on`, `1` → `true`; `no`, `off`, `0` → `false`; quotes removed. */
function repairBoolean(text) {
    const value = bared(text).toLowerCase();
    if (/^(?:true|yes|y|on|1|enabled?)$/.test(value))
        return { value: 'true', certain: true };
    if (/^(?:false|no|n|off|0|disabled?)$/.test(value))
        return { value: 'false', certain: true };
    return undefined;
}
/** The nearest of an enum's values. */
function repairEnum(text, values) {
    const value = bared(text).toLowerCase().replace(/-/g, '_');
    const ranked = values
        .map((name) => ({ name, distance: (0, nearest_js_1.editDistance)(value, name.toLowerCase().replace(/-/g, '_'), 2) }))
        .flatMap(({ name, distance }) => (distance === undefined ? [] : [{ name, distance }]))
        .sort((left, right) => left.distance - right.distance);
    const best = ranked[0];
    if (best === undefined || ranked[1]?.distance === best.distance)
        return undefined;
    return { value: best.name, certain: best.distance === 0 };
}
//# sourceMappingURL=repair.js.map