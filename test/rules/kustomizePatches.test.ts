import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { afterFix, type Checked, expectFindings, findingOf, fixesOf } from './support.js';

const FILE = { file: 'kustomization.yaml' };

/** The documents after each fix of a rule's only finding, by title. */
function allFixes(checked: Checked, rule: string): Readonly<Record<string, string>> {
  const found = findingOf(checked, rule);
  return Object.fromEntries(fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)]));
}

describe('Patches as texts in a kustomization', () => {
  it('of JSON operations are checked key by key, and fixed there', () => {
    const checked = expectFindings(`kind: Kustomization
patches:
  - target: {kind: FlinkDeployment}
    patch: |-
      - op: replace
        path: /spec/flinkConfiguration/⟦unknown-key: taskmanager.memory.managed.fractoin⟧
        value: "0.5"
      - op: add
        path: /spec/flinkConfiguration/taskmanager.memory.jvm-metaspace.size
        value: ⟦value-invalid: 1.5g⟧
      - {op: add, path: /spec/flinkConfiguration/taskmanager.memory.network.min, value: ⟦range-invalid: 256m⟧}
      - {op: add, path: /spec/flinkConfiguration/taskmanager.memory.network.max, value: 128m}
`, FILE);
    const { text } = checked.document;
    assert.equal(Object.values(allFixes(checked, 'unknown-key'))[0], text.replace('fractoin', 'fraction'));
    assert.deepEqual(allFixes(checked, 'value-invalid'), {
      'Write 1536m': text.replace('1.5g', '1536m'),
      'Remove taskmanager.memory.jvm-metaspace.size': text.replace(/ {6}- op: add\n.*metaspace.*\n.*\n/, ''),
    });
    assert.equal(allFixes(checked, 'range-invalid')['Swap minimum and maximum'], text.replace('256m', 'x').replace('128m', '256m').replace('x', '128m'));
  });

  it('of a part of a FlinkDeployment are checked like one in a file', () => {
    const checked = expectFindings(`kind: Kustomization
patches:
  - patch: |
      apiVersion: flink.apache.org/v1beta1
      kind: FlinkDeployment
      metadata:
        name: clicks
      spec:
        flinkConfiguration:
          ⟦deprecated-key: taskmanager.memory.size⟧: 1g
        jobManager:
          resource:
            memory: ⟦quantity-invalid: 1.5Gi⟧
        podTemplate:
          spec:
            containers:
              - name: flink-main-container
                resources:
                  limits:
                    memory: ⟦template-memory-ignored: 4Gi⟧
`, FILE, ['size-not-configured']);
    const { text } = checked.document;
    assert.equal(Object.values(allFixes(checked, 'deprecated-key'))[0], text.replace('memory.size', 'memory.managed.size'));
    assert.deepEqual(allFixes(checked, 'quantity-invalid'), { 'Write 1536Mi': text.replace('1.5Gi', '1536Mi') });
    const removed = Object.values(allFixes(checked, 'template-memory-ignored')).map((after) => text.length - after.length);
    assert.ok(removed.length > 0 && removed.every((length) => length > 0));
  });
});
