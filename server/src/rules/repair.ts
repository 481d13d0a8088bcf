/** From a value that Flink cannot read to the one that was most likely meant. Pure text; `undefined` where that is anybody's guess. */
import { knowsKubernetesUnits, MAX_BYTES, parseMemorySize } from '../model/index.js';
import { GIB, MIB } from '../shared/sizes.js';
import { editDistance } from './nearest.js';
import { PLAIN_STYLE, spell } from './spelling.js';

export interface Repair {
  readonly value: string;
  /** True where it can mean nothing else: it may be written without asking. */
  readonly certain: boolean;
}

const UNIT_BYTES: Readonly<Record<string, bigint>> = { b: 1n, k: 1024n, m: MIB, g: GIB, t: 1024n * GIB };

/** Quotes, a comment, punctuation and a shell's line continuation around a value, full-width digits and signs of an input method. */
export function bared(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/\s+#.*$/, '')
    .replace(/\s*\\$/, '')
    .replace(/^(["'`])(.*)\1$/, '$2')
    .replace(/[;,]$/, '')
    .trim();
}

/** `1.5g` → `1536m`, `2Gi` → `2g`, `2,048m` → `2048m`, `"1g"` → `1g`; a comma or point before three digits at the end of a whole number may be either, so that is not certain. */
export function repairSize(text: string): Repair | undefined {
  const written = /^\+?(\d[\d ,_]*)?(?:\.(\d+))?(?:e(\d{1,2}))?\s*([a-z]*)$/i.exec(bared(text));
  if (written === null) return undefined;
  const [, whole = '', decimals = '', exponent, unit = ''] = written;
  if (whole === '' && decimals === '') return undefined;
  const factor = unitBytes(unit);
  if (factor === undefined) return undefined;
  const groups = /[ ,_]/.test(whole.trim());
  if (groups && !/^\d{1,3}(?:[ ,_]\d{3})+$/.test(whole.trim())) return undefined;
  // A decimal number without a unit says nothing of what it counts.
  if (decimals !== '' && unit === '') return undefined;
  const digits = whole.replace(/\D/g, '');
  const scale = 10n ** BigInt(decimals.length);
  const scaled = BigInt(`${digits}${decimals}`) * factor.bytes * 10n ** BigInt(exponent ?? '0');
  const exact = scaled % scale === 0n;
  const bytes = exact ? scaled / scale : (scaled / scale / MIB) * MIB;
  if (bytes > MAX_BYTES || (bytes === 0n && scaled !== 0n)) return undefined;
  const plain = decimals === '' && exponent === undefined;
  const value = plain && !factor.slip ? `${BigInt(digits)}${factor.unit}` : spell(bytes, PLAIN_STYLE);
  return { value, certain: exact && !factor.slip && !groups };
}

/** A unit's bytes: Flink's own spellings, Kubernetes' binary ones (`Gi`), and slips such as `gigabytes`, which are powers of 1000 to some. */
function unitBytes(unit: string): { readonly bytes: bigint; readonly unit: string; readonly slip: boolean } | undefined {
  const lower = unit.toLowerCase();
  if (lower === '') return { bytes: 1n, unit: '', slip: false };
  const letter = lower.charAt(0);
  const bytes = UNIT_BYTES[letter];
  if (bytes === undefined) return undefined;
  const known = /^(?:b|bytes?|[kmgt](?:i?b?)|(?:kibi|mebi|gibi|tebi)(?:bytes?)?)$/.test(lower);
  if (!known && !/^(?:kilo|mega|giga|tera|meg|gig)(?:s|bytes?)?$/.test(lower) && editDistance(lower, `${letter}b`, 1) === undefined) return undefined;
  return { bytes, unit: letter, slip: !known };
}

/** `50%` → `0.5`, `0,4` → `0.4`, quotes removed; a comma before three digits may group them, so that is not certain. */
export function repairDecimal(text: string): Repair | undefined {
  const value = bared(text);
  const percent = /^(\d{1,3}(?:\.\d+)?)\s*(?:%|per ?cent)$/i.exec(value);
  if (percent?.[1] !== undefined) return { value: shifted(percent[1]), certain: true };
  const comma = /^(\d+),(\d+)$/.exec(value);
  if (comma !== null) return { value: `${comma[1] ?? ''}.${comma[2] ?? ''}`, certain: comma[2]?.length !== 3 || /^0+$/.test(comma[1] ?? '') };
  return value !== text && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value) ? { value, certain: true } : undefined;
}

/** Cores as Kubernetes writes them, for whom `m` is a thousandth: `1500m` → `1.5`. */
export function repairCores(text: string): Repair | undefined {
  const milli = /^(\d{1,9})m$/.exec(bared(text))?.[1];
  return milli === undefined ? repairDecimal(text) : { value: String(Number(milli) / 1000), certain: true };
}

/** A decimal number divided by 100, digit by digit. */
function shifted(percent: string): string {
  const [whole = '0', decimals = ''] = percent.split('.');
  const digits = whole.padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}${decimals}`;
  return text.replace(/^0+(?=\d)/, '').replace(/0+$/, '').replace(/\.$/, '');
}

/** `4.0` → `4`, `1e3` → `1000`, `0x10` → `16`, `1_000` → `1000`, `"4"` → `4`; where a count of MiB is wanted (`*.heap.mb`) `2g` → `2048`. */
export function repairInteger(text: string, countOfMib: boolean): Repair | undefined {
  const value = bared(text);
  const point = /^([+-]?\d+)\.0+$/.exec(value);
  if (point?.[1] !== undefined) return { value: point[1], certain: true };
  if (value !== text && /^[+-]?\d+$/.test(value)) return { value, certain: true };
  if (/^0x[0-9a-f]{1,8}$/i.test(value)) return { value: BigInt(value).toString(), certain: true };
  const scientific = /^(\d+)(?:\.(\d+))?e\+?(\d{1,2})$/i.exec(value);
  if (scientific !== null) return ofScientific(scientific[1] ?? '', scientific[2] ?? '', Number(scientific[3]));
  if (/^\d{1,3}(?:[ ,_]\d{3})+$/.test(value)) return { value: value.replace(/\D/g, ''), certain: value.includes('_') };
  if (!countOfMib) return undefined;
  const size = /^(\d+)\s*([kmg])i?b?$/i.exec(value) ?? /^(\d+)\s*(b)(?:ytes)?$/i.exec(value);
  const bytes = size === null ? undefined : BigInt(size[1] ?? '0') * (UNIT_BYTES[(size[2] ?? '').toLowerCase()] ?? 0n);
  if (bytes === undefined || bytes < MIB) return undefined;
  return { value: (bytes / MIB).toString(), certain: bytes % MIB === 0n };
}

/** `1.5e3` → `1500`; nothing where a fraction would be left. */
function ofScientific(whole: string, decimals: string, exponent: number): Repair | undefined {
  const places = decimals.replace(/0+$/, '');
  if (places.length > exponent) return undefined;
  return { value: (BigInt(whole + places) * 10n ** BigInt(exponent - places.length)).toString(), certain: true };
}

/** `yes`, `on`, `1` → `true`; `no`, `off`, `0` → `false`; quotes removed. */
export function repairBoolean(text: string): Repair | undefined {
  const value = bared(text).toLowerCase();
  if (/^(?:true|yes|y|on|1|enabled?)$/.test(value)) return { value: 'true', certain: true };
  if (/^(?:false|no|n|off|0|disabled?)$/.test(value)) return { value: 'false', certain: true };
  return undefined;
}

/** The nearest of an enum's values: `exactly-once` → `EXACTLY_ONCE`. */
export function repairEnum(text: string, values: readonly string[]): Repair | undefined {
  const value = withoutMarks(bared(text));
  const ranked = values
    .map((name) => ({ name, distance: editDistance(value, withoutMarks(name), value.length < 5 ? 1 : 2) }))
    .flatMap(({ name, distance }) => (distance === undefined ? [] : [{ name, distance }]))
    .sort((left, right) => left.distance - right.distance);
  const best = ranked[0];
  if (best === undefined || ranked[1]?.distance === best.distance) return undefined;
  return { value: best.name, certain: best.distance === 0 };
}

function withoutMarks(text: string): string {
  return text.toLowerCase().replace(/[-_ ]/g, '');
}

/** A size in a field of the operator's: `2.5Gi` → `2560Mi`, `2.5g` → `2560m`; where the operator knows no such units `2Gi` → `2g`. */
export function repairField(text: string, operator: string): { readonly text: string; readonly certain: boolean } | undefined {
  const repair = repairSize(text);
  const size = repair === undefined ? undefined : parseMemorySize(repair.value);
  if (repair === undefined || size === undefined || !('bytes' in size)) return undefined;
  const isQuantity = knowsKubernetesUnits(operator) && /i(?:b)?\s*["']?$/i.test(text.trim());
  const value = isQuantity ? repair.value.replace(/([kmgt])$/, (unit) => `${unit.toUpperCase()}i`) : repair.value;
  return { text: value, certain: repair.certain };
}
