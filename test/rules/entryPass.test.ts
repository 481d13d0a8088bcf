import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findingsBy } from '../../server/src/rules/index.js';
import { checkText, expectFindings } from './support.js';

const DEPLOYMENT = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: orders}
spec:
  flinkVersion: v1_20
  flinkConfiguration:
`;
const RESOURCES = `  jobManager: {resource: {memory: 1600m}}
  taskManager: {resource: {memory: 1728m}}
`;

describe('Findings about single entries', () => {
  test('each rule speaks of the entries that concern it, in the order of the text', () => {
    expectFindings(`${DEPLOYMENT}    taskmanager.memory.managed.size: ⟦value-invalid: 1.5g⟧
    ⟦unknown-key: taskmamager.memory.network.max⟧: 64
    taskmanager.memory.network.min: ⟦size-without-unit: 64⟧
${RESOURCES}`);
  });

  test('a value that a template writes is unknown, its key is not; a key that a template writes is nobody’s to judge', () => {
    expectFindings(`${DEPLOYMENT}    taskmanager.memory.managed.size: 1.5{{ .Values.unit }}
    ⟦unknown-key: taskmanager.memory.framwork.heap.size⟧: {{ .Values.heap }}
    taskmanager.memory.{{ .Values.pool }}.size: 1.5g
${RESOURCES}`, {}, ['size-without-unit']);
  });

  test('a field of the operator’s is no key of Flink’s that anybody wrote', () => {
    expectFindings(`${DEPLOYMENT}    parallelism.default: 2
  jobManager: {resource: {memory: 1600m}}
  taskManager: {resource: {memory: ⟦size-without-unit: 1728⟧}}
`, {}, ['jvm-exceeds-process', 'pools-exceed-flink', 'unit-differs']);
  });

  test('a rule that is turned off is silent, and can be asked by whoever must know', () => {
    const { found, document, context } = checkText('taskmanager.memory.process.size: 1.5g\njobmanager.memory.process.size: 1600m\n', {
      file: 'flink-conf.yaml', settings: { rules: { 'value-invalid': 'off' } },
    });
    assert.deepEqual(found.map(({ finding }) => finding.rule), []);
    const [located] = document.clusters(context.settings);
    assert.ok(located);
    assert.deepEqual(findingsBy('value-invalid', located.analysis, context).map(({ key }) => key), ['taskmanager.memory.process.size']);
  });
});
