import { decimalNumber, parseDecimal, powerOfTen, type Decimal } from './decimal.js';
import type { RefusalReason } from './derivation.js';
import { toAsciiDigits } from './javaNumbers.js';
import { parseMemorySize, printFlinkMemorySize } from './memorySize.js';

/** Why a quantity cannot be read: Flink's reasons, and the Kubernetes reader's own. */
export type QuantityProblem = RefusalReason | 'quantity-invalid';

export type QuantityReading = { readonly amount: Decimal } | { readonly problem: 'quantity-invalid' };

/** Suffixes of Kubernetes quantities as powers; `m` is a thousandth, `k` is small, `Ki` is capital. */
const DECIMAL_SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['n', -9], ['u', -6], ['m', -3], ['', 0], ['k', 3], ['M', 6], ['G', 9], ['T', 12], ['P', 15], ['E', 18],
]);
const BINARY_SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['Ki', 10], ['Mi', 20], ['Gi', 30], ['Ti', 40], ['Pi', 50], ['Ei', 60],
]);

/** Reads a quantity as the Kubernetes API server does (a container's limit): no blanks, suffixes exactly as spelled. */
export function parseQuantity(text: string): QuantityReading {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d{1,3})|([KMGTPE]i|[numkMGTPE]?))$/.exec(text);
  const amount = match === null ? undefined : parseDecimal(`${match[1] ?? ''}${match[2] ?? ''}`);
  const scaled = amount === undefined ? undefined : scale(amount, match?.[3] ?? '');
  return scaled === undefined ? { problem: 'quantity-invalid' } : { amount: scaled };
}

function scale(amount: Decimal, suffix: string): Decimal | undefined {
  const binary = BINARY_SUFFIXES.get(suffix);
  if (binary !== undefined) return { unscaled: amount.unscaled << BigInt(binary), scale: amount.scale };
  const decimal = DECIMAL_SUFFIXES.get(suffix);
  if (decimal === undefined) return undefined;
  if (decimal < 0) return { unscaled: amount.unscaled, scale: amount.scale - decimal };
  return { unscaled: amount.unscaled * powerOfTen(decimal), scale: amount.scale };
}

/** Whole bytes of a quantity, rounded up as Kubernetes rounds (`Quantity.Value`). */
export function quantityBytes({ unscaled, scale: places }: Decimal): bigint {
  const unit = powerOfTen(places);
  const whole = unscaled / unit;
  return unscaled > 0n && unscaled % unit !== 0n ? whole + 1n : whole;
}

/** Limit ÷ request as the operator computes the limit factor since 1.16: both read by Kubernetes' units. Undefined when one is unreadable, or nothing is requested. */
export function limitFactorOf(request: string, limit: string): number | undefined {
  const [from, to] = [parseQuantity(request), parseQuantity(limit)];
  if (!('amount' in from) || !('amount' in to) || from.amount.unscaled === 0n) return undefined;
  return decimalNumber(to.amount) / decimalNumber(from.amount);
}

export type ResourceMemory =
  /** `text` is what the operator writes into the process size. */
  | { readonly bytes: bigint; readonly text: string }
  /** `text` is what it writes all the same, where that is not what stands in the document. */
  | { readonly problem: QuantityProblem; readonly text?: string };

/** The first minor of 1.x with which the operator tries Kubernetes' units after Flink's. */
const KUBERNETES_UNITS_SINCE = 7;

/** Whether a release of the operator, `1.15` or a patch release of it, tries Kubernetes' units after Flink's. */
export function knowsKubernetesUnits(operatorVersion: string): boolean {
  const [major = 0, minor = 0] = operatorVersion.split('.').map(Number);
  return major > 1 || minor >= KUBERNETES_UNITS_SINCE;
}

/**
 * Reads `resource.memory` as the operator does. Until 1.6 only Flink's units are known. Since 1.7 whatever Flink's reader
 * refuses is given to a Kubernetes reader in capitals and without blanks (so that `2 048m` are decimal megabytes), and
 * what comes out has to be whole bytes without an exponent.
 *
 * @param operatorVersion the operator's release, `1.15` or a patch release of it
 */
export function readResourceMemory(text: string, operatorVersion: string): ResourceMemory {
  const key = `${operatorVersion} ${text}`;
  let reading = readings.get(key);
  if (reading === undefined) {
    reading = readText(text, operatorVersion);
    if (readings.size >= MOST_READINGS) readings.clear();
    readings.set(key, reading);
  }
  return reading;
}

