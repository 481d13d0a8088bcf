import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { accessibilityViolations } from '../support/editor/accessibility.js';
import { Harness, THEMES } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { CLICKS, CLICKS_LINES, FOREIGN, TOO_SMALL } from './documents.js';
import { journeys } from './journeys.js';

const OPEN_MODEL = 'Flink Memory: Open Memory Model';

/** The language server's entry, as it stands in a command line. */
const SERVER = 'dist/server/node.js';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(async () => {
  await harness.stop();
});

journeys(() => harness, {
  language: 'en',
  managedMemory: 'Managed memory',
  inEachOfThreeSlots: /173\.7 MiB in each of 3 slots/,
  taskManagerTotal: /TaskManager (?:2600|1089) MiB/,
  willNotStart: /Flink will not start/,
  raise: /Raise taskmanager\.memory\.process\.size to 1089m/,
  openModel: OPEN_MODEL,
});

journey('the line selects its pool, and the panel follows the text', () => harness, { files: { 'clicks.yaml': CLICKS }, settings: { 'workbench.colorTheme': THEMES.light } }, async (editor) => {
  await editor.openFile('clicks.yaml');
  await editor.goTo({ line: 1, column: 1 });
  await editor.runCommand(OPEN_MODEL);
  const panel = await editor.webview('[data-pool=managed]');
  await editor.openFile('clicks.yaml');
  await editor.goTo({ line: CLICKS_LINES.managedFraction, column: 10 });
  await panel.locator('[role=treeitem][data-pool=managed][aria-selected=true]').waitFor();
  await editor.screenshot('en-panel-light');
  // 0.5 of 2084 MiB.
  await editor.goTo({ line: CLICKS_LINES.managedFraction, column: 47 });
  await editor.page.keyboard.press('Backspace');
  await editor.page.keyboard.press('Backspace');
  await editor.page.keyboard.type('5');
  await panel.locator('[role=treeitem][data-pool=managed]').filter({ hasText: '1042' }).waitFor();
});

journey('a refusal in the panel: its way out is one click', () => harness, { files: { 'flink-conf.yaml': TOO_SMALL }, settings: { 'workbench.colorTheme': THEMES.dark } }, async (editor) => {
  await editor.openFile('flink-conf.yaml');
  await editor.runCommand(OPEN_MODEL);
  const panel = await editor.webview('[data-pool=totalProcess]');
  const way = panel.getByRole('button', { name: /982m/ });
  await way.waitFor();
  await editor.screenshot('en-panel-refused');
  assert.deepEqual(await accessibilityViolations(panel), []);
  await way.click();
  await panel.locator('[role=treeitem][data-pool=totalProcess]').filter({ hasText: '982' }).waitFor();
  await way.waitFor({ state: 'detached' });
});

journey('high contrast, at 200 per cent', () => harness, { files: { 'clicks.yaml': CLICKS }, settings: { 'workbench.colorTheme': THEMES.highContrast }, scale: 2 }, async (editor) => {
  await editor.openFile('clicks.yaml');
  await editor.goTo({ line: CLICKS_LINES.managedFraction, column: 10 });
  await editor.runCommand(OPEN_MODEL);
  const panel = await editor.webview('[role=treeitem][data-pool=managed]');
  await panel.locator('[role=treeitem][data-pool=managed][aria-selected=true]').waitFor();
  await editor.screenshot('en-panel-high-contrast');
  assert.deepEqual(await accessibilityViolations(panel), []);
});

journey('a file that is not Flink’s starts no server; typing a marker word does', () => harness, { files: { 'service.yaml': FOREIGN } }, async (editor) => {
  // Workbenches that were closed keep their processes for a while.
  const before = harness.processes(SERVER).length;
  await editor.openFile('service.yaml');
  // The command shows that the extension is active and has had its chance.
  await editor.runCommand('Flink Memory: Show Output');
  await editor.page.locator('.part.panel .monaco-editor').first().waitFor();
  assert.equal(harness.processes(SERVER).length, before);
  await editor.openFile('service.yaml');
  await editor.goTo({ line: 1, column: 1 });
  await editor.page.keyboard.type('# taskmanager');
  await editor.until(() => harness.processes(SERVER).length === before + 1, 'the language server');
});
