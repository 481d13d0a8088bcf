/** Themes, zoom, narrow columns, motion: nothing is cut off, nothing depends on colour alone, nothing moves that should not. */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { accessibilityViolations } from '../../support/editor/accessibility.js';
import type { Editor } from '../../support/editor/editor.js';
import { THEMES } from '../../support/editor/harness.js';
import { journey } from '../../support/editor/journey.js';
import { CLICKS, CLICKS_LINES, TOO_SMALL } from '../documents.js';
import { assertNothingOverflows, goTo, openPanel, press, row, waitForRow, type Session } from './panel.js';

const FILES = { 'clicks.yaml': CLICKS, 'flink-conf.yaml': TOO_SMALL };

/** From the usual split to a column of 300 pixels; the editor's own parts take the rest of a window. */
const WIDTHS = [1600, 1100, 800] as const;

export function looksJourneys({ language, harness }: Session): void {
  const { locale, say } = language;

  const atAllWidths = async (editor: Editor, panel: Frame, what: string): Promise<void> => {
    for (const width of WIDTHS) {
      await editor.page.setViewportSize({ width, height: 900 });
      await editor.until(async () => Number(await panel.evaluate('innerWidth')) < width / 2 + 40, 'the panel narrower');
      await assertNothingOverflows(panel, `${what}, window ${width} wide`);
    }
    await editor.screenshot(`${locale}-${what}`.replaceAll(' ', '-'));
    await editor.page.setViewportSize({ width: 1600, height: 900 });
  };

  journey(`${locale}: in high contrast, dark and light, from wide to narrow, at 200 % nothing is cut off`, harness, {
    files: FILES, settings: { 'workbench.colorTheme': THEMES.highContrast }, viewport: { width: 1600, height: 900 }, scale: 2,
  }, async (editor) => {
    await editor.openFile('clicks.yaml');
    await editor.page.keyboard.press('Control+b');
    const panel = await openPanel(editor, language, 'clicks.yaml', CLICKS_LINES.managedFraction);
    await row(panel, 'managed').and(panel.locator('[aria-selected=true]')).waitFor();
    assert.deepEqual(await accessibilityViolations(panel), []);
    await atAllWidths(editor, panel, 'panel high contrast');
    // Twice as large: a window of half the pixels.
    await editor.page.setViewportSize({ width: 800, height: 450 });
    await assertNothingOverflows(panel, 'at 200 %');
    await row(panel, 'jvmOverhead').scrollIntoViewIfNeeded();
    await editor.screenshot(`${locale}-panel-200-percent`);
    await editor.page.setViewportSize({ width: 1600, height: 900 });
    await press(panel, say('What if…')).click();
    await press(panel, say('Heap state')).click();
    await waitForRow(panel, 'managed', '−521');
    assert.deepEqual(await accessibilityViolations(panel), []);
    await atAllWidths(editor, panel, 'panel high contrast what-if');
    await press(panel, say('Discard')).click();

    await editor.choose('Preferences: Color Theme', 'Light High Contrast');
    await panel.locator('body.vscode-high-contrast-light').waitFor();
    await waitForRow(panel, 'managed', say('{0} of Flink', '0.25'));
    assert.deepEqual(await accessibilityViolations(panel), []);
    await goTo(editor, 'flink-conf.yaml', { line: 1, column: 1 });
    await panel.getByRole('heading', { name: say('Flink will not start this {0}', 'TaskManager') }).waitFor();
    assert.deepEqual(await accessibilityViolations(panel), []);
    await atAllWidths(editor, panel, 'panel high contrast refused');
    await editor.choose('Preferences: Color Theme', 'Light Modern');
    await panel.locator('body.vscode-light').waitFor();
    assert.deepEqual(await accessibilityViolations(panel), []);
    await panel.locator('summary').filter({ hasText: say('Take away') }).click();
    await atAllWidths(editor, panel, 'panel light menu');
  });

  journey(`${locale}: sizes glide by the user’s hand, and do not where motion is reduced`, harness, {
    files: { 'clicks.yaml': CLICKS }, settings: { 'workbench.reduceMotion': 'off' }, viewport: { width: 1600, height: 900 },
  }, async (editor) => {
    const panel = await openPanel(editor, language, 'clicks.yaml');
    await row(panel, 'managed').waitFor();
    /** How many sizes the piece of network memory had until it had the one that it should. */
    const sizesOnTheWay = async (): Promise<number> => {
      await panel.evaluate(`{
        window.heights = new Set();
        const height = (pool) => [...document.querySelectorAll('.ties .piece[data-pool=' + pool + '] .fill')].at(-1)?.getAttribute('height');
        window.watching = new MutationObserver(() => { window.heights.add(height('network')); });
        window.watching.observe(document.querySelector('.ties'), { childList: true, subtree: true, attributes: true });
        window.ratio = () => height('network') / height('jvmMetaspace');
      }`);
      await press(panel, say('Large shuffle')).click();
      // 0.2 of 2084, beside 256 of metaspace.
      await editor.until(async () => Math.abs(Number(await panel.evaluate('window.ratio()')) - 416.8 / 256) < 0.001, 'the piece at its size');
      return Number(await panel.evaluate('window.watching.disconnect(); window.heights.size'));
    };
    // A machine that is busy may draw no frame on the way: then it is tried again.
    await editor.until(async () => {
      await press(panel, say('What if…')).click();
      const sizes = await sizesOnTheWay();
      await press(panel, say('Discard')).click();
      return sizes > 2;
    }, 'sizes on the way');
    await editor.page.emulateMedia({ reducedMotion: 'reduce' });
    await press(panel, say('What if…')).click();
    assert.ok(await sizesOnTheWay() <= 2);
  });
}
