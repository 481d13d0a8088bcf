/** Flink's numbers, the model that crosses the process boundary, the drawing, its bar, the table and the hover: one and the same. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { parseMessage } from '../../client/webview/messages.js';
import { findRow, pictureOf, rowsOf, type Row } from '../../client/webview/picture.js';
import { hover, memoryModel } from '../../server/src/features/index.js';
import { PROCESS_KINDS } from '../../server/src/shared/model.js';
import { asRecord } from '../../server/src/shared/records.js';
import { mebibytes, parseBytes } from '../../server/src/shared/sizes.js';
import { hoverText, open } from '../support/features.js';

const VERSION = '1.20';

interface Case { readonly id: string; readonly text: string; readonly conf: Readonly<Record<string, unknown>>; readonly pools: Readonly<Record<(typeof PROCESS_KINDS)[number], Readonly<Record<string, unknown>>>> }

/** Cases that Flink 1.20 accepts for one process at least, written as lines. */
const CASES: readonly Case[] = readFileSync(path.resolve(__dirname, '../../../test/vectors/derive.jsonl'), 'utf8').trim().split('\n').flatMap((line): Case[] => {
  const { id, conf, container, expect } = asRecord(JSON.parse(line));
  const answer = (Array.isArray(expect) ? expect.map(asRecord) : []).find(({ versions }) => Array.isArray(versions) && versions.includes(VERSION));
  const entries = Object.entries(asRecord(conf)).map(([key, value]) => [key, String(value)] as const);
  const isWritable = entries.every(([, value]) => value !== '' && value === value.trim() && !/[#\n\r]|: /.test(value));
  const pools = { taskManager: asRecord(asRecord(answer?.['taskManager'])['pools']), jobManager: asRecord(asRecord(answer?.['jobManager'])['pools']) };
  if (container === true || !isWritable || PROCESS_KINDS.every((process) => Object.keys(pools[process]).length === 0)) return [];
  return [{ id: String(id), text: entries.map(([key, value]) => `${key}: ${value}\n`).join(''), conf: asRecord(conf), pools }];
});

it(`every number that is drawn is Flink ${VERSION}'s`, () => {
  assert.ok(CASES.length > 100, String(CASES.length));
  for (const { id, text, pools } of CASES) {
    const { document, context } = open(text, { uri: 'file:///conf/flink-conf.yaml', settings: { flinkVersion: VERSION } });
    const model = memoryModel(document, { textDocument: { uri: document.text.uri } }, context);
    const [cluster] = model?.clusters ?? [];
    assert.ok(model !== null && cluster !== undefined, id);
    const message = parseMessage(structuredClone({ type: 'show', view: { kind: 'model', uri: 'u', fileName: 'f', model, cluster: cluster.id } }));
    assert.ok(message !== undefined, `${id}: the page takes it`);
    for (const process of PROCESS_KINDS.filter((kind) => Object.keys(pools[kind]).length > 0)) {
      const picture = pictureOf(process, cluster[process], undefined);
      assert.ok(picture !== undefined, id);
      for (const [pool, bytes] of Object.entries(pools[process])) {
        const row: Row | undefined = rowsOf(picture.root).find((each) => each.pool === pool);
        // Flink's own sums that the drawing has no row for are none of its business.
        if (row !== undefined) assert.equal(row.bytes, BigInt(String(bytes)), `${id} ${process} ${pool}`);
      }
      const total = picture.bar.total ?? 0n;
      for (const piece of picture.bar.pieces) {
        const drawn = (piece.to - piece.from) * Number(total);
        const bytes = Number(findRow(picture.root, piece.pool)?.bytes ?? 0n);
        assert.ok(Math.abs(drawn - bytes) <= Number(total) / 1e6, `${id} ${process} ${piece.pool}: ${drawn} is drawn for ${bytes}`);
      }
    }
  }
});

it('the hover on a total says the numbers of the drawing', () => {
  const withTotal = CASES.filter(({ conf, pools }) => 'taskmanager.memory.process.size' in conf && Object.keys(pools.taskManager).length > 0).slice(0, 60);
  assert.ok(withTotal.length > 20);
  for (const { id, text } of withTotal) {
    const { document, context } = open(text, { uri: 'file:///conf/flink-conf.yaml', settings: { flinkVersion: VERSION } });
    const line = text.split('\n').findIndex((each) => each.startsWith('taskmanager.memory.process.size:'));
    const said = hoverText(hover(document, { line, character: 5 }, context));
    const [cluster] = memoryModel(document, { textDocument: { uri: document.text.uri } }, context)?.clusters ?? [];
    const picture = cluster === undefined ? undefined : pictureOf('taskManager', cluster.taskManager, undefined);
    assert.ok(picture !== undefined, id);
    for (const { pool, rows } of rowsOf(picture.root)) {
      const bytes = parseBytes(cluster?.taskManager.pools?.[pool === 'offHeap' ? 'managed' : pool]);
      if (rows.length === 0 && bytes !== undefined) assert.ok(said.includes(mebibytes(bytes)), `${id} ${pool} ${mebibytes(bytes)} in ${said}`);
    }
  }
});
