import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atCaret, marked } from './marked.js';

test('markers are cut out and remembered', () => {
  assert.deepEqual(marked('a: ⟦value-invalid: 1.‸5g⟧\n⟦a-b: ⟦c: x⟧ y⟧'), {
    text: 'a: 1.5g\nx y',
    carets: [5],
    marks: [
      { rule: 'value-invalid', start: 3, end: 7, text: '1.5g' },
      { rule: 'a-b', start: 8, end: 11, text: 'x y' },
      { rule: 'c', start: 8, end: 9, text: 'x' },
    ],
  });
});

test('a wrong test is refused', () => {
  assert.throws(() => marked('⟦a: b'));
  assert.throws(() => marked('b⟧'));
  assert.throws(() => atCaret('‸‸'));
});