/** The reader and several rules ask for the same few texts. */
const readings = new Map<string, ResourceMemory>();
const MOST_READINGS = 500;

function readText(text: string, operatorVersion: string): ResourceMemory {
  const flink = parseMemorySize(text);
  const isTwoStep = knowsKubernetesUnits(operatorVersion);
  if ('bytes' in flink) return { bytes: flink.bytes, text: isTwoStep ? printFlinkMemorySize(flink.bytes) : text };
  if (!isTwoStep) return flink;
  if (flink.problem === 'blank') return { problem: 'quantity-invalid' };
  const bytes = readAsOperatorQuantity(text);
  if ('problem' in bytes) return bytes;
  const size = parseMemorySize(bytes.text);
  return 'bytes' in size ? { bytes: size.bytes, text: bytes.text } : { ...size, text: bytes.text };
}

/** The digits and suffixes of the operator's Kubernetes library, which is laxer than Kubernetes: `2g2` is 2 × 10², `２G` counts. */
function readAsOperatorQuantity(text: string): OperatorsText {
  const spelled = text.replace(/\s+/g, '').toUpperCase().replace(/B$/, '').replace(/I$/, 'i');
  const number = /^[^eEinumkKMGTP]*/.exec(spelled)?.[0] ?? '';
  const suffix = spelled.slice(number.length);
  if (number === '') return { problem: 'number-missing' };
  const hasDigit = /[0-9]/.test(suffix);
  if (hasDigit && /\p{L}$/u.test(suffix)) return { problem: 'quantity-invalid' };
  const amount = /^[+-]?[\p{Nd}.]+$/u.test(number) ? parseDecimal(toAsciiDigits(number)) : undefined;
  if (amount === undefined) return { problem: 'not-a-number' };
  if (hasDigit && suffix.length > 1) return timesPowerOfTen(amount, suffix.slice(1));
  const bytes = scale(amount, suffix);
  if (bytes === undefined) return { problem: 'quantity-invalid' };
  return suffix.startsWith('E') ? withExponent(amount, suffix === 'Ei' ? EXBI : EXA, 18) : printPlain(bytes);
}

/** What the operator writes, or why it cannot read it; with what it writes all the same. */
type OperatorsText = { readonly text: string } | { readonly problem: QuantityProblem; readonly text?: string };

/** The sixteen digits of 10^18 and 2^60 that the library calculates with (`MathContext.DECIMAL64`). */
const EXA = 1000000000000000n;
const EXBI = 1152921504606847n;
const DIGITS = 16;

/** Beyond 10^15 and 2^50 the library's factor has an exponent, and so has the product: no size for Flink. */
function withExponent({ unscaled, scale: places }: Decimal, factor: bigint, exponent: number): OperatorsText {
  const product = unscaled * factor;
  const digits = (product < 0n ? -product : product).toString();
  const scaled = places + DIGITS - 1 - exponent;
  if (scaled >= 0) return { problem: 'unit-unknown', text: printPlain({ unscaled: product, scale: scaled }).text };
  const point = digits.length > 1 ? `${digits.slice(0, 1)}.${digits.slice(1)}` : digits;
  return { problem: 'unit-unknown', text: `${product < 0n ? '-' : ''}${point}E+${String(digits.length - 1 - scaled)}` };
}

function timesPowerOfTen(amount: Decimal, exponentText: string): OperatorsText {
  if (!/^[+-]?\d{1,9}$/.test(exponentText)) return { problem: 'not-a-number' };
  const exponent = Number(exponentText);
  // A power above 10^15 has an exponent in the library's text; one below 10^0 has decimal places. Neither is a size.
  if (exponent > 15) return withExponent(amount, EXA, exponent);
  if (exponent < 0) return { problem: 'unit-unknown' };
  return printPlain({ unscaled: amount.unscaled * powerOfTen(exponent), scale: amount.scale });
}

/** `BigDecimal.toString`: decimal places are kept, even when they are zeros. */
function printPlain({ unscaled, scale: places }: Decimal): { readonly text: string } {
  if (places === 0) return { text: unscaled.toString() };
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(places + 1, '0');
  return { text: `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}` };
}
