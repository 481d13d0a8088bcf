import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Change, Cluster, Entry } from '../../server/src/documents/index.js';
import { editsFor } from '../../server/src/documents/index.js';
import { changed, clusterOf } from './support.js';

const set = (key: string, value: string) => (): readonly Change[] => [{ kind: 'set', key, value }];
const remove = (...keys: string[]) => (): readonly Change[] => keys.map((key) => ({ kind: 'remove', key }));
const PROCESS = 'taskmanager.memory.process.size';

function entry(cluster: Cluster, key: string): Entry {
  const found = cluster.entries.find((candidate) => candidate.key === key);
  assert.ok(found);
  return found;
}

describe('flink-conf.yaml', () => {
  const edit = (text: string, changes: (cluster: Cluster) => readonly Change[]): string => changed(text, 'flink-conf.yaml', changes);

  test('sets the line that counts and keeps its comment', () => {
    assert.equal(edit(`${PROCESS}: 1g\n${PROCESS}:  1g  # total\r\n`, set(PROCESS, '2g')), `${PROCESS}: 1g\n${PROCESS}:  2g  # total\r\n`);
  });
  test('adds a key after its closest relative', () => {
    assert.equal(
      edit(`# a\r\n${PROCESS}: 1g # b\r\nrest.port: 1\r\n`, set('taskmanager.memory.managed.size', '0')),
      `# a\r\n${PROCESS}: 1g # b\r\ntaskmanager.memory.managed.size: 0\r\nrest.port: 1\r\n`,
    );
  });
  test('adds a key without relatives at the end', () => {
    assert.equal(edit('rest.port: 1', set(PROCESS, '1g')), `rest.port: 1\n${PROCESS}: 1g`);
    assert.equal(edit('rest.port: 1\n', set(PROCESS, '1g')), `rest.port: 1\n${PROCESS}: 1g\n`);
  });
  test('removes the lines of a key', () => {
    assert.equal(edit(`a: 1\n${PROCESS}: 1g\nb: 1\n${PROCESS}: 2g`, remove(PROCESS)), 'a: 1\nb: 1');
    assert.equal(edit(`a: 1\nb: 1\n${PROCESS}: 2g`, remove(PROCESS, 'b')), 'a: 1\n');
  });
  test('renames', () => {
    assert.equal(
      edit('taskmanager.heap.mb: 1024 # x', (cluster) => [{ kind: 'rename', entry: entry(cluster, 'taskmanager.heap.mb'), key: PROCESS, value: '1024m' }]),
      `${PROCESS}: 1024m # x`,
    );
  });
  test('refuses what the format cannot hold, and templates', () => {
    const text = `${PROCESS}: \${SIZE}\n`;
    const cluster = clusterOf(text, 'flink-conf.yaml');
    assert.deepEqual(editsFor(text, cluster, [{ kind: 'set', key: PROCESS, value: '1g' }]), { refused: { code: 'templated', key: PROCESS } });
    assert.deepEqual(editsFor(text, cluster, [{ kind: 'set', key: 'a', value: 'b # c' }]), { refused: { code: 'not-writable', key: 'a' } });
    assert.deepEqual(editsFor(text, cluster, [{ kind: 'remove', key: 'a' }]), { refused: { code: 'key-not-found', key: 'a' } });
  });
});

