import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { asPlainText, hover } from '../../server/src/features/index.js';
import { caret, hoverText, open, type OpenOptions } from '../support/features.js';

function hoverAt(source: string, options: OpenOptions = {}): string | undefined {
  const opened = open(source, options);
  const found = hover(opened.document, caret(opened), opened.context);
  // Between groups of digits stands a narrow blank; a test reads better with an ordinary one.
  return found === undefined ? undefined : hoverText(found).replaceAll('\u202f', ' ');
}

/** A deployment of 2600m by resource.memory, three slots, managed.fraction 0.25, RocksDB, Flink 1.20. */
function orders(place: 'key' | 'value' | 'slots' | 'memory' | 'head' | 'kind' | 'interval' | 'secret' | 'unknown' | 'backend' | 'network'): string {
  const at = (here: typeof place): string => (place === here ? '‸' : '');
  return `apiVersion: flink.apache.org/v1beta1
kind: Flink${at('kind')}Deployment
metadata:
  name: orders
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    taskmanager.numberOf${at('slots')}TaskSlots: "3"
    taskmanager.memory.managed.${at('key')}fraction: "0.2${at('value')}5"
    state.backend.${at('backend')}type: rocksdb
    taskmanager.memory.network.max: ${at('network')}2g
    execution.checkpointing.${at('interval')}interval: 10s
    s3.secret-key: a${at('secret')}bc
    orders.my-own.${at('unknown')}key: 1
  taskManager:
    resource:
      memory: "26${at('memory')}00m"
  job${at('head')}Manager:
    resource:
      memory: 2Gi
`;
}

