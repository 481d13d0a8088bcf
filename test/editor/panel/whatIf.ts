/** Trying things out: by keyboard alone, what Flink would refuse, ways of working, sizes for wishes. */
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { accessibilityViolations } from '../../support/editor/accessibility.js';
import type { Editor } from '../../support/editor/editor.js';
import { THEMES } from '../../support/editor/harness.js';
import { journey } from '../../support/editor/journey.js';
import { CLICKS } from '../documents.js';
import { aside, goTo, hasFocus, openPanel, press, row, waitForRow, type Session } from './panel.js';

const FILE = 'clicks.yaml';
const FILES = { [FILE]: CLICKS };

/** The field of a key, by its label. */
function field(panel: Frame, key: string): Locator {
  return panel.getByRole('textbox', { name: key, exact: true });
}

/** Goes with Tab, or back with Shift, until the focus is there. */
async function tabTo({ page }: Editor, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 120; presses++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(target)} is not reached by ${key}`);
}

export function whatIfJourneys({ language, harness }: Session): void {
  const { locale, say } = language;
  const changeBar = (panel: Frame): Locator => panel.getByRole('group', { name: say('What is tried out') });

  journey(`${locale}: a whole what-if by keyboard alone: tried, looked at, written, undone in one step`, harness, { files: FILES, settings: { 'workbench.colorTheme': THEMES.dark }, viewport: { width: 1600, height: 1000 } }, async (editor) => {
    const { keyboard } = editor.page;
    /** Not by Control+A: the editor selects everything once more, after the first letters. */
    const retype = async (text: string): Promise<void> => {
      for (const key of ['End', 'Shift+Home']) await keyboard.press(key);
      await keyboard.type(text);
      await keyboard.press('Enter');
    };
    const panel = await openPanel(editor, language, FILE);
    await keyboard.press('Control+2');
    await tabTo(editor, press(panel, say('What if…')));
    await keyboard.press('Enter');
    const fraction = field(panel, 'managed.fraction');
    await tabTo(editor, fraction);
    await retype('0.5');
    // 0.5 of 2084 MiB; the task heap gives what managed memory takes.
    await waitForRow(panel, 'managed', '1042');
    await waitForRow(panel, 'managed', '+521');
    await waitForRow(panel, 'taskHeap', '−521');
    await changeBar(panel).getByText(say('{0} {1} → {2}', say('Managed'), '521', '1042 MiB')).waitFor();
    // Network memory is at least 64 MiB and the framework takes 2 × 128: of 2084 MiB 0.777 are left.
    await aside(panel).getByText(say('accepted: {0} to {1}', '0', '0.7771')).waitFor();

    // The slider stays within what Flink accepts; of many steps the last one counts.
    await tabTo(editor, panel.getByRole('slider', { name: say('{0}, slider', 'managed.fraction') }));
    await keyboard.press('End');
    for (let steps = 0; steps < 12; steps++) await keyboard.press('ArrowLeft');
    const last = Number(await fraction.inputValue());
    assert.ok(last > 0.5 && last < 1, String(last));
    await row(panel, 'managed').locator('.size').filter({ hasText: String(Math.round(last * 20_840) / 10) }).waitFor();
    assert.equal(await press(panel, say('Apply')).isEnabled(), true);
    await tabTo(editor, fraction, 'Shift+Tab');
    await retype('0.5');
    await waitForRow(panel, 'managed', '1042');

    // Before and after side by side, in the table too.
    await tabTo(editor, press(panel, say('Table')), 'Shift+Tab');
    await keyboard.press('Enter');
    const table = panel.getByRole('table', { name: say('All parts of the {0}', 'TaskManager') });
    await table.getByRole('columnheader', { name: say('{0}, MiB', say('then')) }).waitFor();
    assert.match(await table.getByRole('row', { name: say('Managed memory') }).innerText(), /521\s+1042\s+\+521/);
    assert.equal(await panel.locator('.ties .piece[data-pool=managed]').count(), 2);
    await editor.screenshot(`${locale}-panel-what-if`);
    assert.deepEqual(await accessibilityViolations(panel), []);

    await tabTo(editor, press(panel, say('Show changes')));
    await keyboard.press('Enter');
    const diff = editor.page.locator('.tab').filter({ hasText: say('{0}: what is tried out', FILE) });
    await diff.waitFor();
    await editor.page.locator('.monaco-diff-editor .char-insert').first().waitFor();
    await tabTo(editor, press(panel, say('Apply')));
    await keyboard.press('Enter');
    await editor.waitForDirty();
    await diff.waitFor({ state: 'detached' });
    await changeBar(panel).waitFor({ state: 'detached' });
    await waitForRow(panel, 'managed', say('{0} of Flink', '0.5'));
    await goTo(editor, FILE, { line: 1, column: 1 });
    assert.equal(await editor.save(FILE), CLICKS.replace('"0.25"', '"0.5"'));
    await keyboard.press('Control+z');
    await waitForRow(panel, 'managed', say('{0} of Flink', '0.25'));
    assert.equal(await editor.save(FILE), CLICKS);
  });

  journey(`${locale}: what Flink would refuse has ways out; ways of working and wishes become sizes with their reasons`, harness, { files: FILES, settings: { 'workbench.colorTheme': THEMES.light }, viewport: { width: 1600, height: 1000 } }, async (editor) => {
    const panel = await openPanel(editor, language, FILE);
    await press(panel, say('What if…')).click();
    const told = aside(panel).getByRole('status');
    const size = field(panel, 'process.size');
    await size.fill('300m');
    await size.press('Enter');
    // 300 MiB hold neither metaspace (256) with overhead (192) nor anything else.
    await told.getByText('448 MiB').waitFor();
    await changeBar(panel).getByText(say('Flink would refuse this.')).waitFor();
    assert.equal(await size.getAttribute('aria-invalid'), 'true');
    assert.equal(await press(panel, say('Apply')).isDisabled(), true);
    await editor.screenshot(`${locale}-panel-what-if-refused`);
    assert.deepEqual(await accessibilityViolations(panel), []);
    await told.getByRole('button').first().click();
    await changeBar(panel).getByText(say('Flink would refuse this.')).waitFor({ state: 'hidden' });
    assert.equal(await size.getAttribute('aria-invalid'), 'false');
    assert.equal(await press(panel, say('Apply')).isEnabled(), true);

    // Ways of working: shown with their reasons, before anything is written. Each starts from the file.
    const notes = told.getByRole('listitem');
    await press(panel, say('Heap state')).click();
    await waitForRow(panel, 'managed', '−521');
    await aside(panel).getByText(say('State on the heap needs no managed memory: the task heap gets it.')).waitFor();
    await notes.filter({ hasText: say('Batch and SQL operators and Python need managed memory: with those, leave it.') }).waitFor();
    await press(panel, say('Large shuffle')).click();
    // 0.2 of 2084.
    await waitForRow(panel, 'network', '416.8');
    await waitForRow(panel, 'managed', '521');
    await press(panel, say('RocksDB state')).click();
    // The default, 0.4 of 2084.
    await waitForRow(panel, 'managed', '833.6');
    await press(panel, say('Python')).click();
    await notes.filter({ hasText: say('A slot that runs Python and RocksDB divides its managed memory between the two, by their weights.') }).waitFor();
    await waitForRow(panel, 'managed', '833.6');
    await press(panel, say('Many slots')).click();
    await panel.waitForSelector('[id="input-taskmanager.numberOfTaskSlots"]');
    await aside(panel).getByText(say('Twice as many slots, at least four.')).waitFor();
    assert.equal(await field(panel, 'numberOfTaskSlots').inputValue(), '6');
    await editor.screenshot(`${locale}-panel-preset`);
    assert.equal(editor.read(FILE), CLICKS);

    // Sizes for wishes: first for too many slots, then for enough memory, then for others.
    await aside(panel).getByText(say('Size it for me'), { exact: true }).click();
    const wish = (label: string): Locator => aside(panel).locator('.wishes').getByRole('spinbutton', { name: say(label) });
    await wish('Slots').fill('40');
    await wish('Slots').press('Enter');
    // 40 slots with 96 MiB of task heap each, of which 33 % stay in reserve.
    await press(panel, say('Propose sizes for {0}', '8256 MiB')).click();
    await waitForRow(panel, 'totalProcess', '8256');
    await wish('Slots').fill('2');
    await wish('Container').fill('4096');
    await aside(panel).locator('.wishes').getByRole('combobox', { name: say('State') }).selectOption({ label: say('on the heap') });
    await press(panel, say('Propose sizes')).click();
    // 4096 less metaspace 256, overhead 409.6, network 200 and the framework's 2 × 128: 2974.4 for two slots, two thirds of it to use.
    await waitForRow(panel, 'taskHeap', '2974.4');
    await notes.filter({ hasText: say('Plan for {0} of task heap in each slot; the other {1} % stay in reserve.', '996.4 MiB', 33) }).waitFor();
    await aside(panel).getByText(say('Jobs seldom need more than {0}; raise it when Flink asks for more buffers.', '200 MiB')).waitFor();
    await editor.screenshot(`${locale}-panel-size-it`);
    assert.deepEqual(await accessibilityViolations(panel), []);

    await press(panel, say('Discard')).click();
    await changeBar(panel).waitFor({ state: 'detached' });
    await waitForRow(panel, 'managed', say('{0} of Flink', '0.25'));
    await editor.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    assert.equal(editor.read(FILE), CLICKS);

    // Chosen again and applied, it is in the file.
    await press(panel, say('What if…')).click();
    await press(panel, say('Heap state')).click();
    await waitForRow(panel, 'managed', '−521');
    await press(panel, say('Apply')).click();
    await editor.waitForDirty();
    await editor.openFile(FILE);
    assert.equal(await editor.save(FILE), CLICKS.replace('"0.25"', '"0"').replace('rocksdb', 'hashmap'));
  });
}
