import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyText } from '../../client/src/panel/copies.js';
import { diagnosisText } from '../../client/src/panel/diagnosis.js';
import { parseToHost } from '../../client/src/panel/messages.js';
import { printPageHtml } from '../../client/src/panel/printPage.js';
import type { ToHost } from '../../server/src/shared/panel.js';
import type { ClusterModel } from '../../server/src/shared/protocol.js';
import { ABSENT, cluster, TASK_MANAGER } from '../webview/models.js';

function configured(settings: Readonly<Record<string, string>>): ClusterModel {
  return { ...cluster('clicks', TASK_MANAGER, ABSENT), configuration: Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, { value, source: 'document' }])) };
}

const CLICKS = configured({
  'taskmanager.memory.process.size': '2g',
  'taskmanager.memory.managed.fraction': '0.4',
  'state.backend': 'rocksdb',
  'state.backend.incremental': 'true',
  'env.java.opts.all': "-Dname='a b'",
  's3.secret-key': '******',
  'parallelism.default': '4',
});

test('memory settings as arguments of a shell', () => {
  assert.equal(copyText('arguments', 'taskManager', CLICKS), [
    `'-Denv.java.opts.all=-Dname='\\''a b'\\'''`, '-Dstate.backend=rocksdb', '-Dstate.backend.incremental=true',
    '-Dtaskmanager.memory.managed.fraction=0.4', '-Dtaskmanager.memory.process.size=2g',
  ].join(' '));
});

test('memory settings as lines of a file, old and new, and of a deployment', () => {
  assert.equal(copyText('flink-conf', 'taskManager', CLICKS)?.split('\n')[0], "env.java.opts.all: -Dname='a b'");
  assert.equal(copyText('config.yaml', 'taskManager', CLICKS), [
    'state.backend: rocksdb', 'state.backend.incremental: true', 'env:', '  java:', '    opts:', `      all: "-Dname='a b'"`,
    'taskmanager:', '  memory:', '    managed:', '      fraction: 0.4', '    process:', '      size: 2g', '',
  ].join('\n'));
  assert.equal(copyText('flinkConfiguration', 'taskManager', configured({ 'taskmanager.memory.process.size': '2g' })), 'flinkConfiguration:\n  taskmanager.memory.process.size: "2g"\n');
  assert.equal(copyText('arguments', 'taskManager', configured({ 'parallelism.default': '4' })), undefined);
});

test('a table in Markdown', () => {
  const lines = copyText('markdown', 'taskManager', CLICKS)?.split('\n') ?? [];
  assert.equal(lines[2], '| Total process memory | 1000 | 1 048 576 000 | 100 % |  |');
  assert.equal(lines.length, 16);
});

test('a diagnosis has findings, sizes, versions and settings, no secret and no folder', () => {
  const text = diagnosisText({
    cluster: CLICKS, fileName: 'clicks.yaml', versions: { extension: '0.1.0', editor: '1.91.0' },
    findings: [{ line: 3, level: 'error', rule: 'jvm-exceeds-process', message: 'Too\nsmall.' }],
  });
  for (const part of ['# Memory of clicks', '- File: clicks.yaml (flink-conf)', '- Line 3, error, jvm-exceeds-process: Too small.', '| Total process memory | 1000 |', 's3.secret-key: ******', 'Flink Memory: 0.1.0']) {
    assert.ok(text.includes(part), part);
  }
  assert.ok(!text.includes('JobManager'));
});

test('what is tried out is told as such: not in the file, and secrets masked', () => {
  const tried = { 'taskmanager.memory.process.size': '3g', 'state.backend': null, 's3.secret-key': 'abc' };
  const text = diagnosisText({ cluster: CLICKS, fileName: 'clicks.yaml', versions: { extension: '0.1.0', editor: '1.91.0' }, findings: [], tried });
  assert.ok(text.includes('## Tried out, not in the file\n\n- taskmanager.memory.process.size: 3g\n- state.backend is removed\n- s3.secret-key: ******\n\n## Findings in the file as it is\n\nNone.'), text);
  const page = printPageHtml({ cluster: CLICKS, process: 'taskManager', fileName: 'clicks.yaml', language: 'en', svg: '<svg></svg>', tried });
  assert.ok(page.includes('<strong>Tried out, not in the file:</strong> taskmanager.memory.process.size: 3g, state.backend is removed, s3.secret-key: ******'), page);
  const asItIs = diagnosisText({ cluster: CLICKS, fileName: 'clicks.yaml', versions: { extension: '0.1.0', editor: '1.91.0' }, findings: [] });
  assert.ok(asItIs.includes('## Findings\n\nNone.') && !asItIs.includes('Tried out'));
});

