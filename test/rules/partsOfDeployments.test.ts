import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectFindings, findingOf } from './support.js';

const HEAD = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n';

describe('A FlinkDeployment without a version is merged into another, which', () => {
  it('has the size that a pool is a part of', () => {
    expectFindings(`${HEAD}  flinkConfiguration:\n    taskmanager.memory.managed.size: 4g\n`);
  });

  it('may say what makes good of a small process', () => {
    expectFindings(`${HEAD}  taskManager:\n    resource:\n      memory: 1g\n`);
    expectFindings(`${HEAD}  flinkConfiguration:\n    state.backend.type: rocksdb\n    taskmanager.memory.managed.fraction: "0"\n    taskmanager.memory.process.size: 2g\n`);
  });

  it('cannot help a size that is too small for the JVM, or that nobody can read', () => {
    expectFindings(`${HEAD}  jobManager:\n    resource:\n      memory: ⟦jvm-exceeds-process: 400m⟧\n`);
    const { sentence } = findingOf(expectFindings(`${HEAD}  taskManager:\n    resource:\n      memory: ⟦quantity-invalid: 1.5Gi⟧\n`), 'quantity-invalid');
    assert.match(sentence, /such as 1536Mi\.$/);
  });
});
