/** The panel's page as it is packed, in a document without a browser. */
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import type { ToHost } from '../../server/src/shared/panel.js';
import { Element, Text } from './dom.js';

class Observer {
  observe(): void { /* Nothing is resized here. */ }
}

/** What only a browser's fields can do is not asked of those here: they are plain elements. */
class Field extends Element {}

export class PanelPage {
  readonly root = new Element('main');
  /** What the page told its host. */
  readonly told: unknown[] = [];
  readonly #listeners: ((event: { readonly data: unknown }) => void)[] = [];

  constructor() {
    const document = {
      createElement: (name: string) => new Element(name),
      createElementNS: (_namespace: string, name: string) => new Element(name),
      getElementById: () => this.root,
      documentElement: {},
      body: new Element('body'),
      activeElement: null,
      hasFocus: () => true,
    };
    const host = { getState: () => undefined, setState: () => undefined, postMessage: (message: ToHost) => { this.told.push(structuredClone(message)); } };
    const addEventListener = (type: string, listener: (event: { readonly data: unknown }) => void): void => {
      if (type === 'message') this.#listeners.push(listener);
    };
    const page = {
      window: { addEventListener }, document, Element, HTMLElement: Element, HTMLInputElement: Field, HTMLSelectElement: Field, Text, ResizeObserver: Observer, console, performance,
      acquireVsCodeApi: () => host, getComputedStyle: () => ({ getPropertyValue: () => '100px' }), cancelAnimationFrame: () => undefined, matchMedia: () => ({ matches: true }),
    };
    vm.runInNewContext(readFileSync('dist/webview/main.js', 'utf8'), page, { filename: 'dist/webview/main.js' });
  }

  /** Gives the page a message of its host, or of anybody, as data that crossed a process boundary. */
  send(message: unknown): void {
    const data: unknown = structuredClone(message);
    for (const listener of this.#listeners) listener({ data });
  }

  all(selector: string): readonly Element[] {
    return this.root.querySelectorAll(selector);
  }

  /** The only element of its kind. */
  only(selector: string): Element {
    const [found, ...others] = this.all(selector);
    if (found === undefined || others.length > 0) throw new Error(`${selector}: ${String(others.length + (found === undefined ? 0 : 1))} found`);
    return found;
  }

  press(selector: string): void {
    this.only(selector).dispatch('click');
  }
}
