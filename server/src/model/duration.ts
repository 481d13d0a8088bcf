import { MAX_LONG } from './javaNumbers.js';
import { trimLikeJava } from './memorySize.js';
import { isAtLeast, type FlinkVersion } from './version.js';

/** Why a time cannot be read. */
export type DurationProblem = 'blank' | 'time-number-missing' | 'time-unit-unknown' | 'overflow';
export type DurationReading = { readonly nanos: bigint } | { readonly problem: DurationProblem };

/** Flink's units of time, largest first: nanoseconds, and the names it reads in any case; the first is the shortest that every version reads. */
export const TIME_UNITS = [
  { nanos: 86_400_000_000_000n, names: ['d', 'day', 'days'] },
  { nanos: 3_600_000_000_000n, names: ['h', 'hour', 'hours'] },
  { nanos: 60_000_000_000n, names: ['min', 'minute', 'minutes', 'm'] },
  { nanos: 1_000_000_000n, names: ['s', 'sec', 'secs', 'second', 'seconds'] },
  { nanos: 1_000_000n, names: ['ms', 'milli', 'millis', 'millisecond', 'milliseconds'] },
  { nanos: 1_000n, names: ['µs', 'micro', 'micros', 'microsecond', 'microseconds'] },
  { nanos: 1n, names: ['ns', 'nano', 'nanos', 'nanosecond', 'nanoseconds'] },
] as const;

/** By each name of a unit. */
export const NANOS_OF_UNIT: ReadonlyMap<string, bigint> = new Map(TIME_UNITS.flatMap(({ nanos, names }) => names.map((name) => [name, nanos] as const)));

const SECOND = 1_000_000_000n;
const MILLISECOND = 1_000_000n;
const MOST_NANOS = (MAX_LONG + 1n) * SECOND - 1n;

/**
 * Reads a time as that version's `TimeUtils.parseDuration` does: ASCII digits, then a unit in any case, milliseconds without
 * one. `m` is minutes since 1.15; ISO 8601 (`PT10S`) is read since 2.1.
 */
export function parseDuration(text: string, version: FlinkVersion): DurationReading {
  const trimmed = trimLikeJava(text);
  if (trimmed === '') return { problem: 'blank' };
  const [, digits = '', rest = ''] = /^([0-9]*)([^]*)$/.exec(trimmed) ?? [];
  if (digits === '') return (isAtLeast(version, '2.1') ? isoDuration(trimmed) : undefined) ?? { problem: 'time-number-missing' };
  const number = BigInt(digits);
  // Until 2.0 the number itself had to be a long.
  if (number > MAX_LONG && !isAtLeast(version, '2.0')) return { problem: 'overflow' };
  const unit = trimLikeJava(rest).toLowerCase();
  const factor = unit === '' ? MILLISECOND : unit === 'm' && !isAtLeast(version, '1.15') ? undefined : NANOS_OF_UNIT.get(unit);
  if (factor === undefined) return { problem: 'time-unit-unknown' };
  return limited(number * factor);
}

const ISO = /^([+-]?)P(?:([+-]?[0-9]+)D)?(?:T(?=[+-]?[0-9])(?:([+-]?[0-9]+)H)?(?:([+-]?[0-9]+)M)?(?:([+-]?[0-9]+)(?:[.,]([0-9]{0,9}))?S)?)?$/i;

/** `Duration.parse`; undefined where it is no such text, or the time is negative, which Flink refuses. */
export function isoDuration(text: string): DurationReading | undefined {
  const match = ISO.exec(text);
  if (match === null || match.slice(2).every((part: string | undefined) => part === undefined)) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const whole = BigInt(days) * 86_400n + BigInt(hours) * 3_600n + BigInt(minutes) * 60n + BigInt(seconds);
  const part = BigInt(fraction.padEnd(9, '0'));
  const nanos = whole * SECOND + (seconds.startsWith('-') ? -part : part);
  const signed = sign === '-' ? -nanos : nanos;
  return signed < 0n ? undefined : limited(signed);
}

/** Java's durations count seconds in 64 bits. */
function limited(nanos: bigint): DurationReading {
  return nanos > MOST_NANOS ? { problem: 'overflow' } : { nanos };
}
