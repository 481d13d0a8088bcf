/** Sizes as Flink, the JVM, YARN and Kubernetes print them in messages. */
import type { Pool } from '../../model/derivation.js';
import { parseQuantity, quantityBytes } from '../../model/index.js';
import type { ErrorFacts, NumberName } from './recognised.js';

const POWERS: Readonly<Record<string, number>> = { b: 0, k: 10, m: 20, g: 30, t: 40 };

/** `1.250gb (1342177280 bytes)`, `519.1 MB`, `64 bytes`: a number with a unit, the exact bytes behind it where they are told. */
const SIZE = /(\d+(?:[.,]\d+)?) ?(?:([kmgt]?)(?:i?b|ibibytes)|bytes|([bkmgt]))\b(?: ?\((\d+) ?bytes\))?/gi;

/** All sizes of a text in bytes, in order. */
export function sizesIn(text: string): readonly bigint[] {
  return [...text.matchAll(SIZE)].flatMap(([, number = '', prefix, unit, exact]) => {
    if (exact !== undefined) return [BigInt(exact)];
    const bytes = scaled(number, POWERS[(unit ?? prefix ?? '').toLowerCase()] ?? 0);
    return bytes === undefined ? [] : [bytes];
  });
}

function scaled(number: string, power: number): bigint | undefined {
  const [whole = '', decimals = ''] = number.replace(',', '.').split('.');
  if (whole.length > 20 || decimals.length > 20) return undefined;
  return (BigInt(whole + decimals) << BigInt(power)) / 10n ** BigInt(decimals.length);
}

/** A whole number of units, as `5120` in a count of MiB. */
export function counted(text: string | undefined, unit = 1n): bigint | undefined {
  return text !== undefined && /^\d{1,19}$/.test(text) ? BigInt(text) * unit : undefined;
}

/** A Kubernetes quantity in whole bytes; undefined for what is none. */
export function quantityIn(text: string | undefined): bigint | undefined {
  const read = text === undefined ? undefined : parseQuantity(text);
  return read !== undefined && 'amount' in read ? quantityBytes(read.amount) : undefined;
}

/** Names of pools in Flink's refusals, each before its size in brackets. */
const LABELS: readonly (readonly [RegExp, Pool])[] = [
  [/^framework heap/i, 'frameworkHeap'],
  [/^framework off-heap/i, 'frameworkOffHeap'],
  [/^task heap/i, 'taskHeap'],
  [/^task off-heap/i, 'taskOffHeap'],
  [/^managed/i, 'managed'],
  [/^network/i, 'network'],
  [/^jvm metaspace/i, 'jvmMetaspace'],
  [/^jvm overhead/i, 'jvmOverhead'],
  [/^jvm heap/i, 'jvmHeap'],
  [/^off-heap/i, 'jvmDirect'],
  [/^total flink/i, 'totalFlink'],
  [/^total process/i, 'totalProcess'],
];

const LABELLED = /((?:framework |task )?(?:off-)?heap|managed|network|jvm (?:metaspace|overhead|heap)|total (?:flink|process))(?: memory)?(?: size)? ?\(([^()]*(?:\(\d+ bytes\))?)\)/gi;

/** The sizes that a message tells of pools, by pool; the first of each counts. */
export function poolSizesIn(text: string): Partial<Record<Pool, bigint>> {
  const sizes: Partial<Record<Pool, bigint>> = {};
  for (const [, label = '', inside = ''] of text.matchAll(LABELLED)) {
    const pool = LABELS.find(([name]) => name.test(label))?.[1];
    const [bytes] = sizesIn(inside);
    if (pool !== undefined && bytes !== undefined) sizes[pool] ??= bytes;
  }
  return sizes;
}

/** Numbers by name as facts; those that the message does not have are left out. */
export function numbersOf(numbers: Partial<Record<NumberName, bigint | undefined>>): Pick<ErrorFacts, 'numbers'> {
  return { numbers: Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)) };
}
