import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../server/src/features/index.js';
import { DEFAULT_SETTINGS } from '../../server/src/shared/settings.js';
import { open, type OpenOptions } from '../support/features.js';

const CONF = 'file:///conf/flink-conf.yaml';
const COMMANDS = ['flinkMemory.openPanel'];

/** Each lens as `LINE: TITLE`, lines from 0. */
function lenses(source: string, options: OpenOptions = {}): readonly string[] {
  const { document, context } = open(source, { commands: COMMANDS, ...options });
  return codeLenses(document, context).map(({ range, command }) => `${String(range.start.line)}: ${command?.title ?? ''}`);
}

function deployment(name: string, taskManager: string, jobManager: string): string {
  return `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: ${name}
spec:
  flinkVersion: v1_20
  taskManager: { resource: { memory: ${taskManager} } }
  jobManager: { resource: { memory: ${jobManager} } }
`;
}

// TaskManager: 1728 less metaspace 256 and overhead 192 is 1280 of Flink's; managed 0.4 of it is 512, network 0.1 is 128, off-heap 128.
// JobManager: 1600 less metaspace 256, overhead 192 and off-heap 128.
const DEFAULTS = 'TaskManager 1728 MiB: heap 512, managed 512, network 128 … | JobManager 1600 MiB: heap 1024 …';

test('what both processes get, above the cluster', () => {
  assert.deepEqual(lenses('# ours\njobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m\n', { uri: CONF }), [`0: ${DEFAULTS}`]);
  assert.deepEqual(lenses(deployment('orders', '1728m', '1600m')), [`0: ${DEFAULTS}`]);
});

test('one for each cluster of a file, none for what is not Flink’s', () => {
  const file = [deployment('orders', '1728m', '1600m'), 'kind: Service\nmetadata: {name: orders}\n', deployment('clicks', '1728m', '1600m')].join('---\n');
  assert.deepEqual(lenses(file), [`0: ${DEFAULTS}`, `12: ${DEFAULTS}`]);
});

test('it opens the panel at its cluster; a client that does not name the command gets none', () => {
  const { document, context } = open(deployment('orders', '1728m', '1600m'), { commands: COMMANDS });
  const [lens] = codeLenses(document, context);
  assert.deepEqual(lens?.command?.arguments, [{ uri: document.uri, position: { line: 0, character: 0 } }]);
  assert.equal(lens.command.command, 'flinkMemory.openPanel');
  assert.deepEqual(lenses(deployment('orders', '1728m', '1600m'), { commands: ['flinkMemory.reveal'] }), []);
});

test('a refused process', () => {
  assert.deepEqual(lenses(deployment('orders', '400m', '1600m')), ['0: TaskManager will not start | JobManager 1600 MiB: heap 1024 …']);
});

test('nothing of a process that a template decides, or that may be sized in another file', () => {
  assert.deepEqual(lenses(deployment('orders', '"{{ .memory }}"', '1600m')), ['0: JobManager 1600 MiB: heap 1024 …']);
  assert.deepEqual(lenses(deployment('orders', '"{{ .memory }}"', '"{{ .memory }}"')), []);
  assert.deepEqual(lenses('taskmanager.memory.process.size: 1728m\n', { uri: CONF }), ['0: TaskManager 1728 MiB: heap 512, managed 512, network 128 …']);
});

test('nothing of what Flink cannot load or is not modelled', () => {
  assert.deepEqual(lenses('taskmanager:\n  memory.process.size: 1728m\n  memory.process.size: 1728m\n', { uri: 'file:///conf/config.yaml' }), []);
  assert.deepEqual(lenses(deployment('orders', '1728m', '1600m').replace('v1_20', 'v9_9')), []);
});

test('nothing where the setting turns it off', () => {
  assert.deepEqual(lenses(deployment('orders', '1728m', '1600m'), { settings: { ...DEFAULT_SETTINGS, codeLens: { enabled: false } } }), []);
});
