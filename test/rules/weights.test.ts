import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Settings } from '../../server/src/shared/settings.js';
import { speakChinese } from '../support/speech.js';
import { afterFix, checkText, expectFindings, findingOf, fixesOf, type Checked, type Reading } from './support.js';

const TOTALS = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\n';
const WEIGHTS = 'taskmanager.memory.managed.consumer-weights';
const ROCKSDB = 'state.backend.type: rocksdb\n';

function old(flinkVersion: Settings['flinkVersion'] = '1.20', settings: Partial<Settings> = {}): Reading {
  return { file: 'flink-conf.yaml', settings: { flinkVersion, ...settings } };
}

const NESTED_2_2: Reading = { settings: { flinkVersion: '2.2' } };

function everyFix(checked: Checked, rule: string): readonly (readonly [string, string])[] {
  const found = findingOf(checked, rule);
  return fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)] as const);
}

describe('consumer-missing', () => {
  it('RocksDB without a weight gets Flink’s own', () => {
    const checked = expectFindings(`${TOTALS}${ROCKSDB}${WEIGHTS}: ⟦consumer-missing: OPERATOR:50,PYTHON:50⟧\n`, old());
    assert.equal(findingOf(checked, 'consumer-missing').sentence, 'STATE_BACKEND has no weight here and so no managed memory, but RocksDB needs some: its tasks fail when they ask for it. Flink gives it 70 by default.');
    assert.deepEqual(everyFix(checked, 'consumer-missing'), [
      ['Write OPERATOR:50,PYTHON:50,STATE_BACKEND:70', `${TOTALS}${ROCKSDB}${WEIGHTS}: OPERATOR:50,PYTHON:50,STATE_BACKEND:70\n`],
      [`Remove ${WEIGHTS}`, `${TOTALS}${ROCKSDB}`],
    ]);
  });

  it('a weight of 0 is as good as none', () => {
    const checked = expectFindings(`${TOTALS}${ROCKSDB}${WEIGHTS}: ⟦consumer-missing: STATE_BACKEND:0,OPERATOR:70⟧\n`, old());
    assert.equal(findingOf(checked, 'consumer-missing').sentence, 'STATE_BACKEND has weight 0 and so no managed memory, but RocksDB needs some: its tasks fail when they ask for it. Flink gives it 70 by default.');
    assert.equal(everyFix(checked, 'consumer-missing')[0]?.[1], `${TOTALS}${ROCKSDB}${WEIGHTS}: STATE_BACKEND:70,OPERATOR:70\n`);
  });

  it('the setting stateBackend says it as well, and 1.12 has its own name', () => {
    expectFindings(`${TOTALS}${WEIGHTS}: ⟦consumer-missing: OPERATOR:70⟧\n`, old('1.20', { stateBackend: 'rocksdb' }));
    const checked = expectFindings(`${TOTALS}state.backend: rocksdb\n${WEIGHTS}: ⟦consumer-missing: PYTHON:30⟧\n`, old('1.12'));
    assert.equal(everyFix(checked, 'consumer-missing')[0]?.[0], 'Write PYTHON:30,DATAPROC:70');
  });

  it('Python by the keys that only its jobs have', () => {
    const checked = expectFindings(`${TOTALS}python.executable: /venv/bin/python\n${WEIGHTS}: ⟦consumer-missing: OPERATOR:70,STATE_BACKEND:70⟧\n`, old());
    assert.equal(everyFix(checked, 'consumer-missing')[0]?.[0], 'Write OPERATOR:70,STATE_BACKEND:70,PYTHON:30');
  });

  it('weights below the key, as a nested file has them', () => {
    const text = (weights: string): string => `taskmanager:\n  numberOfTaskSlots: 2\n  memory:\n    process.size: 2g\n    managed:\n      consumer-weights:\n${weights}jobmanager.memory.process.size: 2g\nstate.backend.type: rocksdb\n`;
    const zero = expectFindings(text('        OPERATOR: 70\n        STATE_BACKEND: ⟦consumer-missing: 0⟧\n'), NESTED_2_2);
    assert.equal(everyFix(zero, 'consumer-missing')[0]?.[1], text('        OPERATOR: 70\n        STATE_BACKEND: 70\n'));
    const missing = expectFindings(text('        OPERATOR: ⟦consumer-missing: 70⟧\n'), NESTED_2_2);
    assert.equal(everyFix(missing, 'consumer-missing')[0]?.[1], text('        OPERATOR: 70\n        STATE_BACKEND: 70\n'));
  });

  const silent: readonly (readonly [string, string])[] = [
    ['nobody set weights', ROCKSDB],
    ['the backend has a weight', `${ROCKSDB}${WEIGHTS}: STATE_BACKEND:1\n`],
    ['DATAPROC stands for it', `${ROCKSDB}${WEIGHTS}: DATAPROC:70\n`],
    ['state is on the heap', `state.backend.type: hashmap\n${WEIGHTS}: OPERATOR:70\n`],
    ['nobody knows the backend', `state.backend.type: {{ .Values.backend }}\n${WEIGHTS}: OPERATOR:70\n`],
    ['RocksDB has a size of its own', `${ROCKSDB}state.backend.rocksdb.memory.fixed-per-slot: 256m\n${WEIGHTS}: OPERATOR:70\n`],
    ['batch has a state backend of its own', `${ROCKSDB}execution.runtime-mode: BATCH\n${WEIGHTS}: OPERATOR:70\n`],
    ['Python runs in the JVM', `python.executable: python3\npython.execution-mode: thread\n${WEIGHTS}: OPERATOR:70\n`],
    ['Python takes no managed memory', `python.executable: python3\npython.fn-execution.memory.managed: false\n${WEIGHTS}: OPERATOR:70\n`],
    ['a template hides the weights', `${ROCKSDB}${WEIGHTS}: {{ .Values.weights }}\n`],
  ];
  for (const [why, lines] of silent) it(`is silent where ${why}`, () => { expectFindings(`${TOTALS}${lines}`, old()); });

  it('in Chinese, too', (context) => {
    speakChinese(context);
    const checked = checkText(`${TOTALS}${ROCKSDB}${WEIGHTS}: OPERATOR:70\n`, old());
    assert.equal(findingOf(checked, 'consumer-missing').sentence, '这里没有给 STATE_BACKEND 权重，它分不到托管内存，而 RocksDB 需要它：任务申请时会失败。Flink 默认给它的权重是 70。');
  });
});

