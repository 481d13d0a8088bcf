import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testCases, testSilence } from './cases.js';
import { expectFindings, findingOf, fixesOf, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } };
/** Flink's usual sizes: 512 MiB of managed memory, 384 MiB of task heap. */
const TOTALS = 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n';

function deployment(configuration: string, job: string): string {
  return `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n${configuration}`
    + `  jobManager:\n    resource:\n      memory: 1600m\n  taskManager:\n    resource:\n      memory: 1728m\n  job:\n    jarURI: ${job}\n`;
}

describe('managed-unused', () => {
  testCases([
    {
      name: 'a heap state backend beside the default fraction',
      rule: 'managed-unused', reading: OLD,
      text: `${TOTALS}state.backend.type: ⟦managed-unused: hashmap⟧\n`,
      says: [
        '512 MiB of managed memory lie idle unless jobs use SQL, batch or Python: a heap state backend takes none.',
        '除非作业使用 SQL、批处理或 Python，否则 512 MiB 托管内存闲置：堆状态后端不使用托管内存。',
      ],
      fixes: [[
        'Set taskmanager.memory.managed.fraction to 0 (task heap memory becomes 896 MiB)',
        'taskmanager.memory.process.size: 1728m\ntaskmanager.memory.managed.fraction: 0\njobmanager.memory.process.size: 1600m\nstate.backend.type: hashmap\n',
      ]],
    },
    {
      name: 'a size of managed memory, in a deployment',
      rule: 'managed-unused',
      text: deployment('    state.backend.type: hashmap\n    taskmanager.memory.managed.size: ⟦managed-unused: 512 mb⟧\n', 'local:///opt/flink/usrlib/clicks.jar'),
      says: [
        '512 MiB of managed memory lie idle unless jobs use SQL, batch or Python: a heap state backend takes none.',
        '除非作业使用 SQL、批处理或 Python，否则 512 MiB 托管内存闲置：堆状态后端不使用托管内存。',
      ],
      fixes: [[
        'Set taskmanager.memory.managed.size to 0 mb (task heap memory becomes 896 MiB)',
        deployment('    state.backend.type: hashmap\n    taskmanager.memory.managed.size: 0 mb\n', 'local:///opt/flink/usrlib/clicks.jar'),
      ]],
    },
  ]);

  const hashmap = `${TOTALS}state.backend.type: hashmap\n`;
  testSilence({
    'not where nobody says hashmap': TOTALS,
    'not for another backend': `${TOTALS}state.backend.type: rocksdb\n`,
    'not without managed memory': `${hashmap}taskmanager.memory.managed.fraction: 0\n`,
    'not where somebody has lowered it': `${hashmap}taskmanager.memory.managed.fraction: 0.2\n`,
    'not where somebody has given it a small size': `${hashmap}taskmanager.memory.managed.size: 64m\n`,
    'not where SQL is configured': `${hashmap}table.exec.mini-batch.enabled: true\n`,
    'not where Python is configured': `${hashmap}python.executable: /usr/bin/python3\n`,
    'not in batch, or where the mode is a template': `${hashmap}execution.runtime-mode: BATCH\n`,
    'not where a template hides the backend': `${TOTALS}state.backend.type: {{ backend }}\n`,
    'not where the job itself is SQL': [deployment('    state.backend.type: hashmap\n', 'local:///opt/flink/usrlib/sql-runner.jar'), {}],
  }, OLD);

  it('speaks for a backend that the settings name, on the total', () => {
    const checked = expectFindings(
      'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\ntaskmanager.memory.managed.fraction: ⟦managed-unused: 0.3⟧\n',
      { ...OLD, settings: { ...OLD.settings, stateBackend: 'hashmap' } },
    );
    assert.ok(fixesOf(checked, findingOf(checked, 'managed-unused')).every(({ preferred }) => !preferred));
  });
});

describe('managed-missing', () => {
  testCases([
    {
      name: 'RocksDB with a fraction of nothing',
      rule: 'managed-missing', reading: OLD,
      text: `${TOTALS}state.backend.type: rocksdb\ntaskmanager.memory.managed.fraction: ⟦managed-missing: 0⟧\n`,
      says: [
        'RocksDB lives on managed memory, and there is none: its block cache is empty and nothing limits its write buffers, so it is slow and may outgrow the container.',
        'RocksDB 依赖托管内存，而这里没有：块缓存为空，写缓冲没有上限，因此速度慢，还可能超出容器内存。',
      ],
      fixes: [['Remove taskmanager.memory.managed.fraction (managed memory becomes 512 MiB, task heap memory becomes 384 MiB)', `${TOTALS}state.backend.type: rocksdb\n`]],
    },
    {
      name: 'ForSt with a size of nothing',
      rule: 'managed-missing', reading: { settings: { flinkVersion: '2.0' } },
      text: `${TOTALS}state.backend.type: forst\ntaskmanager.memory.managed.size: ⟦managed-missing: 0m⟧\n`,
      says: [
        'ForSt lives on managed memory, and there is none: its block cache is empty and nothing limits its write buffers, so it is slow and may outgrow the container.',
        'ForSt 依赖托管内存，而这里没有：块缓存为空，写缓冲没有上限，因此速度慢，还可能超出容器内存。',
      ],
      fixes: [['Remove taskmanager.memory.managed.size (managed memory becomes 512 MiB, task heap memory becomes 384 MiB)', `${TOTALS}state.backend.type: forst\n`]],
    },
  ]);

  const none = `${TOTALS}state.backend.type: rocksdb\ntaskmanager.memory.managed.fraction: 0\n`;
  testSilence({
    'not where RocksDB has a budget of its own': `${none}state.backend.rocksdb.memory.fixed-per-slot: 256m\n`,
    'not where RocksDB is not to take managed memory': `${none}state.backend.rocksdb.memory.managed: false\n`,
    'not where a template decides': `${none}state.backend.rocksdb.memory.managed: {{ managed }}\n`,
    'not for a heap state backend': none.replace('rocksdb', 'hashmap'),
  }, OLD);
});

