/** Requests behind actions, over the built server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CodeAction } from 'vscode-languageserver-protocol/node';
import { FIX_ERRORS, type FixErrorsResult, UPGRADE_REPORT, type UpgradeReport } from '../../server/src/shared/protocol.js';
import { asRecord } from '../../server/src/shared/records.js';
import { TestClient } from '../support/client.js';

let client: TestClient;
before(async () => { client = await TestClient.start({ initializationOptions: { commands: ['flinkMemory.explainRule'] } }); });
after(async () => { assert.equal(await client.stop(), 0); });

const uri = 'file:///conf/flink-conf.yaml';

test('fixErrors answers with edits of the current version, and refuses other parameters', async () => {
  await client.open(uri, 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 400m\n', 'flink-conf');
  const result = await client.request<FixErrorsResult>(FIX_ERRORS, { textDocument: { uri } });
  assert.equal(result.version, 1);
  assert.deepEqual(result.remaining, []);
  assert.equal(result.fixes.length, 1);
  assert.deepEqual(result.fixes[0]?.edits[0]?.range.start, { line: 1, character: 33 });
  assert.equal(await client.request(FIX_ERRORS, { textDocument: { uri: 'file:///nowhere.yaml' } }), null);
  await assert.rejects(client.request(FIX_ERRORS, {}), (error) => asRecord(error)['code'] === -32602 || (error instanceof Error && 'code' in error && error.code === -32602));
});

test('an action for all of a kind is resolved, one that ignores a rule has its edit', async () => {
  const other = 'file:///conf/b/flink-conf.yaml';
  await client.open(other, 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m\ntaskmanager.memory.size: 64m\ntaskmanager.network.memory.fraction: 0.2\n', 'flink-conf');
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: other }, range: { start: { line: 2, character: 3 }, end: { line: 2, character: 3 } }, context: { diagnostics: [] } });
  const kind = actions.find(({ title }) => title.startsWith('Fix all 2'));
  assert.ok(kind !== undefined && kind.edit === undefined);
  assert.equal((await client.request<CodeAction>('codeAction/resolve', kind)).edit?.changes?.[other]?.length, 2);
  assert.equal(actions.find(({ title }) => title === 'Ignore deprecated-key here')?.edit?.changes?.[other]?.[0]?.newText, '# flink-memory: ignore deprecated-key\n');
});

test('upgradeReport compares versions, and refuses other parameters', async () => {
  const other = 'file:///conf/c/flink-conf.yaml';
  await client.open(other, '# flink-memory: version 1.16\ntaskmanager.memory.process.size: 16g\n', 'flink-conf');
  const ask = (to: unknown): Promise<UpgradeReport | null> => client.request<UpgradeReport | null>(UPGRADE_REPORT, { textDocument: { uri: other }, cluster: 'flink-conf//flink-conf.yaml/0', to });
  const report = await ask('1.17');
  assert.deepEqual([report?.from, report?.to], ['1.16', '1.17']);
  assert.deepEqual(report?.processes[0]?.pools[1], { pool: 'network', before: '1073741824', after: '1583769214' });
  assert.equal(await ask('9.9'), null);
  await assert.rejects(ask(2));
});
