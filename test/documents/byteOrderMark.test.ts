import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFlinkConf } from '../../server/src/documents/flinkConf.js';

test('a byte order mark before a comment drops nothing; before a key it drops the key', () => {
  assert.deepEqual(readFlinkConf('\uFEFF# conf\ntaskmanager.memory.process.size: 2g\n').problems, []);
  const marked = readFlinkConf('\uFEFFtaskmanager.memory.process.size: 2g\n');
  assert.deepEqual(marked.entries.map(({ key }) => key), ['\uFEFFtaskmanager.memory.process.size'], 'as Flink’s reader has it');
});
