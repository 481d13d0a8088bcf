import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalOf, multiplyExactly } from '../../server/src/model/decimal.js';
import { parseJavaBoolean, parseJavaDouble, parseJavaFloat, parseJavaInteger, parseJavaLong, printJavaDouble } from '../../server/src/model/javaNumbers.js';

test('integers as Integer.parseInt and Long.parseLong read them', () => {
  assert.equal(parseJavaInteger('+12'), 12);
  assert.equal(parseJavaInteger('-1'), -1);
  assert.equal(parseJavaInteger('１２'), 12);
  assert.equal(parseJavaInteger('٣'), 3);
  assert.equal(parseJavaInteger('𝟗𝟘'), 90);
  assert.equal(parseJavaInteger('2147483648'), undefined);
  for (const text of ['', ' 1', '1 ', '1.0', '0x1', '--1', '1e3', 'two']) assert.equal(parseJavaInteger(text), undefined, text);
  assert.equal(parseJavaLong('-9223372036854775808'), -9223372036854775808n);
  assert.equal(parseJavaLong('9223372036854775808'), undefined);
});

test('fractions as Float.parseFloat and Double.parseDouble read them', () => {
  assert.equal(parseJavaFloat('0.4'), 0.4000000059604645);
  assert.equal(parseJavaFloat(' 1e-1f '), Math.fround(0.1));
  assert.equal(parseJavaFloat('.5D'), 0.5);
  assert.equal(parseJavaFloat('1.'), 1);
  assert.equal(parseJavaDouble('0x1.8p1'), 3);
  assert.equal(parseJavaDouble('-Infinity'), -Infinity);
  assert.ok(Number.isNaN(parseJavaDouble('NaN')));
  for (const text of ['', '.', 'f', '50%', '0,5', '1e', '0x1', "'0.5'", '１']) assert.equal(parseJavaFloat(text), undefined, text);
});

test('a float is the one nearest to the text, not to the double nearest to the text', () => {
  // 1 + 2^-24 lies half-way between two floats and is a double; a hair more has to go up, a hair less down.
  const halfWay = '1.000000059604644775390625';
  assert.equal(parseJavaFloat(halfWay), 1);
  assert.equal(parseJavaFloat(`${halfWay}0000000000000000001`), Math.fround(1.0000001192092896));
  assert.equal(parseJavaFloat('1.00000017881393432617187499999999999999999'), Math.fround(1.0000001192092896));
});

test('products are exact where doubles are not', () => {
  assert.equal(multiplyExactly(13637657492n, Math.fround(0.4)), 5455063078n);
  assert.equal(multiplyExactly(9223372036854775807n, 0.5), 4611686018427387903n);
  assert.deepEqual(decimalOf(1e21), { unscaled: 10n ** 21n, scale: 0 });
  assert.deepEqual(decimalOf(1.5e-7), { unscaled: 15n, scale: 8 });
});

test('doubles print as Double.toString prints them', () => {
  const texts: readonly (readonly [number, string])[] = [[6, '6.0'], [2.5, '2.5'], [0.001, '0.001'], [0.0001, '1.0E-4'], [1e7, '1.0E7'], [12345678.5, '1.23456785E7'], [0, '0.0']];
  for (const [value, text] of texts) assert.equal(printJavaDouble(value), text);
});

test('booleans in any case, nothing else', () => {
  assert.equal(parseJavaBoolean('TRUE'), true);
  assert.equal(parseJavaBoolean('False'), false);
  for (const text of ['yes', '1', '', ' true']) assert.equal(parseJavaBoolean(text), undefined, text);
});
