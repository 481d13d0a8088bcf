/** What is said of a row in words, alike in the boxes, the table and the detail. */
import * as l10n from '@vscode/l10n';
import { exactBytes, mebibytes, sizeText } from '../../../server/src/shared/sizes.js';
import type { Picture, Row } from '../picture.js';

/** What a row says in place of a size. */
export function noSizeText(status: Picture['status']): string {
  return status === 'unknown' ? '?' : '–';
}

/** `1098.6 MiB`, or what stands for a size that nobody knows. */
export function rowSizeText(row: Row, status: Picture['status']): string {
  return row.bytes === undefined ? noSizeText(status) : sizeText(row.bytes);
}

/** Where the number comes from, in a few words; why there is none. */
export function originText(row: Row, status: Picture['status']): string {
  if (row.bytes !== undefined) return row.part?.origin ?? '';
  return status === 'unknown' ? l10n.t('depends on a template') : l10n.t('not reached');
}

/** Exact bytes, for hovering. */
export function bytesText(bytes: bigint): string {
  return l10n.t('{0} bytes', exactBytes(bytes));
}

/** `+12.5`, `−64`, `±0`: by how many MiB. */
export function signedMebibytes(by: bigint): string {
  if (by === 0n) return '±0';
  return by > 0n ? `+${mebibytes(by)}` : `−${mebibytes(-by)}`;
}

/** `+12.5 MiB`: by how much. */
export function signedSize(by: bigint): string {
  return `${signedMebibytes(by)} MiB`;
}
