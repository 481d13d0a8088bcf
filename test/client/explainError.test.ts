import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseErrorFix, parseText } from '../../client/src/commands/arguments.js';
import { errorPageHtml } from '../../client/src/errors/errorPage.js';
import { excerptOf, looksLikeError } from '../../client/src/errors/errorText.js';
import type { ExplainErrorResult } from '../../server/src/shared/protocol.js';

const RANGE = { start: { line: 1, character: 33 }, end: { line: 1, character: 38 } };

const RESULT: ExplainErrorResult = {
  explainedWith: { uri: 'file:///conf/flink-conf.yaml', version: 3, cluster: 'c', name: 'orders', flinkVersion: '1.20' },
  advice: [],
  errors: [{
    code: 'metaspace', title: 'Used up', cause: 'Too <many> classes.', process: 'taskManager', assumed: true, line: 7, excerpt: '</code><script>alert(1)</script>',
    keys: [
      { key: 'taskmanager.memory.process.size', value: '"1728m"', location: { uri: 'file:///conf/flink-conf.yaml', range: RANGE }, pool: 'totalProcess', bytes: String(1728 * 1024 * 1024) },
      { key: 'taskmanager.memory.jvm-metaspace.size', default: '256 mb' },
      { key: 'taskmanager.memory.flink.size' },
    ],
    advice: ['Give plenty.'],
    fixes: [{ title: 'Set it', edit: { changes: {} } }],
  }],
};

const page = (result: ExplainErrorResult): string => errorPageHtml({ result, fileName: 'flink-conf.yaml', nonce: 'abc', language: 'en', title: 'Error' });

test('the page tells cause, changes, advice and options, and links to places and changes', () => {
  const html = page(RESULT);
  for (const text of ['<h1>Used up</h1>', 'TaskManager (assumed: the text does not say)', 'Give plenty.', 'Process 1728 MiB', 'default 256 mb', 'not set', 'Explained with orders in flink-conf.yaml, Flink 1.20.', 'Line 7']) {
    assert.ok(html.includes(text), text);
  }
  const links = [...html.matchAll(/href="command:([\w.]+)\?([^"]+)"/g)].map(([, command, argument]) => {
    const parsed: unknown = JSON.parse(decodeURIComponent(argument ?? ''));
    return [command, parsed];
  });
  assert.deepEqual(links, [
    ['flinkMemory.applyErrorFix', [{ error: 0, fix: 0 }]],
    ['flinkMemory.reveal', [{ uri: 'file:///conf/flink-conf.yaml', range: RANGE }]],
    ['flinkMemory.openPanel', [{ uri: 'file:///conf/flink-conf.yaml', position: RANGE.start }]],
  ]);
});

test('a file that is one cluster is named once', () => {
  assert.ok(RESULT.explainedWith);
  const html = page({ ...RESULT, explainedWith: { ...RESULT.explainedWith, name: 'flink-conf.yaml' }, errors: RESULT.errors.map((error) => ({ ...error, keys: [] })) });
  assert.ok(html.includes('Explained with flink-conf.yaml, Flink 1.20.'));
  // Its memory model is certain, even where none of the options behind the error is set.
  assert.ok(html.includes(`command:flinkMemory.openPanel?${encodeURIComponent(JSON.stringify([{ uri: 'file:///conf/flink-conf.yaml', position: { line: 0, character: 0 } }]))}`));
});

test('nothing of a text or a document becomes part of the page, and nothing in it may run', () => {
  const html = page(RESULT);
  assert.ok(!html.includes('<script') && !html.includes('<many>'));
  assert.match(html, /default-src 'none'; .*; style-src 'nonce-abc'/);
});

test('a text without an error: what to paste instead', () => {
  const html = page({ errors: [], advice: ['The log & its end'] });
  assert.match(html, /<h1>No error that is known here<\/h1>/);
  assert.match(html, /<li>The log &amp; its end<\/li>/);
});

test('without a document the page says so', () => {
  const { errors, advice } = RESULT;
  assert.match(page({ errors, advice }), /Open the file that configures the process/);
});

test('what looks like an error is offered first, by its most telling line', () => {
  for (const text of ['java.lang.OutOfMemoryError: Metaspace', 'Exit Code: 137', 'x\norg.a.FooException: b', '[ERROR] The end']) assert.ok(looksLikeError(text), text);
  for (const text of ['', 'taskmanager.memory.process.size: 2g', 'kubectl get pods']) assert.ok(!looksLikeError(text), text);
  assert.equal(excerptOf('\n  first\n  java.lang.OutOfMemoryError: Metaspace  \nlast'), 'java.lang.OutOfMemoryError: Metaspace');
  assert.equal(excerptOf('a'.repeat(200)).length, 101);
});

test('arguments are read, not trusted', () => {
  assert.equal(parseText({ text: 'a' }), 'a');
  assert.deepEqual(parseErrorFix({ error: 1, fix: 0, more: 1 }), { error: 1, fix: 0 });
  for (const bad of [undefined, null, 7, {}, { text: 1 }, { error: -1, fix: 0 }, { error: 0.5, fix: 0 }]) {
    assert.equal(parseText(bad), undefined);
    assert.equal(parseErrorFix(bad), undefined);
  }
});
