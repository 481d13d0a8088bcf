/** What the panel's page may do in the real editor. What it shows, and what can be done with it, is in panel/. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Frame } from 'playwright-core';
import type { Editor } from '../support/editor/editor.js';
import { Harness, THEMES } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { CLICKS } from './documents.js';

const OPEN_MODEL = 'Flink Memory: Open Memory Model';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(async () => {
  await harness.stop();
});

const options = (theme: keyof typeof THEMES) => ({ files: { 'clicks.yaml': CLICKS }, settings: { 'workbench.colorTheme': THEMES[theme] }, viewport: { width: 1600, height: 1000 } });

async function panelOf(editor: Editor, file = 'clicks.yaml'): Promise<Frame> {
  await editor.openFile(file);
  await editor.goTo({ line: 1, column: 1 });
  await editor.runCommand(OPEN_MODEL);
  return editor.webview('[data-keep=what-if]');
}

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
