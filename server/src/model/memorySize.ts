import type { RefusalReason } from './derivation.js';

/** The largest size Flink can hold: `Long.MAX_VALUE` bytes. */
export const MAX_BYTES = 9223372036854775807n;
/** How Java prints it, as the default of what has no bound. */
export const UNBOUNDED_TEXT = `${MAX_BYTES} bytes`;

export const KIB = 1024n;
export const MIB = 1024n * KIB;
export const GIB = 1024n * MIB;

export type MemorySizeReading = { readonly bytes: bigint } | { readonly problem: RefusalReason };

/** Flink's units, largest first: what `MemorySize` writes, what people write, every name it reads (lower case). */
const UNITS = [
  { bytes: 1024n * GIB, flink: 'tb', short: 't', names: ['t', 'tb', 'tebibytes'] },
  { bytes: GIB, flink: 'gb', short: 'g', names: ['g', 'gb', 'gibibytes'] },
  { bytes: MIB, flink: 'mb', short: 'm', names: ['m', 'mb', 'mebibytes'] },
  { bytes: KIB, flink: 'kb', short: 'k', names: ['k', 'kb', 'kibibytes'] },
  { bytes: 1n, flink: 'bytes', short: 'b', names: ['', 'b', 'bytes'] },
] as const;

const FACTOR_OF_UNIT: ReadonlyMap<string, bigint> = new Map(
  UNITS.flatMap((unit) => unit.names.map((name) => [name, unit.bytes] as const)),
);

/** Java's `String.trim()`: control characters go as well, Unicode blanks stay. */
export function trimLikeJava(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/** Sizes as people write them, which are few; what a search for bounds asks for is longer, and no two alike. */
const readings = new Map<string, MemorySizeReading>();
const LONGEST_REMEMBERED = 8;
const MOST_READINGS = 1000;

/**
 * Reads a size as Flink's `MemorySize.parse` does: ASCII digits, then a unit in any case, powers of 1024, no fractions.
 * Refused: blank, no leading digit (`number-missing`), an unknown unit, more than 64 bits (`overflow`).
 */
export function parseMemorySize(text: string): MemorySizeReading {
  if (text.length > LONGEST_REMEMBERED) return readMemorySize(text);
  let reading = readings.get(text);
  if (reading === undefined) {
    reading = readMemorySize(text);
    if (readings.size >= MOST_READINGS) readings.clear();
    readings.set(text, reading);
  }
  return reading;
}

function readMemorySize(text: string): MemorySizeReading {
  const trimmed = trimLikeJava(text);
  if (trimmed === '') return { problem: 'blank' };
  let end = 0;
  while (end < trimmed.length && isAsciiDigit(trimmed.charCodeAt(end))) end++;
  if (end === 0) return { problem: 'number-missing' };
  // MemorySize reads the number before it looks at the unit, so a number that is too long is reported first.
  const number = BigInt(trimmed.slice(0, end));
  if (number > MAX_BYTES) return { problem: 'overflow' };
  const factor = FACTOR_OF_UNIT.get(trimLikeJava(trimmed.slice(end)).toLowerCase());
  if (factor === undefined) return { problem: 'unit-unknown' };
  const bytes = number * factor;
  return bytes > MAX_BYTES ? { problem: 'overflow' } : { bytes };
}

function isAsciiDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const PLAIN_BYTES = UNITS[4];

function largestUnitWithoutRemainder(bytes: bigint): (typeof UNITS)[number] {
  return (bytes === 0n ? undefined : UNITS.find((unit) => bytes % unit.bytes === 0n)) ?? PLAIN_BYTES;
}

/** A size as people write it into a configuration, in the largest unit that divides it: `256m`, `2g`, `1000b`. Exact. */
export function printMemorySize(bytes: bigint): string {
  const unit = largestUnitWithoutRemainder(bytes);
  return `${(bytes / unit.bytes).toString()}${unit.short}`;
}

/** A size as Flink's `MemorySize.toString` prints it: `256 mb`, `2 gb`, `1000 bytes`; whole tebibytes in bytes, too. Exact. */
export function printFlinkMemorySize(bytes: bigint): string {
  const largest = largestUnitWithoutRemainder(bytes);
  const unit = largest.flink === 'tb' ? PLAIN_BYTES : largest;
  return `${(bytes / unit.bytes).toString()} ${unit.flink}`;
}

/** A whole number of MiB as people write total sizes (`1728m`, `2048m`); what is no whole MiB in its exact short form. */
export function printMebibytes(bytes: bigint): string {
  return bytes % MIB === 0n ? `${(bytes / MIB).toString()}m` : printMemorySize(bytes);
}

/** The next whole MiB at or below. */
export function floorToMebibyte(bytes: bigint): bigint {
  return (bytes / MIB) * MIB;
}

/** The next whole MiB at or above. */
export function ceilToMebibyte(bytes: bigint): bigint {
  return ceilTo(bytes, MIB);
}

/** The next multiple of a step at or above. */
export function ceilTo(bytes: bigint, step: bigint): bigint {
  return ceilDivide(bytes, step) * step;
}

/** A quotient rounded up; of a dividend that is not negative. */
export function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

/** How far two sizes are apart, in bytes. */
export function distance(left: bigint, right: bigint): bigint {
  return left > right ? left - right : right - left;
}
