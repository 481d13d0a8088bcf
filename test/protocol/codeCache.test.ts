/** What V8 compiled of the server is kept from one start to the next, and never in the way. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { TestClient } from '../support/client.js';

const TOO_SMALL = 'taskmanager.memory.process.size: 400m\njobmanager.memory.process.size: 1600m\n';
const LONG_AGO = new Date('2020-01-01');

describe('the code cache', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'flink-memory-code-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  /** A session from the start of the server to its end: the rules of the findings in a broken file. */
  async function session(env: Readonly<Record<string, string>> = { NODE_COMPILE_CACHE: folder }): Promise<readonly unknown[]> {
    const client = await TestClient.start({ env });
    await client.open('file:///conf/flink-conf.yaml', TOO_SMALL, 'flink-conf');
    const { items } = await client.request<{ items: { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri: 'file:///conf/flink-conf.yaml' } });
    assert.equal(await client.stop(), 0);
    return items.map(({ code }) => code);
  }

  function kept(): string {
    const [name, ...others] = readdirSync(folder);
    assert.ok(name !== undefined && others.length === 0, 'one file, and nothing half-written');
    return join(folder, name);
  }

  test('is written by the first session and used by the next', async () => {
    assert.deepEqual(await session(), ['jvm-exceeds-process']);
    const file = kept();
    assert.match(file, /server-[0-9a-f]{16}-/);
    assert.ok(statSync(file).size > 100_000, 'the functions that ran are in it');
    utimesSync(file, LONG_AGO, LONG_AGO);
    assert.deepEqual(await session(), ['jvm-exceeds-process']);
    assert.equal(statSync(kept()).mtimeMs, LONG_AGO.getTime(), 'V8 took it, and the same session compiles nothing more');
  });

  test('that V8 does not take is replaced', async () => {
    await session();
    const file = kept();
    const size = statSync(file).size;
    writeFileSync(file, readFileSync(file).subarray(0, 5000));
    assert.deepEqual(await session(), ['jvm-exceeds-process']);
    assert.ok(statSync(kept()).size > size * 0.9);
  });

  test('of builds that are gone is removed, and nothing else', async () => {
    const [old, recent, foreign] = ['server-0123456789abcdef-x64-1', 'server-fedcba9876543210-x64-1', 'notes.txt'].map((name) => join(folder, name));
    assert.ok(old !== undefined && recent !== undefined && foreign !== undefined);
    for (const file of [old, recent, foreign]) writeFileSync(file, '');
    for (const file of [old, foreign]) utimesSync(file, LONG_AGO, LONG_AGO);
    await session();
    const left = readdirSync(folder).map((name) => join(folder, name));
    assert.deepEqual([old, recent, foreign].map((file) => left.includes(file)), [false, true, true]);
  });

  test('is done without where no folder can be written, or none is wanted', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    assert.deepEqual(await session({ NODE_COMPILE_CACHE: file }), ['jvm-exceeds-process']);
    assert.deepEqual(await session({ NODE_COMPILE_CACHE: folder, NODE_DISABLE_COMPILE_CACHE: '1' }), ['jvm-exceeds-process']);
    assert.deepEqual(readdirSync(folder), ['file']);
  });
});
