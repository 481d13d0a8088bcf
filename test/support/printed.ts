/** Numbers as they are printed for people, held against bytes. Knows the roundings that are promised, and nothing of how they are made. */
import assert from 'node:assert/strict';

const MIB = 1_048_576n;

/** A printed number of MiB: rounded to one decimal, `<0.1` for what would round to nothing. */
export function assertMebibytes(printed: string | undefined, bytes: bigint | undefined, where: string): void {
  assert.ok(bytes !== undefined, where);
  const tenths = /^\d+(?:\.\d)?$/.test(printed ?? '') ? BigInt(Math.round(Number(printed) * 10)) : undefined;
  const isRight = printed === '<0.1' ? bytes > 0n && 20n * bytes < MIB
    : tenths !== undefined && (tenths > 0n || bytes === 0n) && absolute(tenths * MIB - 10n * bytes) * 2n <= MIB;
  assert.ok(isRight, `${where}: ${String(printed)} MiB for ${String(bytes)}`);
}

/** A printed share: whole per cent, `<1 %` for what would round to nothing. */
export function assertShare(printed: string | undefined, bytes: bigint, total: bigint, where: string): void {
  const percent = /^\d+ %$/.test(printed ?? '') ? BigInt(Number.parseInt(printed ?? '', 10)) : undefined;
  const isRight = printed === '<1 %' ? bytes > 0n && 200n * bytes < total
    : percent !== undefined && (percent > 0n || bytes === 0n) && absolute(percent * total - 100n * bytes) * 2n <= total;
  assert.ok(isRight, `${where}: ${String(printed)} for ${String(bytes)} of ${String(total)}`);
}

/** Exact bytes as they are printed, in groups of three digits. */
export function bytesIn(text: string | null | undefined): bigint | undefined {
  const digits = /^([\d\u202f]+)(?: bytes)?$/.exec(text ?? '')?.[1]?.replaceAll('\u202f', '');
  return digits === undefined ? undefined : BigInt(digits);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
