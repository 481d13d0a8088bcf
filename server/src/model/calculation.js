"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Calculation = void 0;
const amount_js_1 = require("./amount.js");
const decimal_js_1 = require("./decimal.js");
const javaNumbers_js_1 = require("./javaNumbers.js");
const memorySize_js_1 = require("./memorySize.js");
const options_js_1 = require("./options.js");
/** A refusal that names what takes part when it is asked: a search for bounds asks thousands of refusals for their code alone. */
class LazyRefusal {
    code;
    #findInputs;
    #settled;
    #inputs;
    #parts;
    constructor(code, details, inputs, settled) {
        this.code = code;
        Object.assign(this, details);
        this.#findInputs = inputs;
        this.#settled = settled;
    }
    get inputs() {
        this.#inputs ??= this.#findInputs();
        return this.#inputs;
    }
    get parts() {
        this.#parts ??= this.#settled.flatMap((amount) => (amount.pool === undefined ? [] : [(0, amount_js_1.partOf)(amount.pool, amount)]));
        return this.#parts;
    }
}
/**
 * One pass through Flink's arithmetic. Nothing in it throws: the first refusal is kept, and from then on, as from the
 * first value hidden in a template, sizes that depend on it are unknown and checks on them do not take place.
 */
class Calculation {
    configuration;
    #unknownKeys = new Set();
    #settled = [];
    #refusal;
    constructor(configuration) {
        this.configuration = configuration;
    }
    get refusal() {
        return this.#refusal;
    }
    /** Templated keys that were read, in order. */
    get unknownKeys() {
        return [...this.#unknownKeys];
    }
    /** Keeps the first refusal; none after a templated value, as nobody knows whether Flink would get this far. */
    refuse(code, amounts, details = {}, inputs) {
        if (this.#refusal !== undefined || this.#unknownKeys.size > 0)
            return;
        this.#refusal = new LazyRefusal(code, details, () => inputs ?? (0, amount_js_1.inputsOf)(amounts), this.#settled);
    }
    /** Notes a size as settled: a later refusal shows it. Returns it. */
    settle(amount) {
        if (amount.known && this.#refusal === undefined)
            this.#settled.push(amount);
        return amount;
    }
    /** The text of an option; undefined when there is none, it is a template, or all is over already. */
    supply(option) {
        if (this.#refusal !== undefined)
            return undefined;
        const key = (0, options_js_1.supplyingKey)(this.configuration, option);
        if (key === undefined)
            return option.default === undefined ? undefined : { key: option.key, text: option.default, isDefault: true };
        if (this.configuration.isUnknown(key)) {
            this.#unknownKeys.add(key);
            return undefined;
        }
        return { key, text: this.configuration.get(key) ?? '', isDefault: false };
    }
    /** The same for what no size depends on: a template does not make the outcome unknown. */
    supplyKnown(option) {
        const key = (0, options_js_1.supplyingKey)(this.configuration, option);
        return key !== undefined && this.configuration.isUnknown(key) ? undefined : this.supply(option);
    }
    /** Refuses a value that cannot be read. */
    refuseValue(option, supplied, reason) {
        this.refuse('value-invalid', [], { key: option.key, reason }, [{ key: supplied.key, ...(supplied.isDefault ? {} : { value: supplied.text }) }]);
    }
    /** Reads a size option (`getMemorySizeFromConfig`). */
    size(option, pool) {
        const supplied = this.supply(option);
        if (supplied === undefined)
            return (0, amount_js_1.unknownAmount)(pool);
        const { key, text, isDefault } = supplied;
        if (isDefault)
            return option.defaultBytes === undefined ? (0, amount_js_1.unknownAmount)(pool) : this.taken(pool, key, undefined, option.defaultBytes);
        const size = (0, memorySize_js_1.parseMemorySize)(text);
        if ('problem' in size) {
            this.refuseValue(option, supplied, size.problem);
            return (0, amount_js_1.unknownAmount)(pool);
        }
        return this.taken(pool, key, text, size.bytes);
    }
    /** A size that an option gives directly; without a text it is the option's default. */
    taken(pool, key, text, bytes) {
        const amount = {
            bytes, known: true, from: text === undefined ? 'default' : 'set', pool, key, text, read: true, sources: [],
            explain: () => {
                const { value, isDefault } = (0, amount_js_1.operandOf)(amount);
                return [{ op: 'take', operands: [{ key, ...(isDefault === true ? { isDefault } : {}), value }], result: bytes }];
            },
        };
        return amount;
    }
    /** Reads a fraction with its bounds (`ProcessMemoryUtils.getRangeFraction`): bounds first, then the fraction, then checks. */
    range(options) {
        return this.rangeBetween(this.size(options.min), this.size(options.max), options.fraction);
    }
    /** The same between bounds that are known already. */
    rangeBetween(min, max, option) {
        const supplied = this.supply(option);
        if (supplied === undefined) {
            return { known: false, min, max, fraction: 0, fractionKey: option.key, fractionText: '', fractionIsDefault: false };
        }
        const { key: fractionKey, text: fractionText, isDefault: fractionIsDefault } = supplied;
        const fraction = floatOf(fractionText);
        let known = min.known && max.known;
        if (fraction === undefined) {
            this.refuseValue(option, supplied, 'not-a-number');
            known = false;
        }
        else if (known && min.bytes > max.bytes) {
            this.refuse('range-invalid', [min, max], { key: option.key, reason: 'min-above-max', required: min.bytes, available: max.bytes });
            known = false;
        }
        else if (!(fraction >= 0 && fraction < 1)) {
            const inputs = [{ key: fractionKey, ...(fractionIsDefault ? {} : { value: fractionText }) }];
            this.refuse('range-invalid', [], { key: option.key, reason: 'fraction-outside' }, inputs);
            known = false;
        }
        return { known, min, max, fraction: fraction ?? 0, fractionKey, fractionText, fractionIsDefault };
    }
    /** A fraction of `base` within its bounds (`deriveWithFraction`). */
    share(pool, base, range) {
        return this.#capped(pool, [base], range, range.fraction, (relative) => [
            { op: 'multiply', operands: [fractionOperand(range), (0, amount_js_1.operandOf)(base)], result: relative },
        ]);
    }
    /** A fraction of `base` that no bounds limit (managed memory). */
    unboundedShare(pool, base, fraction) {
        return this.share(pool, base, this.rangeBetween(NOTHING, EVERYTHING, fraction));
    }
    /** A number that an option gives, times a size (the legacy network buffers). */
    product(pool, count, factor, size) {
        const bytes = factor * size.bytes;
        return {
            bytes, known: true, from: 'set', pool, key: count.key, text: count.text, read: false, sources: [size],
            explain: () => [{ op: 'multiply', operands: [{ key: count.key, value: factor.toString() }, (0, amount_js_1.operandOf)(size)], result: bytes }],
        };
    }
    /** The size that is the fraction of itself and `rest` together, within its bounds (`deriveWithInverseFraction`). */
    inverseShare(pool, rest, range) {
        return this.#capped(pool, rest, range, range.fraction / (1 - range.fraction), (relative) => {
            const base = rest.reduce((total, amount) => total + amount.bytes, 0n);
            return [
                { op: 'add', operands: rest.map(amount_js_1.operandOf), result: base },
                { op: 'divide', operands: [{ value: base }, fractionOperand(range)], result: relative },
            ];
        });
    }
    #capped(pool, bases, range, factor, explain) {
        const { min, max } = range;
        if (!range.known || bases.some((base) => !base.known)) {
            // Equal bounds leave nothing to a template in the base.
            return min.known && max.known && min.bytes === max.bytes && range.known ? this.#bound(pool, min, 'clampedToMin', () => min.explain()) : (0, amount_js_1.unknownAmount)(pool);
        }
        const relative = (0, decimal_js_1.multiplyExactly)(bases.reduce((total, base) => total + base.bytes, 0n), factor);
        if (relative > memorySize_js_1.MAX_BYTES) {
            this.refuse('overflow', bases);
            return (0, amount_js_1.unknownAmount)(pool);
        }
        if (relative < min.bytes) {
            return this.#bound(pool, min, 'clampedToMin', () => [
                ...explain(relative), { op: 'clampMin', operands: [{ value: relative }, (0, amount_js_1.operandOf)(min)], result: min.bytes },
            ]);
        }
        if (relative > max.bytes) {
            return this.#bound(pool, max, 'clampedToMax', () => [
                ...explain(relative), { op: 'clampMax', operands: [{ value: relative }, (0, amount_js_1.operandOf)(max)], result: max.bytes },
            ]);
        }
        return {
            bytes: relative, known: true, from: 'derived', pool, key: range.fractionKey,
            text: range.fractionIsDefault ? undefined : range.fractionText, read: false, sources: bases, explain: () => explain(relative),
        };
    }
    #bound(pool, bound, from, explain) {
        return { bytes: bound.bytes, known: true, from, pool, key: bound.key, text: bound.text, read: false, sources: [], explain };
    }
    /** Adds sizes; more than 64 bits are refused (`MemorySize.add`). */
    sum(pool, amounts) {
        let bytes = 0n;
        for (const amount of amounts) {
            if (!amount.known)
                return (0, amount_js_1.unknownAmount)(pool);
            bytes += amount.bytes;
        }
        if (bytes > memorySize_js_1.MAX_BYTES) {
            this.refuse('overflow', amounts, { required: bytes, available: memorySize_js_1.MAX_BYTES });
            return (0, amount_js_1.unknownAmount)(pool);
        }
        return {
            bytes, known: true, from: 'derived', pool, key: undefined, text: undefined, read: false, sources: amounts,
            explain: () => [{ op: 'add', operands: amounts.map(amount_js_1.operandOf), result: bytes }],
        };
    }
    /** What `parts` leave of `total`. Unknown when they leave less than nothing: that has been refused by then. */
    rest(pool, total, parts) {
        let bytes = total.bytes;
        for (const part of parts) {
            if (!part.known)
                return (0, amount_js_1.unknownAmount)(pool);
            bytes -= part.bytes;
        }
        if (!total.known || bytes < 0n)
            return (0, amount_js_1.unknownAmount)(pool);
        return {
            bytes, known: true, from: 'rest', pool, key: undefined, text: undefined, read: false, sources: [total, ...parts],
            explain: () => [{ op: 'subtract', operands: [total, ...parts].map(amount_js_1.operandOf), result: bytes }],
        };
    }
}
exports.Calculation = Calculation;
const NOTHING = { ...(0, amount_js_1.unknownAmount)(), known: true };
const EVERYTHING = { ...(0, amount_js_1.unknownAmount)(), known: true, bytes: memorySize_js_1.MAX_BYTES };
const floats = new Map();
/** `Float.parseFloat`, remembered: the same few fractions are read again and again. */
function floatOf(text) {
    if (floats.has(text))
        return floats.get(text);
    const value = (0, javaNumbers_js_1.parseJavaFloat)(text);
    if (floats.size > 200)
        floats.clear();
    floats.set(text, value);
    return value;
}
function fractionOperand(range) {
    return { key: range.fractionKey, ...(range.fractionIsDefault ? { isDefault: true } : {}), value: range.fractionText };
}
//# sourceMappingURL=calculation.js.map