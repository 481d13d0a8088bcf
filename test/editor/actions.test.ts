/** What light bulb and commands do to a file, beyond single fixes. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Harness, THEMES } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { TOO_SMALL } from './documents.js';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(async () => {
  await harness.stop();
});

const BROKEN = TOO_SMALL.replace('1600m', '1600Mi');

journey('all errors are shown with their fixes, as a diff, and fixed at once', () => harness, { files: { 'flink-conf.yaml': BROKEN }, settings: { 'workbench.colorTheme': THEMES.light } }, async (editor) => {
  await editor.openFile('flink-conf.yaml');
  await editor.problems(/1600Mi/);
  await editor.runCommand('Flink Memory: Fix Memory Errors…');
  const fixes = editor.page.locator('.quick-input-list .monaco-list-row');
  await fixes.filter({ hasText: /1600Mi → .*1600m/ }).waitFor();
  assert.equal(await fixes.count(), 2);
  await editor.page.locator('.quick-input-titlebar .codicon-diff').click();
  await editor.page.locator('.tab.active').filter({ hasText: 'memory errors fixed' }).waitFor();
  await editor.screenshot('en-fix-errors');
  await editor.page.locator('.quick-input-widget input[type=text]').press('Enter');
  await editor.page.locator('.tab.active').filter({ hasNotText: 'memory errors fixed' }).waitFor();
  await editor.waitForDirty();
  assert.match(await editor.save('flink-conf.yaml'), /: 1600m\n\ntaskmanager\.memory\.process\.size: \d+m {3}# was enough for the heap\n/);
  await editor.problems('none');
});

journey('what changes with a later Flink is a page', () => harness, { files: { 'flink-conf.yaml': TOO_SMALL.replace('512m', '16g'), '.vscode/settings.json': '{ "flinkMemory.flinkVersion": "1.16" }\n' }, settings: { 'workbench.colorTheme': THEMES.light } }, async (editor) => {
  await editor.openFile('flink-conf.yaml');
  await editor.goTo({ line: 4, column: 3 });
  await editor.runCommand('Flink Memory: What Changes With a Later Flink…');
  const versions = editor.page.locator('.quick-input-list .monaco-list-row');
  await versions.filter({ hasText: '1.17' }).first().click();
  const page = await editor.webview('table');
  await page.getByText('+486.4 MiB').first().waitFor();
  await editor.screenshot('en-upgrade');
});

journey('the walkthrough leads through the example, which has what it speaks of', () => harness, { files: { 'notes.txt': 'none of Flink\'s\n' } }, async (editor) => {
  await editor.choose('Welcome: Open Walkthrough...', 'Get Started With Flink Memory');
  await editor.page.locator('.getting-started-step').filter({ hasText: 'Read the numbers in place' }).click();
  await editor.page.locator('.getting-started-step.expanded').getByText('Open an Example').click();
  await editor.page.locator('.tab.active').filter({ hasText: 'Untitled-1' }).waitFor();
  await editor.screenshot('en-walkthrough');
  // 128 of framework heap, 128 off-heap, 512 managed and 64 of network in 1024 - 256 of metaspace - 192 of overhead.
  await editor.problems(/832 MiB.*576 MiB/);
});
