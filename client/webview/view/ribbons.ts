/** The ribbons that tie each piece of the bar to its row. */
import type { PartName } from '../../../server/src/shared/model.js';
import { memoryKind } from '../../../server/src/shared/kinds.js';
import { classes, svg } from '../dom.js';
import { ribbon, thread, visible, type Span } from '../geometry.js';
import type { Bar } from '../picture.js';
import { spanOf, type BarPlace } from './bar.js';

/** The left edge of a row, in pixels of the drawing. */
export interface RowPlace { readonly left: number; readonly span: Span }

/** One ribbon a piece; a thread for a pool of no size. */
export function ribbons(drawn: Bar, place: BarPlace, rows: ReadonlyMap<PartName, RowPlace>, selected: ReadonlySet<PartName>): readonly SVGElement[] {
  return drawn.pieces.flatMap((piece): readonly SVGElement[] => {
    const row = rows.get(piece.pool);
    // What is not divided further belongs to no single row.
    if (row === undefined || piece.look === 'rest') return [];
    const span = spanOf(piece, place);
    const start = place.left + place.width + 1;
    const attributes = { class: classes('ribbon', `kind-${memoryKind(piece.pool) ?? 'sum'}`, selected.has(piece.pool) && 'selected'), 'data-pool': piece.pool };
    if (piece.to <= piece.from) return [svg('path', { ...attributes, class: `${attributes.class} thread`, d: thread(start, span.top, row.left, row.span) })];
    return [svg('path', { ...attributes, d: ribbon(start, visible(span, 1, place.top + place.height), row.left, row.span) })];
  });
}

/** What ties a piece of one bar to the same of another. */
export function bands(before: Bar, left: BarPlace, after: Bar, right: BarPlace, selected: ReadonlySet<PartName>): readonly SVGElement[] {
  return after.pieces.flatMap((piece): readonly SVGElement[] => {
    const same = before.pieces.find((each) => each.pool === piece.pool && each.look === piece.look);
    if (same === undefined || piece.look === 'rest' || (piece.to <= piece.from && same.to <= same.from)) return [];
    const attributes = { class: classes('ribbon', `kind-${memoryKind(piece.pool) ?? 'sum'}`, selected.has(piece.pool) && 'selected'), 'data-pool': piece.pool };
    const ends = [visible(spanOf(same, left), 1, left.top + left.height), visible(spanOf(piece, right), 1, right.top + right.height)] as const;
    return [svg('path', { ...attributes, d: ribbon(left.left + left.width + 1, ends[0], right.left - 1, ends[1]) })];
  });
}
