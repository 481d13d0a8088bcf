/** What the start script would pass otherwise. Arguments as Flink 1.20 prints them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argumentBytes, argumentChanges } from '../../client/webview/argumentChanges.js';
import type { ProcessModel } from '../../server/src/shared/protocol.js';

const SMALL: ProcessModel = {
  status: 'derived',
  jvmArguments: ['-Xmx536870902', '-Xms536870902', '-XX:MaxDirectMemorySize=268435458', '-XX:MaxMetaspaceSize=268435456'],
  dynamicConfiguration: { 'taskmanager.memory.managed.size': '536870920b', 'taskmanager.cpu.cores': '1.0' },
};
const LARGE: ProcessModel = {
  status: 'derived',
  jvmArguments: ['-Xmx1073741824', '-Xms1073741824', '-XX:MaxDirectMemorySize=268435458', '-XX:MaxMetaspaceSize=268435456', '-Dlog.level=INFO'],
  dynamicConfiguration: { 'taskmanager.memory.managed.size': '536870920b', 'taskmanager.cpu.cores': '2.0' },
};

test('only what differs, in the order of the start script', () => {
  assert.deepEqual(argumentChanges(SMALL, LARGE), {
    jvm: [
      { name: '-Xmx', before: '536870902', after: '1073741824' }, { name: '-Xms', before: '536870902', after: '1073741824' },
      { name: '-Dlog.level', before: undefined, after: 'INFO' },
    ],
    settings: [{ name: 'taskmanager.cpu.cores', before: '1.0', after: '2.0' }],
  });
  assert.deepEqual(argumentChanges(SMALL, SMALL), { jvm: [], settings: [] });
});

test('nothing to set side by side where one process does not start', () => {
  assert.deepEqual(argumentChanges({ status: 'failed' }, LARGE), { jvm: [], settings: [] });
});

test('sizes are passed in bytes; other numbers are none', () => {
  assert.deepEqual(['536870902', '536870920b', '0b', '1.0', '3', 'INFO'].map(argumentBytes), [536870902n, 536870920n, 0n, undefined, undefined, undefined]);
});
