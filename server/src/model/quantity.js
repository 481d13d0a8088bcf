"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.parseQuantity = parseQuantity;
exports.quantityBytes = quantityBytes;
exports.limitFactorOf = limitFactorOf;
exports.readResourceMemory = readResourceMemory;
const decimal_js_1 = require("./decimal.js");
const javaNumbers_js_1 = require("./javaNumbers.js");
const memorySize_js_1 = require("./memorySize.js");
/** Suffixes of Kubernetes quantities as powers; `m` is a thousandth, `k` is small, `Ki` is capital. */
const DECIMAL_SUFFIXES = new Map([
    ['n', -9], ['u', -6], ['m', -3], ['', 0], ['k', 3], ['M', 6], ['G', 9], ['T', 12], ['P', 15], ['E', 18],
]);
const BINARY_SUFFIXES = new Map([
    ['Ki', 10], ['Mi', 20], ['Gi', 30], ['Ti', 40], ['Pi', 50], ['Ei', 60],
]);
/** Reads a quantity as the Kubernetes API server does (a container's limit): no blanks, suffixes exactly as spelled. */
function parseQuantity(text) {
    const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d{1,3})|([KMGTPE]i|[numkMGTPE]?))$/.exec(text);
    const amount = match === null ? undefined : (0, decimal_js_1.parseDecimal)(`${match[1] ?? ''}${match[2] ?? ''}`);
    const scaled = amount === undefined ? undefined : scale(amount, match?.[3] ?? '');
    return scaled === undefined ? { problem: 'quantity-invalid' } : { amount: scaled };
}
function scale(amount, suffix) {
    const binary = BINARY_SUFFIXES.get(suffix);
    if (binary !== undefined)
        return { unscaled: amount.unscaled << BigInt(binary), scale: amount.scale };
    const decimal = DECIMAL_SUFFIXES.get(suffix);
    if (decimal === undefined)
        return undefined;
    if (decimal < 0)
        return { unscaled: amount.unscaled, scale: amount.scale - decimal };
    return { unscaled: amount.unscaled * (0, decimal_js_1.powerOfTen)(decimal), scale: amount.scale };
}
/** Whole bytes of a quantity, rounded up as Kubernetes rounds (`Quantity.Value`). */
function quantityBytes({ unscaled, scale: places }) {
    const unit = (0, decimal_js_1.powerOfTen)(places);
    const whole = unscaled / unit;
    return unscaled > 0n && unscaled % unit !== 0n ? whole + 1n : whole;
}
/** Limit ÷ request as the operator computes the limit factor since 1.16: both read by Kubernetes' units. Undefined when one is unreadable, or nothing is requested. */
function limitFactorOf(request, limit) {
    const [from, to] = [parseQuantity(request), parseQuantity(limit)];
    if (!('amount' in from) || !('amount' in to) || from.amount.unscaled === 0n)
        return undefined;
    const asNumber = ({ unscaled, scale: places }) => Number(`${unscaled.toString()}e${String(-places)}`);
    return asNumber(to.amount) / asNumber(from.amount);
}
/** Since this minor of 1.x the operator tries Kubernetes' units after Flink's. */
const FIRST_WITH_KUBERNETES_UNITS = 7;
/**
 * Reads `resource.memory` as the operator does. Until 1.6 only Flink's units are known. Since 1.7 whatever Flink's reader
 * refuses is given to a Kubernetes reader in capitals and without blanks (so that `2 048m` are decimal megabytes), and
 * what comes out has to be whole bytes without an exponent.
 */
function readResourceMemory(text, operatorVersion) {
    const flink = (0, memorySize_js_1.parseMemorySize)(text);
    const [major = 0, minor = 0] = operatorVersion.split('.').map(Number);
    const isTwoStep = major > 1 || minor >= FIRST_WITH_KUBERNETES_UNITS;
    if ('bytes' in flink)
        return { bytes: flink.bytes, text: isTwoStep ? (0, memorySize_js_1.printFlinkMemorySize)(flink.bytes) : text };
    if (!isTwoStep)
        return flink;
    if (flink.problem === 'blank')
        return { problem: 'quantity-invalid' };
    const bytes = readAsOperatorQuantity(text);
    if ('problem' in bytes)
        return bytes;
    const size = (0, memorySize_js_1.parseMemorySize)(bytes.text);
    return 'bytes' in size ? { bytes: size.bytes, text: bytes.text } : size;
}
/** The digits and suffixes of the operator's Kubernetes library, which is laxer than Kubernetes: `2g2` is 2 × 10², `２G` counts. */
function readAsOperatorQuantity(text) {
    const spelled = text.replace(/\s+/g, '').toUpperCase().replace(/B$/, '').replace(/I$/, 'i');
    const number = /^[^eEinumkKMGTP]*/.exec(spelled)?.[0] ?? '';
    const suffix = spelled.slice(number.length);
    if (number === '')
        return { problem: 'number-missing' };
    const hasDigit = /[0-9]/.test(suffix);
    if (hasDigit && /\p{L}$/u.test(suffix))
        return { problem: 'quantity-invalid' };
    const amount = /^[+-]?[\p{Nd}.]+$/u.test(number) ? (0, decimal_js_1.parseDecimal)((0, javaNumbers_js_1.toAsciiDigits)(number)) : undefined;
    if (amount === undefined)
        return { problem: 'not-a-number' };
    if (hasDigit && suffix.length > 1)
        return timesPowerOfTen(amount, suffix.slice(1));
    const bytes = scale(amount, suffix);
    if (bytes === undefined)
        return { problem: 'quantity-invalid' };
    // Beyond 10^15 and 2^50 the library's factor has an exponent, and so has the product.
    return suffix.startsWith('E') ? { problem: 'unit-unknown' } : printPlain(bytes);
}
function timesPowerOfTen(amount, exponentText) {
    if (!/^[+-]?\d{1,9}$/.test(exponentText))
        return { problem: 'not-a-number' };
    const exponent = Number(exponentText);
    // A power above 10^15 has an exponent in the library's text; one below 10^0 has decimal places. Neither is a size.
    if (exponent < 0 || exponent > 15)
        return { problem: 'unit-unknown' };
    return printPlain({ unscaled: amount.unscaled * (0, decimal_js_1.powerOfTen)(exponent), scale: amount.scale });
}
/** `BigDecimal.toString`: decimal places are kept, even when they are zeros. */
function printPlain({ unscaled, scale: places }) {
    if (places === 0)
        return { text: unscaled.toString() };
    const sign = unscaled < 0n ? '-' : '';
    const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(places + 1, '0');
    return { text: `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}` };
}
//# sourceMappingURL=quantity.js.map