/** How other people's operators size a process by what Kubernetes is asked for its container. All sizes are bytes unless named otherwise. */
import { parseDecimal, powerOfTen } from './decimal.js';
import { ceilDivide, KIB, MIB } from './memorySize.js';

/**
 * Lyft's flinkk8soperator (`computeMemory`): the request less a fraction, rounded to whole bytes and cut to whole KiB, in
 * floating point as there.
 */
export function lyftKibibytes(request: bigint, fraction: number): bigint {
  const bytes = Number(request);
  return BigInt(Math.trunc(Math.round(bytes - bytes * fraction) / Number(KIB)));
}

/** Google's and Spotify's flink-on-k8s-operator (`calProcessMemorySize`): a percentage, rounded up twice, to whole MiB. */
export function spotifyMebibytes(memory: bigint, percent: bigint): bigint {
  return ceilDivide(ceilDivide(memory * percent, 100n), MIB);
}

/** Powers of ten by the letters of Ververica Platform, in any case. */
const VERVERICA_UNITS: ReadonlyMap<string, number> = new Map([['', 0], ['k', 3], ['m', 6], ['g', 9]]);

/** A memory of Ververica Platform's: a decimal number with a unit, which is a power of ten; undefined for anything else, and for parts of a byte. */
export function ververicaBytes(text: string): bigint | undefined {
  const [, digits = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([kmg]?)\s*$/i.exec(text) ?? [];
  const amount = parseDecimal(digits);
  const exponent = VERVERICA_UNITS.get(unit.toLowerCase());
  if (amount === undefined || exponent === undefined) return undefined;
  const scaled = amount.unscaled * powerOfTen(exponent);
  const whole = powerOfTen(amount.scale);
  return scaled % whole === 0n ? scaled / whole : undefined;
}
