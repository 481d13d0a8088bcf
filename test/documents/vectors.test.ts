import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readFlinkConf } from '../../server/src/documents/flinkConf.js';
import { readConfigYaml } from '../../server/src/documents/kinds/configYaml.js';

/** What Flink's own readers answered: `expect` of test/vectors. */
interface Vector {
  readonly id: number;
  readonly text: string;
  readonly expect: readonly { readonly versions: readonly string[]; readonly map?: Readonly<Record<string, string>>; readonly load?: { readonly failure: string; readonly key?: string } }[];
}

function vectorsOf(name: string): readonly Vector[] {
  const file = path.join(__dirname, '../../../test/vectors', name);
  return readFileSync(file, 'utf8').trim().split('\n').map((line): Vector => JSON.parse(line));
}

const byKey = (map: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

test('flink-conf.yaml gives the map that Flink’s legacy reader gives', () => {
  const vectors = vectorsOf('flink-conf.jsonl');
  assert.equal(vectors.length, 500);
  for (const { id, text, expect } of vectors) {
    const { entries } = readFlinkConf(text);
    const map = new Map(entries.map(({ key, value }) => [key, value]));
    for (const { map: expected } of expect) assert.deepEqual(byKey(map), byKey(new Map(Object.entries(expected ?? {}))), `vector ${id}: ${text}`);
    for (const entry of entries) {
      assert.equal(text.slice(entry.keySpan.start, entry.keySpan.end), entry.key);
      assert.equal(text.slice(entry.valueSpan.start, entry.valueSpan.end), entry.value);
    }
  }
});

test('config.yaml gives the map, or the refusal, that Flink gives', () => {
  const vectors = vectorsOf('config-yaml.jsonl');
  assert.equal(vectors.length, 500);
  for (const { id, text, expect } of vectors) {
    const read = readConfigYaml(text);
    const map = new Map([...read.winners].map(([key, { value }]) => [key, value]));
    for (const { map: expected, load } of expect) {
      assert.equal(read.loading?.code, load?.failure, `vector ${id}: ${text}`);
      if (load?.key !== undefined) assert.equal(read.loading?.key, load.key, `vector ${id}`);
      if (load === undefined) assert.deepEqual(byKey(map), byKey(new Map(Object.entries(expected ?? {}))), `vector ${id}: ${text}`);
    }
  }
});
