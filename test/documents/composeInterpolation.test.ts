import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { interpolate } from '../../server/src/documents/compose/interpolation.js';

function valueOf(text: string, variables: Readonly<Record<string, string>> = {}): string {
  const pieces = interpolate(text, new Map(Object.entries(variables)));
  return pieces === undefined ? text : pieces.map((piece) => piece.text).join('');
}

describe('A value in a compose file', () => {
  it('has the values of its variables', () => {
    const variables = { MEMORY: '2g', EMPTY: '', lower_1: 'x' };
    assert.equal(valueOf('size: ${MEMORY}', variables), 'size: 2g');
    assert.equal(valueOf('size: $MEMORY,', variables), 'size: 2g,');
    assert.equal(valueOf('$lower_1$MEMORY', variables), 'x2g');
    assert.equal(valueOf('[${EMPTY}]', variables), '[]');
    assert.equal(valueOf('${MEMORY:-1g} ${MEMORY-1g} ${MEMORY:?missing} ${MEMORY?}', variables), '2g 2g 2g 2g');
  });

  it('has the defaults of variables that no file gives', () => {
    assert.equal(valueOf('${MEMORY:-2g}'), '2g');
    assert.equal(valueOf('${MEMORY-2g}'), '2g');
    assert.equal(valueOf('${EMPTY:-2g} ${EMPTY-2g}', { EMPTY: '' }), '2g ');
    assert.equal(valueOf('a ${ONE:-${TWO:-2g}} b'), 'a 2g b');
    assert.equal(valueOf('a ${ONE:-${TWO:-2g}} b', { TWO: '3g' }), 'a 3g b');
    assert.equal(valueOf('${NONE:-}'), '');
    assert.equal(valueOf('http://${HOST:-minio}:${PORT:-9000}/'), 'http://minio:9000/');
  });

  it('is left open where nobody knows the variable', () => {
    assert.equal(valueOf('size: ${MEMORY}'), 'size: ${MEMORY}');
    assert.equal(valueOf('size: $memory'), 'size: ${memory}');
    assert.equal(valueOf('${MEMORY:?not set}'), '${MEMORY}');
    assert.equal(valueOf('${MEMORY:+2g}', { MEMORY: '1g' }), '${MEMORY}');
    assert.equal(valueOf('${ONE:-${TWO}}'), '${TWO}');
  });

  it('keeps what is no variable', () => {
    assert.equal(valueOf('no variables'), 'no variables');
    assert.equal(valueOf('$${HOME} costs 5$ $ $1 ${} ${-x} ${A'), '${HOME} costs 5$ $ $1 ${} ${-x} ${A');
    assert.equal(valueOf('${A b}'), '${A b}');
  });

  it('says where each piece stands', () => {
    const text = 'size: ${MEMORY:-2g} # $$5';
    const pieces = interpolate(text, new Map()) ?? [];
    assert.deepEqual(pieces.map(({ text: value, from, verbatim }) => [value, text.slice(from.start, from.end), verbatim]), [
      ['size: ', 'size: ', true], ['2g', '2g', true], [' # ', ' # ', true], ['$', '$$', false], ['5', '5', true],
    ]);
  });

  it('is read in reasonable time, however it is nested', () => {
    assert.equal(valueOf('${A:-'.repeat(5000)).length, 25000);
    assert.ok(valueOf(`${'${A:-'.repeat(2000)}x${'}'.repeat(2000)}`).length > 0);
  });
});
