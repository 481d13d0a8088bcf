/** From a field to the size that an operator computes from it, and back. All sizes are bytes. */
import { parseQuantity, quantityBytes, readResourceMemory } from '../model/quantity.js';
import { ververicaBytes } from '../model/operatorSizes.js';
import type { FieldUnits, SizedField, Sizing } from './fields.js';

/** What a field's text asks for; undefined where its reader refuses it, or nobody knows. */
export function fieldBytes(text: string, units: FieldUnits): bigint | undefined {
  if (units === 'ververica') return ververicaBytes(text);
  if (units === 'flink') return flinkSize(text)?.bytes;
  const read = parseQuantity(text);
  if (!('amount' in read) || read.amount.unscaled < 0n) return undefined;
  return quantityBytes(read.amount);
}

/** A `resource.memory` as Flink's operator reads it since 1.7; undefined where it refuses it. */
export function flinkSize(text: string): { readonly bytes: bigint; readonly text: string } | undefined {
  const read = readResourceMemory(text, '1.15');
  return 'bytes' in read ? read : undefined;
}

/** Nobody asks for more than an exabyte. */
const MOST_BYTES = 1n << 60n;

/**
 * The way between a field and a size that never shrinks when the field grows.
 *
 * @param text the present text, whose units are its author's
 * @param sizeOf what becomes of a field of so many bytes
 */
export function sizingOf(text: string, units: FieldUnits, sizeOf: (field: bigint) => bigint): Sizing {
  const spelling = spellingOf(text, units);
  const at = (steps: bigint): SizedField => ({ text: spelling.print(steps * spelling.step), field: steps * spelling.step, bytes: sizeOf(steps * spelling.step) });
  return {
    fieldFor(bytes, towards) {
      const steps = leastSteps(spelling.step, (field) => (towards === 'up' ? sizeOf(field) >= bytes : sizeOf(field) > bytes));
      if (steps === undefined) return undefined;
      if (towards === 'up') return at(steps);
      return steps === 0n ? undefined : at(steps - 1n);
    },
  };
}

function leastSteps(step: bigint, isEnough: (field: bigint) => boolean): bigint | undefined {
  if (isEnough(0n)) return 0n;
  let high = 1n;
  while (!isEnough(high * step)) {
    high *= 2n;
    if (high * step > MOST_BYTES) return undefined;
  }
  let low = high / 2n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (isEnough(middle * step)) high = middle;
    else low = middle;
  }
  return high;
}

interface Spelling {
  /** Sizes are written in multiples of it. */
  readonly step: bigint;
  print(bytes: bigint): string;
}

const BINARY = { small: ['Ki', 1n << 10n], usual: ['Mi', 1n << 20n], large: ['Gi', 1n << 30n] } as const;
const DECIMAL = { small: ['k', 1000n], usual: ['M', 1_000_000n], large: ['G', 1_000_000_000n] } as const;

/** The author's own unit where the size is a whole number of it, the next smaller one elsewhere; a plain number stays one. */
function spellingOf(text: string, units: FieldUnits): Spelling {
  const unit = /[a-z]*\s*$/i.exec(text)?.[0].trim() ?? '';
  const { small, usual, large } = units === 'ververica' || /^[kMGTPE]$/.test(unit) ? DECIMAL : BINARY;
  if (unit === '') return { step: usual[1], print: (bytes) => bytes.toString() };
  const isSmall = /^k/i.test(unit);
  const isLarge = /^[gtpe]/i.test(unit);
  const write = (bytes: bigint, [suffix, size]: readonly [string, bigint]): string => `${bytes / size}${inCaseOf(suffix, unit, units)}`;
  return {
    step: isSmall ? small[1] : usual[1],
    print: (bytes) => write(bytes, isSmall ? small : isLarge && bytes % large[1] === 0n ? large : usual),
  };
}

/** Ververica reads units in any case, Kubernetes in one. */
function inCaseOf(suffix: string, unit: string, units: FieldUnits): string {
  if (units === 'kubernetes') return suffix;
  return unit === unit.toUpperCase() ? suffix.toUpperCase() : suffix.toLowerCase();
}
