/** `flinkMemory/explainError` over stdio. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { EXPLAIN_ERROR, type ExplainErrorParams, type ExplainErrorResult } from '../../server/src/shared/protocol.js';
import { TestClient } from '../support/client.js';

const URI = 'file:///conf/flink-conf.yaml';
const CONF = 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m\n';
const METASPACE = 'ERROR TaskManager\njava.lang.OutOfMemoryError: Metaspace\n\tat a.b(C.java:1)';

function explain(client: TestClient, params: ExplainErrorParams): Promise<ExplainErrorResult> {
  return client.request<ExplainErrorResult>(EXPLAIN_ERROR, params);
}

describe('explaining an error', () => {
  let client: TestClient;
  before(async () => { client = await TestClient.start(); });
  after(async () => { assert.equal(await client.stop(), 0); });

  test('with a document: its version, its places, and edits that it can apply', async () => {
    await client.open(URI, CONF, 'flink-conf');
    const { explainedWith, errors } = await explain(client, { textDocument: { uri: URI }, text: METASPACE });
    assert.deepEqual(explainedWith, { uri: URI, version: 1, cluster: 'flink-conf//flink-conf.yaml/0', name: 'flink-conf.yaml', flinkVersion: '1.20' });
    const [error] = errors;
    assert.equal(error?.code, 'metaspace');
    assert.equal(error.line, 2);
    const [edit] = error.fixes[0]?.edit.changes[URI] ?? [];
    assert.ok(edit !== undefined);
    const pool = error.keys.find(({ key }) => key === 'taskmanager.memory.jvm-metaspace.size');
    assert.equal(pool?.bytes, String(256 * 1024 * 1024));
  });

  test('without one, or with one that is not open', async () => {
    for (const params of [{ text: METASPACE }, { text: METASPACE, textDocument: { uri: 'file:///conf/none.yaml' } }]) {
      const { explainedWith, errors } = await explain(client, params);
      assert.equal(explainedWith, undefined);
      assert.equal(errors[0]?.title, 'The JVM metaspace is used up');
    }
    assert.equal((await explain(client, { text: '' })).advice.length, 3);
  });

  test('parameters of another shape are refused', async () => {
    for (const params of [{}, { text: 1 }, { text: '', cluster: 1 }, { text: '', textDocument: {} }]) {
      await assert.rejects(client.request(EXPLAIN_ERROR, params), /parameters of another shape/);
    }
  });
});

test('in Chinese', async () => {
  const client = await TestClient.start({ locale: 'zh-cn' });
  const { errors } = await explain(client, { text: METASPACE });
  assert.equal(errors[0]?.title, 'JVM 元空间耗尽');
  assert.equal(await client.stop(), 0);
});
