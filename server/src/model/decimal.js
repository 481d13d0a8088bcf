"use strict";
/**
 * Fractions as Flink calculates with them: a Java `float`, widened to `double`, becomes a decimal by
 * `BigDecimal.valueOf` (its shortest decimal text), and is multiplied exactly.
 */
Object.defineProperty(exports, "__esModule", { value: true });
exports.decimalOf = decimalOf;
exports.parseDecimal = parseDecimal;
exports.multiplyExactly = multiplyExactly;
exports.powerOfTen = powerOfTen;
const decimals = new Map();
/** `BigDecimal.valueOf(double)` of a finite number. Remembered for the few factors that occur again and again. */
function decimalOf(value) {
    const known = decimals.get(value);
    if (known !== undefined)
        return known;
    const decimal = parseDecimal(String(value)) ?? { unscaled: 0n, scale: 0 };
    if (decimals.size > 200)
        decimals.clear();
    decimals.set(value, decimal);
    return decimal;
}
/** Reads `-1.5e-3` and the like exactly; undefined for anything else, and for exponents that no size can need. */
function parseDecimal(text) {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
    if (match === null)
        return undefined;
    const [, sign, whole = '', fraction = '', exponent = '0'] = match;
    if (whole === '' && fraction === '')
        return undefined;
    const digits = BigInt(whole + fraction);
    const scale = fraction.length - Number(exponent);
    const unsigned = scale < 0 ? digits * 10n ** BigInt(-scale) : digits;
    return { unscaled: sign === '-' ? -unsigned : unsigned, scale: Math.max(scale, 0) };
}
/** `bytes` × `factor`, truncated to whole bytes, as `MemorySize.multiply` does. The factor is finite and not negative. */
function multiplyExactly(bytes, factor) {
    const { unscaled, scale } = decimalOf(factor);
    return (bytes * unscaled) / powerOfTen(scale);
}
const powers = [];
/** 10 to the power of `exponent`; remembered, as a big power costs more than the product it is for. */
function powerOfTen(exponent) {
    const known = powers[exponent];
    if (known !== undefined)
        return known;
    const power = 10n ** BigInt(exponent);
    powers[exponent] = power;
    return power;
}
//# sourceMappingURL=decimal.js.map