/**
 * Fractions as Flink calculates with them: a Java `float`, widened to `double`, becomes a decimal by
 * `BigDecimal.valueOf` (its shortest decimal text), and is multiplied exactly.
 */
/** A decimal number: `unscaled / 10^scale`. */
export interface Decimal {
    readonly unscaled: bigint;
    readonly scale: number;
}
/** `BigDecimal.valueOf(double)` of a finite number. Remembered for the few factors that occur again and again. */
export declare function decimalOf(value: number): Decimal;
/** Reads `-1.5e-3` and the like exactly; undefined for anything else, and for exponents that no size can need. */
export declare function parseDecimal(text: string): Decimal | undefined;
/** `bytes` × `factor`, truncated to whole bytes, as `MemorySize.multiply` does. The factor is finite and not negative. */
export declare function multiplyExactly(bytes: bigint, factor: number): bigint;
/** 10 to the power of `exponent`; remembered, as a big power costs more than the product it is for. */
export declare function powerOfTen(exponent: number): bigint;
