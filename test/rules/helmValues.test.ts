import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { afterFix, type Checked, checkText, expectFindings, findingOf, fixesOf } from './support.js';

const FILE = { file: 'values.yaml' };

/** The documents after each fix of a rule's only finding, by title. */
function allFixes(checked: Checked, rule: string): Readonly<Record<string, string>> {
  const found = findingOf(checked, rule);
  return Object.fromEntries(fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)]));
}

describe('Values of a chart', () => {
  it('are checked key by key and value by value, and fixed where they stand', () => {
    const checked = expectFindings(`flinkVersion: v1_20
jobs:
  - name: orders
    flinkConfiguration:
      # sizes of one job
      ⟦unknown-key: taskmanager.memory.managed.fractoin⟧: "0.2"
      taskmanager.memory.network.min: ⟦range-invalid: 256m⟧
      taskmanager.memory.network.max: 128m
      jobmanager.memory.jvm-metaspace.size: ⟦value-invalid: 1.5g⟧ # classes
    replicas: 2
`, FILE);
    const { text } = checked.document;
    assert.equal(Object.values(allFixes(checked, 'unknown-key'))[0], text.replace('fractoin', 'fraction'));
    assert.equal(allFixes(checked, 'unknown-key')['Remove taskmanager.memory.managed.fractoin (Flink does not read it)'], text.replace('      taskmanager.memory.managed.fractoin: "0.2"\n', ''));
    assert.deepEqual(allFixes(checked, 'value-invalid')['Write 1536m'], text.replace('1.5g', '1536m'));
    assert.equal(allFixes(checked, 'range-invalid')['Swap minimum and maximum'], text.replace('256m', 'x').replace('128m', '256m').replace('x', '128m'));
  });

  it('are never told that a size is missing', () => {
    for (const text of [
      'flinkConfiguration:\n  taskmanager.numberOfTaskSlots: "2"\n  taskmanager.memory.managed.fraction: "0.5"\n  jobmanager.memory.jvm-metaspace.size: 512m\n',
      'flinkConfiguration:\n  taskmanager.memory.managed.size: 1g\ntaskManager:\n  resource:\n    cpu: 1\n',
      'flinkProperties:\n  taskmanager.memory.task.heap.size: 1g\n',
      'defaultConfiguration:\n  flink-conf.yaml: |\n    taskmanager.memory.managed.fraction: 0.5\n',
      'session:\n  config.yaml: |\n    taskmanager.memory.managed.fraction: 0.5\n',
    ]) expectFindings(text, FILE);
    expectFindings('flinkVersion: v2_0\nsession:\n  flink-conf.yaml: |\n    taskmanager.memory.process.size: 2g\n', FILE);
  });

  it('whose sizes contradict each other are refused as they would be in the deployment', () => {
    const checked = expectFindings(`flinkConfiguration:
  taskmanager.memory.managed.size: ⟦pools-exceed-flink: 3g⟧
jobManager:
  resource:
    memory: ⟦quantity-invalid: 1.5Gi⟧
taskManager:
  resource:
    memory: 2048m
`, FILE);
    const { text } = checked.document;
    assert.equal(allFixes(checked, 'quantity-invalid')['Write 1536Mi'], text.replace('1.5Gi', '1536Mi'));
    const fixes = Object.entries(allFixes(checked, 'pools-exceed-flink'));
    assert.ok(fixes.length > 1);
    for (const [title, after] of fixes) {
      const size = /^(?:Raise|Lower) \S+ to (\w+)/.exec(title)?.[1];
      if (size !== undefined) assert.equal(after, text.replace(title.startsWith('Raise') ? '2048m' : '3g', size), title);
    }
  });

  it('are a part: how the whole is divided is not judged', () => {
    const lines = 'flinkConfiguration:\n  taskmanager.numberOfTaskSlots: "4"\n  state.backend.type: rocksdb\n  taskmanager.memory.network.fraction: "0.01"\n  taskmanager.memory.managed.size: 20m\ntaskManager:\n  resource:\n    memory: 1g\njobManager:\n  resource:\n    memory: 600m\n';
    expectFindings(lines, FILE);
    const whole = `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  flinkVersion: v1_20\n  serviceAccount: flink\n${lines.replace(/^/gm, '  ').trimEnd()}\n`;
    const told = new Set(checkText(whole).found.map(({ finding }) => finding.rule));
    for (const rule of ['heap-small', 'rocksdb-budget-small', 'fraction-clamped']) assert.ok(told.has(rule), rule);
  });

  it('with a template in them are not judged by it', () => {
    expectFindings('flinkConfiguration:\n  taskmanager.memory.managed.size: 3g\n  taskmanager.memory.framework.heap.size: {{ .Values.x }}\ntaskManager:\n  resource:\n    memory: "{{ .Values.memory }}"\n', FILE);
  });

  it('of a file within are told and fixed in the block', () => {
    const checked = expectFindings('defaultConfiguration:\n  create: true\n  flink-conf.yaml: |+\n    kubernetes.operator.reconcile.interval: 15 s\n    parallelism.default: 2\n    ⟦line-ignored: taskmanager.numberOfTaskSlots:2⟧\n\nwatchNamespaces: []\n', FILE);
    assert.equal(Object.values(allFixes(checked, 'line-ignored'))[0], checked.document.text.replace('Slots:2', 'Slots: 2'));
  });
});

describe('Traps for values', () => {
  it('stay silent', () => {
    for (const text of [
      'flinkConfiguration: "taskmanager.memory.process.size"\n',
      'flinkConfiguration:\n  - taskmanager.memory.process.size: 1kb\n',
      'taskmanager:\n  resources:\n    limits:\n      memory: 1.5Gi\n  heap: 1\n',
      'optimizer:\n  flink:\n    properties: {"flink-conf.taskmanager.memory.managed.size": "32mb"}\n',
    ]) assert.deepEqual(checkText(text, FILE).found, []);
  });
});
