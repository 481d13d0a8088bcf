/** Small pieces that the page is put together from. */
import * as l10n from '@vscode/l10n';
import type { ClusterModel } from '../../../server/src/shared/protocol.js';
import { exactBytes, sizeText } from '../../../server/src/shared/sizes.js';
import type { Actions } from '../actions.js';
import { button, html, type Child } from '../dom.js';
import { bytesText } from './texts.js';

/** A titled section of the detail. */
export function section(title: string, ...children: readonly Child[]): HTMLElement {
  return html('section', {}, html('h3', {}, title), ...children);
}

/** A titled section with a button at the end of its title's line. */
export function sectionWith(action: HTMLElement, title: string, ...children: readonly Child[]): HTMLElement {
  return html('section', {}, html('div', { class: 'section-head' }, html('h3', {}, title), action), ...children);
}

/** A key: a link where it stands in a document, its name elsewhere. `text` is what is shown of it. */
export function keyLink(key: string, cluster: ClusterModel, actions: Actions, text = key): HTMLElement {
  if (cluster.configuration[key]?.location === undefined) return html('code', { title: key }, ...breakable(text));
  return button({ class: 'link', title: l10n.t('Show {0} in the file', key) }, () => { actions.revealKey(key); }, html('code', {}, ...breakable(text)));
}

/** A long name that may break at its dots, where a reader expects it; a number does not. */
export function breakable(text: string): readonly (Node | string)[] {
  return text.split(/(?<=\D[.,=])/).flatMap((piece, index) => (index === 0 ? [piece] : [html('wbr'), piece]));
}

/** JVM options, sizes with their units, and keys. */
const KEPT = /(-X[\w:]*\w|\d[\d.]* (?:[KMGT]iB|%)|[A-Za-z]\w*(?:[.-][A-Za-z][\w]*){2,})/;

/** A text in which JVM options and sizes stay in one piece; where there is little room long keys may break at their dots. */
export function prose(text: string, breaksKeys = false): readonly (Node | string)[] {
  return text.split(KEPT).flatMap((piece, index): readonly (Node | string)[] => {
    if (index % 2 === 0) return [piece];
    if (piece.startsWith('-X')) return [html('code', { class: 'option' }, piece)];
    if (/^\d/.test(piece)) return [html('span', { class: 'number' }, piece)];
    return breaksKeys ? breakable(piece) : [piece];
  });
}

/** A size with its exact bytes on hover; counted in bytes where these are asked for. */
export function size(bytes: bigint, exact = false): HTMLElement {
  return html('span', { class: 'number', title: bytesText(bytes) }, exact ? exactBytes(bytes) : sizeText(bytes));
}

/** A button that copies. */
export function copyButton(what: string, copy: () => void): HTMLButtonElement {
  return button({ class: 'copy', 'aria-label': l10n.t('Copy {0}', what) }, copy, l10n.t('Copy'));
}
