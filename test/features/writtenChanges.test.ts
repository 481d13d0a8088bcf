import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeEdit, memoryModel } from '../../server/src/features/index.js';
import type { Changes } from '../../server/src/shared/protocol.js';
import { applied } from '../support/actions.js';
import { open, type OpenOptions } from '../support/features.js';

const PROCESS = 'taskmanager.memory.process.size';
const CONFIG: OpenOptions = { uri: 'file:///work/config.yaml' };
const VALUES: OpenOptions = { uri: 'file:///work/values.yaml' };
const REFUSED = { refused: { code: 'not-writable' } };

/** The only cluster's text with the changes, or why it cannot be written. */
function changed(text: string, changes: Changes, options: OpenOptions = {}): unknown {
  const opened = open(text, options);
  const { document, context } = opened;
  const textDocument = { uri: document.uri };
  const [cluster] = memoryModel(document, { textDocument }, context)?.clusters ?? [];
  assert.ok(cluster);
  const result = changeEdit(document, { textDocument, cluster: cluster.id, version: 1, changes }, context);
  const tried = memoryModel(document, { textDocument, clusters: [cluster.id], whatIf: { cluster: cluster.id, version: 1, changes } }, context);
  if ('refused' in result) assert.deepEqual(tried?.clusters[0]?.notWritable, result.refused);
  return 'refused' in result ? result : applied(opened, Object.values(result.edit.changes).flat());
}

/** A FlinkDeployment with some lines in its spec. */
const deployment = (...lines: readonly string[]): string =>
  ['apiVersion: flink.apache.org/v1beta1', 'kind: FlinkDeployment', 'metadata:', '  name: clicks', 'spec:', '  flinkVersion: v1_20', ...lines, ''].join('\n');

describe('A change is refused where the text would then say anything else', () => {
  it('a key begins with a line separator, so that a new one would not stand beside it', () => {
    const text = 'flinkConfiguration:\t\u2028\n  taskmanager.memory.managed.size: 3g\njobManager:\n  resource:\n    memory: 1.5Gi\ntaskManager:\n  resource:\n  ';
    assert.deepEqual(changed(text, { 'taskmanager.memory.flink.size': '2g' }, VALUES), REFUSED);
  });

  it('a value goes over two lines, of which the second is no YAML', () => {
    const text = 'apiVersion: flink.k8s.io/v1beta1\nkind: FlinkApplication\nmetadata:\n  name: words\nspec:\n  flinkVersion: "1.16"\n  flinkConfig:\n'
      + '    state.checkpoints.dir: file:\n///checkpoints\n    web.upload.dir: /opt\n  taskManagerConfig:\n    resources:\n      requests:\n        memory: 1500Mi\n';
    assert.deepEqual(changed(text, { 'taskmanager.heap.size': '1g' }), REFUSED);
  });

  it('a field is indented too far: flinkConfiguration would stand there twice', () => {
    const text = deployment('   serviceAccount: flink', '  flinkConfiguration:', '    taskmanager.numberOfTaskSlots: "2"', '  taskManager:', '    resource:', '      memory: 2g');
    assert.deepEqual(changed(text, { 'taskmanager.memory.managed.fraction': '0.3' }), REFUSED);
  });

  it('the image would take the blanks out of the value', () => {
    const text = 'services:\n  taskmanager:\n    image: flink:1.20\n    command: taskmanager\n    environment:\n      FLINK_PROPERTIES: |\n        taskmanager.memory.process.size: 2g\n';
    const options = { uri: 'file:///work/compose.yaml' };
    assert.deepEqual(changed(text, { 'env.java.opts.all': '-Xss1m -Da=b' }, options), REFUSED);
    assert.equal(changed(text, { [PROCESS]: '3 gb' }, options), text.replace('2g', '3 gb'));
  });

  it('the operator sets the key from a field of its own', () => {
    const text = deployment('  taskManager:', '    resource:', '      memory: 2g', '      cpu: 2', '  job:', '    parallelism: 4');
    assert.deepEqual(changed(text, { 'parallelism.default': '8' }), REFUSED);
    assert.deepEqual(changed(text, { 'kubernetes.taskmanager.cpu.amount': '4' }), REFUSED);
    assert.equal(changed(text, { [PROCESS]: '3g' }), text.replace('2g', '3g'));
  });
});

it('The last key of a file can be removed', () => {
  assert.equal(changed(`# all there is\n${PROCESS}: 2g\n`, { [PROCESS]: null }, CONFIG), '# all there is\n');
});
