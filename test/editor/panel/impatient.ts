/** Going to and fro: what is tried out, compared and chosen stays with its cluster, and goes when it is given up. */
import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { accessibilityViolations } from '../../support/editor/accessibility.js';
import type { Editor } from '../../support/editor/editor.js';
import { THEMES } from '../../support/editor/harness.js';
import { journey } from '../../support/editor/journey.js';
import { CLICKS, CLICKS_LINES } from '../documents.js';
import { aside, goTo, openPanel, press, row, waitForRow, type Session } from './panel.js';
import { TASK_MANAGER_ONLY } from './states.js';

const DEV = 'dev/clicks.yaml';
const PROD = 'prod/shop.yaml';
/** One cluster's name in two files; 8 GiB: overhead 819.2, metaspace 256, Flink 7116.8, of which managed memory takes a quarter. */
const IN_PROD = CLICKS.replace('"2600m"', '"8g"');

/** Gives a file of a folder another name, as the explorer does. */
async function rename(editor: Editor, path: string, to: string): Promise<void> {
  const { page } = editor;
  const [folder = '', file = ''] = path.split('/');
  const inTree = (name: string): Locator => page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
  if (!await inTree(file).isVisible()) await inTree(folder).click();
  // The tree takes its field back when it is drawn again meanwhile; a menu of an earlier try would be in the way.
  await editor.until(async () => {
    await page.keyboard.press('Escape');
    await inTree(file).click({ button: 'right', timeout: 3000 });
    await page.getByRole('menuitem', { name: 'Rename' }).click({ timeout: 3000 });
    await page.locator('.explorer-folders-view input').fill(to, { timeout: 3000 });
    await page.keyboard.press('Enter');
    return true;
  }, 'a field for the new name');
}

const LOOK = { settings: { 'workbench.colorTheme': THEMES.dark, 'diffEditor.renderSideBySide': true, 'diffEditor.useInlineViewWhenSpaceIsLimited': false }, viewport: { width: 1600, height: 1000 } } as const;

