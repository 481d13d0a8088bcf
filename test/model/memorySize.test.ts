import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  ceilToMebibyte, floorToMebibyte, MAX_BYTES, parseMemorySize, printFlinkMemorySize, printMebibytes, printMemorySize,
} from '../../server/src/model/index.js';

const sizes = fc.oneof(
  fc.bigInt({ min: 0n, max: MAX_BYTES }),
  fc.tuple(fc.bigInt({ min: 0n, max: 4096n }), fc.nat({ max: 4 })).map(([count, unit]) => count * 1024n ** BigInt(unit)),
);

test('a printed size reads back as the same bytes, in every form', () => {
  fc.assert(fc.property(sizes, (bytes) => {
    for (const print of [printMemorySize, printFlinkMemorySize, printMebibytes]) assert.deepEqual(parseMemorySize(print(bytes)), { bytes });
  }));
});

test('sizes print as people and as Flink write them', () => {
  assert.equal(printMemorySize(268435456n), '256m');
  assert.equal(printMemorySize(2147483648n), '2g');
  assert.equal(printMemorySize(1000n), '1000b');
  assert.equal(printMebibytes(2147483648n), '2048m');
  assert.equal(printMebibytes(1811939328n), '1728m');
  assert.equal(printMebibytes(1000n), '1000b');
  assert.equal(printFlinkMemorySize(268435456n), '256 mb');
  assert.equal(printFlinkMemorySize(0n), '0 bytes');
  assert.equal(floorToMebibyte(1048577n), 1048576n);
  assert.equal(ceilToMebibyte(1048577n), 2097152n);
});

test('what Flink reads as a size', () => {
  for (const text of ['1g', '1G', '1 gb', ' 1GiBiByTeS ', '1024m', '1073741824', '1073741824 b', '1048576 kibibytes', '\t1g\r\n']) {
    assert.deepEqual(parseMemorySize(text), { bytes: 1073741824n }, text);
  }
});

test('what Flink refuses, and why', () => {
  const reasons: Readonly<Record<string, string>> = {
    '': 'blank', '  ': 'blank', 'g': 'number-missing', '-1g': 'number-missing', '+1g': 'number-missing', '１g': 'number-missing',
    '1.5g': 'unit-unknown', '2Gi': 'unit-unknown', '1 g b': 'unit-unknown', '1_024m': 'unit-unknown', "'1g'": 'number-missing', '\u00a01g': 'number-missing',
    '9223372036854775808': 'overflow', '9007199254740993t': 'overflow', '99999999999999999999x': 'overflow', '8388608t': 'overflow',
  };
  for (const [text, problem] of Object.entries(reasons)) assert.deepEqual(parseMemorySize(text), { problem }, JSON.stringify(text));
  assert.deepEqual(parseMemorySize('9223372036854775807'), { bytes: MAX_BYTES });
});