describe('consumer-unknown', () => {
  it('is ignored since 1.13, and written as it was meant', () => {
    const checked = expectFindings(`${TOTALS}${WEIGHTS}: ⟦consumer-unknown: OPERATOR:70,STATEBACKEND:70,python:30⟧\n`, old());
    const found = findingOf(checked, 'consumer-unknown');
    assert.equal(found.finding.level, 'warning');
    assert.equal(found.sentence, 'There is no consumer STATEBACKEND, python in Flink 1.20, which ignores its weight. Known: OPERATOR, DATAPROC, STATE_BACKEND, PYTHON.');
    assert.deepEqual(everyFix(checked, 'consumer-unknown').map(([title]) => title), ['Write OPERATOR:70,STATE_BACKEND:70,PYTHON:30', `Remove ${WEIGHTS}`]);
  });

  it('is refused by 1.12', () => {
    const found = findingOf(checkText(`${TOTALS}${WEIGHTS}: OPERATOR:70,PYTHON:30\n`, old('1.12')), 'consumer-unknown');
    assert.equal(found.finding.level, 'error');
    assert.equal(found.sentence, 'There is no consumer OPERATOR in Flink 1.12, which refuses it. Known: DATAPROC, PYTHON.');
  });

  it('DATAPROC is two since 2.0, which reads only their own names', () => {
    const checked = expectFindings(`${TOTALS}${WEIGHTS}: ⟦consumer-unknown: DATAPROC:70,PYTHON:30⟧\n`, NESTED_2_2);
    assert.equal(everyFix(checked, 'consumer-unknown')[0]?.[0], 'Write OPERATOR:70,STATE_BACKEND:70,PYTHON:30');
    expectFindings(`${TOTALS}${WEIGHTS}: DATAPROC:70,PYTHON:30\n`, old());
  });

  it('below the key it is renamed', () => {
    const text = (name: string): string => `taskmanager:\n  memory:\n    process.size: 2g\n    managed:\n      consumer-weights:\n        ${name}\njobmanager.memory.process.size: 2g\n`;
    const checked = expectFindings(text('OPERATORS: ⟦consumer-unknown: 70⟧'), NESTED_2_2);
    assert.deepEqual(everyFix(checked, 'consumer-unknown').map(([title]) => title), [`Rename to ${WEIGHTS}.OPERATOR`, `Remove ${WEIGHTS}.OPERATORS`]);
    assert.equal(everyFix(checked, 'consumer-unknown')[0]?.[1], text('OPERATOR: 70'));
  });

  it('in Chinese, too', (context) => {
    speakChinese(context);
    assert.equal(findingOf(checkText(`${TOTALS}${WEIGHTS}: OPERATR:70\n`, old()), 'consumer-unknown').sentence, 'Flink 1.20 没有 OPERATR 这个消费者，会忽略它的权重。可用的有 OPERATOR、DATAPROC、STATE_BACKEND、PYTHON。');
  });
});

describe('weight-negative', () => {
  it('becomes 0, or goes', () => {
    const checked = expectFindings(`${TOTALS}${WEIGHTS}: ⟦weight-negative: OPERATOR:70,PYTHON:-1⟧\n`, old());
    assert.deepEqual(everyFix(checked, 'weight-negative').map(([title]) => title), ['Write OPERATOR:70,PYTHON:0', `Remove ${WEIGHTS}`]);
  });
});
