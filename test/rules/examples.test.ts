import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checkText } from './support.js';

/** What examples/README.md promises of each broken file, all of it to be seen at once. */
const PROMISED: readonly (readonly [file: string, rules: readonly string[]])[] = [
  ['flink-conf.yaml', ['value-invalid', 'line-ignored', 'pools-exceed-flink', 'unknown-key', 'deprecated-key', 'duplicate-key']],
  // Both totals of the TaskManager; a heap of the JobManager as large as its process.
  ['config.yaml', ['flink-exceeds-process', 'flink-exceeds-process', 'value-invalid']],
  ['orders.yaml', ['off-heap-exceeds-flink', 'pools-exceed-flink']],
  ['clicks.yaml', ['key-overridden', 'flink-exceeds-process', 'quantity-invalid']],
];

for (const [file, rules] of PROMISED) {
  test(`examples/broken/${file} shows what is promised of it`, () => {
    const text = readFileSync(path.resolve(__dirname, '../../../examples/broken', file), 'utf8');
    assert.deepEqual(checkText(text, { file }).found.map(({ finding }) => finding.rule).sort(), [...rules].sort());
  });
}
