/** Several clusters in a file, several panels, a locked one, and what is there again after a reload of the window. */
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { accessibilityViolations } from '../../support/editor/accessibility.js';
import type { Editor } from '../../support/editor/editor.js';
import { THEMES } from '../../support/editor/harness.js';
import { journey } from '../../support/editor/journey.js';
import { CLICKS, CLICKS_LINES } from '../documents.js';
import { aside, goTo, openPanel, press, row, waitForRow, type Session } from './panel.js';

const ORDERS = CLICKS.replace('name: clicks', 'name: orders').replace('"2600m"', '"4g"');
const PAYMENTS = CLICKS.replace('name: clicks', 'name: payments').replace('"2600m"', '"8g"');
const SHOP = [CLICKS, ORDERS, PAYMENTS].join('---\n');
/** Lines of one cluster, with the line that parts it from the next. */
const LINES = CLICKS.split('\n').length;

const FILES = { 'shop.yaml': SHOP, 'flink-conf.yaml': 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n' };

/** The tab of a file: quick open would offer the panel of that name, too. */
function fileTab({ page }: Editor, name: string): Locator {
  return page.locator(`.tab[aria-label^="${name}"]`);
}

export function windowJourneys({ language, harness }: Session): void {
  const { locale, say } = language;
  const fraction = (panel: Frame) => aside(panel).getByRole('textbox', { name: 'managed.fraction', exact: true });

  /** The page of the panel with that title. */
  const panelCalled = async (editor: Editor, title: string): Promise<Frame> => {
    await editor.page.locator('.tab').filter({ hasText: new RegExp(`^\\s*${title}\\s*$`) }).click();
    return editor.webview('#app h1');
  };

  journey(`${locale}: clusters are tabs; panels that are locked, several, and restored`, harness, { files: FILES, settings: { 'workbench.colorTheme': THEMES.light }, viewport: { width: 1600, height: 900 } }, async (editor) => {
    const panel = await openPanel(editor, language, 'shop.yaml');
    const tabs = panel.getByRole('tablist', { name: say('Clusters in this file') }).getByRole('tab');
    await tabs.first().waitFor();
    assert.deepEqual(await tabs.allInnerTexts(), ['clicks', 'orders', 'payments']);
    await waitForRow(panel, 'totalProcess', '2600');
    // A tab leads to its cluster in the file, and the file to the tab.
    await tabs.filter({ hasText: 'orders' }).click();
    await waitForRow(panel, 'totalProcess', '4096');
    await editor.waitForLine(LINES + 1);
    await tabs.filter({ hasText: 'orders' }).press('ArrowRight');
    await waitForRow(panel, 'totalProcess', '8192');
    await editor.waitForLine(2 * LINES + 1);
    await editor.screenshot(`${locale}-panel-tabs`);
    assert.deepEqual(await accessibilityViolations(panel), []);
    await goTo(editor, 'shop.yaml', { line: LINES + CLICKS_LINES.managedFraction, column: 10 });
    await panel.getByRole('tab', { name: 'orders', selected: true }).waitFor();
    await row(panel, 'managed').and(panel.locator('[aria-selected=true]')).waitFor();

    // Locked, it stays with its file; a second panel follows, and what is edited in the file shows in the first.
    await press(panel, say('Lock')).click();
    await press(panel, say('Locked')).waitFor();
    await press(panel, say('What if…')).click();
    await fraction(panel).fill('0.5');
    await fraction(panel).press('Enter');
    // 4096 less overhead 409.6 and metaspace 256 are 3430.4, half of it managed.
    await waitForRow(panel, 'managed', '1715.2');
    const other = await openPanel(editor, language, 'flink-conf.yaml');
    await other.getByRole('heading', { name: 'flink-conf.yaml' }).waitFor();
    await waitForRow(other, 'totalProcess', '1728');
    await editor.screenshot(`${locale}-panel-locked`);
    const locked = await panelCalled(editor, say('Flink Memory: {0}', 'shop.yaml'));
    await press(locked, say('Locked')).waitFor();
    await locked.getByRole('tab', { name: 'orders', selected: true }).waitFor();
    await waitForRow(locked, 'managed', '1715.2');

    await editor.runCommand('Developer: Reload Window');
    const again = await editor.webview('.header [aria-pressed=true]');
    await press(again, say('Locked')).waitFor();
    await again.getByRole('tab', { name: 'orders', selected: true }).waitFor();
    await waitForRow(again, 'managed', '1715.2');
    assert.equal(await fraction(again).inputValue(), '0.5');
    await press(again, say('Discard')).click();
    await waitForRow(again, 'managed', '857.6');
    // Both panels are there: the other one follows, from one file to the next.
    const follower = await panelCalled(editor, say('Flink Memory'));
    await follower.getByRole('heading', { name: 'flink-conf.yaml' }).waitFor();
    await fileTab(editor, 'shop.yaml').click();
    await follower.getByRole('tablist', { name: say('Clusters in this file') }).waitFor();

    // Unlocked, the first follows again.
    const first = await panelCalled(editor, say('Flink Memory: {0}', 'shop.yaml'));
    await press(first, say('Locked')).click();
    await press(first, say('Lock')).waitFor();
    await fileTab(editor, 'flink-conf.yaml').click();
    await first.getByRole('heading', { name: 'flink-conf.yaml' }).waitFor();
    assert.equal(editor.read('shop.yaml'), SHOP);
  });
}
