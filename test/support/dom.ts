/** As much of a browser's elements as the panel's page asks for: attributes, texts, places in the tree. There is no layout. */

/** The height of everything, in pixels: high enough to see a millionth of it. */
export const DRAWN_HEIGHT = 1_000_000;

type Listener = (event: { readonly target: Element }) => void;

abstract class ChildNode {
  parentElement: Element | null = null;
  abstract textContent: string;

  remove(): void {
    this.parentElement?.exchange(this);
  }

  replaceWith(other: ChildNode): void {
    this.parentElement?.exchange(this, other);
  }
}

export class Text extends ChildNode {
  constructor(public data: string) {
    super();
  }

  get textContent(): string { return this.data; }
}

export class Element extends ChildNode {
  readonly localName: string;
  readonly attributes = new Map<string, string>();
  childNodes: readonly ChildNode[] = [];
  clientWidth = 1000;
  clientHeight = DRAWN_HEIGHT;

  readonly #listeners = new Map<string, Listener[]>();

  constructor(name: string) {
    super();
    this.localName = name;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...this.#listeners.get(type) ?? [], listener]);
  }

  /** Tells this element and those around it, as an event that bubbles. */
  dispatch(type: string, event: { readonly target: Element } = { target: this }): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
    this.parentElement?.dispatch(type, event);
  }

  setAttribute(name: string, value: string): void { this.attributes.set(name, value); }
  getAttribute(name: string): string | null { return this.attributes.get(name) ?? null; }
  removeAttribute(name: string): void { this.attributes.delete(name); }
  hasAttribute(name: string): boolean { return this.attributes.has(name); }
  getAttributeNames(): readonly string[] { return [...this.attributes.keys()]; }

  /** Whether anybody waits for an event of that type. */
  isHeard(type: string): boolean { return this.#listeners.has(type); }

  get dataset(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.attributes].filter(([name]) => name.startsWith('data-')).map(([name, value]) => [name.slice('data-'.length), value]));
  }

  get classList(): { toggle(name: string, on: boolean): void } {
    return {
      toggle: (name, on) => {
        const others = (this.getAttribute('class') ?? '').split(' ').filter((other) => other !== '' && other !== name);
        this.setAttribute('class', [...others, ...(on ? [name] : [])].join(' '));
      },
    };
  }

  hasClass(name: string): boolean {
    return ` ${this.getAttribute('class') ?? ''} `.includes(` ${name} `);
  }

  get open(): boolean { return this.hasAttribute('open'); }
  set open(on: boolean) {
    if (on) this.setAttribute('open', '');
    else this.removeAttribute('open');
  }

  append(...children: readonly (ChildNode | string)[]): void {
    const nodes = children.map((child) => (typeof child === 'string' ? new Text(child) : child));
    for (const node of nodes) this.#adopt(node);
    this.childNodes = [...this.childNodes, ...nodes];
  }

  replaceChildren(...children: readonly (ChildNode | string)[]): void {
    for (const child of this.childNodes) child.parentElement = null;
    this.childNodes = [];
    this.append(...children);
  }

  /** Takes a child out, or another one in its place. */
  exchange(child: ChildNode, other?: ChildNode): void {
    if (other !== undefined) this.#adopt(other);
    this.childNodes = this.childNodes.flatMap((each) => (each !== child ? [each] : other === undefined ? [] : [other]));
    child.parentElement = null;
  }

  #adopt(child: ChildNode): void {
    child.remove();
    child.parentElement = this;
  }

  contains(other: unknown): boolean {
    return other === this || this.childNodes.some((child) => child instanceof Element && child.contains(other));
  }

  get textContent(): string {
    return this.childNodes.map((child) => child.textContent).join('');
  }

  set textContent(text: string) {
    this.replaceChildren(...(text === '' ? [] : [text]));
  }

  getBoundingClientRect(): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
    return { left: 0, top: 0, width: this.clientWidth, height: this.clientHeight };
  }

  querySelectorAll(selector: string): readonly Element[] {
    const wanted = selector.split(' ').map(readCompound);
    const found: Element[] = [];
    const walk = (element: Element): void => {
      for (const child of element.childNodes) {
        if (!(child instanceof Element)) continue;
        if (isSelected(child, this, wanted)) found.push(child);
        walk(child);
      }
    };
    walk(this);
    return found;
  }

  querySelector(selector: string): Element | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  closest(selector: string): Element | null {
    return readCompound(selector)(this) ? this : (this.parentElement?.closest(selector) ?? null);
  }
}

type Compound = (element: Element) => boolean;

const COMPOUNDS = new Map<string, Compound>();

/** `tag.class[name=value]`, each part at will. */
function readCompound(text: string): Compound {
  const known = COMPOUNDS.get(text);
  if (known !== undefined) return known;
  const match = /^([a-z]*)((?:\.[\w-]+|\[[\w-]+(?:="?[^\]"]*"?)?\])*)$/.exec(text);
  if (match === null) throw new Error(`${text}: a selector that is not known here`);
  const [, tag = '', rest = ''] = match;
  const tests = [...rest.matchAll(/\.([\w-]+)|\[([\w-]+)(?:="?([^\]"]*)"?)?\]/g)].map(([, name, attribute, value]): Compound =>
    name !== undefined ? (element) => element.hasClass(name)
    : (element) => (value === undefined ? element.hasAttribute(attribute ?? '') : element.getAttribute(attribute ?? '') === value));
  const compound: Compound = (element) => (tag === '' || element.localName === tag) && tests.every((test) => test(element));
  COMPOUNDS.set(text, compound);
  return compound;
}

/** Whether the last of some compounds selects an element, and the others those around it, in order, up to an outermost. */
function isSelected(element: Element, outermost: Element, wanted: readonly Compound[]): boolean {
  if (wanted.at(-1)?.(element) !== true) return false;
  const others = wanted.slice(0, -1);
  for (let at = element.parentElement; others.length > 0 && at !== null && at !== outermost; at = at.parentElement) {
    if (others.at(-1)?.(at) === true) others.pop();
  }
  return others.length === 0;
}
