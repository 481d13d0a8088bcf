import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfigYaml } from '../../server/src/documents/kinds/configYaml.js';

/** Answers of Flink 1.20.1 to texts with a tab; undefined: it refuses the file. */
const ANSWERS: readonly (readonly [text: string, map: Readonly<Record<string, string>> | undefined])[] = [
  ['a: 5\t# c\n', { a: '5' }],
  ['a: 5\t\n', { a: '5' }],
  ['a\t: 1\n', { a: '1' }],
  ['a: x\ty\n', { a: 'x\ty' }],
  ['a: "x\ty" # c\td\n', { a: 'x\ty' }],
  ['a: "5"\t\n', undefined],
  ['a: [1,\t2]\n', undefined],
  ['a: {b:\t2}\n', undefined],
  ['a: 1\n\t\nb: 2\n', undefined],
  ['a: \t1\nb: 2\n', undefined],
  ['a:\t\n  b: 2\n', undefined],
  ['a: \t# c\n  b: 2\n', undefined],
  ['"a"\t: 1\n', undefined],
  ['a:\n  -\tx\n', undefined],
  ['a: 1\n\t# c\nb: 2\n', undefined],
  ['a: |\t\n  x\n', undefined],
  ['---\t\na: 1\n', undefined],
  ['a: 1\n\t', undefined],
];

test('a tab that YAML allows and SnakeYAML does not makes a config.yaml unreadable', () => {
  for (const [text, map] of ANSWERS) {
    const read = readConfigYaml(text);
    assert.equal(read.loading?.code, map === undefined ? 'yaml-invalid' : undefined, JSON.stringify(text));
    if (map !== undefined) assert.deepEqual(Object.fromEntries([...read.winners].map(([key, { value }]) => [key, value])), map, JSON.stringify(text));
  }
});

test('a key that is null is a key named null', () => {
  assert.deepEqual([...readConfigYaml('~: 5\nnull.x: 1\n').winners.keys()], ['null', 'null.x']);
});