test('a page for printing runs nothing and reads nothing from elsewhere', () => {
  const page = printPageHtml({ cluster: { ...CLICKS, name: '<img src=x onerror=alert(1)>' }, process: 'taskManager', fileName: 'a&b.yaml', language: 'en', svg: '<svg onload="alert(1)"></svg>' });
  assert.ok(!/<script|<img src=x|<svg/.test(page));
  assert.ok(page.includes("default-src 'none'") && page.includes('a&amp;b.yaml') && page.includes('data:image/svg+xml'));
});

test('every message about what is tried out, compared and taken away is read as it is', () => {
  const messages: readonly ToHost[] = [
    { type: 'whatIf', cluster: 'x', process: 'taskManager', changes: { 'taskmanager.memory.process.size': '2g', 'state.backend': null }, ticket: 4 },
    { type: 'showChanges', cluster: 'x', changes: {} },
    { type: 'applyChanges', cluster: 'x', changes: { a: '1' } },
    { type: 'propose', cluster: 'x', wanted: { preset: 'heap' } },
    { type: 'propose', cluster: 'x', wanted: { wishes: { slots: 4, stateBackend: 'hashmap', memory: '4294967296', reserve: 33 } } },
    { type: 'compare', cluster: 'x' }, { type: 'endCompare', cluster: 'x' },
    { type: 'copy', what: 'diagnosis', cluster: 'x', process: 'jobManager' },
    { type: 'copy', what: 'markdown', cluster: 'x', process: 'jobManager', changes: { 'state.backend': null } },
    { type: 'save', format: 'svg', cluster: 'x', process: 'taskManager', content: '<svg/>' },
    { type: 'save', format: 'print', cluster: 'x', process: 'taskManager', content: '<svg/>', changes: { a: '1' } },
    { type: 'save', format: 'png', cluster: 'x', process: 'taskManager', content: 'iVBORw0KGgo=' },
    { type: 'lock', cluster: 'x' }, { type: 'unlock' }, { type: 'discarded' },
  ];
  for (const message of messages) assert.deepEqual(parseToHost(JSON.parse(JSON.stringify(message))), message);
});

test('what would write something else than a setting or a picture is no message', () => {
  const about = { cluster: 'x', process: 'taskManager' };
  const bad: readonly unknown[] = [
    { ...about, type: 'whatIf', changes: { 'a\nb': '1' }, ticket: 1 }, { ...about, type: 'whatIf', changes: { a: '1\n2' }, ticket: 1 },
    { ...about, type: 'whatIf', changes: { a: 1 }, ticket: 1 }, { ...about, type: 'whatIf', changes: [], ticket: 1 }, { ...about, type: 'whatIf', changes: {}, ticket: -1 },
    { ...about, type: 'applyChanges', changes: { '': 'x' } }, { ...about, type: 'applyChanges', changes: { 'a b': 'x' } }, { ...about, type: 'applyChanges' },
    { ...about, type: 'applyChanges', changes: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`a${index}`, '1'])) },
    { ...about, type: 'propose', wanted: { preset: 'best' } }, { ...about, type: 'propose', wanted: { wishes: { slots: 0, stateBackend: 'hashmap', memory: '1', reserve: 1 } } },
    { ...about, type: 'propose', wanted: { wishes: { slots: 1, stateBackend: 'hashmap', memory: '-1', reserve: 1 } } },
    { ...about, type: 'save', format: 'exe', content: '<svg/>' }, { ...about, type: 'save', format: 'svg', content: '<html>' }, { ...about, type: 'save', format: 'png', content: 'not base64!' },
    { ...about, type: 'copy', what: 'table', changes: { a: 1 } }, { ...about, type: 'save', format: 'svg', content: '<svg/>', changes: { a: '1\n2' } },
    { type: 'lock' }, { type: 'lock', cluster: 1 },
  ];
  for (const message of bad) assert.equal(parseToHost(message), undefined, JSON.stringify(message));
});
