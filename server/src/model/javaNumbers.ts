import { parseDecimal, powerOfTen } from './decimal.js';
import { trimLikeJava } from './memorySize.js';

/** Numbers as Java reads and prints them in a configuration. */

/** `Integer.MAX_VALUE`. */
export const MAX_INT = 2147483647n;
/** `Long.MAX_VALUE`. */
export const MAX_LONG = 9223372036854775807n;

/** `Integer.parseInt`: a sign and decimal digits of any script, no blanks. Undefined where Java throws. */
export function parseJavaInteger(text: string): number | undefined {
  if (/^[0-9]{1,9}$/.test(text)) return Number(text);
  const value = parseWhole(text, MAX_INT);
  return value === undefined ? undefined : Number(value);
}

/** `Long.parseLong`. Undefined where Java throws. */
export function parseJavaLong(text: string): bigint | undefined {
  return parseWhole(text, MAX_LONG);
}

function parseWhole(text: string, max: bigint): bigint | undefined {
  // Nearly every number is plain ASCII; the other digits of the world are dear to recognise.
  const isAscii = /^[+-]?[0-9]+$/.test(text);
  if (!isAscii && !/^[+-]?\p{Nd}+$/u.test(text)) return undefined;
  const digits = text.replace(/^[+-]/, '');
  const value = BigInt(isAscii ? digits : toAsciiDigits(digits));
  const signed = text.startsWith('-') ? -value : value;
  return signed > max || signed < -max - 1n ? undefined : signed;
}

/** Decimal digits of any script (`１２`) as ASCII: `Character.digit` and `BigDecimal` read them all. */
export function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 0x80) return digit;
    // The mathematical digits are five alphabets side by side; every other script has one block of ten.
    if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(code - zero);
  });
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/;
const HEXADECIMAL = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/;

/** `Double.parseDouble`, `NaN` and the infinities included. Undefined where Java throws. */
export function parseJavaDouble(text: string): number | undefined {
  const trimmed = trimLikeJava(text);
  if (DECIMAL.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, ''));
  const special = /^([+-]?)(NaN|Infinity)$/.exec(trimmed);
  if (special !== null) return special[2] === 'NaN' ? NaN : special[1] === '-' ? -Infinity : Infinity;
  const hexadecimal = HEXADECIMAL.exec(trimmed);
  if (hexadecimal === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = hexadecimal;
  if (whole === '' && fraction === '') return undefined;
  const magnitude = Number(`0x${whole}${fraction}`) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -magnitude : magnitude;
}

/** `Float.parseFloat`: the float nearest to the text itself, which rounding by way of a double can miss. */
export function parseJavaFloat(text: string): number | undefined {
  const double = parseJavaDouble(text);
  if (double === undefined) return undefined;
  const float = Math.fround(double);
  const exact = parseDecimal(trimLikeJava(text).replace(/[fFdD]$/, ''));
  if (exact === undefined || !Number.isFinite(float) || float === double) return float;
  const other = neighbour(float, double);
  // Only a double exactly half-way between two floats has lost which side the text is on.
  if (double - float !== other - double) return float;
  const side = compareWithDouble(exact, double);
  if (side === 0) return float;
  return side > 0 ? Math.max(float, other) : Math.min(float, other);
}

/** The float next to `float` in the direction of `target`. */
function neighbour(float: number, target: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, float);
  const bits = view.getUint32(0);
  const away = target > float === float > 0;
  view.setUint32(0, float === 0 ? 1 : bits + (away ? 1 : -1));
  return view.getFloat32(0);
}

function compareWithDouble(decimal: { unscaled: bigint; scale: number }, double: number): number {
  // A double is a whole number of 2^-1074; scaling both sides to integers compares them without rounding.
  let mantissa = double;
  let shift = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift++;
  }
  const left = decimal.unscaled * 2n ** BigInt(shift);
  const right = BigInt(mantissa) * powerOfTen(decimal.scale);
  return left > right ? 1 : left < right ? -1 : 0;
}

/** `Double.toString` of a finite number: `6.0`, `2.5`, `1.0E10`. */
export function printJavaDouble(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-3 && magnitude < 1e7)) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${String(Number(exponent))}`;
}

/** What `ConfigurationUtils.convertToBoolean` makes of a text. */
export function parseJavaBoolean(text: string): boolean | undefined {
  const upper = text.toUpperCase();
  return upper === 'TRUE' ? true : upper === 'FALSE' ? false : undefined;
}
