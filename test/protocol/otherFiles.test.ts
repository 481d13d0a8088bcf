/** Files that an open document speaks of, which the built server asks of its client. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { type MemoryModelResult, MODEL_CHANGED, READ_FILE, TEXT_MODEL } from '../../server/src/shared/protocol.js';
import { asRecord } from '../../server/src/shared/records.js';
import { TestClient } from '../support/client.js';

const ROOT = 'file:///shop';
const BASE = `${ROOT}/base/flink.yaml`;
const KUSTOMIZATION = `${ROOT}/prod/kustomization.yaml`;
const PATCH = `${ROOT}/prod/memory.yaml`;
const DEPLOYMENT = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: orders}\nspec:\n';
const FILES = {
  [BASE]: `${DEPLOYMENT}  flinkVersion: v1_20\n  serviceAccount: flink\n  jobManager: {resource: {memory: 1600m}}\n  taskManager: {resource: {memory: 2g}}\n`,
  [KUSTOMIZATION]: 'resources: [../base/flink.yaml]\npatches: [{path: memory.yaml}]\n',
};
const TEXT = `${DEPLOYMENT}  flinkConfiguration:\n    taskmanager.memory.managed.size: 1g\n`;

let client: TestClient | undefined;
afterEach(async () => { assert.equal(await client?.stop(), 0); });

async function start(initializationOptions: unknown): Promise<TestClient> {
  client = await TestClient.start({ initializationOptions, files: FILES });
  await client.open(PATCH, TEXT);
  return client;
}

async function sizeOf(session: TestClient): Promise<string | undefined> {
  const model = await session.memoryModel({ textDocument: { uri: PATCH } });
  return model?.clusters[0]?.taskManager.pools?.['totalProcess'];
}

async function codesOf(session: TestClient): Promise<readonly unknown[]> {
  const report = await session.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: PATCH } });
  assert.ok(report.kind === 'full');
  return report.items.map(({ code }) => code);
}

function asked(session: TestClient): readonly unknown[] {
  return session.notices.filter(({ method }) => method === READ_FILE).map(({ params }) => asRecord(params)['uri']).sort();
}

describe('other files of the workspace', () => {
  test('are asked of a client that gives them, each once, and only as long as one is missing', async () => {
    const session = await start({ readFiles: true });
    assert.equal(await sizeOf(session), String(2 * 1024 ** 3));
    assert.deepEqual(await codesOf(session), []);
    const first = asked(session);
    assert.ok(first.includes(BASE) && first.includes(KUSTOMIZATION));
    assert.equal(new Set(first).size, first.length);
    await session.change(PATCH, 2, { text: `${TEXT}# more\n` });
    assert.equal(await sizeOf(session), String(2 * 1024 ** 3));
    assert.deepEqual(asked(session), first);
  });

  test('are waited for by everybody who needs them, not only by who asked first', async () => {
    const session = await start({ readFiles: true });
    const answers = await Promise.all([codesOf(session), sizeOf(session), codesOf(session), sizeOf(session)]);
    assert.deepEqual(answers, [[], String(2 * 1024 ** 3), [], String(2 * 1024 ** 3)]);
  });

  test('are where a definition leads to', async () => {
    const session = await start({ readFiles: true });
    await session.change(PATCH, 2, { text: `${DEPLOYMENT}  taskManager: {resource: {memory: 4g}}\n` });
    const places = await session.request('textDocument/definition', { textDocument: { uri: PATCH }, position: { line: 4, character: 35 } });
    assert.deepEqual(places, [{ uri: BASE, range: { start: { line: 7, character: 35 }, end: { line: 7, character: 37 } } }]);
    assert.equal(await session.request('textDocument/definition', { textDocument: { uri: PATCH }, position: { line: 0, character: 3 } }), null);
  });

  test('are what a text of no document is read with, as another version of its file', async () => {
    client = await TestClient.start({ initializationOptions: { readFiles: true }, files: FILES });
    const model = await client.request<MemoryModelResult>(TEXT_MODEL, { textDocument: { uri: PATCH }, text: TEXT.replace('1g', '512m') });
    const { totalProcess, managed } = model?.clusters[0]?.taskManager.pools ?? {};
    assert.deepEqual([totalProcess, managed], [String(2 * 1024 ** 3), String(512 * 1024 ** 2)]);
    const pasted = await client.request<MemoryModelResult>(TEXT_MODEL, { textDocument: { uri: PATCH }, text: TEXT, pasted: true });
    assert.equal(pasted?.clusters[0]?.taskManager.pools?.['totalProcess'], undefined);
  });

  test('are looked after: what was made of one is made anew when it changes', async () => {
    const session = await start({ readFiles: true });
    assert.equal(await sizeOf(session), String(2 * 1024 ** 3));
    await session.next('client/registerCapability', (params) => JSON.stringify(params).includes('workspace/didChangeWatchedFiles'));
    session.notices.length = 0;
    await session.write(BASE, FILES[BASE].replace('memory: 2g', 'memory: 1g'));
    await session.next('workspace/diagnostic/refresh');
    await session.next(MODEL_CHANGED, (params) => asRecord(params)['uri'] === PATCH);
    assert.deepEqual(await codesOf(session), ['pools-exceed-flink']);
    await session.write(KUSTOMIZATION, undefined);
    await session.next('workspace/diagnostic/refresh');
    assert.equal(await sizeOf(session), undefined);
    await session.write(`${ROOT}/other.yaml`, 'x: 1');
    assert.equal(await sizeOf(session), undefined);
    assert.ok(!asked(session).includes(`${ROOT}/other.yaml`));
  });

  test('count as they are in the editor while they are open', async () => {
    const session = await start({ readFiles: true });
    await session.open(BASE, FILES[BASE].replace('memory: 2g', 'memory: 3g'));
    assert.equal(await sizeOf(session), String(3 * 1024 ** 3));
    session.notices.length = 0;
    await session.change(BASE, 2, { text: FILES[BASE].replace('memory: 2g', 'memory: 4g') });
    await session.next(MODEL_CHANGED, (params) => asRecord(params)['uri'] === PATCH);
    assert.equal(await sizeOf(session), String(4 * 1024 ** 3));
    await session.close(BASE);
    await session.next('workspace/diagnostic/refresh');
    assert.equal(await sizeOf(session), String(2 * 1024 ** 3));
  });

  test('are those that are open where the client gives no others', async () => {
    const session = await start(undefined);
    assert.equal(await sizeOf(session), undefined);
    await session.open(KUSTOMIZATION, FILES[KUSTOMIZATION]);
    await session.open(BASE, FILES[BASE]);
    assert.equal(await sizeOf(session), String(2 * 1024 ** 3));
    assert.deepEqual(asked(session), []);
  });

  test('of compose files are looked after by whatever name they have', async () => {
    const compose = `${ROOT}/compose.yaml`;
    client = await TestClient.start({
      initializationOptions: { readFiles: true },
      files: { [`${ROOT}/flink.properties`]: 'FLINK_PROPERTIES="taskmanager.memory.process.size: 2g"\n', [`${ROOT}/base.yml`]: 'services:\n  tm:\n    image: flink:1.20\n    env_file: flink.properties\n' },
    });
    await client.open(compose, 'services:\n  taskmanager:\n    extends: {file: base.yml, service: tm}\n    command: taskmanager\n');
    const size = async (): Promise<string | undefined> => (await client?.memoryModel({ textDocument: { uri: compose } }))?.clusters[0]?.taskManager.pools?.['totalProcess'];
    assert.equal(await size(), String(2 * 1024 ** 3));
    await client.next('client/registerCapability', (params) => JSON.stringify(params).includes('**/flink.properties'));
    client.notices.length = 0;
    await client.write(`${ROOT}/flink.properties`, 'FLINK_PROPERTIES="taskmanager.memory.process.size: 3g"\n');
    await client.next(MODEL_CHANGED, (params) => asRecord(params)['uri'] === compose);
    assert.equal(await size(), String(3 * 1024 ** 3));
  });

  test('that may be missing count as such where the client says so, until they are there', async () => {
    const compose = `${ROOT}/compose.yaml`;
    const local = `${ROOT}/local.properties`;
    const open = async (folder: string | undefined): Promise<() => Promise<string | undefined>> => {
      const session = await TestClient.start({ initializationOptions: { readFiles: true }, ...(folder === undefined ? {} : { folder }) });
      client = session;
      await session.open(compose, 'services:\n  taskmanager:\n    image: flink:1.20\n    command: taskmanager\n    env_file: [{path: local.properties, required: false}]\n');
      return async () => (await session.memoryModel({ textDocument: { uri: compose } }))?.clusters[0]?.taskManager.pools?.['totalProcess'];
    };
    const silent = await open(undefined);
    assert.equal(await silent(), undefined);
    assert.equal(await client?.stop(), 0);
    const size = await open(ROOT);
    assert.equal(await size(), String(1728 * 1024 ** 2));
    await client?.next('client/registerCapability', (params) => JSON.stringify(params).includes('**/local.properties'));
    await client?.write(local, 'FLINK_PROPERTIES="taskmanager.memory.process.size: 2g"\n');
    await client?.next(MODEL_CHANGED, (params) => asRecord(params)['uri'] === compose);
    assert.equal(await size(), String(2 * 1024 ** 3));
  });
});
