/** From a time that Flink cannot read to the one that was most likely meant. */
import { isoDuration, NANOS_OF_UNIT, parseDuration, TIME_UNITS, type FlinkVersion } from '../model/index.js';
import { bared, type Repair } from './repair.js';

/** What people write beside Flink's own names: the name that Flink reads, how many of those, the slips. */
const SLIPS_OF: readonly (readonly [name: string, times: bigint, slips: readonly string[]])[] = [
  ['min', 1n, ['m', 'mins', 'minuts']],
  ['h', 1n, ['hr', 'hrs']],
  ['d', 7n, ['w', 'week', 'weeks']],
  ['ms', 1n, ['msec', 'msecs', 'millisec', 'millisecs']],
  // The Greek letter looks like the sign for micro, and many keyboards have neither.
  ['µs', 1n, ['us', '\u03bcs', 'usec', 'usecs', 'microsec', 'microsecs']],
  ['ns', 1n, ['nsec', 'nsecs', 'nanosec', 'nanosecs']],
];

const SLIPS: ReadonlyMap<string, { readonly name: string; readonly times: bigint }> = new Map(SLIPS_OF.flatMap(([name, times, slips]) => slips.map((slip) => [slip, { name, times }] as const)));

interface Term {
  readonly whole: string;
  readonly decimals: string;
  readonly blank: string;
  readonly unit: string;
}

/** `1.5 s` → `1500 ms`, `1h30m` → `90min`, `10 mins` → `10 min`, `PT10S` → `10s` where ISO 8601 is not read, quotes removed. */
export function repairDuration(text: string, version: FlinkVersion): Repair | undefined {
  const value = bared(text).replace(/^\+/, '');
  if ('nanos' in parseDuration(value, version)) return { value, certain: true };
  const iso = isoDuration(value);
  if (iso !== undefined) return 'nanos' in iso ? { value: durationText(iso.nanos, ''), certain: true } : undefined;
  const terms = termsOf(value);
  if (terms === undefined) return undefined;
  const [first] = terms;
  const known = first === undefined || terms.length > 1 || first.decimals !== '' ? undefined : SLIPS.get(first.unit);
  if (first !== undefined && known?.times === 1n) return { value: `${first.whole}${first.blank}${known.name}`, certain: true };
  const nanos = sum(terms);
  return nanos === undefined ? undefined : { value: durationText(nanos, first?.blank ?? ''), certain: true };
}

/** Numbers with a unit each, one after the other. */
function termsOf(text: string): readonly Term[] | undefined {
  const terms: Term[] = [];
  const rest = text.toLowerCase().replace(/([0-9]+)(?:\.([0-9]+))?(\s*)([a-z\u00b5\u03bc]+)\.?(?:\s+|,\s*|$|(?=[0-9]))/gy, (_all, whole: string, decimals: string | undefined, blank: string, unit: string) => {
    terms.push({ whole, decimals: decimals ?? '', blank, unit });
    return '';
  });
  return rest === '' && terms.length > 0 ? terms : undefined;
}

/** The nanoseconds of all together; undefined where a unit is none, or a decimal goes below a nanosecond. */
function sum(terms: readonly Term[]): bigint | undefined {
  let total = 0n;
  for (const { whole, decimals, unit } of terms) {
    const { name, times } = SLIPS.get(unit) ?? { name: unit, times: 1n };
    const nanos = NANOS_OF_UNIT.get(name);
    if (nanos === undefined) return undefined;
    const scale = 10n ** BigInt(decimals.length);
    const scaled = BigInt(whole + decimals) * nanos * times;
    if (scaled % scale !== 0n) return undefined;
    total += scaled / scale;
  }
  return total;
}

/** A time as a value that every version reads, in the largest unit without remainder: `90min`. */
export function durationText(nanos: bigint, blank: string): string {
  const unit = (nanos === 0n ? undefined : TIME_UNITS.find((candidate) => nanos % candidate.nanos === 0n)) ?? TIME_UNITS[4];
  return `${nanos / unit.nanos}${blank}${unit.names[0]}`;
}
