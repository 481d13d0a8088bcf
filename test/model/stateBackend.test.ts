import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backendBudget, Configuration, stateBackendOf } from '../../server/src/model/index.js';

function configuration(values: Readonly<Record<string, string>>, unknown: readonly string[] = []): Configuration {
  return new Configuration(new Map(Object.entries(values)), new Set(unknown));
}

describe('The state backend', () => {
  it('is read by its current and its former key, as a short name or a class', () => {
    assert.equal(stateBackendOf(configuration({ 'state.backend.type': 'rocksdb' }), '1.20'), 'rocksdb');
    assert.equal(stateBackendOf(configuration({ 'state.backend': 'ROCKSDB' }), '1.20'), 'rocksdb');
    assert.equal(stateBackendOf(configuration({ 'state.backend': 'org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackendFactory' }), '1.14'), 'rocksdb');
    assert.equal(stateBackendOf(configuration({ 'state.backend.type': 'forst' }), '2.0'), 'forst');
    assert.equal(stateBackendOf(configuration({ 'state.backend': 'filesystem' }), '1.10'), 'hashmap');
    assert.equal(stateBackendOf(configuration({ 'state.backend': 'org.apache.flink.runtime.state.hashmap.HashMapStateBackendFactory' }), '1.20'), 'hashmap');
  });

  it('is not guessed: not where none is named, one is of somebody else, or a template names it', () => {
    assert.equal(stateBackendOf(configuration({}), '1.20'), undefined);
    assert.equal(stateBackendOf(configuration({ 'state.backend.type': 'com.example.RedisStateBackend' }), '1.20'), undefined);
    assert.equal(stateBackendOf(configuration({ 'state.backend.type': '{{ .Values.backend }}' }, ['state.backend.type']), '1.20'), undefined);
  });

  it('is what somebody has chosen, whatever the file says', () => {
    assert.equal(stateBackendOf(configuration({ 'state.backend.type': 'rocksdb' }), '1.20', 'hashmap'), 'hashmap');
  });
});

describe('The budget of a native state backend (RocksDBSharedResourcesFactory.from)', () => {
  const PREFIX = 'state.backend.rocksdb.memory';

  it('is managed memory by default, and a size per slot wherever one is set', () => {
    assert.deepEqual(backendBudget(configuration({}), '1.20', 'rocksdb'), { kind: 'managed' });
    assert.deepEqual(backendBudget(configuration({ [`${PREFIX}.fixed-per-slot`]: '64m' }), '1.10', 'rocksdb'), { kind: 'fixed-per-slot', key: `${PREFIX}.fixed-per-slot` });
  });

  it('is a size per TaskManager only without managed memory', () => {
    const size = { [`${PREFIX}.fixed-per-tm`]: '1g' };
    assert.deepEqual(backendBudget(configuration(size), '1.20', 'rocksdb'), { kind: 'managed' });
    assert.deepEqual(backendBudget(configuration({ ...size, [`${PREFIX}.managed`]: 'FALSE' }), '1.20', 'rocksdb'), { kind: 'fixed-per-tm', key: `${PREFIX}.fixed-per-tm` });
    // The option came with 1.17.
    assert.deepEqual(backendBudget(configuration({ ...size, [`${PREFIX}.managed`]: 'false' }), '1.16', 'rocksdb'), { kind: 'none' });
  });

  it('is unknown where a template or an unreadable value decides', () => {
    const key = `${PREFIX}.managed`;
    assert.deepEqual(backendBudget(configuration({ [key]: '${MANAGED}' }, [key]), '1.20', 'rocksdb'), { kind: 'unknown' });
    assert.deepEqual(backendBudget(configuration({ [key]: 'yes' }), '1.20', 'rocksdb'), { kind: 'unknown' });
  });
});
