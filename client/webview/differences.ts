/** What two pictures of a process have in common and what not. Takes two numbers that the model has, and no others. */
import type { PartName } from '../../server/src/shared/model.js';
import { findRow, rowsOf, type Picture, type Row } from './picture.js';

/** A part in two pictures, in bytes; a side is absent where nobody knows it. */
export interface Difference {
  readonly pool: PartName;
  readonly before: bigint | undefined;
  readonly after: bigint | undefined;
  /** Absent unless both are known. */
  readonly by: bigint | undefined;
}

export function differenceOf(row: Row, against: Picture): Difference {
  const before = findRow(against.root, row.pool)?.bytes;
  return { pool: row.pool, before, after: row.bytes, by: before === undefined || row.bytes === undefined ? undefined : row.bytes - before };
}

/** The parts that are not sums and have another size, as they stand in the drawing. */
export function changedParts(picture: Picture, against: Picture): readonly Difference[] {
  return rowsOf(picture.root).filter(({ rows }) => rows.length === 0).map((row) => differenceOf(row, against)).filter(({ by }) => by !== undefined && by !== 0n);
}
