import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Diagnostic, DocumentDiagnosticReport, Message } from 'vscode-languageserver-protocol/node';
import { messageParts } from '../../server/src/node/messageParts.js';
import { FullReport } from '../../server/src/protocol/diagnosticsSupport.js';
import { TestClient } from '../support/client.js';

const item = (line: number, message: string): Diagnostic => ({ range: { start: { line, character: 0 }, end: { line, character: 1 } }, message });

const written = (message: Message): string => Buffer.concat(messageParts(message)).toString();

describe('a report as bytes', () => {
  test('is what JSON.stringify writes, for every message', () => {
    const items = [item(1, 'a "quoted" one'), item(2, '内存 🐿 \u2028\\')];
    const others = [item(4, '¶')];
    const last = [item(5, 'x'), item(6, 'y'), item(7, '→')];
    const results: unknown[] = [
      null, { kind: 'unchanged', resultId: 'a-1' }, new FullReport('a-2', [items, others, last]), new FullReport('a-"3"', [items, [item(3, 'new 的')], others, last]),
      new FullReport('a-4', []), new FullReport('a-5', [others]), new FullReport('a-6', [last, others, items]), new FullReport('a-7', [[item(8, '')], last, items]),
    ];
    for (const result of results) {
      for (const id of [1, 'x"y']) {
        const message = { jsonrpc: '2.0', id, result };
        assert.deepEqual(JSON.parse(written(message)), JSON.parse(JSON.stringify(message)));
      }
    }
    const notification = { jsonrpc: '2.0', method: 'flinkMemory/modelChanged', params: { uri: 'file:///a' } };
    assert.equal(written(notification), JSON.stringify(notification));
  });
});

describe('reports of a session that edits', () => {
  const uri = 'file:///deployments/内存.yaml';
  const section = (name: string, size: string): string =>
    `---\napiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: ${name}\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    state.checkpoints.dir: s3://a\n`
    + `  jobManager:\n    resource:\n      memory: 2g\n  taskManager:\n    resource:\n      memory: ${size}\n`;
  let client: TestClient;
  before(async () => { client = await TestClient.start({ locale: 'zh-cn' }); });
  after(async () => { assert.equal(await client.stop(), 0); });

  const pull = async (): Promise<readonly Diagnostic[]> => {
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    assert.ok(report.kind === 'full');
    return report.items;
  };

  test('hold what a session that only saw the last text is told', async () => {
    await client.open(uri, section('a', '2g') + section('内存-🐿', '512m') + section('c', '2g'));
    const first = await pull();
    assert.equal(first.some(({ severity }) => severity === 1), true, 'the second section is refused');
    const at = { line: 14, character: 14 };
    await client.change(uri, 2, { range: { start: at, end: { ...at, character: 16 } }, text: '400m\n# 下移一行' });
    const edited = await pull();
    await client.close(uri);
    await client.open(uri, section('a', '400m\n# 下移一行') + section('内存-🐿', '512m') + section('c', '2g'));
    assert.deepEqual(edited, await pull());
    assert.equal(edited.filter(({ severity }) => severity === 1).length, 2);
  });
});
