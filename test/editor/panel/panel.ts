/** How the journeys of the panel look at it: by roles and words, as somebody who sees or hears the page. */
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import type { Editor, Place } from '../../support/editor/editor.js';
import type { Harness } from '../../support/editor/harness.js';
import type { Language } from '../../support/editor/language.js';

/** What the journeys of a display language are made with. */
export interface Session { readonly language: Language; readonly harness: () => Harness }

/** Puts the cursor into a file: also from the panel, where the keys of the editor do nothing. */
export async function goTo(editor: Editor, file: string, place: Place): Promise<void> {
  // Not into the panel's own column.
  await editor.page.keyboard.press('Control+1');
  await editor.openFile(file);
  await editor.goTo(place);
}

/** Opens a file and the panel beside it, and waits for its first heading. */
export async function openPanel(editor: Editor, { command }: Language, file: string, line = 1): Promise<Frame> {
  await goTo(editor, file, { line, column: 1 });
  await editor.runCommand(command('openPanel'));
  return editor.webview('#app h1');
}

/** A part's row in the tree. */
export function row(panel: Frame, pool: string): Locator {
  return panel.locator(`[role=treeitem][data-pool=${pool}]`);
}

/** Waits until a part's row says something. */
export async function waitForRow(panel: Frame, pool: string, text: string | RegExp): Promise<void> {
  await row(panel, pool).filter({ hasText: text }).waitFor();
}

/** The column beside the drawing: what is said of a part, or the fields of a what-if. */
export function aside(panel: Frame): Locator {
  return panel.getByRole('complementary');
}

/** A button of the page by its words. */
export function press(panel: Frame, text: string): Locator {
  return panel.getByRole('button', { name: text, exact: true });
}

/** Whether the focus is there. */
export function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((node: { readonly ownerDocument: { readonly activeElement: unknown } }) => node.ownerDocument.activeElement === node);
}

/** Nothing is wider than the page: neither it nor a part of it can be scrolled sideways, and no text is cut off. */
export async function assertNothingOverflows(panel: Frame, where: string): Promise<void> {
  const wide: unknown = await panel.evaluate(`[document.documentElement, ...document.body.querySelectorAll('*')].filter((each) => {
    if (each instanceof SVGElement || each.closest('.for-readers') !== null || !each.checkVisibility()) return false;
    const { overflowX } = getComputedStyle(each);
    const page = document.documentElement;
    const scrolls = overflowX !== 'visible' && each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1;
    const leaves = each.getBoundingClientRect().right > page.clientWidth + 1 && each.getClientRects().length > 0;
    return scrolls || leaves || (each === page && page.scrollWidth > page.clientWidth);
  }).map((each) => each.tagName + '.' + each.className + ' ' + String(each.scrollWidth) + ' > ' + String(each.clientWidth))`);
  assert.deepEqual(wide, [], where);
}
