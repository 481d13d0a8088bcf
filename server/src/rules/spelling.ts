import { ceilTo, isCountOfMib } from '../model/index.js';
import { GIB, MIB } from '../shared/sizes.js';

/**
 * How an author writes sizes: what stands between number and unit, the unit's letter case, its long or short form.
 * A new value is spelled the way the old one was, so that a fix looks like the author's own hand.
 */
export interface SizeStyle {
  readonly blank: string;
  /** From bytes up to GiB, each as this author would write it. */
  readonly units: readonly [string, string, string, string];
  /** A plain count of MiB, as the former `*.mb` keys want it. */
  readonly countOfMib: boolean;
}

/** Flink's usual short form: `1728m`. */
export const PLAIN_STYLE: SizeStyle = { blank: '', units: ['b', 'k', 'm', 'g'], countOfMib: false };
const COUNT_STYLE: SizeStyle = { ...PLAIN_STYLE, countOfMib: true };

const FORMS: readonly (readonly [string, string, string, string])[] = [
  ['b', 'k', 'm', 'g'],
  ['b', 'kb', 'mb', 'gb'],
  ['bytes', 'kibibytes', 'mebibytes', 'gibibytes'],
  ['b', 'K', 'M', 'G'],
  ['b', 'KB', 'MB', 'GB'],
];
/** Kubernetes' binary suffixes, which only `resource.memory` and its relatives understand; a number without suffix is bytes. */
const QUANTITY_FORM: readonly [string, string, string, string] = ['', 'Ki', 'Mi', 'Gi'];

/** The style of a value; Flink's short form for what has none (a bare number, no number at all). */
export function styleOf(key: string, value: string | undefined): SizeStyle {
  if (isCountOfMib(key)) return COUNT_STYLE;
  const written = /^\s*[\d.]+(\s*)([a-z]+)\s*$/i.exec(value ?? '');
  const unit = written?.[2];
  const blank = written?.[1];
  if (unit === undefined || blank === undefined) return PLAIN_STYLE;
  const form = /^[kmg]i$/i.test(unit) ? QUANTITY_FORM : FORMS.find((units) => units.indexOf(unit) > 0) ?? FORMS.find((units) => units.includes(unit));
  return form === undefined ? PLAIN_STYLE : { blank, units: form, countOfMib: false };
}

/** Spells whole bytes in a style, in the largest unit up to GiB that leaves no remainder; GiB only from `1g` on and when the style is free to. */
export function spell(bytes: bigint, style: SizeStyle): string {
  const [b, k, m, g] = style.units;
  if (style.countOfMib) return (bytes / MIB).toString();
  if (bytes > 0n && bytes % GIB === 0n) return `${bytes / GIB}${style.blank}${g}`;
  if (bytes % MIB === 0n) return `${bytes / MIB}${style.blank}${m}`;
  if (bytes % 1024n === 0n) return `${bytes / 1024n}${style.blank}${k}`;
  return `${bytes}${b === '' ? '' : style.blank}${b}`;
}

/**
 * The roundest size within an interval of bytes that lies nearest to `from`: a whole MiB where there is one, else a whole KiB, else bytes.
 * `min` and `max` are inclusive; undefined is unbounded. Undefined when the interval is empty.
 */
export function roundest(from: bigint, min: bigint | undefined, max: bigint | undefined, onlyMib = false): bigint | undefined {
  if (min !== undefined && max !== undefined && min > max) return undefined;
  for (const step of onlyMib ? [MIB] : [MIB, 1024n, 1n]) {
    const low = min === undefined ? undefined : ceilTo(min, step);
    const high = max === undefined ? undefined : (max / step) * step;
    if (low !== undefined && high !== undefined && low > high) continue;
    if (low !== undefined && from < low) return low;
    if (high !== undefined && from > high) return high;
    return from;
  }
  return undefined;
}
