import { parseDecimal, powerOfTen } from './decimal.js';
import { GIB, KIB, MIB } from './memorySize.js';

/** Why Docker cannot read a size: no number in front, or a unit that it does not know (`Gi` is none). */
export type DockerSizeProblem = 'number-missing' | 'not-a-number' | 'unit-unknown';

export type DockerSizeReading = { readonly bytes: bigint } | { readonly problem: DockerSizeProblem };

/** Docker's units, largest first: powers of 1024, in any case, alone or before `b` or `ib`. */
const UNITS: readonly (readonly [letter: string, bytes: bigint])[] = [
  ['p', GIB * MIB], ['t', GIB * KIB], ['g', GIB], ['m', MIB], ['k', KIB], ['', 1n],
];

/**
 * Reads a container's memory as Docker and Compose do (`units.RAMInBytes` of docker/go-units): decimals are allowed and
 * cut to whole bytes, one blank may stand before the unit. `2Gi` was read by old releases only, and is refused since.
 */
export function parseDockerSize(text: string): DockerSizeReading {
  const match = /^([\d.]*) ?([^\d.]*)$/.exec(text);
  if (match === null) return { problem: /^[\d.]/.test(text) ? 'not-a-number' : 'number-missing' };
  const [, number = '', suffix = ''] = match;
  if (number === '') return { problem: 'number-missing' };
  const amount = parseDecimal(number);
  if (amount === undefined) return { problem: 'not-a-number' };
  const unit = /^(?:([kmgtp])(?:i?b)?|b)?$/i.exec(suffix);
  if (unit === null) return { problem: 'unit-unknown' };
  const factor = UNITS.find(([letter]) => letter === (unit[1] ?? '').toLowerCase())?.[1] ?? 1n;
  return { bytes: (amount.unscaled * factor) / powerOfTen(amount.scale) };
}

/** Writes a size in the way another one is written (case, `b` or none, a blank), exactly: in its unit where that divides it, else in a smaller one. */
export function printDockerSize(bytes: bigint, like: string): string {
  const [, blank = '', unit = '', ending = ''] = /^[\d.]*( ?)(?:([kmgtp])(i?b)?|b)?$/i.exec(like) ?? [];
  const isCapital = unit !== '' && unit === unit.toUpperCase();
  const largest = unit === '' ? UNITS.findIndex(([letter]) => letter === 'm') : UNITS.findIndex(([letter]) => letter === unit.toLowerCase());
  const [letter, factor] = UNITS.slice(Math.max(0, largest)).find((candidate) => bytes % candidate[1] === 0n) ?? ['', 1n];
  const number = (bytes / factor).toString();
  return letter === '' ? number : `${number}${blank}${isCapital ? letter.toUpperCase() : letter}${ending}`;
}