test('a pool: the answer, the bar, the sum, what it is, the small print', () => {
  const text = hoverAt(orders('key'), { commands: ['flinkMemory.openPanel'] }) ?? '';
  const [headline, bar, sum] = text.split(/ *\n+/);
  assert.equal(headline, '**Managed memory 521 MiB** · 20 % of the TaskManager · 173.7 MiB in each of 3 slots');
  assert.match(bar ?? '', /^`[░█]{40}`$/u);
  assert.equal(sum, '0.25 × total Flink memory 2084 MiB = 521 MiB');
  // Alone all of a slot's 173.7 MiB; by weight 70 : 70 half of it, 70 : 30 seven tenths.
  assert.match(text, /RocksDB gets 173\.7 MiB alone, 86\.8 MiB beside batch or SQL operators, 121\.6 MiB beside Python/);
  assert.match(text, /Default `0\.4` · without effect when `taskmanager\.memory\.managed\.size` is set/);
  assert.match(text, /\[Flink 1\.20 documentation\]\(https:\/\/nightlies\.apache\.org\/flink\/flink-docs-release-1\.20\/docs\//);
  assert.match(text, /\[Open memory model\]\(command:flinkMemory\.openPanel\?/);
});

test('value and key of a fraction say the same', () => {
  assert.equal(hoverAt(orders('value')), hoverAt(orders('key')));
});

test('a command that the client does not know is not linked', () => {
  assert.doesNotMatch(hoverAt(orders('key')) ?? '', /command:/);
});

test('the block that holds a process\'s memory: that process', () => {
  const text = hoverAt('apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec:\n  flinkVersion: v1_20\n  jobManager:\n    resource: {memory: 2g}\n  taskManager:\n    res‸ource:\n      cpu: 1\n      memory: 4g\n') ?? '';
  assert.match(text, /^\*\*TaskManager 4096 MiB\*\*/);
  assert.equal(hoverAt('apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec:\n  podTemplate:\n    res‸ources:\n      x: 1\n  taskManager:\n    resource:\n      memory: 4g\n'), undefined);
});

test('resource.memory: the whole process, its JVM and container, and what the unit means', () => {
  const text = hoverAt(orders('memory')) ?? '';
  assert.match(text, /^\*\*TaskManager 2600 MiB\*\* — 2 726 297 600 bytes *\n/);
  // Two pools a row, an empty column between them.
  const rows = text.split('\n').filter((line) => line.startsWith('|')).slice(2)
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
    .flatMap((cells) => [cells.slice(0, 4), cells.slice(5)]);
  assert.deepEqual(rows, [
    ['Framework heap', '128', '5 %', 'default'],
    ['Task heap', '1098.6', '42 %', 'the rest'],
    ['Managed', '521', '20 %', '0.25 of Flink'],
    ['Framework off-heap', '128', '5 %', 'default'],
    ['Task off-heap', '0', '0 %', 'default'],
    ['Network', '208.4', '8 %', '0.1 of Flink'],
    ['JVM metaspace', '256', '10 %', 'default'],
    ['JVM overhead', '260', '10 %', '0.1 of process'],
  ]);
  assert.match(text, /JVM: `-Xmx` 1226\.6 MiB, direct 336\.4 MiB, metaspace 256 MiB · Container: 2600 Mi, 3 CPU/);
  assert.match(text, /`2600m` = 2\.54 GiB/);
  assert.match(text, /`m` is MiB here/);
  assert.match(text, /It sets `taskmanager\.memory\.process\.size`/);
});

test('the head of a process: its breakdown', () => {
  const text = hoverAt(orders('head')) ?? '';
  assert.match(text, /^\*\*JobManager 2048 MiB\*\*/);
  assert.match(text, /\| JVM heap \| 1459\.2 \| 71 % \| the rest \|/);
  assert.match(text, /\| Off-heap \| 128 \| 6 % \| default \|/);
});

test('the head of the deployment: both processes and the version', () => {
  const text = hoverAt(orders('kind')) ?? '';
  assert.match(text, /^\*\*orders\*\* · FlinkDeployment · Flink 1\.20 \(from spec\.flinkVersion\)/);
  assert.match(text, /\*\*TaskManager 2600 MiB\*\*/);
  assert.match(text, /\*\*JobManager 2048 MiB\*\*/);
});

test('an option outside memory: type, default, versions and link, never a secret value', () => {
  const text = hoverAt(orders('interval')) ?? '';
  assert.match(text, /^\*\*`execution\.checkpointing\.interval`\*\* · `Duration`/);
  assert.match(text, /No default/);
  assert.match(text, /#execution-checkpointing-interval\)/);
  assert.doesNotMatch(hoverAt(orders('secret')) ?? '', /abc/);
});

test('an option that uses a pool without sizing it is explained first', () => {
  assert.match(hoverAt(orders('backend')) ?? '', /^\*\*`state\.backend\.type`\*\*/);
});

test('a size is shown in all its units', () => {
  assert.match(hoverAt(orders('network')) ?? '', /`2g` = 2048 MiB = 2 GiB = 2 147 483 648 bytes/);
});

test('nothing where nothing is known', () => {
  assert.equal(hoverAt(orders('unknown')), undefined);
  assert.equal(hoverAt('apiVersion: v1\nkind: Config‸Map\n'), undefined);
});

test('a refused process: what is missing, and the first way out', () => {
  const text = hoverAt('taskmanager.memory.process.‸size: 500m\ntaskmanager.memory.managed.size: 512m\ntaskmanager.memory.flink.size: 1g\n', { uri: 'file:///conf/flink-conf.yaml' }) ?? '';
  // 1024 + 256 MiB do not fit into 500 MiB.
  assert.match(text, /^\*\*Flink will not start the TaskManager: 780 MiB are missing\.\*\*/);
  assert.match(text, /First way out: Raise taskmanager\.memory\.process\.size to \d+m/);
  assert.doesNotMatch(text, /\|/);
});

test('a refusal is told once: what is missing, the sum, the way out', () => {
  const text = hoverAt('taskmanager.memory.process.‸size: 500m\ntaskmanager.memory.managed.size: 512m\ntaskmanager.memory.flink.size: 1g\n', { uri: 'file:///conf/flink-conf.yaml' }) ?? '';
  const [first] = text.split(/ *\n+/);
  assert.equal(first, '**Flink will not start the TaskManager: 780 MiB are missing.** Total Flink memory 1024 MiB and JVM metaspace 256 MiB need 1280 MiB, but the process has 500 MiB.');
  assert.equal(text.match(/start/g)?.length, 1);
  assert.equal(text.match(/missing/g)?.length, 1);
});

/** The operator takes whole numbers only: 2.5Gi is 2560Mi. */
function fraction(place: 'kind' | 'head' | 'value'): string {
  const at = (here: typeof place): string => (place === here ? '‸' : '');
  return `apiVersion: flink.apache.org/v1beta1
kind: Flink${at('kind')}Deployment
metadata: {name: clicks}
spec:
  flinkVersion: v1_20
  job${at('head')}Manager:
    resource:
      memory: "2.${at('value')}5Gi"
  taskManager:
    resource:
      memory: 2g
`;
}

test('a value that the operator cannot read: why, and the first way out, wherever the process is shown', () => {
  for (const place of ['kind', 'head', 'value'] as const) {
    const text = hoverAt(fraction(place)) ?? '';
    assert.match(text, /\*\*Flink will not start the JobManager\.\*\* The operator [\d.]+ cannot read "2\.5Gi" as jobManager\.resource\.memory/, place);
    assert.match(text, /First way out: Write 2560Mi/, place);
  }
  assert.match(hoverAt(fraction('kind')) ?? '', /^\*\*JobManager\*\* · \*\*Flink will not start the JobManager\./m);
});

test('a default of the operator’s that Flink cannot read has no line, and its reason all the same', () => {
  const text = hoverAt('apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: clicks}\nspec:\n  flinkVersion: v1_20\n  task‸Manager: {resource: {memory: 2g}}\n', {
    settings: { operatorDefaults: { 'taskmanager.memory.managed.size': 'much' } },
  }) ?? '';
  assert.match(text, /^\*\*Flink will not start the TaskManager\.\*\* "much" in the setting flinkMemory\.operatorDefaults cannot be read as taskmanager\.memory\.managed\.size: a size begins with a digit\./);
});

test('a minimum above its maximum is not something missing', () => {
  const text = hoverAt('taskmanager.memory.process.‸size: 4g\ntaskmanager.memory.network.min: 512m\ntaskmanager.memory.network.max: 256m\n', { uri: 'file:///conf/flink-conf.yaml' }) ?? '';
  assert.match(text, /^\*\*Flink will not start the TaskManager\.\*\* The minimum taskmanager\.memory\.network\.min \(512 MiB\) is above the maximum taskmanager\.memory\.network\.max \(256 MiB\)\. *\n/);
});

test('a template: unknown, not wrong', () => {
  const text = hoverAt('taskmanager.memory.process.‸size: {{ .Values.memory }}\ntaskmanager.numberOfTaskSlots: 2\n', { uri: 'file:///conf/flink-conf.yaml' }) ?? '';
  assert.match(text, /^\*\*TaskManager\*\*: its size is not known before the template is rendered/);
});

test('a line that lost says what counts', () => {
  const text = hoverAt('taskmanager.memory.process.‸size: 2g\ntaskmanager.memory.process.size: 4g\n', { uri: 'file:///conf/flink-conf.yaml' }) ?? '';
  assert.match(text, /^\*\*TaskManager 4096 MiB\*\*/);
  assert.match(text, /This line does not count: `taskmanager\.memory\.process\.size` is set to `4g` elsewhere/);
});

test('before 1.13 Flink documents elsewhere: no link', () => {
  const text = hoverAt('taskmanager.memory.process.‸size: 2g\n', { uri: 'file:///conf/flink-conf.yaml', settings: { flinkVersion: '1.11' } }) ?? '';
  assert.match(text, /^\*\*TaskManager 2048 MiB\*\*/);
  assert.doesNotMatch(text, /https:/);
});

test('a name cannot smuggle in a link', () => {
  const text = hoverAt('apiVersion: flink.apache.org/v1beta1\nkind: ‸FlinkDeployment\nmetadata:\n  name: "[x](command:evil)"\nspec:\n  taskManager:\n    resource: {memory: 2g}\n') ?? '';
  assert.doesNotMatch(text, /[^\\]\[x\]\(/);
});

test('clients with images get one that says in words what it shows', () => {
  const text = hoverAt(orders('memory'), { hoverImages: true }) ?? '';
  assert.match(text, /!\[Framework heap 5 %, Task heap 42 %, Managed 20 %[^\]]*\]\(data:image\/svg\+xml,[^)\s]+\)/);
});

test('clients without Markdown get text', () => {
  const opened = open(orders('memory'), { hoverImages: true, commands: ['flinkMemory.openPanel'] });
  const found = hover(opened.document, caret(opened), opened.context);
  assert.ok(found !== undefined);
  const plain = asPlainText(found);
  assert.ok(MarkupContent.is(plain.contents) && plain.contents.kind === 'plaintext');
  assert.match(hoverText(plain), /^TaskManager 2600 MiB — /);
  assert.doesNotMatch(hoverText(plain), /\*\*|\]\(|data:|\|/);
});

test('a hover is no longer than fits', () => {
  for (const place of ['key', 'memory', 'head', 'kind', 'network', 'slots'] as const) {
    const lines = (hoverAt(orders(place), { commands: ['flinkMemory.openPanel'] }) ?? '')
      .replace(/\]\([^)]*\)/g, ']').split('\n').filter((line) => line !== '' && !line.startsWith('| ---')).flatMap((line) => Array.from({ length: Math.ceil(line.length / 90) }));
    assert.ok(lines.length <= 12, `${place}: ${String(lines.length)} lines`);
  }
});
