/** The second sign of each kind of memory, for those who do not see its colour; and the hatchings of what is no number. */
import { MEMORY_KINDS, type MemoryKind } from '../../../server/src/shared/kinds.js';
import { svg } from '../dom.js';

/** Strokes on a tile of 8 × 8 pixels, as wide as the edge that carries it. Heap has none: it is the plain one. */
const STROKES: Readonly<Record<MemoryKind, string | undefined>> = {
  heap: undefined,
  managed: 'M-2 2L2 -2M-2 10L10 -2M6 10L10 6',
  direct: 'M4 2.5V5.5',
  metaspace: 'M0 4H8',
  overhead: 'M-1 -1L9 9M-1 9L9 -1',
};

/** An invisible drawing that holds the patterns; the others name them. */
export function patterns(): SVGSVGElement {
  return svg(
    'svg',
    { class: 'patterns', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' },
    svg(
      'defs',
      {},
      ...MEMORY_KINDS.map((kind) => tile(`sign-${kind}`, 8, svg('path', { class: `sign-stroke ${kind}`, d: STROKES[kind] ?? 'M0 0' }))),
      tile('hatch-rest', 8, svg('path', { class: 'hatch-stroke rest', d: 'M-2 2L2 -2M-2 10L10 -2M6 10L10 6' })),
      tile('hatch-excess', 8, svg('path', { class: 'hatch-stroke excess', d: 'M-2 6L2 10M-2 -2L10 10M6 -2L10 2' })),
    ),
  );
}

function tile(id: string, size: number, content: SVGElement): SVGPatternElement {
  return svg('pattern', { id, width: size, height: size, patternUnits: 'userSpaceOnUse' }, content);
}

/** The colour edge of a row: a strip as high as the row. */
export function edge(kind: MemoryKind | undefined, known: boolean): SVGSVGElement {
  const look = known ? `kind-${kind ?? 'sum'}` : 'no-number';
  return svg(
    'svg',
    { class: `edge ${look}`, 'aria-hidden': 'true', focusable: 'false' },
    svg('rect', { class: 'fill', width: '100%', height: '100%' }),
    svg('rect', { width: '100%', height: '100%', fill: known ? `url(#sign-${kind ?? 'heap'})` : 'url(#hatch-rest)' }),
  );
}
