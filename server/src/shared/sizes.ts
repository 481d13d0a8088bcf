/** Sizes printed for people, alike in hover, panel, messages and hints. Sizes are bytes; what is printed is rounded, never the arithmetic. */

import * as l10n from '@vscode/l10n';
import { ceilDivide, GIB, MIB } from '../model/memorySize.js';

export { GIB, KIB, MIB } from '../model/memorySize.js';

/** Between groups of three digits: a narrow space that no line breaks at. */
const GROUP = '\u202f';

/** A size in MiB with at most one decimal and no unit: `512`, `1098.6`, `<0.1` for what would round to nothing. */
export function mebibytes(bytes: bigint): string {
  return inUnit(bytes, MIB, 1);
}

/** A size with its unit, in MiB: `1098.6 MiB`. */
export function sizeText(bytes: bigint): string {
  let text = printed.get(bytes);
  if (text === undefined) {
    text = `${mebibytes(bytes)} MiB`;
    if (printed.size >= MOST_PRINTED) printed.clear();
    printed.set(bytes, text);
  }
  return text;
}

/** The sizes of a file's clusters are mostly the same few. */
const printed = new Map<bigint, string>();
const MOST_PRINTED = 500;

/** Between which sizes a value is accepted, rounded inwards, so that what is printed is; undefined where there are no bounds. */
export function acceptedText(min: bigint | undefined, max: bigint | undefined): string | undefined {
  const least = min === undefined ? undefined : `${inUnit(min, MIB, 1, 'up')} MiB`;
  const most = max === undefined ? undefined : `${inUnit(max, MIB, 1, 'down')} MiB`;
  return rangeText(least, most);
}

/** The same with bounds that are printed already. */
export function rangeText(min: string | undefined, max: string | undefined): string | undefined {
  if (min !== undefined && max !== undefined) return l10n.t('accepted: {0} to {1}', min, max);
  if (min !== undefined) return l10n.t('accepted: {0} or more', min);
  return max === undefined ? undefined : l10n.t('accepted: up to {0}', max);
}

/** A size with its unit, in GiB with at most two decimals: `2.54 GiB`. */
export function gibibytesText(bytes: bigint): string {
  return `${inUnit(bytes, GIB, 2)} GiB`;
}

/** Exact bytes, digits in groups of three, without a unit: `2 726 297 600`. */
export function exactBytes(bytes: bigint): string {
  return bytes.toString().replace(/\B(?=(?:\d{3})+$)/g, GROUP);
}

/** Whole per cent of `total`: `20 %` (Chinese `20%`), `<1 %` for what would round to nothing; nothing of a total of 0. */
export function shareText(bytes: bigint, total: bigint): string {
  if (total <= 0n) return '';
  const percent = roundedQuotient(bytes * 100n, total);
  return percentText(percent === 0n && bytes > 0n ? '<1' : percent.toString());
}

/** A number of per cent with its sign, spaced as the session's language does. */
export function percentText(percent: string): string {
  return l10n.t('{0} %', percent);
}

/** `bytes` of `total` as a number, 0 … 1, for drawing. */
export function shareOf(bytes: bigint, total: bigint): number {
  return total <= 0n ? 0 : Number(bytes) / Number(total);
}

/** A byte count that came over a process boundary as decimal text; undefined when it is none. */
export function parseBytes(text: string | undefined): bigint | undefined {
  return text !== undefined && /^-?\d{1,40}$/.test(text) ? BigInt(text) : undefined;
}

function inUnit(bytes: bigint, unit: bigint, decimals: number, towards: 'nearest' | 'up' | 'down' = 'nearest'): string {
  const scale = 10n ** BigInt(decimals);
  const negative = bytes < 0n;
  const dividend = (negative ? -bytes : bytes) * scale;
  const scaled = towards === 'nearest' ? roundedQuotient(dividend, unit) : towards === 'up' ? ceilDivide(dividend, unit) : dividend / unit;
  if (scaled === 0n) return bytes === 0n ? '0' : `<${(1 / Number(scale)).toFixed(decimals)}`;
  const fraction = (scaled % scale).toString().padStart(decimals, '0').replace(/0+$/, '');
  const whole = (scaled / scale).toString();
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Rounds half up. Both arguments are positive or zero. */
function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  return (2n * dividend + divisor) / (2n * divisor);
}
