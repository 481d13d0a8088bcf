import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkText, fixesOf } from './support.js';

/** Titles of the fixes for the former name of a flink-conf.yaml's key. */
function fixesFor(text: string, key: string): readonly string[] {
  const checked = checkText(text, { file: 'flink-conf.yaml' });
  const found = checked.found.find(({ finding }) => finding.rule === 'deprecated-key' && finding.key === key);
  assert.ok(found);
  return fixesOf(checked, found).map(({ title }) => title);
}

test('an old name that Flink passes over for another one is not brought to life by a new name', () => {
  const version = '# flink-memory: version 1.14\n';
  // heap.size counts: total Flink memory is 4096 MiB, and would become 8192.
  assert.deepEqual(fixesFor(`${version}taskmanager.heap.mb: 8192\ntaskmanager.heap.size: 4096m\n`, 'taskmanager.heap.mb'), ['Remove taskmanager.heap.mb (taskmanager.heap.size counts)']);
  assert.deepEqual(fixesFor(`${version}taskmanager.heap.mb: 8192\n`, 'taskmanager.heap.mb'), ['Rename to taskmanager.memory.flink.size: 8192m']);
  // The number of buffers counts only where no fraction, minimum or maximum is set.
  const buffers = 'taskmanager.network.numberOfBuffers';
  assert.deepEqual(fixesFor(`${version}taskmanager.memory.process.size: 8g\ntaskmanager.memory.network.fraction: 0.2\n${buffers}: 2048\n`, buffers), [`Remove ${buffers} (taskmanager.memory.network.fraction counts)`]);
});
