"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.PLAIN_STYLE = void 0;
exports.styleOf = styleOf;
exports.spell = spell;
exports.roundest = roundest;
const index_js_1 = require("../model/index.js");
const sizes_js_1 = require("../shared/sizes.js");
/** Flink's usual short form: `1728m`. */
exports.PLAIN_STYLE = { blank: '', units: ['b', 'k', 'm', 'g'], countOfMib: false };
const COUNT_STYLE = { ...exports.PLAIN_STYLE, countOfMib: true };
const FORMS = [
    ['b', 'k', 'm', 'g'],
    ['b', 'kb', 'mb', 'gb'],
    ['bytes', 'kibibytes', 'mebibytes', 'gibibytes'],
    ['b', 'K', 'M', 'G'],
    ['b', 'KB', 'MB', 'GB'],
];
/** Kubernetes' binary suffixes, which only `resource.memory` and its relatives understand; a number without suffix is bytes. */
const QUANTITY_FORM = ['', 'Ki', 'Mi', 'Gi'];
/** The style of a value; Flink's short form for what has none (a bare number, no number at all). */
function styleOf(key, value) {
    if ((0, index_js_1.isCountOfMib)(key))
        return COUNT_STYLE;
    const written = /^\s*[\d.]+(\s*)([a-z]+)\s*$/i.exec(value ?? '');
    const unit = written?.[2];
    const blank = written?.[1];
    if (unit === undefined || blank === undefined)
        return exports.PLAIN_STYLE;
    const form = /^[kmg]i$/i.test(unit) ? QUANTITY_FORM : FORMS.find((units) => units.indexOf(unit) > 0) ?? FORMS.find((units) => units.includes(unit));
    return form === undefined ? exports.PLAIN_STYLE : { blank, units: form, countOfMib: false };
}
/** Spells whole bytes in a style, in the largest unit up to GiB that leaves no remainder; GiB only from `1g` on and when the style is free to. */
function spell(bytes, style) {
    const [b, k, m, g] = style.units;
    if (style.countOfMib)
        return (bytes / sizes_js_1.MIB).toString();
    if (bytes > 0n && bytes % sizes_js_1.GIB === 0n)
        return `${bytes / sizes_js_1.GIB}${style.blank}${g}`;
    if (bytes % sizes_js_1.MIB === 0n)
        return `${bytes / sizes_js_1.MIB}${style.blank}${m}`;
    if (bytes % 1024n === 0n)
        return `${bytes / 1024n}${style.blank}${k}`;
    return `${bytes}${b === '' ? '' : style.blank}${b}`;
}
/**
 * The roundest size within an interval of bytes that lies nearest to `from`: a whole MiB where there is one, else a whole KiB, else bytes.
 * `min` and `max` are inclusive; undefined is unbounded. Undefined when the interval is empty.
 */
function roundest(from, min, max, onlyMib = false) {
    if (min !== undefined && max !== undefined && min > max)
        return undefined;
    for (const step of onlyMib ? [sizes_js_1.MIB] : [sizes_js_1.MIB, 1024n, 1n]) {
        const low = min === undefined ? undefined : ((min + step - 1n) / step) * step;
        const high = max === undefined ? undefined : (max / step) * step;
        if (low !== undefined && high !== undefined && low > high)
            continue;
        if (low !== undefined && from < low)
            return low;
        if (high !== undefined && from > high)
            return high;
        return from;
    }
    return undefined;
}
//# sourceMappingURL=spelling.js.map