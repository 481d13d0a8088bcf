/** Where things stand in the drawing. Pure: fractions of a whole in, pixels and path texts out. */

/** A vertical stretch, in pixels from the top of the drawing. */
export interface Span { readonly top: number; readonly height: number }

/** A stretch of the bar, as fractions of its whole, 0 … 1. */
export interface Stretch { readonly from: number; readonly to: number }

/** The stretch exactly to scale in a bar of `height` pixels. */
export function toScale(stretch: Stretch, height: number): Span {
  return { top: stretch.from * height, height: Math.max(0, stretch.to - stretch.from) * height };
}

/** The same stretch, made at least `least` pixels high around its middle, and moved back into the bar where that reaches beyond. */
export function visible(span: Span, least: number, height: number): Span {
  if (span.height >= least) return span;
  const top = Math.min(Math.max(0, span.top + span.height / 2 - least / 2), Math.max(0, height - least));
  return { top, height: least };
}

/**
 * The band that ties a piece of the bar to its row: leaves both horizontally, so that it reads as one flow.
 * `left` and `right` are the x of the bar's and the row's edge.
 */
export function ribbon(left: number, piece: Span, right: number, row: Span): string {
  const middle = round((left + right) / 2);
  const [l, r] = [round(left), round(right)];
  const [a, b] = [round(piece.top), round(row.top)];
  const [c, d] = [round(row.top + row.height), round(piece.top + piece.height)];
  return `M${l} ${a}C${middle} ${a} ${middle} ${b} ${r} ${b}V${c}C${middle} ${c} ${middle} ${d} ${l} ${d}Z`;
}

/** The line that ties a piece without height to the middle of its row. */
export function thread(left: number, y: number, right: number, row: Span): string {
  const middle = round((left + right) / 2);
  const end = round(row.top + row.height / 2);
  return `M${round(left)} ${round(y)}C${middle} ${round(y)} ${middle} ${end} ${round(right)} ${end}`;
}

/** The stretch `progress` (0 … 1) of the way from one to another, leaving and arriving slowly. */
export function between(before: Stretch, after: Stretch, progress: number): Stretch {
  const eased = progress * progress * (3 - 2 * progress);
  return { from: before.from + (after.from - before.from) * eased, to: before.to + (after.to - before.to) * eased };
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
