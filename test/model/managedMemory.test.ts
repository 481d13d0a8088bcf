import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONSUMERS, consumerWeights, managedShares, type Consumer } from '../../server/src/model/index.js';
import { configurationOf, configure, fieldsOf, listOf, readLines, readVectors, textOf } from './vectors.js';

const KEY = 'taskmanager.memory.managed.consumer-weights';

/** 1.12 calls batch operators BATCH_OP. */
const NAMES: Readonly<Record<string, string>> = { BATCH_OP: 'OPERATOR' };

for (const file of ['derive.jsonl', 'flink-conf.jsonl', 'config-yaml.jsonl']) {
  test(`${file}: consumer weights in every version`, () => {
    for (const { id, fields, expect } of readVectors(file)) {
      for (const { versions, fields: expected } of expect) {
        const map = fields['conf'] ?? expected['map'];
        if (map === undefined) continue;
        const weights = fieldsOf(expected['weights']);
        for (const version of versions) {
          const actual = consumerWeights(configurationOf(map), version);
          const where = `${id} in ${version}`;
          if (weights['failure'] === undefined) {
            assert.ok('weights' in actual, where);
            const named = Object.fromEntries(Object.entries(weights).map(([name, weight]) => [NAMES[name] ?? name, Number(weight)]));
            assert.deepEqual(Object.fromEntries(actual.weights), named, where);
          } else {
            assert.ok('refusal' in actual, where);
            assert.equal(actual.refusal.code, weights['failure'], where);
            if (weights['key'] !== undefined) assert.equal(actual.refusal.key, weights['key'], where);
            if (weights['reason'] !== undefined) assert.equal(actual.refusal.reason, weights['reason'], where);
          }
        }
      }
    }
  });
}

test('managed.jsonl: every share of a slot, and what RocksDB makes of it', () => {
  for (const fields of readLines('managed.jsonl')) {
    const where = JSON.stringify(fields);
    const perSlot = BigInt(textOf(fields['managed'])) / BigInt(Number(fields['slots']));
    assert.equal(perSlot.toString(), fields['perSlot'], where);
    const text = fields['weights'];
    const weights = consumerWeights(text === null ? configure({}) : configure({ [KEY]: textOf(text) }), '1.20');
    assert.ok('weights' in weights, where);
    const used = listOf(fields['used']).map(consumerOf);
    const expected = fieldsOf(fields['share']);
    const rocksdb = expected['rocksdb'] === undefined ? undefined : fieldsOf(expected['rocksdb']);
    const ratio = rocksdb === undefined ? undefined : Number(rocksdb['writeBufferRatio']);
    for (const share of managedShares(perSlot, weights.weights, used, ratio)) {
      const { fraction, bytes } = fieldsOf(expected[share.consumer]);
      assert.equal(share.fraction, fraction, where);
      assert.equal(share.bytesPerSlot.toString(), bytes, where);
      if (share.consumer !== 'STATE_BACKEND' || rocksdb === undefined) continue;
      assert.ok(share.rocksdb !== undefined, where);
      assert.equal(share.rocksdb.blockCache.toString(), rocksdb['blockCache'], where);
      assert.equal(share.rocksdb.writeBufferManager.toString(), rocksdb['writeBufferManager'], where);
      assert.equal(share.rocksdb.arenaBlock.toString(), rocksdb['arenaBlockDefault'], where);
      assert.equal(share.rocksdb.mutableLimit.toString(), rocksdb['mutableLimit'], where);
    }
  }
});

function consumerOf(name: unknown): Consumer {
  const consumer = CONSUMERS.find((candidate) => candidate === name);
  assert.ok(consumer !== undefined, String(name));
  return consumer;
}

test('weights that a nested config.yaml spreads over keys are one map', () => {
  const weights = consumerWeights(configure({ [`${KEY}.OPERATOR`]: '1', [`${KEY}.PYTHON`]: '3' }), '2.0');
  assert.deepEqual(weights, { weights: new Map([['OPERATOR', 1], ['PYTHON', 3]]) });
});

test('a templated weight is unknown, not wrong', () => {
  assert.deepEqual(consumerWeights(configure({ [KEY]: '{{ .Values.weights }}' }, [KEY]), '1.20'), { unknownKeys: [KEY] });
});

test('nobody with a weight gets nothing', () => {
  assert.deepEqual(managedShares(100n, new Map([['OPERATOR', 0]]), ['OPERATOR', 'PYTHON']), [
    { consumer: 'OPERATOR', weight: 0, fraction: 0, bytesPerSlot: 0n },
    { consumer: 'PYTHON', weight: 0, fraction: 0, bytesPerSlot: 0n },
  ]);
});
