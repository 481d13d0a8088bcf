/** The drawing as a picture of its own: everything that is shown, with the colours of the theme written into it. */
import type { PictureFormat } from '../../server/src/shared/panel.js';
import { svg } from './dom.js';

/** Around the drawing, in pixels. */
const MARGIN = 16;
/** Pixels of a PNG for one of the page. */
const SCALE = 2;

/** SVG as text, or PNG in base64; undefined where nothing is drawn. */
export async function takePicture(format: PictureFormat): Promise<string | undefined> {
  const drawing = document.querySelector<HTMLElement>('.drawing');
  if (drawing === null) return undefined;
  const picture = pictureOf(drawing);
  const text = new XMLSerializer().serializeToString(picture);
  return format === 'png' ? pngOf(text, Number(picture.getAttribute('width')), Number(picture.getAttribute('height'))) : text;
}

function pictureOf(drawing: HTMLElement): SVGSVGElement {
  const outer = drawing.getBoundingClientRect();
  const [width, height] = [Math.ceil(outer.width) + 2 * MARGIN, Math.ceil(outer.height) + 2 * MARGIN];
  const style = getComputedStyle(document.body);
  const title = document.querySelector('.header h1, .tabs.clusters [aria-selected=true]')?.textContent ?? '';
  const content = svg('g', { transform: `translate(${MARGIN} ${MARGIN})` });
  const picture = svg(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': style.fontFamily },
    svg('title', {}, title),
    svg('rect', { width, height, fill: style.backgroundColor }),
    content,
  );
  const patterns = document.querySelector('.patterns defs');
  if (patterns !== null) picture.prepend(copied(patterns));
  for (const box of drawing.querySelectorAll<HTMLElement>('.box, .row')) content.append(boxed(box, outer));
  const ties = drawing.querySelector('.ties');
  if (ties !== null) content.append(...[...ties.children].map((each) => copied(each)));
  for (const edge of drawing.querySelectorAll<SVGSVGElement>('.row > .edge')) {
    const { left, top, width: wide, height: high } = edge.getBoundingClientRect();
    const copies = [...edge.children].map((each) => copied(each));
    for (const each of copies) {
      each.setAttribute('width', String(wide));
      each.setAttribute('height', String(high));
    }
    content.append(svg('g', { transform: `translate(${left - outer.left} ${top - outer.top})` }, ...copies));
  }
  for (const text of textNodes(drawing)) content.append(...written(text, outer));
  return picture;
}

/** What of an element's style makes its looks as SVG. */
const LOOKS = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'paint-order', 'font-size', 'font-weight', 'dominant-baseline', 'text-anchor',
] as const;

/** A copy with its looks as attributes: the page's styles do not go with it. */
function copied(element: Element): Element {
  const copy = element.cloneNode(false);
  if (!(copy instanceof Element)) return svg('g');
  for (const name of ['class', 'data-pool']) copy.removeAttribute(name);
  if (element instanceof SVGElement && !['title', 'defs', 'pattern', 'g'].includes(element.localName)) {
    const style = getComputedStyle(element);
    for (const look of LOOKS) {
      const value = style.getPropertyValue(look);
      // A pattern is named by its address, which computing makes absolute.
      if (value !== '' && !(look === 'fill' && element.getAttribute('fill')?.startsWith('url(') === true)) copy.setAttribute(look, value);
    }
  }
  for (const child of element.childNodes) copy.append(child instanceof Element ? copied(child) : child.cloneNode());
  return copy;
}

function boxed(box: HTMLElement, outer: DOMRect): SVGElement {
  const { left, top, width, height } = box.getBoundingClientRect();
  const { borderTopColor, backgroundColor } = getComputedStyle(box);
  return svg('rect', { x: left - outer.left + 0.5, y: top - outer.top + 0.5, width: width - 1, height: height - 1, rx: 3, fill: backgroundColor, stroke: borderTopColor });
}

function* textNodes(drawing: HTMLElement): Generator<Text> {
  const walker = document.createTreeWalker(drawing, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node instanceof Text && parent !== null && parent.closest('svg, .for-readers, .for-narrow') === null && node.data.trim() !== '') yield node;
  }
}

/** A text as the page broke it into lines. */
function written(text: Text, outer: DOMRect): readonly SVGElement[] {
  const parent = text.parentElement;
  if (parent === null) return [];
  const { color, fontSize, fontWeight } = getComputedStyle(parent);
  const lines: { top: number; left: number; bottom: number; words: string }[] = [];
  for (const match of text.data.matchAll(/\S+\s*/g)) {
    const range = document.createRange();
    range.setStart(text, match.index);
    range.setEnd(text, match.index + match[0].trimEnd().length);
    const { top, left, bottom } = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.top - top) < 2) last.words += match[0];
    else lines.push({ top, left, bottom, words: match[0] });
  }
  return lines.map(({ top, left, bottom, words }) => svg(
    'text',
    { x: left - outer.left, y: (top + bottom) / 2 - outer.top, 'dominant-baseline': 'central', fill: color, 'font-size': fontSize, 'font-weight': fontWeight },
    words.trimEnd(),
  ));
}

/** PNG in base64; undefined where the browser cannot draw it. */
async function pngOf(text: string, width: number, height: number): Promise<string | undefined> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  try {
    await image.decode();
  } catch {
    return undefined;
  }
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