describe('config.yaml', () => {
  const edit = (text: string, changes: (cluster: Cluster) => readonly Change[]): string => changed(text, 'config.yaml', changes);
  const NESTED = 'taskmanager:\n    memory:\n        process:\n            size: 1g # total\n    numberOfTaskSlots: 2\nrest:\n    port: 1\n';

  test('keeps the quotes of a value', () => {
    assert.equal(edit(`${PROCESS}: '1g'\n`, set(PROCESS, '2g')), `${PROCESS}: '2g'\n`);
    assert.equal(edit(`${PROCESS}: "1g" # c\n`, set(PROCESS, '2g')), `${PROCESS}: "2g" # c\n`);
    assert.equal(edit(NESTED, set(PROCESS, '2g')), NESTED.replace('1g', '2g'));
  });
  test('quotes what would read as something else', () => {
    assert.equal(edit('taskmanager.memory.managed.fraction: 0.4\n', set('taskmanager.memory.managed.fraction', '0.40')), 'taskmanager.memory.managed.fraction: "0.40"\n');
  });
  test('adds a key in the nested style of the file', () => {
    assert.equal(
      edit(NESTED, set('taskmanager.memory.managed.size', '0')),
      NESTED.replace('    numberOf', '        managed:\n            size: 0\n    numberOf'),
    );
    assert.equal(edit(NESTED, set('taskmanager.memory.process.x', 'y')), NESTED.replace('# total\n', '# total\n            x: y\n'));
  });
  test('adds a dotted key among dotted ones', () => {
    assert.equal(
      edit('taskmanager:\n  memory.process.size: 1g\n  numberOfTaskSlots: 2\n', set('taskmanager.memory.managed.size', '0')),
      'taskmanager:\n  memory.process.size: 1g\n  memory.managed.size: 0\n  numberOfTaskSlots: 2\n',
    );
  });
  test('writes into flow mappings', () => {
    assert.equal(edit('taskmanager: {memory.process.size: 1g, a: 1}\n', set('taskmanager.memory.managed.size', '0')), 'taskmanager: {memory.process.size: 1g, memory.managed.size: 0, a: 1}\n');
    assert.equal(edit('taskmanager: {memory.process.size: 1g, a: 1}\n', remove(PROCESS)), 'taskmanager: {a: 1}\n');
    assert.equal(edit('taskmanager: {numberOfTaskSlots: 1, memory.process.size: 1g, a: 1}\n', remove(PROCESS, 'taskmanager.a')), 'taskmanager: {numberOfTaskSlots: 1}\n');
    assert.equal(edit('taskmanager: {memory.process.size: 1g}\na: 1\n', remove(PROCESS)), 'a: 1\n');
  });
  test('refuses to take something out of a flow mapping that is not well formed', () => {
    const text = 'taskmanager.rpc.port: 1\njobmanager:\n  memory.heap: {$[]size: "1g"}\n';
    const cluster = clusterOf(text, 'config.yaml');
    for (const entry of cluster.entries.filter(({ key }) => key.startsWith('jobmanager.memory.heap.'))) {
      const result = editsFor(text, cluster, [{ kind: 'removeEntry', entry }]);
      assert.ok('refused' in result || result.edits.every(({ span }) => span.start <= span.end), entry.key);
    }
    const [broken] = cluster.entries.filter(({ key }) => key === 'jobmanager.memory.heap.$');
    assert.ok(broken);
    assert.deepEqual(editsFor(text, cluster, [{ kind: 'removeEntry', entry: broken }]), { refused: { code: 'not-writable' } });
  });
  test('adds nothing to a flow mapping that nothing closes', () => {
    const text = '{#taskmanager.rpc.port: 1\ntaskmanager:\n  memory.process.size: "1g"\n  memory.flink.size: "1g"\n';
    const cluster = clusterOf(text, 'config.yaml');
    const refused = { refused: { code: 'not-writable', key: 'a.b' } };
    assert.equal(cluster.entries.length, 2);
    for (const entry of cluster.entries) assert.deepEqual(editsFor(text, cluster, [{ kind: 'rename', entry, key: 'a.b' }]), refused);
    assert.deepEqual(editsFor(text, cluster, [{ kind: 'set', key: 'a.b', value: '1' }]), refused);
  });
  test('refuses what overlaps', () => {
    const text = 'taskmanager.memory.process.size: 1g\n';
    const replace = (start: number, end: number): Change => ({ kind: 'replace', span: { start, end }, text: 'x' });
    assert.deepEqual(editsFor(text, clusterOf(text, 'config.yaml'), [replace(0, 11), replace(4, 18)]), { refused: { code: 'not-writable' } });
    assert.deepEqual(editsFor(text, clusterOf(text, 'config.yaml'), [replace(4, 18), replace(0, 4)]), { edits: [{ span: { start: 0, end: 4 }, text: 'x' }, { span: { start: 4, end: 18 }, text: 'x' }] });
  });
  test('a mapping that becomes empty goes too', () => {
    assert.equal(edit(NESTED, remove(PROCESS)), 'taskmanager:\n    numberOfTaskSlots: 2\nrest:\n    port: 1\n');
    assert.equal(edit(NESTED, remove(PROCESS, 'taskmanager.numberOfTaskSlots')), 'rest:\n    port: 1\n');
  });
  test('changes of one mapping fit together', () => {
    assert.equal(
      edit('a: 1\ntaskmanager:\n  memory.process.size: 1g', (): readonly Change[] => [{ kind: 'remove', key: PROCESS }, { kind: 'set', key: 'taskmanager.memory.flink.size', value: '1g' }]),
      'a: 1\ntaskmanager.memory.flink.size: 1g',
    );
    assert.equal(
      edit('taskmanager:\n  memory.process.size: 1g\n  memory.managed.size: 0\n', (): readonly Change[] => [{ kind: 'remove', key: PROCESS }, { kind: 'set', key: 'taskmanager.memory.flink.size', value: '1g' }]),
      'taskmanager:\n  memory.managed.size: 0\n  memory.flink.size: 1g\n',
    );
  });
  test('gives a value to a key that has none', () => {
    assert.equal(edit(`${PROCESS}: # c\n`, set(PROCESS, '2g')), `${PROCESS}: 2g # c\n`);
  });
  test('renames in place where the mapping allows, else moves', () => {
    const rename = (key: string, to: string) => (cluster: Cluster): readonly Change[] => [{ kind: 'rename', entry: entry(cluster, key), key: to }];
    assert.equal(edit('taskmanager:\n  "heap.size": 1g # x\n', rename('taskmanager.heap.size', 'taskmanager.memory.flink.size')), 'taskmanager:\n  "memory.flink.size": 1g # x\n');
    assert.equal(edit('taskmanager:\n  memory:\n    process.size: 1g\n    y: 2\n', rename('taskmanager.memory.y', 'taskmanager.z')), 'taskmanager:\n  memory:\n    process.size: 1g\n  z: 2\n');
    const order = (cluster: Cluster): readonly Change[] => [{ kind: 'removeEntry', entry: entry(cluster, PROCESS) }, { kind: 'set', key: 'taskmanager.memory.flink.size', value: '1g' }];
    assert.equal(edit(`\ufeff${PROCESS}: 1g\n`, order), 'taskmanager.memory.flink.size: 1g\n');
    assert.equal(edit('a:\n  b: 1\ntaskmanager.numberOfTaskSlots: 1\n', rename('a.b', 'c.d')), 'taskmanager.numberOfTaskSlots: 1\nc.d: 1\n');
  });
});