describe('rocksdb-budget-small (FLINK-19238)', () => {
  const four = (managed: string): string => `${TOTALS}taskmanager.numberOfTaskSlots: 4\nstate.backend.type: rocksdb\n${managed}`;

  testCases([
    {
      // A third of 25 MiB for write buffers, 7/8 of it before a flush: 7.29 MiB. 8 MiB need 27.43 MiB, four times 109.7 MiB.
      name: 'a size of managed memory that four slots share',
      rule: 'rocksdb-budget-small', reading: OLD,
      text: four('taskmanager.memory.managed.size: ⟦rocksdb-budget-small: 100m⟧\n'),
      says: [
        'With 25 MiB for a slot RocksDB may buffer 7.3 MiB of writes, less than the 8 MiB it takes at once, so it flushes all the time. 27.4 MiB would do.',
        '每个槽只给 RocksDB 25 MiB，写缓冲最多 7.3 MiB，小于它一次申请的 8 MiB，因此会不停刷盘。设为 27.4 MiB 即可。',
      ],
      fixes: [['Raise taskmanager.memory.managed.size to 110m (managed memory becomes 110 MiB, task heap memory becomes 786 MiB)', four('taskmanager.memory.managed.size: 110m\n')]],
    },
    {
      name: 'a fraction, or a larger total',
      rule: 'rocksdb-budget-small', reading: OLD,
      text: four('taskmanager.memory.managed.fraction: ⟦rocksdb-budget-small: 0.05⟧\n'),
      says: [
        'With 16 MiB for a slot RocksDB may buffer 4.7 MiB of writes, less than the 8 MiB it takes at once, so it flushes all the time. 27.4 MiB would do.',
        '每个槽只给 RocksDB 16 MiB，写缓冲最多 4.7 MiB，小于它一次申请的 8 MiB，因此会不停刷盘。设为 27.4 MiB 即可。',
      ],
      fixes: [
        ['Raise taskmanager.memory.managed.fraction to 0.09 (managed memory becomes 115.2 MiB, task heap memory becomes 780.8 MiB)', four('taskmanager.memory.managed.fraction: 0.09\n')],
        // 109.71 MiB are 0.05 of 2194.3 MiB: with 256 MiB of metaspace and a tenth of overhead 2722.5 MiB of process.
        [
          'Raise taskmanager.memory.process.size to 2723m (managed memory becomes 109.7 MiB, task heap memory becomes 1609.5 MiB)',
          four('taskmanager.memory.managed.fraction: 0.05\n').replace('1728m', '2723m'),
        ],
      ],
    },
    {
      name: 'a budget of its own',
      rule: 'rocksdb-budget-small', reading: OLD,
      text: `${TOTALS}state.backend.type: rocksdb\nstate.backend.rocksdb.memory.fixed-per-slot: ⟦rocksdb-budget-small: 16m⟧\n`,
      says: [
        'With 16 MiB for a slot RocksDB may buffer 4.7 MiB of writes, less than the 8 MiB it takes at once, so it flushes all the time. 27.4 MiB would do.',
        '每个槽只给 RocksDB 16 MiB，写缓冲最多 4.7 MiB，小于它一次申请的 8 MiB，因此会不停刷盘。设为 27.4 MiB 即可。',
      ],
      fixes: [['Raise state.backend.rocksdb.memory.fixed-per-slot to 28m', `${TOTALS}state.backend.type: rocksdb\nstate.backend.rocksdb.memory.fixed-per-slot: 28m\n`]],
    },
  ]);

  testSilence({
    'not where the budget is enough': four('taskmanager.memory.managed.size: 110m\n'),
    'not where write buffers are small themselves': four('taskmanager.memory.managed.size: 100m\nstate.backend.rocksdb.writebuffer.size: 32m\n'),
    'not where code of somebody sizes the write buffers': four('taskmanager.memory.managed.size: 100m\nstate.backend.rocksdb.options-factory: com.example.Options\n'),
    'not where nobody names RocksDB': four('taskmanager.memory.managed.size: 100m\n').replace('state.backend.type: rocksdb\n', ''),
    'not where a template sets the slots': four('taskmanager.memory.managed.size: 100m\n').replace('Slots: 4', 'Slots: {{ slots }}'),
  }, OLD);
});
