/** What counts of a patch whose fields and configuration say the same, and that the operator finds what the patched deployment has. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryModel } from '../../server/src/features/index.js';
import { TestWorkspace } from '../support/workspace.js';

const PROCESS = 'taskmanager.memory.process.size';

function operation(path: string, value: string): string {
  return `- op: add\n  path: /spec/${path}\n  value: ${value}\n`;
}

const FIELD = operation('taskManager/resource/memory', '5g');
const KEY = operation(`flinkConfiguration/${PROCESS}`, '9g');

describe('A JSON patch that sizes a process by its field and by its key', () => {
  // FlinkConfigBuilder sets the field last, whatever the order of the operations.
  for (const [order, text] of [['first', FIELD + KEY], ['last', KEY + FIELD]] as const) {
    test(`sizes it by the field, be that ${order}`, () => {
      const workspace = new TestWorkspace({ 'ops.yaml': text });
      const { document, context } = workspace.edit('ops.yaml');
      const [located] = document.clusters(context.settings);
      assert.ok(located);
      const { taskManager } = located.analysis.derivations;
      assert.ok(taskManager?.status === 'derived');
      assert.equal(taskManager.pools.get('totalProcess'), 5n << 30n);
      assert.deepEqual(workspace.findings('ops.yaml').map(({ rule, marked }) => [rule, marked.replaceAll(/\s+/g, ' ')]), [['key-overridden', `${PROCESS} value: 9g`]]);
    });
  }

  test('takes the later of two that say the same', () => {
    const { document, context } = new TestWorkspace({ 'ops.yaml': FIELD + FIELD.replace('5g', '6g') }).edit('ops.yaml');
    assert.equal(document.clusters(context.settings)[0]?.cluster.settings.get(PROCESS)?.value, '6 gb');
  });
});

describe('A JSON patch with a whole configuration', () => {
  test('leaves a process unknown that it sizes by its field as well', () => {
    const whole = `- op: replace\n  path: /spec/flinkConfiguration\n  value: {${PROCESS}: 6g, jobmanager.memory.process.size: 2g}\n`;
    const { document, context } = new TestWorkspace({ 'ops.yaml': whole + FIELD }).edit('ops.yaml');
    const all = document.clusters(context.settings).map(({ analysis: { derivations: { taskManager, jobManager } } }) => [taskManager?.status, jobManager?.status]);
    assert.deepEqual(all, [['derived', undefined], ['unknown', 'derived']]);
  });
});

const BASE = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: job}
spec:
  image: flink:1.20
  flinkVersion: v1_20
  serviceAccount: flink
  flinkConfiguration: {${PROCESS}: 1g}
  jobManager: {resource: {memory: 1g, cpu: 1}}
  taskManager: {resource: {memory: 2g, cpu: 1}}
  job: {jarURI: local:///x.jar, parallelism: 4}
`;
const PATCH = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: job}\nspec:\n  flinkConfiguration: {taskmanager.memory.task.heap.size: 4g}\n';

describe('A patch of a deployment whose fields size its processes', () => {
  const files = { 'base/kustomization.yaml': 'resources: [job.yaml]\n', 'base/job.yaml': BASE, 'kustomization.yaml': 'resources: [base]\npatches: [{path: patch.yaml}]\n' };

  /** Whether the operator accepts it, and what it misses. */
  function deploymentOf(own: Readonly<Record<string, string>>): readonly unknown[] {
    const { document, context } = new TestWorkspace({ ...files, ...own }).edit('patch.yaml');
    const [cluster] = memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters ?? [];
    assert.ok(cluster);
    return [cluster.taskManager.status, cluster.deployment?.accepted, cluster.deployment?.code];
  }

  test('is accepted, and fails when it is deployed', () => {
    // DefaultValidator sizes a process only where no field says how much memory it gets.
    assert.deepEqual(deploymentOf({ 'patch.yaml': PATCH }), ['failed', true, undefined]);
  });

  test('is refused where no field does', () => {
    assert.deepEqual(deploymentOf({ 'patch.yaml': PATCH, 'base/job.yaml': BASE.replace('taskManager: {resource: {memory: 2g, cpu: 1}}', 'taskManager: {resource: {cpu: 1}}') }), ['failed', false, 'memory-undefined']);
    assert.deepEqual(deploymentOf({ 'patch.yaml': `${PATCH}  taskManager: {resource: {memory: null}}\n` }), ['failed', false, 'memory-undefined']);
  });
});
