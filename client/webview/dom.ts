/** Elements made in one expression. Attributes only: the page's content security policy allows no style attribute. */

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
export type Child = Node | string | undefined;

const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element. `true` is an attribute without a value; `undefined` and `false` leave it out. */
export function html<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function svg<Tag extends keyof SVGElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: readonly Child[]): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** What each button does. */
const presses = new WeakMap<Element, () => void>();

/** A button that does something. */
export function button(attributes: Attributes, press: () => void, ...children: readonly Child[]): HTMLButtonElement {
  const element = html('button', { type: 'button', ...attributes }, ...children);
  presses.set(element, press);
  element.addEventListener('click', () => { presses.get(element)?.(); });
  return element;
}

/** Has one button do what another does; false where only one of the two is such a button. */
export function takePress(from: Element, to: Element): boolean {
  const press = presses.get(from);
  if (press !== undefined && presses.has(to)) presses.set(to, press);
  return (press === undefined) === !presses.has(to);
}

/** Class names that apply. */
export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name !== false && name !== undefined && name !== '').join(' ');
}

function filled<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}
