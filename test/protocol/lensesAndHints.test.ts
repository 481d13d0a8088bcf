/** Code lenses and inlay hints of the built server over stdio. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CodeLens, InlayHint } from 'vscode-languageserver-protocol/node';
import { asRecord } from '../../server/src/shared/records.js';
import { TestClient } from '../support/client.js';

const URI = 'file:///conf/flink-conf.yaml';
const TEXT = 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m\ntaskmanager.memory.managed.fraction: 0.4\n';
const RANGE = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };

let client: TestClient;
before(async () => {
  client = await TestClient.start({ initializationOptions: { commands: ['flinkMemory.openPanel'] } });
  await client.open(URI, TEXT, 'flink-conf');
});
after(async () => { await client.stop(); });

const lenses = async (uri = URI) => (await client.request<CodeLens[] | null>('textDocument/codeLens', { textDocument: { uri } }))?.map(({ command }) => command?.title);
const hints = async (uri = URI) => (await client.request<InlayHint[] | null>('textDocument/inlayHint', { textDocument: { uri }, range: RANGE }))?.map(({ label }) => label);

test('a cluster has its lens, a fraction its hint', async () => {
  const capabilities = asRecord(asRecord(client.initialized)['capabilities']);
  assert.ok(capabilities['codeLensProvider'] !== undefined && capabilities['inlayHintProvider'] === true);
  assert.deepEqual(await lenses(), ['TaskManager 1728 MiB: heap 512, managed 512, network 128 … | JobManager 1600 MiB: heap 1024 …']);
  assert.deepEqual(await hints(), ['= 512 MiB']);
  assert.equal(await lenses('file:///nowhere.yaml'), undefined);
});

test('turned off in the settings they are gone, and the client is told to ask again', async () => {
  await client.setSettings({ codeLens: { enabled: false }, inlayHints: { enabled: false } });
  await client.next('workspace/codeLens/refresh');
  await client.next('workspace/inlayHint/refresh');
  assert.deepEqual([await lenses(), await hints()], [[], []]);
});
