/** Sizes of containers as their authors write them, by Kubernetes' units or Docker's. */
import type { ContainerField, ContainerUnits } from '../documents/cluster.js';
import { ceilDivide, ceilTo, printDockerSize } from '../model/index.js';
import { GIB, MIB } from '../shared/sizes.js';
import { repairSize } from './repair.js';

const BINARY: Readonly<Record<string, bigint>> = { k: 1n << 10n, m: MIB, g: GIB };
const DECIMAL: Readonly<Record<string, bigint>> = { k: 10n ** 3n, M: 10n ** 6n };

/** The smallest size that holds some bytes: in the author's unit, in megabytes where whole gigabytes would be more. */
export function leastLimit({ text, units }: Pick<ContainerField, 'text' | 'units'>, bytes: bigint): string {
  const suffix = /[a-z]*$/i.exec(text.trim())?.[0] ?? '';
  if (units === 'docker') {
    const step = BINARY[suffix.charAt(0).toLowerCase()] ?? (suffix === '' || /^b$/i.test(suffix) ? 1n : MIB);
    return printDockerSize(ceilTo(bytes, step < MIB ? step : MIB), text.trim());
  }
  const unit = (suffix === 'Gi' && bytes % GIB !== 0n) || suffix === 'G' ? suffix.replace('G', 'M') : suffix;
  const binary = /^[KMG]i$/.test(unit) ? BINARY[unit.charAt(0).toLowerCase()] : undefined;
  const step = binary ?? DECIMAL[unit];
  if (step !== undefined) return `${ceilDivide(bytes, step)}${unit}`;
  return unit === '' ? bytes.toString() : `${ceilDivide(bytes, MIB)}Mi`;
}

/** Whether Kubernetes reads thousandths of a byte: `1728m`. */
export function isMilli({ text, units }: Pick<ContainerField, 'text' | 'units'>): boolean {
  return units === 'kubernetes' && /\dm$/.test(text.trim());
}

/** A size that cannot be read as it was most likely meant: `2g` for Kubernetes is `2Gi`, `2Gi` for Docker `2g`. */
export function repairedLimit(text: string, units: ContainerUnits): string | undefined {
  const repair = repairSize(text)?.value;
  const sized = /^(\d+)([bkmg]?)$/.exec(repair ?? '');
  if (sized === null) return undefined;
  const [, number = '', unit = ''] = sized;
  if (units === 'docker') return `${number}${unit}`;
  return unit === '' || unit === 'b' ? number : `${number}${unit.toUpperCase()}i`;
}
