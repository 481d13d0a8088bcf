import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derive, dynamicConfiguration, jvmArguments, type DerivationContext, type ProcessKind } from '../../server/src/model/index.js';
import { configurationOf, fieldsOf, readVectors, textsOf } from './vectors.js';

/** Flink's own answers: the pools to the byte, JVM arguments, -D list, or why it refuses. */
const PROCESSES: readonly ProcessKind[] = ['taskManager', 'jobManager'];

for (const file of ['derive.jsonl', 'flink-conf.jsonl', 'config-yaml.jsonl']) {
  const vectors = readVectors(file);
  for (const process of PROCESSES) {
    test(`${file}: every ${process} in every version`, () => {
      let answers = 0;
      for (const { id, fields, expect } of vectors) {
        for (const { versions, fields: expected } of expect) {
          const map = fields['conf'] ?? expected['map'];
          // A text that Flink cannot load has no map.
          if (map === undefined || expected[process] === undefined) continue;
          for (const version of versions) {
            check(process, map, { version, container: fields['container'] === true }, fieldsOf(expected[process]), `${id} in ${version}`);
            answers++;
          }
        }
      }
      assert.ok(answers > 2000, `only ${String(answers)} answers compared`);
    });
  }
}

function check(process: ProcessKind, map: unknown, context: DerivationContext, expected: Readonly<Record<string, unknown>>, where: string): void {
  const configuration = configurationOf(map);
  const derivation = derive(process, configuration, context);
  if (expected['failure'] === 'not-modelled') {
    assert.equal(derivation.status, 'notModelled', where);
  } else if (expected['failure'] !== undefined) {
    assert.ok(derivation.status === 'failed', `${where}: ${derivation.status}`);
    const { code, key, reason } = derivation.refusal;
    assert.equal(code, expected['failure'], where);
    if (expected['key'] !== undefined) assert.equal(key, expected['key'], where);
    if (expected['reason'] !== undefined) assert.equal(reason, expected['reason'], where);
  } else {
    assert.ok(derivation.status === 'derived', `${where}: ${JSON.stringify(derivation.status)}`);
    const pools = Object.fromEntries([...derivation.pools].map(([pool, bytes]) => [pool, bytes.toString()]));
    assert.deepEqual(pools, textsOf(expected['pools']), where);
    if (expected['jvm'] !== undefined) {
      assert.equal(jvmArguments(derivation, configuration, context)?.join(' '), expected['jvm'], where);
    }
    if (expected['dynamic'] !== undefined) {
      const dynamic = dynamicConfiguration(derivation, configuration, context);
      assert.ok(dynamic !== undefined, where);
      assert.deepEqual(Object.fromEntries(dynamic), textsOf(expected['dynamic']), where);
    }
  }
}

test('the -D list stands in the order of Flink\'s HashMap', () => {
  // As printed by BashJavaUtils of 1.13 to 2.2 (see the recordings of live clusters).
  const configuration = configurationOf({
    'taskmanager.memory.flink.size': '1536m', 'taskmanager.numberOfTaskSlots': '4', 'jobmanager.memory.flink.size': '1g',
  });
  const context: DerivationContext = { version: '1.20', container: false };
  const keysOf = (process: ProcessKind): readonly string[] =>
    [...dynamicConfiguration(derive(process, configuration, context), configuration, context)?.keys() ?? []];
  assert.deepEqual(keysOf('taskManager'), [
    'taskmanager.memory.network.min', 'taskmanager.cpu.cores', 'taskmanager.memory.task.off-heap.size',
    'taskmanager.memory.jvm-metaspace.size', 'external-resources', 'taskmanager.memory.jvm-overhead.min',
    'taskmanager.memory.framework.off-heap.size', 'taskmanager.memory.network.max', 'taskmanager.memory.framework.heap.size',
    'taskmanager.memory.managed.size', 'taskmanager.memory.task.heap.size', 'taskmanager.numberOfTaskSlots',
    'taskmanager.memory.jvm-overhead.max',
  ]);
  assert.deepEqual(keysOf('jobManager'), [
    'jobmanager.memory.off-heap.size', 'jobmanager.memory.jvm-overhead.min', 'jobmanager.memory.jvm-metaspace.size',
    'jobmanager.memory.heap.size', 'jobmanager.memory.jvm-overhead.max',
  ]);
});
