/** Between what somebody types or slides and what Flink reads. Pure. */
import type { InputModel } from '../../server/src/shared/protocol.js';
import { MIB, mebibytes, parseBytes, sizeText } from '../../server/src/shared/sizes.js';

/** A position or a bound of a slider: MiB for sizes. */
export interface Slide { readonly min: number; readonly max: number; readonly step: number; readonly at: number }

/** What is meant by a text in a field: a size without a unit counts in MiB here. Undefined for nothing. */
export function typedValue(kind: InputModel['kind'], typed: string): string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  return kind === 'size' && /^\d+$/.test(text) ? `${text}m` : text;
}

/** What Flink reads for a position of the slider. */
export function slidValue(kind: InputModel['kind'], position: number): string {
  switch (kind) {
    case 'size': return `${Math.round(position)}m`;
    case 'fraction': return String(Math.round(position * 10_000) / 10_000);
    default: return String(Math.round(position));
  }
}

/** The slider of an input; undefined where there is nothing to slide. */
export function slideOf({ kind, slider, amount }: InputModel): Slide | undefined {
  if (slider === undefined) return undefined;
  const number = (text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    if (kind !== 'size') return finite(Number(text));
    const bytes = parseBytes(text);
    return bytes === undefined ? undefined : Number((bytes * 1000n) / MIB) / 1000;
  };
  const [min, max, step] = [number(slider.min), number(slider.max), number(slider.step)];
  if (min === undefined || max === undefined || step === undefined || min >= max) return undefined;
  return { min, max, step, at: Math.min(max, Math.max(min, number(amount) ?? min)) };
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** A bound or an amount as people read it. */
export function amountText(kind: InputModel['kind'], amount: string): string {
  const bytes = kind === 'size' ? parseBytes(amount) : undefined;
  return bytes === undefined ? amount : sizeText(bytes);
}

/** A size as a field shows it in place of a value. */
export function placeholderText({ kind, default: standard, amount }: InputModel): string {
  const bytes = kind === 'size' ? parseBytes(amount) : undefined;
  if (bytes !== undefined) return mebibytes(bytes);
  return standard ?? '';
}
