/**
 * Fractions as Flink calculates with them: a Java `float`, widened to `double`, becomes a decimal by
 * `BigDecimal.valueOf` (its shortest decimal text), and is multiplied exactly.
 */

/** A decimal number: `unscaled / 10^scale`. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

const decimals = new Map<number, Decimal>();

/** `BigDecimal.valueOf(double)` of a finite number. Remembered for the few factors that occur again and again. */
export function decimalOf(value: number): Decimal {
  const known = decimals.get(value);
  if (known !== undefined) return known;
  const decimal = parseDecimal(String(value)) ?? { unscaled: 0n, scale: 0 };
  if (decimals.size > 200) decimals.clear();
  decimals.set(value, decimal);
  return decimal;
}

/** Reads `-1.5e-3` and the like exactly; undefined for anything else, and for exponents that no size can need. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  const unsigned = scale < 0 ? digits * 10n ** BigInt(-scale) : digits;
  return { unscaled: sign === '-' ? -unsigned : unsigned, scale: Math.max(scale, 0) };
}

/** The nearest double. */
export function decimalNumber({ unscaled, scale }: Decimal): number {
  return Number(`${unscaled.toString()}e${String(-scale)}`);
}

/** `bytes` × `factor`, truncated to whole bytes, as `MemorySize.multiply` does. The factor is finite and not negative. */
export function multiplyExactly(bytes: bigint, factor: number): bigint {
  const { unscaled, scale } = decimalOf(factor);
  return (bytes * unscaled) / powerOfTen(scale);
}

const powers: bigint[] = [];

/** 10 to the power of `exponent`; remembered, as a big power costs more than the product it is for. */
export function powerOfTen(exponent: number): bigint {
  const known = powers[exponent];
  if (known !== undefined) return known;
  const power = 10n ** BigInt(exponent);
  powers[exponent] = power;
  return power;
}
