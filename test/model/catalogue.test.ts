import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { allKeys, findOption, formerNameOf, MINOR_VERSIONS, optionAt } from '../../server/src/model/index.js';
import { fieldsOf, listOf, repositoryFile } from './vectors.js';

test('the generated catalogue is up to date', () => {
  execFileSync(process.execPath, [join(__dirname, '../../../scripts/catalogue.mjs'), '--check']);
});

test('every option of the data reads back, run by run', () => {
  const data: unknown = JSON.parse(repositoryFile('data/options.json'));
  const options = fieldsOf(fieldsOf(data)['options']);
  assert.deepEqual(listOf(fieldsOf(data)['versions']), MINOR_VERSIONS);
  assert.deepEqual([...allKeys()].sort(), Object.keys(options).sort());
  for (const [key, value] of Object.entries(options)) {
    const { type, runs } = fieldsOf(value);
    const option = findOption(key);
    assert.ok(option !== undefined, key);
    const expected = listOf(runs).map(fieldsOf);
    assert.equal(option.runs.length, expected.length, key);
    option.runs.forEach((run, at) => {
      const fields = expected[at] ?? {};
      assert.equal(run.type, fields['type'] ?? type, key);
      assert.equal(run.since, fields['since'] ?? MINOR_VERSIONS[0], key);
      assert.equal(run.until, fields['until'] ?? MINOR_VERSIONS[MINOR_VERSIONS.length - 1], key);
      assert.equal(run.default, fields['default'], key);
      assert.deepEqual(run.values, fields['values'], key);
      assert.equal(run.list, fields['list'] === true, key);
      assert.equal(run.deprecated, fields['deprecated'] === true, key);
      const fallback = listOf(fields['fallback'] ?? []).map(fieldsOf);
      assert.deepEqual(run.fallbackKeys, fallback.map((other) => ({ key: other['key'], deprecated: other['deprecated'] === true })), key);
    });
  }
});

test('an option changes and goes with versions', () => {
  const max = 'taskmanager.memory.network.max';
  assert.equal(optionAt(max, '1.16')?.default, '1 gb');
  assert.equal(optionAt(max, '1.17')?.default, '9223372036854775807 bytes');
  assert.equal(optionAt('taskmanager.heap.size', '1.20')?.deprecated, true);
  assert.equal(optionAt('taskmanager.heap.size', '2.0'), undefined);
  assert.equal(optionAt('jobmanager.memory.process.size', '1.10'), undefined);
  assert.equal(optionAt('taskmanager.memory.jvm-metaspace.size', '1.10.0')?.default, '96 mb');
  assert.equal(optionAt('taskmanager.memory.jvm-metaspace.size', '1.10')?.default, '256 mb');
  assert.equal(findOption('taskmanager.heap.size')?.until, '1.20');
  assert.equal(findOption('taskmanager.memory.nothing'), undefined);
});

test('former names lead to the option that reads them', () => {
  const managed = formerNameOf('taskmanager.memory.size', '1.20');
  assert.equal(managed?.option.key, 'taskmanager.memory.managed.size');
  assert.equal(managed.deprecated, true);
  assert.equal(formerNameOf('taskmanager.network.memory.min', '2.3')?.option.key, 'taskmanager.memory.network.min');
  assert.equal(formerNameOf('taskmanager.memory.managed.size', '1.20'), undefined);
});

test('a key with a name in it finds its pattern, the closest one', () => {
  assert.equal(findOption('metrics.reporter.prom.class')?.key, 'metrics.reporter.<name>.class');
  assert.equal(findOption('metrics.reporter.prom.port')?.key, 'metrics.reporter.<name>.<parameter>');
  assert.equal(findOption('external-resource.gpu.amount')?.key, 'external-resource.<resource_name>.amount');
  assert.equal(findOption('flink.hadoop.fs.s3a.endpoint')?.key, 'flink.hadoop.<key>');
  assert.equal(findOption('flink.hadoop.'), undefined);
  assert.equal(findOption('__proto__'), undefined);
  assert.equal(findOption('constructor'), undefined);
});
