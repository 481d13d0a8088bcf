/** The bar to scale: its pieces, the free space above, the frame and what goes beyond it. */
import * as l10n from '@vscode/l10n';
import type { PartName, ProcessKind } from '../../../server/src/shared/model.js';
import { memoryKind } from '../../../server/src/shared/kinds.js';
import { mebibytes, sizeText } from '../../../server/src/shared/sizes.js';
import { poolName } from '../../../server/src/shared/words.js';
import { classes, svg } from '../dom.js';
import { toScale, visible, type Span, type Stretch } from '../geometry.js';
import type { Bar } from '../picture.js';

/** Where the bar stands, in pixels of the drawing. */
export interface BarPlace { readonly left: number; readonly width: number; readonly top: number; readonly height: number }

/** A piece that is there at all is at least this high. */
const HAIRLINE = 2;
/** A text fits into a stretch of this height. */
const LINE = 16;
/** A bar of this width holds a size as text. */
const WIDE = 48;
/** A narrower bar is all edge. */
const NARROW = 16;

/** The part of the bar's right side that carries the second sign; as wide as the colour edge of a row. */
function signWidth(place: BarPlace): number {
  return place.width < NARROW ? place.width : 8;
}

/** A stretch of the bar in pixels of the drawing. */
export function spanOf(stretch: Stretch, place: BarPlace): Span {
  const span = toScale(stretch, place.height);
  return { top: place.top + span.top, height: span.height };
}

/** The bar as drawn. */
export function bar(drawn: Bar, place: BarPlace, selected: ReadonlySet<PartName>, process: ProcessKind): readonly SVGElement[] {
  const { left, width, top, height } = place;
  const whole = { x: left, y: top, width, height };
  if (drawn.total === undefined) {
    return [
      svg('rect', { class: 'bar-empty', ...whole, fill: 'url(#hatch-rest)' }),
      svg('text', { class: 'bar-text', x: left + width / 2, y: top + height / 2, 'text-anchor': 'middle' }, '?'),
    ];
  }
  const drawing: SVGElement[] = [];
  if (drawn.free !== undefined) drawing.push(free(drawn.free, place));
  for (const piece of drawn.pieces) {
    if (piece.to > piece.from) drawing.push(svgPiece(piece, place, selected.has(piece.pool), process));
  }
  if (drawn.excess !== undefined) drawing.push(...excess(drawn.excess, place));
  if (drawn.frame !== undefined) {
    const span = spanOf(drawn.frame, place);
    drawing.push(svg('rect', { class: 'bar-frame', x: left - 3, y: span.top - 3, width: width + 6, height: span.height + 3 }));
  }
  return drawing;
}

function svgPiece(piece: Bar['pieces'][number], place: BarPlace, isSelected: boolean, process: ProcessKind): SVGElement {
  const span = visible(spanOf(piece, place), HAIRLINE, place.top + place.height);
  const box = { x: place.left, y: span.top, width: place.width, height: span.height };
  const kind = memoryKind(piece.pool);
  const strip = signWidth(place);
  const isRest = piece.look === 'rest';
  return svg(
    'g',
    { class: classes('piece', isRest ? 'rest' : `kind-${kind ?? 'sum'}`, isSelected && 'selected', span.height > 4 && 'parted'), 'data-pool': piece.pool },
    svg('title', {}, poolName(piece.pool, process)),
    svg('rect', { class: 'fill', ...box }),
    isRest
      ? svg('rect', { ...box, fill: 'url(#hatch-rest)' })
      : svg('rect', { x: place.left + place.width - strip, y: span.top, width: strip, height: span.height, fill: `url(#sign-${kind ?? 'heap'})` }),
    svg('rect', { class: 'line', ...box }),
    isRest && span.height >= LINE ? svg('text', { class: 'bar-text', x: place.left + place.width / 2, y: span.top + span.height / 2, 'text-anchor': 'middle' }, '?') : undefined,
  );
}

function free(stretch: NonNullable<Bar['free']>, place: BarPlace): SVGElement {
  const span = spanOf(stretch, place);
  const text = l10n.t('{0} of the container stay free', sizeText(stretch.bytes));
  const label = span.height >= LINE && place.width >= WIDE
    ? svg('text', { class: 'bar-text', x: place.left + place.width / 2, y: span.top + span.height / 2, 'text-anchor': 'middle' }, l10n.t('free'))
    : undefined;
  return svg(
    'g',
    { class: 'bar-free' },
    svg('title', {}, text),
    svg('rect', { x: place.left + 0.5, y: span.top + 0.5, width: place.width - 1, height: Math.max(1, span.height - 1) }),
    label,
  );
}

function excess(stretch: NonNullable<Bar['excess']>, place: BarPlace): readonly SVGElement[] {
  const span = visible(spanOf(stretch, place), HAIRLINE, place.top + place.height);
  const box = { x: place.left, y: span.top, width: place.width, height: span.height };
  // A narrow drawing has less room between bar and boxes.
  const lines = place.width >= WIDE ? [`+${sizeText(stretch.bytes)}`] : place.width >= NARROW ? [`+${mebibytes(stretch.bytes)}`, 'MiB'] : [];
  const x = place.left + place.width + 6;
  const y = span.top + Math.max(span.height / 2 - (lines.length - 1) * (LINE / 2), 6);
  return [
    svg('rect', { class: 'bar-excess', ...box }),
    svg('rect', { ...box, fill: 'url(#hatch-excess)' }),
    ...lines.map((line, index) => svg('text', { class: 'bar-text excess', x, y: y + index * (LINE - 2) }, line)),
  ];
}
