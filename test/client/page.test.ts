import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newNonce } from '../../client/src/html.js';
import { pageHtml } from '../../client/src/panel/page.js';
import { parsePoolTexts } from '../../client/src/panel/poolTexts.js';

const PARTS = { cspSource: 'https://source', scriptUri: 'https://source/main.js', styleUri: 'https://source/main.css', nonce: 'abc', title: 'Flink 内存', language: 'zh-cn' };

test('the page runs one script and nothing else', () => {
  const html = pageHtml(PARTS);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  assert.match(policy, /^default-src 'none'; base-uri 'none'; form-action 'none';/);
  assert.match(policy, /script-src 'nonce-abc'$/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.doesNotMatch(html, /\sstyle=|\son\w+=/);
  assert.match(html, /<html lang="zh-cn">/);
});

test('no part can break out of its attribute', () => {
  const html = pageHtml({ ...PARTS, title: '</title><script>', scriptUri: 'x"><script>', language: '"' });
  assert.equal(html.match(/<script/g)?.length, 1);
});

test('each page has a nonce of its own, 128 bits long', () => {
  assert.match(newNonce(), /^[0-9a-f]{32}$/);
  assert.notEqual(newNonce(), newNonce());
});

test('texts about pools are read by name; anything else gives none', () => {
  const json = JSON.stringify({ managed: { name: 'Managed', text: 'What it is', when: 'When' }, 'jobManager.jvmHeap': { text: 'Heap' }, odd: 7 });
  assert.deepEqual(parsePoolTexts(json), { 'pool.managed': 'What it is', 'pool.managed.when': 'When', 'pool.jobManager.jvmHeap': 'Heap' });
  for (const bad of ['', '{', '[]', 'null', '"x"']) assert.deepEqual(parsePoolTexts(bad), {}, bad);
});
