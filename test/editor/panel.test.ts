/** The panel in the real editor: trying things out, comparing, taking away, staying. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Frame } from 'playwright-core';
import { accessibilityViolations } from '../support/editor/accessibility.js';
import type { Editor } from '../support/editor/editor.js';
import { Harness, THEMES } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { CLICKS, TOO_SMALL } from './documents.js';

const OPEN_MODEL = 'Flink Memory: Open Memory Model';
const FRACTION = '[id="input-taskmanager.memory.managed.fraction"]';
const SIZE = '[id="input-taskmanager.memory.process.size"]';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(async () => {
  await harness.stop();
});

const options = (theme: keyof typeof THEMES) => ({ files: { 'clicks.yaml': CLICKS, 'flink-conf.yaml': TOO_SMALL }, settings: { 'workbench.colorTheme': THEMES[theme] }, viewport: { width: 1600, height: 1000 } });

async function panelOf(editor: Editor, file = 'clicks.yaml'): Promise<Frame> {
  await editor.openFile(file);
  await editor.goTo({ line: 1, column: 1 });
  await editor.runCommand(OPEN_MODEL);
  return editor.webview('[data-keep=what-if]');
}

/** The row of a part once it says what is wanted. */
async function waitForRow(panel: Frame, pool: string, text: string): Promise<void> {
  await panel.locator(`[role=treeitem][data-pool=${pool}]`).filter({ hasText: text }).waitFor();
}

journey('a whole what-if by keyboard: tried, looked at, written, undone in one step', () => harness, options('dark'), async (editor) => {
  const panel = await panelOf(editor);
  await panel.locator('[data-keep=what-if]').press('Enter');
  await panel.locator(FRACTION).fill('0.5');
  await panel.locator(FRACTION).press('Enter');
  // 0.5 of 2084 MiB; the task heap gives what managed memory takes.
  await waitForRow(panel, 'managed', '1042');
  await waitForRow(panel, 'managed', '+521');
  assert.match(await panel.locator('.change-bar .words').innerText(), /Managed 521 → 1042 MiB/);
  assert.deepEqual(await accessibilityViolations(panel), []);
  await editor.screenshot('en-panel-what-if');
  await panel.locator('[data-do=show]').press('Enter');
  await editor.page.locator('.tab.active[aria-label*="what is tried out"]').waitFor();
  await editor.page.locator('.monaco-diff-editor').first().waitFor();
  await editor.screenshot('en-panel-what-if-diff');
  await panel.locator('[data-do=apply]').press('Enter');
  await editor.waitForDirty();
  // Nothing is left to compare: the file itself is shown again.
  await editor.page.locator('.tab[aria-label*="what is tried out"]').waitFor({ state: 'detached' });
  await editor.openFile('clicks.yaml');
  assert.equal(await editor.save('clicks.yaml'), CLICKS.replace('"0.25"', '"0.5"'));
  await panel.locator('.change-bar').waitFor({ state: 'detached' });
  await waitForRow(panel, 'managed', '0.5 of Flink');
  await editor.goTo({ line: 1, column: 1 });
  await editor.page.keyboard.press('Control+z');
  await waitForRow(panel, 'managed', '0.25 of Flink');
  assert.equal(await editor.save('clicks.yaml'), CLICKS);
});

journey('what Flink would refuse says why and what would do; a way out goes into what is tried', () => harness, options('light'), async (editor) => {
  const panel = await panelOf(editor);
  await panel.locator('[data-keep=what-if]').click();
  await panel.locator(SIZE).fill('300m');
  await panel.locator(SIZE).press('Enter');
  await panel.locator('.told .message').filter({ hasText: 'will not start' }).waitFor();
  assert.equal(await panel.locator('[data-do=apply]').isDisabled(), true);
  await editor.screenshot('en-panel-what-if-refused');
  await panel.locator('.told .way').first().click();
  await panel.locator('.told .message').waitFor({ state: 'detached' });
  assert.equal(await panel.locator('[data-do=apply]').isDisabled(), false);
  await panel.locator('[data-preset=heap]').click();
  await waitForRow(panel, 'managed', '−521');
  assert.match(await panel.locator('.input.tried .reason').allInnerTexts().then((texts) => texts.join(' ')), /heap/);
  await panel.locator('[data-do=discard]').click();
  await waitForRow(panel, 'managed', '0.25 of Flink');
  assert.equal(editor.read('clicks.yaml'), CLICKS);
});

