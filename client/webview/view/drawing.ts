/** The drawing: the bar on the left, the boxes on the right, the ribbons between. Keeps them together when the page changes its size. */
import * as l10n from '@vscode/l10n';
import type { PartName } from '../../../server/src/shared/model.js';
import { isPartName } from '../messages.js';
import { html, svg } from '../dom.js';
import { between } from '../geometry.js';
import { redraw } from '../patch.js';
import { findRow, rowsOf, type Bar, type Picture } from '../picture.js';
import { bar, type BarPlace } from './bar.js';
import { boxes, containerText, type BoxesInput } from './boxes.js';
import { bands, ribbons, type RowPlace } from './ribbons.js';
import { focusPart, walkWithKeys } from './treeKeys.js';

const GLIDE_MS = 150;

export interface Drawing {
  readonly element: HTMLElement;
  /** Draws a picture; with `glides` the sizes move there from those before. */
  show(input: BoxesInput, glides: boolean): void;
}

/** A drawing in which `pick` is called with the part that is chosen by mouse or keyboard, `back` to return to the one before. */
export function createDrawing(pick: (pool: PartName) => void, back: () => void): Drawing {
  const ties = svg('svg', { class: 'ties', 'aria-hidden': 'true', focusable: 'false' });
  const holder = html('div', { class: 'holder' });
  const around = html('span', { class: 'around' });
  const element = html('div', { class: 'drawing' }, html('div', { class: 'caption' }, html('span', { 'aria-hidden': 'true' }, l10n.t('to scale')), around), ties, holder);
  let input: BoxesInput | undefined;
  let shown: Bar | undefined;
  let frame = 0;
  let hot: PartName | undefined;

  const warm = (pool: PartName | undefined): void => {
    hot = pool;
    heat(element, pool);
  };

  const draw = (drawn: Bar): void => {
    if (input === undefined) return;
    tie(input, drawn);
    if (hot !== undefined) heat(element, hot);
  };

  const tie = (input: BoxesInput, drawn: Bar): void => {
    shown = drawn;
    const place = barPlace(element, holder);
    const rows = rowPlaces(element, holder);
    const selected = within(input.picture, input.selected);
    resize(ties, element.clientWidth, element.clientHeight);
    const { against } = input;
    if (against === undefined) {
      redraw(ties, input.process, [...ribbons(drawn, place, rows, selected), ...bar(drawn, place, selected, input.process)]);
      return;
    }
    const [left, right] = sideBySide(place, against.picture.bar, drawn);
    redraw(ties, input.process, [
      ...bands(against.picture.bar, left, drawn, right, selected), ...ribbons(drawn, right, rows, selected),
      ...bar(against.picture.bar, left, selected, input.process), ...bar(drawn, right, selected, input.process),
    ]);
  };

  const glide = (from: Bar, to: Bar): void => {
    const start = performance.now();
    const step = (now: number): void => {
      const progress = Math.min(1, Math.max(0, (now - start) / GLIDE_MS));
      draw(progress < 1 ? barBetween(from, to, progress) : to);
      if (progress < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };

  listen(element, pick, back, warm);
  new ResizeObserver(() => {
    if (input !== undefined) draw(input.picture.bar);
  }).observe(element);

  return {
    element,
    show(next, glides) {
      const sameProcess = input?.process === next.process;
      const focused = document.activeElement;
      const reached = focused instanceof HTMLElement && holder.contains(focused) ? focused.dataset['pool'] : undefined;
      const sameChoice = sameProcess && input?.selected === next.selected;
      input = next;
      redraw(holder, `${next.process} ${String(next.against === undefined)}`, [boxes(next)]);
      around.textContent = containerText(next) ?? '';
      // Who walks with the keys stays where they are, though the text changes meanwhile.
      if (reached !== undefined) focusPart(holder, sameChoice ? reached : next.selected);
      cancelAnimationFrame(frame);
      const before = shown;
      if (glides && sameProcess && before !== undefined && !isMotionReduced()) {
        draw(before);
        glide(before, next.picture.bar);
      } else {
        draw(next.picture.bar);
      }
    },
  };
}

/** A drawing of another size is laid out anew, of the same size again as well. */
function resize(ties: SVGSVGElement, width: number, height: number): void {
  for (const [name, value] of [['width', String(width)], ['height', String(height)]] as const) if (ties.getAttribute(name) !== value) ties.setAttribute(name, value);
}

/** By the system, or by VS Code's own setting, of which the page is told by a class only. */
function isMotionReduced(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion');
}

/** The parts whose pieces stand for a part: itself and all that it holds. */
function within(picture: Picture, pool: PartName): ReadonlySet<PartName> {
  const row = findRow(picture.root, pool);
  // Everything emphasised is nothing emphasised.
  return new Set(row === undefined || row.level === 1 ? [] : rowsOf(row).map((each) => each.pool));
}

function barBetween(from: Bar, to: Bar, progress: number): Bar {
  const pieces = to.pieces.map((piece) => {
    const before = from.pieces.find((each) => each.pool === piece.pool && each.look === piece.look);
    return before === undefined ? piece : { ...piece, ...between(before, piece, progress) };
  });
  return { ...to, pieces };
}

/** Two bars in the place of one, to one scale. */
function sideBySide(place: BarPlace, before: Bar, after: Bar): readonly [BarPlace, BarPlace] {
  const width = place.width * 0.36;
  const most = [before.total ?? 0n, after.total ?? 0n].reduce((one, other) => (one > other ? one : other));
  const height = (total: bigint | undefined): number => (total === undefined || most === 0n ? place.height : place.height * (Number((total * 1_000_000n) / most) / 1_000_000));
  return [
    { ...place, width, height: height(before.total) },
    { ...place, left: place.left + place.width - width, width, height: height(after.total) },
  ];
}

function barPlace(element: HTMLElement, holder: HTMLElement): BarPlace {
  const outer = element.getBoundingClientRect();
  const inner = holder.getBoundingClientRect();
  const style = getComputedStyle(element);
  const left = pixels(style.getPropertyValue('--bar-left'));
  return { left, width: pixels(style.getPropertyValue('--bar-width')), top: inner.top - outer.top, height: inner.height };
}

function rowPlaces(element: HTMLElement, holder: HTMLElement): ReadonlyMap<PartName, RowPlace> {
  const outer = element.getBoundingClientRect();
  const places = new Map<PartName, RowPlace>();
  for (const row of holder.querySelectorAll<HTMLElement>('[data-pool]')) {
    const pool = row.dataset['pool'];
    if (!isPartName(pool)) continue;
    const { left, top, height } = row.getBoundingClientRect();
    places.set(pool, { left: left - outer.left, span: { top: top - outer.top, height } });
  }
  return places;
}

function pixels(length: string): number {
  const number = Number.parseFloat(length);
  return Number.isFinite(number) ? number : 0;
}

function poolAt(target: EventTarget | null): PartName | undefined {
  const pool = target instanceof Element ? target.closest('[data-pool]')?.getAttribute('data-pool') : undefined;
  return isPartName(pool) ? pool : undefined;
}

function listen(element: HTMLElement, pick: (pool: PartName) => void, back: () => void, warm: (pool: PartName | undefined) => void): void {
  element.addEventListener('click', (event) => {
    const pool = poolAt(event.target);
    if (pool !== undefined) pick(pool);
  });
  element.addEventListener('pointerover', (event) => { warm(poolAt(event.target)); });
  element.addEventListener('pointerleave', () => { warm(undefined); });
  walkWithKeys(element, (item) => {
    const pool = item.dataset['pool'];
    if (isPartName(pool)) pick(pool);
  }, back);
}

/** The row under the pointer, its ribbon and its piece answer together. */
function heat(element: HTMLElement, pool: PartName | undefined): void {
  for (const each of element.querySelectorAll('[data-pool]')) each.classList.toggle('hot', each.getAttribute('data-pool') === pool);
}
