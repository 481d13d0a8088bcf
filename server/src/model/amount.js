"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.unknownAmount = unknownAmount;
exports.operandOf = operandOf;
exports.partOf = partOf;
exports.inputsOf = inputsOf;
const NO_STEPS = () => [];
/** Stands for a size that nobody can know. */
function unknownAmount(pool) {
    return { bytes: 0n, known: false, from: 'derived', pool, key: undefined, text: undefined, read: false, sources: [], explain: NO_STEPS };
}
/** The size as an operand of a step. */
function operandOf(amount) {
    return {
        ...(amount.read && amount.key !== undefined ? { key: amount.key } : {}),
        ...(amount.read && amount.from === 'default' ? { isDefault: true } : {}),
        ...(amount.pool === undefined ? {} : { pool: amount.pool }),
        value: amount.bytes,
    };
}
class LazyPart {
    pool;
    bytes;
    from;
    #explain;
    #steps;
    constructor(pool, amount, parts) {
        this.pool = pool;
        this.bytes = amount.bytes;
        this.from = amount.from;
        if (amount.key !== undefined)
            this.key = amount.key;
        if (parts !== undefined)
            this.parts = parts;
        this.#explain = amount.explain;
    }
    get steps() {
        this.#steps ??= this.#explain();
        return this.#steps;
    }
}
/** The part that a known size is, with the parts it consists of. */
function partOf(pool, amount, parts) {
    return new LazyPart(pool, amount, parts);
}
/** The options behind some sizes, each once; a sum stands for what it is made of. */
function inputsOf(amounts) {
    const inputs = new Map();
    const visit = (amount) => {
        if (amount.key === undefined) {
            amount.sources.forEach(visit);
        }
        else if (!inputs.has(amount.key)) {
            inputs.set(amount.key, {
                key: amount.key,
                ...(amount.text === undefined ? {} : { value: amount.text }),
                ...(amount.pool === undefined ? {} : { pool: amount.pool }),
                ...(amount.known ? { bytes: amount.bytes } : {}),
            });
        }
    };
    amounts.forEach(visit);
    return [...inputs.values()];
}
//# sourceMappingURL=amount.js.map