journey('compared with another version of Flink, and with another cluster', () => harness, options('dark'), async (editor) => {
  await editor.openFile('flink-conf.yaml');
  const panel = await panelOf(editor);
  await panel.locator('[data-keep=compare]').click();
  await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Flink 1.11' }).first().click();
  await panel.locator('.comparison h2').filter({ hasText: 'Flink 1.11' }).waitFor();
  assert.deepEqual(await accessibilityViolations(panel), []);
  await editor.screenshot('en-panel-compare');
  await panel.locator('[data-do=end-compare]').click();
  await panel.locator('.comparison').waitFor({ state: 'detached' });
});

journey('settings as -D arguments, and a diagnosis without folders', () => harness, options('dark'), async (editor) => {
  const panel = await panelOf(editor);
  const copied = editor.page.locator('.statusbar-item').filter({ hasText: 'Copied' });
  const take = async (what: string): Promise<string> => {
    await copied.waitFor({ state: 'detached' });
    await panel.locator('[data-keep=take] > summary').click();
    await panel.locator(`[data-take="${what}"]`).click();
    await copied.waitFor();
    return String(await editor.page.evaluate('navigator.clipboard.readText()'));
  };
  assert.match(await take('arguments'), /-Dtaskmanager\.memory\.managed\.fraction=0\.25/);
  const diagnosis = await take('diagnosis');
  assert.match(diagnosis, /Managed memory \| 521 \|/);
  assert.ok(!diagnosis.includes(editor.places.folder));
});

journey('a locked panel stays with its file, and another one follows', () => harness, options('light'), async (editor) => {
  const panel = await panelOf(editor);
  await panel.locator('[data-keep=lock]').click();
  await panel.locator('[data-keep=lock][aria-pressed=true]').waitFor();
  await editor.openFile('flink-conf.yaml');
  await editor.runCommand(OPEN_MODEL);
  const other = await editor.webview('.header h1:text("flink-conf.yaml")');
  assert.notEqual(other, panel);
  await editor.screenshot('en-panel-locked');
});

journey('a locked panel and what is tried out in it are there again after a reload of the window', () => harness, options('dark'), async (editor) => {
  const panel = await panelOf(editor);
  await panel.locator('[data-keep=lock]').click();
  await panel.locator('[data-keep=lock][aria-pressed=true]').waitFor();
  await panel.locator('[data-keep=what-if]').click();
  await panel.locator(FRACTION).fill('0.5');
  await panel.locator(FRACTION).press('Enter');
  await waitForRow(panel, 'managed', '1042');
  // Its own command, which lets everything be saved first.
  await editor.runCommand('Developer: Reload Window');
  const again = await editor.webview('[data-keep=lock][aria-pressed=true]');
  await waitForRow(again, 'managed', '1042');
  assert.equal(await again.locator(FRACTION).inputValue(), '0.5');
});

journey('nothing but the page’s own script runs in it, and nothing is fetched', () => harness, options('dark'), async (editor) => {
  const panel = await panelOf(editor);
  await panel.evaluate(`{
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => { document.body.dataset.blocked = (document.body.dataset.blocked ?? '') + effectiveDirective; });
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    const outside = document.createElement('script');
    outside.src = 'data:text/javascript,window.ran=true';
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    const frame = document.createElement('iframe');
    frame.src = 'data:text/html,x';
    document.body.append(script, outside, style, frame);
    document.body.insertAdjacentHTML('beforeend', '<img src="https://example.invalid/x.png" onerror="window.ran = true"><p id="styled" style="color: red"></p>');
    fetch('https://example.invalid/').catch(() => undefined);
    undefined
  }`);
  for (const directive of ['script-src', 'style-src', 'frame-src', 'connect-src', 'img-src']) await panel.locator(`body[data-blocked*="${directive}"]`).waitFor({ state: 'attached' });
  assert.equal(await panel.evaluate('window.ran === true'), false);
  assert.notEqual(await panel.evaluate(`getComputedStyle(document.body).display`), 'none');
});
