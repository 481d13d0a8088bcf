/** The built server over stdio, as an editor talks to it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CancellationTokenSource, type CodeAction, type DocumentDiagnosticReport, type Hover } from 'vscode-languageserver-protocol/node';
import { asRecord } from '../../server/src/shared/records.js';
import { TestClient, textOf } from '../support/client.js';

const CONF = 'file:///conf/flink-conf.yaml';
const BROKEN = 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 400m\n';
const LINE_1 = { start: { line: 1, character: 33 }, end: { line: 1, character: 37 } };

const CONTENT_MODIFIED = -32801;
const REQUEST_CANCELLED = -32800;
const INVALID_PARAMS = -32602;

function pull(client: TestClient, uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
  return client.request('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) });
}

async function fullReport(client: TestClient, uri: string, previousResultId?: string) {
  const report = await pull(client, uri, previousResultId);
  assert.ok(report.kind === 'full');
  return report;
}

function hoverText(hover: Hover | null): string {
  const contents: unknown = hover?.contents;
  const value = asRecord(contents)['value'];
  return typeof value === 'string' ? value : '';
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return asRecord(error)['code'] ?? (error instanceof Error && 'code' in error ? error.code : error);
  }
}

describe('a session', () => {
  let client: TestClient;
  let uri: string;
  let count = 0;
  before(async () => { client = await TestClient.start({ initializationOptions: { commands: ['flinkMemory.openPanel'] } }); });
  beforeEach(async () => {
    uri = `file:///conf/${String(++count)}/flink-conf.yaml`;
    await client.setSettings({});
  });
  after(async () => { assert.equal(await client.stop(), 0, 'shutdown and exit end the process cleanly'); });

  test('pull: full, then unchanged, then full again when something changes', async () => {
    await client.open(uri, BROKEN, 'flink-conf');
    const first = await fullReport(client, uri);
    assert.deepEqual(first.items.map(({ code, range }) => [code, range]), [['jvm-exceeds-process', LINE_1]]);
    assert.deepEqual(await pull(client, uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    // A comment changes no diagnostic, although it is an edit of the same section.
    await client.change(uri, 2, { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, text: '\n' });
    assert.deepEqual(await pull(client, uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, 3, { range: LINE_1, text: '1728m' });
    assert.deepEqual((await fullReport(client, uri, first.resultId)).items, []);
  });

  test('incremental edits arrive in order, in UTF-16', async () => {
    await client.open(uri, '# 内存 🐿 size\ntaskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n', 'flink-conf');
    await client.change(
      uri, 2,
      { range: { start: { line: 0, character: 5 }, end: { line: 0, character: 7 } }, text: '🐿🐿' },
      { range: { start: { line: 1, character: 33 }, end: { line: 1, character: 38 } }, text: '2g' },
    );
    const model = await client.memoryModel({ textDocument: { uri } });
    assert.equal(model?.version, 2);
    assert.equal(model.clusters[0]?.taskManager.pools?.totalProcess, '2147483648');
  });

  test('a quick fix: offered for the diagnostic, resolved to an edit, and after it nothing is left', async () => {
    await client.open(uri, BROKEN, 'flink-conf');
    const { items } = await fullReport(client, uri);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: LINE_1, context: { diagnostics: items } });
    const preferred = actions.find(({ isPreferred }) => isPreferred === true);
    assert.ok(preferred !== undefined && preferred.edit === undefined);
    const resolved = await client.request<CodeAction>('codeAction/resolve', preferred);
    const [edit, ...others] = resolved.edit?.changes?.[uri] ?? [];
    assert.ok(edit !== undefined && others.length === 0);
    await client.change(uri, 2, { range: edit.range, text: edit.newText });
    assert.deepEqual((await fullReport(client, uri)).items, []);
    assert.equal(await codeOf(client.request('codeAction/resolve', preferred)), CONTENT_MODIFIED);
  });

  test('an outdated version is answered with ContentModified', async () => {
    await client.open(uri, BROKEN, 'flink-conf');
    const cluster = 'flink-conf//flink-conf.yaml/0';
    await client.change(uri, 2, { text: BROKEN });
    const whatIf = { cluster, version: 1, changes: {} };
    assert.equal(await codeOf(client.memoryModel({ textDocument: { uri }, whatIf })), CONTENT_MODIFIED);
    assert.equal(await codeOf(client.changeEdit({ textDocument: { uri }, cluster, version: 1, changes: {} })), CONTENT_MODIFIED);
  });

  test('what-if derives without writing', async () => {
    await client.open(uri, BROKEN, 'flink-conf');
    const whatIf = { cluster: 'flink-conf//flink-conf.yaml/0', version: 1, changes: { 'taskmanager.memory.process.size': '1728m' } };
    const model = await client.memoryModel({ textDocument: { uri }, whatIf });
    assert.equal(model?.clusters[0]?.taskManager.status, 'derived');
    assert.equal(model.clusters[0].taskManager.pools?.totalProcess, String(1728 * 1024 * 1024));
    assert.equal((await client.memoryModel({ textDocument: { uri } }))?.clusters[0]?.taskManager.status, 'failed');
  });

  test('parameters of another shape are refused, not guessed', async () => {
    for (const params of [{}, { textDocument: {} }, { textDocument: { uri }, at: { line: -1, character: 0 } }, { textDocument: { uri }, whatIf: { cluster: 1 } }]) {
      assert.equal(await codeOf(client.request('flinkMemory/memoryModel', params)), INVALID_PARAMS);
    }
    assert.equal(await codeOf(client.request('flinkMemory/changeEdit', { textDocument: { uri }, cluster: 'x', version: 1, changes: { key: 1 } })), INVALID_PARAMS);
  });

  test('a cancelled request is answered as cancelled', async () => {
    await client.open(uri, BROKEN, 'flink-conf');
    const source = new CancellationTokenSource();
    const answer = client.request('flinkMemory/memoryModel', { textDocument: { uri } }, source.token);
    source.cancel();
    assert.equal(await codeOf(answer), REQUEST_CANCELLED);
  });

  test('settings are asked per resource, and a change of them is noticed', async () => {
    await client.open(uri, 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m\n', 'flink-conf');
    const version = async () => (await client.memoryModel({ textDocument: { uri } }))?.clusters[0]?.flinkVersion;
    assert.deepEqual(await version(), { value: '1.20', source: 'default' });
    client.notices.length = 0;
    await client.setSettings({ flinkVersion: '1.11' });
    await client.next('workspace/diagnostic/refresh');
    await client.next('flinkMemory/modelChanged', (params) => asRecord(params)['uri'] === uri);
    assert.deepEqual(await version(), { value: '1.11', source: 'setting' });
  });

  test('the panel is told about edits, also when a document ceases to be Flink’s', async () => {
    const yaml = uri.replace('flink-conf.yaml', 'orders.yaml');
    await client.open(yaml, 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: orders}\n');
    assert.deepEqual(await client.next('flinkMemory/modelChanged', (params) => asRecord(params)['uri'] === yaml), { uri: yaml, version: 1 });
    await client.change(yaml, 2, { text: 'kind: Secret\n' });
    assert.deepEqual(await client.next('flinkMemory/modelChanged', (params) => asRecord(params)['uri'] === yaml), { uri: yaml, version: 2 });
    assert.equal(await client.memoryModel({ textDocument: { uri: yaml } }), null);
  });

  test('the panel is told of the first edit at once, and of the last of many that follow closely', async () => {
    const isAbout = (params: unknown): boolean => asRecord(params)['uri'] === uri;
    await client.open(uri, BROKEN, 'flink-conf');
    await client.next('flinkMemory/modelChanged', isAbout);
    client.notices.length = 0;
    const last = 50;
    for (let version = 2; version <= last; version++) await client.change(uri, version, { text: `${BROKEN}# ${String(version)}\n` });
    const versions: number[] = [];
    while (versions.at(-1) !== last) versions.push(Number(asRecord(await client.next('flinkMemory/modelChanged', isAbout))['version']));
    assert.deepEqual(versions, [...versions].sort((one, other) => one - other));
    assert.ok(versions.length < last / 2, `${String(versions.length)} messages for ${String(last - 1)} edits`);
  });

  test('documents of other languages, unknown and closed ones are nobody’s', async () => {
    await client.open('file:///conf/notes.md', BROKEN, 'markdown');
    for (const other of ['file:///conf/notes.md', 'file:///nowhere.yaml']) {
      assert.equal(await client.memoryModel({ textDocument: { uri: other } }), null);
      assert.equal(await client.request('textDocument/hover', { textDocument: { uri: other }, position: { line: 0, character: 3 } }), null);
      assert.deepEqual((await fullReport(client, other)).items, []);
    }
    await client.open(uri, BROKEN, 'flink-conf');
    await client.close(uri);
    assert.equal(await client.memoryModel({ textDocument: { uri } }), null);
  });

  test('a part of a file type of Vim’s does not keep it from being read', async () => {
    await client.open(uri, BROKEN, 'yaml.helm-values');
    assert.notEqual(await client.memoryModel({ textDocument: { uri } }), null);
    await client.close(uri);
  });

  test('secrets leave the server masked', async () => {
    await client.open(uri, 'taskmanager.memory.process.size: 1728m\ns3.secret-key: hunter2\nsecurity.ssl.rest.key-password: hunter3\n', 'flink-conf');
    const model = JSON.stringify(await client.memoryModel({ textDocument: { uri } }));
    assert.doesNotMatch(model, /hunter/);
    assert.match(model, /"s3\.secret-key":\{"value":"\*{6}"/);
  });

  test('a broken document costs its own answers, never the server', async () => {
    const yaml = uri.replace('flink-conf.yaml', 'broken.yaml');
    await client.open(yaml, 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec: {taskManager: [\n\t"');
    await pull(client, yaml);
    await client.request('textDocument/hover', { textDocument: { uri: yaml }, position: { line: 2, character: 3 } });
    await client.memoryModel({ textDocument: { uri: yaml } });
    await client.open(uri, BROKEN, 'flink-conf');
    assert.equal((await fullReport(client, uri)).items.length, 1);
    assert.deepEqual(client.notices.filter(({ method }) => method === 'window/logMessage'), []);
  });
});

test('initialize offers what the server does', async () => {
  const client = await TestClient.start();
  const capabilities = asRecord(asRecord(client.initialized)['capabilities']);
  assert.deepEqual(asRecord(capabilities['textDocumentSync']), { openClose: true, change: 2 });
  assert.equal(capabilities['hoverProvider'], true);
  assert.deepEqual(asRecord(capabilities['diagnosticProvider']), { identifier: 'flink-memory', interFileDependencies: false, workspaceDiagnostics: false });
  assert.deepEqual(asRecord(capabilities['codeActionProvider']), { codeActionKinds: ['quickfix', 'refactor.rewrite', 'refactor.upgrade', 'source.upgrade.flinkMemory', 'source.fixAll.flinkMemory'], resolveProvider: true });
  assert.equal(await client.stop(), 0);
});

test('without pull the server publishes, and clears what is closed', async () => {
  const client = await TestClient.start({ pull: false });
  const codesOf = (params: unknown): unknown => {
    const diagnostics = asRecord(params)['diagnostics'];
    return Array.isArray(diagnostics) ? diagnostics.map((diagnostic: unknown) => asRecord(diagnostic)['code']) : undefined;
  };
  await client.open(CONF, BROKEN, 'flink-conf');
  assert.deepEqual(codesOf(await client.next('textDocument/publishDiagnostics')), ['jvm-exceeds-process']);
  await client.change(CONF, 2, { range: LINE_1, text: '1728m' });
  assert.deepEqual(codesOf(await client.next('textDocument/publishDiagnostics', (params) => asRecord(params)['version'] === 2)), []);
  await client.close(CONF);
  assert.deepEqual(codesOf(await client.next('textDocument/publishDiagnostics')), []);
  await client.stop();
});

test('a Chinese session is Chinese throughout', async () => {
  const client = await TestClient.start({ locale: 'zh-CN' });
  await client.open(CONF, BROKEN, 'flink-conf');
  const { items: [diagnostic] } = await fullReport(client, CONF);
  assert.match(textOf(diagnostic), /[\u4e00-\u9fff]/);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: CONF }, range: LINE_1, context: { diagnostics: [diagnostic] } });
  assert.ok(actions.length > 0 && actions.every(({ title }) => /[\u4e00-\u9fff]/.test(title)));
  const hover = await client.request<Hover | null>('textDocument/hover', { textDocument: { uri: CONF }, position: { line: 0, character: 3 } });
  assert.match(hoverText(hover), /JVM 元空间/);
  const model = await client.memoryModel({ textDocument: { uri: CONF } });
  assert.match(model?.clusters[0]?.taskManager.failure?.message ?? '', /[\u4e00-\u9fff]/);
  assert.match(model?.clusters[0]?.jobManager.parts?.[0]?.parts?.[0]?.parts?.[0]?.origin ?? '', /剩余/);
  await client.stop();
});

test('Traditional Chinese and other languages get English', async () => {
  const client = await TestClient.start({ locale: 'zh-TW' });
  await client.open(CONF, BROKEN, 'flink-conf');
  const { items: [diagnostic] } = await fullReport(client, CONF);
  assert.match(textOf(diagnostic), /will not start/);
  await client.stop();
});
