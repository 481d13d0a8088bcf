/**
 * Makes a part of the page as it would be made anew, and touches only what differs: what is focused, hovered, unfolded or read aloud
 * stays the same element. Within such a part only buttons of `dom.ts` listen: their deeds are exchanged with the rest.
 */
import { takePress } from './dom.js';

/** What a part of the page was about when it was drawn last. */
const subjects = new WeakMap<Element, string>();

/** The children of `parent` become the given ones. About another `subject` they are other elements: a focus must not stay with a stranger. */
export function redraw(parent: Element, subject: string, children: readonly Node[]): void {
  if (subjects.get(parent) === subject) patch(parent, children);
  else parent.replaceChildren(...children);
  subjects.set(parent, subject);
}

function patch(parent: Element, children: readonly Node[]): void {
  const shown = [...parent.childNodes];
  children.forEach((child, index) => {
    const before = shown[index];
    if (before === undefined) parent.append(child);
    else if (!becomes(before, child)) before.replaceWith(child);
  });
  for (const rest of shown.slice(children.length)) rest.remove();
}

/** Makes a node like another one of its kind; false where it is of another. */
function becomes(shown: ChildNode, next: Node): boolean {
  if (shown === next) return true;
  // Another number is another text: a text that is changed where it stands would count as one that moved.
  if (shown instanceof Text && next instanceof Text) return shown.data === next.data;
  if (!(shown instanceof Element) || !(next instanceof Element) || shown.localName !== next.localName || !takePress(next, shown)) return false;
  for (const name of shown.getAttributeNames()) if (!next.hasAttribute(name) && !isUsers(shown, name)) shown.removeAttribute(name);
  for (const name of next.getAttributeNames()) {
    const value = next.getAttribute(name) ?? '';
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  patch(shown, [...next.childNodes]);
  return true;
}

/** What a user unfolds stays so. */
function isUsers({ localName }: Element, attribute: string): boolean {
  return localName === 'details' && attribute === 'open';
}
