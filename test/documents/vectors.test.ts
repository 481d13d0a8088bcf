import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFlinkConf } from '../../server/src/documents/flinkConf.js';
import { readConfigYaml } from '../../server/src/documents/kinds/configYaml.js';
import { fieldsOf, readVectors, textOf, textsOf } from '../model/vectors.js';


test('flink-conf.yaml gives the map that Flink’s legacy reader gives', () => {
  const vectors = readVectors('flink-conf.jsonl');
  assert.equal(vectors.length, 500);
  for (const { id, fields, expect } of vectors) {
    const text = textOf(fields['text']);
    const { entries } = readFlinkConf(text);
    const map = Object.fromEntries(entries.map(({ key, value }) => [key, value]));
    for (const answer of expect) assert.deepEqual(map, textsOf(answer.fields['map']), `vector ${id}: ${text}`);
    for (const entry of entries) {
      assert.equal(text.slice(entry.keySpan.start, entry.keySpan.end), entry.key);
      assert.equal(text.slice(entry.valueSpan.start, entry.valueSpan.end), entry.value);
    }
  }
});

test('config.yaml gives the map, or the refusal, that Flink gives', () => {
  const vectors = readVectors('config-yaml.jsonl');
  assert.equal(vectors.length, 500);
  for (const { id, fields, expect } of vectors) {
    const text = textOf(fields['text']);
    const read = readConfigYaml(text);
    const map = Object.fromEntries([...read.winners].map(([key, { value }]) => [key, value]));
    for (const answer of expect) {
      const load = answer.fields['load'] === undefined ? undefined : fieldsOf(answer.fields['load']);
      assert.equal(read.loading?.code, load?.['failure'], `vector ${id}: ${text}`);
      if (load?.['key'] !== undefined) assert.equal(read.loading?.key, load['key'], `vector ${id}`);
      if (load === undefined) assert.deepEqual(map, textsOf(answer.fields['map']), `vector ${id}: ${text}`);
    }
  }
});