export function impatientJourneys({ language, harness }: Session): void {
  const { locale, say } = language;
  const fraction = (panel: Frame): Locator => aside(panel).getByRole('textbox', { name: 'managed.fraction', exact: true });
  const tryOut = async (panel: Frame, value: string): Promise<void> => {
    await fraction(panel).fill(value);
    await fraction(panel).press('Enter');
  };
  const diff = ({ page }: Editor, file = 'clicks.yaml'): Locator => page.locator('.tab').filter({ hasText: say('{0}: what is tried out', file) });
  const diffSays = (editor: Editor, text: string): Promise<void> => editor.page.locator('.monaco-diff-editor .modified .view-line').filter({ hasText: text }).waitFor();

  journey(`${locale}: the diff of what is tried out follows it, and goes with it`, harness, { files: { [DEV]: CLICKS, [PROD]: IN_PROD }, ...LOOK }, async (editor) => {
    await goTo(editor, PROD, { line: 1, column: 1 });
    const panel = await openPanel(editor, language, DEV);
    await press(panel, say('What if…')).click();
    await tryOut(panel, '0.5');
    await waitForRow(panel, 'managed', '1042');
    await press(panel, say('Show changes')).click();
    await diff(editor).waitFor();
    await diffSays(editor, '"0.5"');
    await tryOut(panel, '0.3');
    await diffSays(editor, '"0.3"');
    // What is edited in the file meanwhile is no part of it.
    await editor.page.locator('.monaco-diff-editor .original .view-line').filter({ hasText: 'managed.fraction' }).click();
    await editor.page.keyboard.press('Home');
    await editor.page.keyboard.type('# ours');
    await editor.page.keyboard.press('Enter');
    await diffSays(editor, '# ours');
    await editor.until(async () => await editor.page.locator('.monaco-diff-editor .modified .char-insert').count() === 1, 'one place that differs');
    await editor.screenshot(`${locale}-panel-changes-followed`);

    // Thrown away: the file is there as it is, and what else was open.
    await press(panel, say('Discard')).click();
    await diff(editor).waitFor({ state: 'detached' });
    await waitForRow(panel, 'managed', '521');
    const tabs = editor.page.locator('.tab');
    await editor.page.locator('.tab.active').filter({ hasText: 'clicks.yaml' }).first().waitFor();
    assert.deepEqual((await tabs.filter({ hasText: '.yaml' }).allInnerTexts()).map((text) => text.replaceAll('\n', '')), ['shop.yaml', 'clicks.yaml']);
    await goTo(editor, DEV, { line: CLICKS_LINES.managedFraction, column: 1 });
    await editor.runCommand('File: Revert File');
    await editor.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await waitForRow(panel, 'managed', '521');

    // In the background it goes as quietly: something else is tried out.
    await press(panel, say('What if…')).click();
    await tryOut(panel, '0.5');
    await press(panel, say('Show changes')).click();
    await diffSays(editor, '"0.5"');
    await editor.runCommand('View: Keep Editor');
    await goTo(editor, PROD, { line: 1, column: 1 });
    // The same name in another file: nothing is tried out there.
    await waitForRow(panel, 'managed', '1779.2');
    assert.equal(await fraction(panel).count(), 0);
    await diff(editor).waitFor();
    await press(panel, say('What if…')).click();
    await diff(editor).waitFor({ state: 'detached' });
    await panel.getByRole('heading', { name: say('What if… {0}', 'TaskManager') }).waitFor();
    await waitForRow(panel, 'managed', '1779.2');
    // And with its panel.
    await tryOut(panel, '0.5');
    await press(panel, say('Show changes')).click();
    await diff(editor, 'shop.yaml').waitFor();
    await tabs.filter({ hasText: new RegExp(`^\\s*${say('Flink Memory')}\\s*$`) }).getByRole('button', { name: /Close/ }).click();
    await diff(editor, 'shop.yaml').waitFor({ state: 'detached' });
    assert.equal(editor.read(PROD), IN_PROD);
  });

  journey(`${locale}: a chosen process and a comparison stay with their cluster while files change`, harness, {
    files: { [DEV]: CLICKS, [PROD]: IN_PROD, 'taskmanager.yaml': TASK_MANAGER_ONLY }, ...LOOK, settings: { ...LOOK.settings, 'git.enabled': true },
  }, async (editor) => {
    // A process that is not there, once chosen, stays while the file is edited and while the panel is hidden.
    const panel = await openPanel(editor, language, 'taskmanager.yaml');
    const jobManager = (page: Frame): Locator => page.getByRole('tab', { name: 'JobManager', selected: true });
    await waitForRow(panel, 'totalProcess', '2600');
    await panel.getByRole('tab', { name: 'JobManager' }).click();
    await panel.getByText(say('No {0} is configured here.', 'JobManager')).waitFor();
    await goTo(editor, 'taskmanager.yaml', { line: 1, column: 1 });
    await editor.page.keyboard.type('# ours');
    await editor.page.keyboard.press('Enter');
    await editor.save('taskmanager.yaml');
    await panel.getByText(say('No {0} is configured here.', 'JobManager')).waitFor();
    assert.equal(await jobManager(panel).count(), 1);
    await goTo(editor, 'taskmanager.yaml', { line: TASK_MANAGER_ONLY.split('\n').length, column: 1 });
    await row(panel, 'totalProcess').and(panel.locator('[aria-selected=true]')).waitFor();

    // In no repository there is no last commit to compare with.
    await goTo(editor, PROD, { line: 1, column: 1 });
    await editor.runCommand('View: Keep Editor');
    await goTo(editor, DEV, { line: 1, column: 1 });
    await editor.runCommand('View: Keep Editor');
    await waitForRow(panel, 'totalProcess', '2600');
    const entries = editor.page.locator('.quick-input-list .monaco-list-row');
    // Until Git has looked for repositories there may be one.
    await editor.until(async () => {
      await press(panel, say('Compare…')).click();
      await entries.filter({ hasText: say('The clipboard') }).waitFor();
      const offered = await entries.filter({ hasText: say('The last commit') }).count();
      if (offered > 0) await editor.page.keyboard.press('Escape');
      return offered === 0;
    }, 'a list without the last commit');
    await entries.filter({ hasText: PROD }).click();
    await waitForRow(panel, 'totalProcess', /2600.*8192.*\+5592/);

    // The other side is drawn as it is, and edited the comparison knows.
    await goTo(editor, PROD, { line: CLICKS_LINES.taskManagerMemory, column: 16 });
    await waitForRow(panel, 'totalProcess', '8192');
    assert.equal(await press(panel, say('End the comparison')).count(), 0);
    await editor.page.keyboard.press('Delete');
    await editor.page.keyboard.type('4');
    await waitForRow(panel, 'totalProcess', '4096');
    await goTo(editor, DEV, { line: 1, column: 1 });
    await waitForRow(panel, 'totalProcess', /2600.*4096.*\+1496/);

    // What is tried out instead is not taken away by the next change of the file.
    await press(panel, say('What if…')).click();
    await tryOut(panel, '0.5');
    await waitForRow(panel, 'managed', '1042');
    await goTo(editor, DEV, { line: CLICKS_LINES.taskManagerMemory, column: 16 });
    await editor.page.keyboard.type('1');
    // 12600 less overhead 1024, which is the most, and metaspace 256: half of 11320.
    await waitForRow(panel, 'managed', '5660');
    assert.equal(await fraction(panel).inputValue(), '0.5');
  });

  journey(`${locale}: a locked panel stays with its file when that is closed, renamed, deleted and back`, harness, { files: { [DEV]: CLICKS, [PROD]: IN_PROD }, ...LOOK }, async (editor) => {
    const panel = await openPanel(editor, language, DEV);
    await press(panel, say('Lock')).click();
    await press(panel, say('Locked')).waitFor();
    await goTo(editor, PROD, { line: 1, column: 1 });
    await editor.runCommand('View: Close Other Editors in Group');
    await editor.page.locator('.tab').filter({ hasText: /^\s*clicks/ }).waitFor({ state: 'detached' });
    await waitForRow(panel, 'totalProcess', '2600');
    await press(panel, say('What if…')).click();
    await tryOut(panel, '0.5');
    await waitForRow(panel, 'managed', '1042');

    // Another name takes what is tried out along.
    await rename(editor, DEV, 'orders.yaml');
    const title = editor.page.locator('.tab').filter({ hasText: say('Flink Memory: {0}', 'orders.yaml') });
    await title.waitFor();
    await waitForRow(panel, 'managed', '1042');
    await press(panel, say('Apply')).click();
    await waitForRow(panel, 'managed', say('{0} of Flink', '0.5'));
    // What is written is shown beside the panel, as it has to be saved.
    await editor.page.locator('.editor-group-container').first().locator('.tab.dirty').filter({ hasText: 'orders.yaml' }).waitFor();
    await goTo(editor, 'dev/orders.yaml', { line: 1, column: 1 });
    assert.equal(await editor.save('dev/orders.yaml'), CLICKS.replace('"0.25"', '"0.5"'));
    await goTo(editor, PROD, { line: 1, column: 1 });
    await editor.runCommand('View: Close Other Editors in Group');
    await waitForRow(panel, 'totalProcess', '2600');

    // Gone: that is said, with the way back to the editor; and drawn again once it is there.
    const [there, gone] = ['dev/orders.yaml', 'dev/orders.txt'].map((path) => join(editor.places.folder, path));
    assert.ok(there !== undefined && gone !== undefined);
    renameSync(there, gone);
    await panel.getByRole('heading', { name: say('{0} is not there any more.', 'orders.yaml') }).waitFor();
    assert.deepEqual(await accessibilityViolations(panel), []);
    await editor.screenshot(`${locale}-panel-locked-gone`);
    renameSync(gone, there);
    await waitForRow(panel, 'totalProcess', '2600');
    renameSync(there, gone);
    await press(panel, say('Follow the editor again')).click();
    await waitForRow(panel, 'totalProcess', '8192');
    await press(panel, say('Lock')).waitFor();
    // What no longer sets memory says so while the panel is locked to it, and after the window was loaded again.
    await press(panel, say('Lock')).click();
    await press(panel, say('Locked')).waitFor();
    await goTo(editor, PROD, { line: 1, column: 1 });
    await editor.page.keyboard.press('Control+a');
    await editor.page.keyboard.type('orders: 1');
    await editor.save(PROD);
    const nothing = say('{0} sets no memory of Flink’s any more.', 'shop.yaml');
    await panel.getByRole('heading', { name: nothing }).waitFor();
    await editor.runCommand('Developer: Reload Window');
    const again = await editor.webview('[data-do=follow]');
    await again.getByRole('heading', { name: nothing }).waitFor();
    await press(again, say('Follow the editor again')).click();
    await again.getByRole('heading', { name: say('This file sets no memory of Flink’s.') }).waitFor();
  });

  journey(`${locale}: what is tried out and compared follows its cluster to another name, also while the panel is hidden`, harness, { files: { [DEV]: CLICKS, [PROD]: IN_PROD }, ...LOOK }, async (editor) => {
    const panel = await openPanel(editor, language, DEV);
    const heading = (page: Frame, name: string): Locator => page.getByRole('heading', { name, exact: true });
    await press(panel, say('What if…')).click();
    await tryOut(panel, '0.5');
    await waitForRow(panel, 'managed', '1042');
    await press(panel, say('Show changes')).click();
    await diffSays(editor, '"0.5"');
    await editor.runCommand('View: Keep Editor');
    await goTo(editor, DEV, { line: CLICKS_LINES.name, column: 'name: '.length + 3 });
    await editor.page.keyboard.type('my-');
    await heading(panel, 'my-clicks').waitFor();
    await waitForRow(panel, 'managed', '1042');
    await tryOut(panel, '0.3');
    await waitForRow(panel, 'managed', '625.2');
    await diff(editor).click();
    await diffSays(editor, 'my-clicks');
    await diffSays(editor, '"0.3"');
    await editor.screenshot(`${locale}-panel-cluster-renamed`);

    // Hidden behind another file, the panel hears of the name when it is there again.
    await goTo(editor, DEV, { line: CLICKS_LINES.name, column: 'name: '.length + 3 });
    await editor.page.keyboard.press('Control+2');
    await editor.openFile(PROD);
    await goTo(editor, DEV, { line: CLICKS_LINES.name, column: 'name: '.length + 3 });
    await editor.page.keyboard.type('all-');
    await editor.runCommand(language.command('openPanel'));
    const again = await editor.webview('#app h1');
    await heading(again, 'all-my-clicks').waitFor();
    await waitForRow(again, 'managed', '625.2');
    assert.equal(await fraction(again).inputValue(), '0.3');

    // What it is compared with, too.
    await press(again, say('Compare…')).click();
    await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: PROD }).click();
    await waitForRow(again, 'totalProcess', /2600.*8192.*\+5592/);
    await goTo(editor, DEV, { line: CLICKS_LINES.name, column: 'name: '.length + 3 });
    await editor.page.keyboard.type('not-');
    await heading(again, 'not-all-my-clicks').waitFor();
    await waitForRow(again, 'totalProcess', /2600.*8192.*\+5592/);
  });

  journey(`${locale}: a panel that is alone shows files beside itself`, harness, { files: { [DEV]: CLICKS }, ...LOOK }, async (editor) => {
    const panel = await openPanel(editor, language, DEV);
    await press(panel, say('Lock')).click();
    await press(panel, say('Locked')).waitFor();
    await goTo(editor, DEV, { line: 1, column: 1 });
    const groups = editor.page.locator('.editor-group-container');
    const closeFiles = async (): Promise<void> => {
      await groups.filter({ has: editor.page.locator('.tab').filter({ hasText: /^\s*clicks/ }) }).locator('.tab').first().getByRole('button', { name: /^Close/ }).click();
      await editor.until(async () => await groups.count() === 1, 'the panel alone');
    };
    await closeFiles();
    // A part leads to its line, in another column.
    await row(panel, 'managed').click();
    await editor.waitForLine(CLICKS_LINES.managedFraction);
    assert.equal(await row(panel, 'managed').isVisible(), true);
    await closeFiles();
    await press(panel, say('What if…')).click();
    await tryOut(panel, '0.5');
    await waitForRow(panel, 'managed', '1042');
    await press(panel, say('Show changes')).click();
    await diffSays(editor, '"0.5"');
    await press(panel, say('Apply')).click();
    await waitForRow(panel, 'managed', say('{0} of Flink', '0.5'));
    await diff(editor).waitFor({ state: 'detached' });
    await groups.nth(1).locator('.tab.dirty').filter({ hasText: 'clicks.yaml' }).waitFor();
    assert.equal(await fraction(panel).count(), 0);
  });
}