describe('FlinkDeployment', () => {
  const edit = (text: string, changes: (cluster: Cluster) => readonly Change[]): string => changed(text, 'deployment.yaml', changes);
  const HEAD = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: a\nspec:\n';

  test('a number is quoted as its neighbours are', () => {
    const quoted = `${HEAD}  flinkConfiguration:\n    taskmanager.numberOfTaskSlots: '2'\n    taskmanager.memory.process.size: 1g\n`;
    assert.equal(edit(quoted, set('taskmanager.memory.managed.fraction', '0.2')), `${quoted}    taskmanager.memory.managed.fraction: '0.2'\n`);
    const plain = quoted.replace(`'2'`, '2');
    assert.equal(edit(plain, set('taskmanager.memory.managed.fraction', '0.2')), `${plain}    taskmanager.memory.managed.fraction: 0.2\n`);
    const none = `${HEAD}  flinkConfiguration:\n    taskmanager.memory.process.size: 1g\n`;
    assert.equal(edit(none, set('taskmanager.memory.managed.fraction', '0.2')), `${none}    taskmanager.memory.managed.fraction: "0.2"\n`);
    assert.equal(edit(none, set(PROCESS, '1073741824')), none.replace('1g', '"1073741824"'));
  });
  test('sets resource.memory where that sizes the process', () => {
    const text = `${HEAD}  taskManager:\n    resource:\n      memory: "2048m"\n      cpu: 1\n`;
    assert.equal(edit(text, set(PROCESS, '3g')), text.replace('2048m', '3g'));
    assert.equal(edit(text, () => [{ kind: 'setResource', process: 'taskManager', value: '3g' }]), text.replace('2048m', '3g'));
    assert.equal(edit(text, remove(PROCESS)), text.replace('      memory: "2048m"\n', ''));
  });
  test('creates the blocks that are missing', () => {
    assert.equal(edit(`${HEAD}  flinkVersion: v1_20\n  job: {}\n`, set(PROCESS, '1g')), `${HEAD}  flinkVersion: v1_20\n  flinkConfiguration:\n    ${PROCESS}: 1g\n  job: {}\n`);
    assert.equal(
      edit(`${HEAD}  flinkVersion: v1_20\n`, () => [{ kind: 'setResource', process: 'taskManager', value: '2g' }, { kind: 'setResource', process: 'jobManager', value: '1g' }]),
      `${HEAD}  flinkVersion: v1_20\n  taskManager:\n    resource:\n      memory: 2g\n  jobManager:\n    resource:\n      memory: 1g\n`,
    );
    assert.equal(edit(`${HEAD}  flinkConfiguration:\n  job: {}\n`, set(PROCESS, '1g')), `${HEAD}  flinkConfiguration:\n    ${PROCESS}: 1g\n  job: {}\n`);
    assert.equal(edit(`${HEAD}  flinkConfiguration: {}\n`, set(PROCESS, '1g')), `${HEAD}  flinkConfiguration: {${PROCESS}: 1g}\n`);
    assert.equal(edit(`${HEAD}  taskManager:\n    resource:\n      cpu: 1\n`, () => [{ kind: 'setResource', process: 'taskManager', value: '2147483648' }]), `${HEAD}  taskManager:\n    resource:\n      cpu: 1\n      memory: "2147483648"\n`);
  });
  test('two keys share the block made for them', () => {
    assert.equal(
      edit(`${HEAD}  flinkVersion: v1_20\n`, () => [{ kind: 'set', key: PROCESS, value: '1g' }, { kind: 'set', key: 'jobmanager.memory.process.size', value: '1g' }]),
      `${HEAD}  flinkVersion: v1_20\n  flinkConfiguration:\n    ${PROCESS}: 1g\n    jobmanager.memory.process.size: 1g\n`,
    );
  });
  test('removing the last option removes the block', () => {
    assert.equal(edit(`${HEAD}  flinkConfiguration:\n    ${PROCESS}: 1g\n  job: {}\n`, remove(PROCESS)), `${HEAD}  job: {}\n`);
  });
  test('refuses to write behind an alias', () => {
    const text = `x: &c\n  ${PROCESS}: 1g\n${HEAD}  flinkConfiguration: *c\n`;
    const cluster = clusterOf(text);
    assert.equal(cluster.settings.get(PROCESS)?.value, '1g');
    assert.deepEqual(editsFor(text, cluster, [{ kind: 'set', key: PROCESS, value: '2g' }]), { refused: { code: 'not-writable', key: PROCESS } });
  });
  test('refuses to write what an alias shows elsewhere too', () => {
    const text = `${HEAD}  jobManager: &m\n    resource: {memory: 1g}\n  taskManager: *m\n`;
    const refused = { refused: { code: 'not-writable', key: 'jobmanager.memory.process.size' } };
    assert.deepEqual(editsFor(text, clusterOf(text), [{ kind: 'setResource', process: 'jobManager', value: '2g' }]), refused);
  });
  test('only the section of the cluster is written', () => {
    const text = `kind: Service\n---\n${HEAD}  taskManager:\n    resource: {memory: 1g}\n---\nkind: Service\n`;
    assert.equal(edit(text, set(PROCESS, '2g')), text.replace('1g', '2g'));
  });
});
