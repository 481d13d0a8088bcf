import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  containerMemory, limitFactorOf, parseMemorySize, parseQuantity, quantityBytes, readResourceMemory,
} from '../../server/src/model/index.js';
import { readLines, textOf } from './vectors.js';

const GIB = 1024n ** 3n;

/** Spellings asked of the operator, 1.7 to 1.15: bytes, or why not. */
const SPELLINGS: readonly (readonly [texts: readonly string[], result: bigint | string])[] = [
  [['2g', '2G', '2gb', '2 g', '2048m', '2048M', ' 2g', '2 gibibytes'], 2n * GIB],
  [['2Gi', '2gi', '2 Gi', '2GiB', '2gib', '2GIB', '2gI', '2048Mi', '+2Gi'], 2n * GIB],
  [['2 048m'], 2048000000n],
  [['+2g', '２g'], 2000000000n],
  [['9000000000g'], 9000000000000000000n],
  [['2g2'], 200n],
  [['2e9'], 2000000000n],
  [['1e9b'], 1000000000n],
  [['1e6 b'], 1000000n],
  [['2P'], 2000000000000000n],
  [['2Pi'], 2251799813685248n],
  [['0', '0m'], 0n],
  [['100'], 100n],
  [['2048'], 2048n],
  [['2.5Gi', '2.0Gi', '2.5g', '1.5m', '2.5'], 'unit-unknown'],
  [['1E', '2E', '1Ei', '8Ei'], 'unit-unknown'],
  [['3e3Mi', '1e3m'], 'quantity-invalid'],
  [['2gigabytes', '2g;'], 'quantity-invalid'],
  [['-1', '-2Gi', '-1g'], 'number-missing'],
  [['invalid', '1_024m', '2,048m', '1n', '5u', '0x10'], 'not-a-number'],
  [['g', 'Gi', 'true'], 'number-missing'],
  [['9223372036854775808'], 'overflow'],
  [['', ' '], 'quantity-invalid'],
];

for (const version of ['1.7', '1.8.0', '1.15.0', '1.16']) {
  test(`resource.memory, spelling by spelling, operator ${version}`, () => {
    for (const [texts, expected] of SPELLINGS) {
      for (const text of texts) {
        const read = readResourceMemory(text, version);
        assert.equal('problem' in read ? read.problem : read.bytes, expected, JSON.stringify(text));
      }
    }
  });
}

test('resource.memory as sixteen operator releases wrote it into the process size', () => {
  for (const fields of readLines('resource-memory.jsonl')) {
    const { text, written, reason } = fields;
    const where = JSON.stringify(fields);
    const read = readResourceMemory(textOf(text), textOf(fields['operator']));
    if (reason !== undefined) {
      assert.equal('problem' in read ? read.problem : 'accepted', reason, where);
    } else if ('problem' in parseMemorySize(textOf(written))) {
      // Something else was refused first; what the operator wrote cannot be read either way.
      assert.ok('problem' in read, where);
    } else {
      assert.ok('bytes' in read, where);
      assert.equal(read.text, written, where);
      assert.deepEqual(parseMemorySize(read.text), { bytes: read.bytes }, where);
    }
  }
});

test('Kubernetes itself is strict about units', () => {
  const bytes = (text: string): bigint | undefined => {
    const read = parseQuantity(text);
    return 'amount' in read ? quantityBytes(read.amount) : undefined;
  };
  assert.equal(bytes('2Gi'), 2n * GIB);
  assert.equal(bytes('2G'), 2000000000n);
  assert.equal(bytes('2048M'), 2048000000n);
  // `m` is a thousandth: two bytes and a bit, rounded up.
  assert.equal(bytes('2048m'), 3n);
  assert.equal(bytes('2.5Gi'), 2684354560n);
  assert.equal(bytes('1e9'), 1000000000n);
  assert.equal(bytes('1E'), 10n ** 18n);
  for (const text of ['2g', '2gb', '2 Gi', '2GiB', '2gi', '2K', '', 'Gi', '２Gi']) assert.equal(bytes(text), undefined, text);
});

test('the limit factor follows Kubernetes\' units, whatever the process size follows', () => {
  assert.equal(limitFactorOf('2Gi', '4Gi'), 2);
  assert.equal(limitFactorOf('2048m', '4096m'), 2);
  assert.equal(limitFactorOf('2048m', '4Gi'), 2097152000);
  assert.equal(limitFactorOf('2G', '2Gi'), 1.073741824);
  assert.equal(limitFactorOf('0', '2Gi'), undefined);
  assert.equal(limitFactorOf('2g', '2Gi'), undefined);
});

test('requests and limits of containers as the operator\'s Flink wrote them', () => {
  const MIB = 1024n * 1024n;
  for (const fields of readLines('container.jsonl')) {
    const memory = containerMemory(BigInt(textOf(fields['process'])), Number(fields['factor']));
    assert.equal(`${String(memory.requestBytes / MIB)}Mi`, fields['request'], JSON.stringify(fields));
    assert.equal(`${String(memory.limitBytes / MIB)}Mi`, fields['limit'], JSON.stringify(fields));
  }
  // Recorded where units were mixed: the limit stops at the largest int.
  assert.equal(containerMemory(2n * GIB, 2097152000).limitBytes / MIB, 2147483647n);
  assert.equal(containerMemory(2n * GIB, 1.073741824).limitBytes / MIB, 2199n);
});
