import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isSuppressed } from '../../server/src/documents/directives.js';
import { DocumentStore, type ReadingProblem } from '../../server/src/documents/index.js';
import { splitSections } from '../../server/src/documents/sections.js';
import { atCaret } from '../support/marked.js';
import { clusterOf, clustersOf, SETTINGS } from './support.js';

const SIZE = 'taskmanager.memory.process.size';

describe('sections', () => {
  const split = (text: string): string[] => splitSections(text).map((section) => section.text);

  test('split at --- and after ... in column 0, comments before the first belong to it', () => {
    assert.deepEqual(split('a: 1\n---\nb: 1\n'), ['a: 1\n', '---\nb: 1\n']);
    assert.deepEqual(split('# c\n\n---\na: 1\r\n--- # x\r\nb: |\r\n  ---\r\n'), ['# c\n\n---\na: 1\r\n', '--- # x\r\nb: |\r\n  ---\r\n']);
    assert.deepEqual(split('a: 1\n...\n---\nb: 1'), ['a: 1\n...\n', '---\nb: 1']);
    assert.deepEqual(split('a: 1\r...\rb: 1\r...\r'), ['a: 1\r...\r', 'b: 1\r...\r']);
    assert.deepEqual(split('\ufeff---\na: 1\n---x\n-----\n---'), ['\ufeff---\na: 1\n---x\n-----\n', '---']);
    assert.deepEqual(split(''), ['']);
  });

  test('an edit leaves the other sections the same objects, wherever they move', () => {
    const deployment = (name: string): string => `---\napiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: ${name}}\nspec: {}\n`;
    const store = new DocumentStore();
    const uri = 'file:///a.yaml';
    store.update(uri, 'yaml', 1, deployment('a') + deployment('b') + deployment('c'));
    const before = store.get(uri)?.clusters(SETTINGS) ?? [];
    store.update(uri, 'yaml', 2, deployment('a') + deployment('bb') + deployment('c'));
    const after = store.get(uri)?.clusters(SETTINGS) ?? [];
    assert.deepEqual(after.map(({ id }) => id), ['FlinkDeployment//a/0', 'FlinkDeployment//bb/0', 'FlinkDeployment//c/0']);
    assert.deepEqual(after.map(({ cluster }, at) => cluster === before[at]?.cluster), [true, false, true]);
    assert.equal(after[2]?.section.section, before[2]?.section.section);
    assert.equal(after[2]?.toOffset(0), (before[2]?.toOffset(0) ?? 0) + 1);
    assert.equal(after[0]?.analysis, before[0]?.analysis);
  });

  test('clusters of the same name are told apart by their order', () => {
    const text = '---\napiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a, namespace: n}\n'.repeat(2);
    assert.deepEqual(clustersOf(text).map(({ id }) => id), ['FlinkDeployment/n/a/0', 'FlinkDeployment/n/a/1']);
  });
});

describe('flink-conf.yaml', () => {
  const problemsOf = (text: string): readonly ReadingProblem[] => clusterOf(text, 'flink-conf.yaml').problems;
  const ignored = (text: string): unknown => problemsOf(text).map((problem) => problem.kind === 'line-ignored' && [problem.cause, problem.key, problem.value]);

  test('lines that Flink drops, with what was probably meant', () => {
    assert.deepEqual(ignored(`${SIZE}:1g`), [['no-blank-after-colon', SIZE, '1g']]);
    assert.deepEqual(ignored(`${SIZE}:\t1g # x`), [['tab', SIZE, '1g']]);
    assert.deepEqual(ignored(`${SIZE}:`), [['no-value', SIZE, undefined]]);
    assert.deepEqual(ignored(SIZE), [['no-separator', undefined, undefined]]);
    assert.deepEqual(ignored(`: 1g`), [['key-missing', undefined, '1g']]);
    assert.deepEqual(ignored('---\n# x\n\n...\n{{ x }}\n{% if y %}'), []);
  });

  test('nested YAML: the head is dropped, what is below is read under another key', () => {
    assert.deepEqual(ignored('taskmanager:\n  memory:\n    process.size: 1g\nrest.port: 1\n'), [
      ['nested', 'taskmanager', undefined], ['nested', 'taskmanager.memory', undefined], ['indented', 'taskmanager.memory.process.size', '1g'],
    ]);
  });

  test('a # cuts a value although it hardly begins a comment', () => {
    const cut = (text: string): unknown => problemsOf(text).map((problem) => problem.kind === 'value-cut' && [problem.entry.value, problem.whole, text.slice(problem.cut.start, problem.cut.end)]);
    assert.deepEqual(cut('a: s3://b#c/d # note'), [['s3://b', 's3://b#c/d', '#c/d']]);
    assert.deepEqual(cut('a: "-Dx=# y" # note'), [['"-Dx=', '"-Dx=# y"', '# y"']]);
    assert.deepEqual(cut(`${SIZE}: 1g # note`), []);
    assert.deepEqual(cut(`${SIZE}: 1g\t# note`), []);
    assert.deepEqual(cut(`${SIZE}: "1g" # note "x"`), []);
  });

  test('the last duplicate wins', () => {
    const cluster = clusterOf(`${SIZE}: 1g\n${SIZE}: 2g\n`, 'flink-conf.yaml');
    assert.equal(cluster.settings.get(SIZE)?.value, '2g');
    assert.deepEqual(cluster.problems.map((problem) => problem.kind === 'duplicate-key' && [problem.entry.value, problem.winner?.value]), [['1g', '2g']]);
  });

  test('a Kubernetes resource or the operator’s own file under that name is not ours', () => {
    assert.equal(clustersOf('apiVersion: v1\nkind: ConfigMap\ndata: {}\n', 'flink-conf.yaml').length, 0);
    assert.equal(clustersOf('kubernetes.operator.watched.namespaces: a\n', 'flink-conf.yaml').length, 0);
    assert.equal(clustersOf('', 'flink-conf.yaml').length, 1);
  });
});

describe('config.yaml', () => {
  test('loads or not, as Flink', () => {
    const loading = (text: string): unknown => clusterOf(text, 'config.yaml').loading;
    assert.deepEqual(loading(`${SIZE}: 1g\n${SIZE}: 2g\n`), { code: 'duplicate-key', key: SIZE, span: { start: 36, end: 67 } });
    assert.equal(JSON.stringify(loading(`${SIZE}: 1g\n---\nb: 1\n`)), '{"code":"several-documents","span":{"start":36,"end":36}}');
    assert.equal(JSON.stringify(loading(`${SIZE}: 1g\n---\n`)), '{"code":"several-documents","span":{"start":36,"end":36}}');
    assert.deepEqual(loading(`${SIZE}: 1g\nrest.port:\n`), { code: 'yaml-invalid', key: 'rest.port', span: { start: 36, end: 46 }, cause: 'no-value' });
    assert.deepEqual(loading(`# c\n---\n${SIZE}: 1g\n...\n`), undefined);
    assert.equal(clustersOf(`${SIZE}: 1g\nbad: [\n`, 'config.yaml')[0]?.cluster.loading?.code, 'yaml-invalid');
    assert.equal(clustersOf(`${SIZE}: 1g\nbad: [\n`, 'config.yaml')[0]?.analysis.derivations.taskManager, undefined);
  });

  test('a closing bracket in column 0 is fine, as for SnakeYAML', () => {
    const cluster = clusterOf('taskmanager: {\n  memory.process.size: 1g\n}\n', 'config.yaml');
    assert.equal(cluster.loading, undefined);
    assert.equal(cluster.settings.get(SIZE)?.value, '1g');
  });

  test('more aliases of collections than SnakeYAML follows', () => {
    const text = (count: number): string => `a: &a {b: 1}\n${SIZE}: 1g\n${Array.from({ length: count }, (_, at) => `k${at}: *a\n`).join('')}`;
    assert.equal(clusterOf(text(50), 'config.yaml').loading, undefined);
    assert.equal(clusterOf(text(51), 'config.yaml').loading?.code, 'yaml-invalid');
  });

  test('is known by one key under its name, by three under any', () => {
    assert.equal(clustersOf(`${SIZE}: 1g\n`, 'my-config-map.yml').length, 1);
    assert.equal(clustersOf('taskmanager:\n  memory.process.size: 1g\n  numberOfTaskSlots: 2\n', 'x.yaml').length, 0);
    assert.equal(clustersOf('taskmanager:\n  memory.process.size: 1g\n  numberOfTaskSlots: 2\njobmanager.memory.process.size: 1g\n', 'x.yaml').length, 1);
  });

  test('an entry behind an alias stands at the alias', () => {
    const { text } = atCaret(`a: &m {size: 1g}\ntaskmanager:\n  memory.process: ‸*m\n`);
    const { offset } = atCaret(`a: &m {size: 1g}\ntaskmanager:\n  memory.process: ‸*m\n`);
    const entry = clusterOf(text, 'config.yaml').settings.get(SIZE)?.entry;
    assert.deepEqual([entry?.value, entry?.valueSpan, entry?.site], ['1g', { start: offset, end: offset + 2 }, { kind: 'fixed' }]);
  });

  test('aliases of aliases do not multiply without end', () => {
    const levels = Array.from({ length: 30 }, (_, at) => `l${at + 1}: &l${at + 1} {a: *l${at}, b: *l${at}}`).join('\n');
    assert.equal(clustersOf(`l0: &l0 {x: 1}\n${SIZE}: 1g\n${levels}\n`, 'config.yaml').length, 1);
  });
});

describe('comments to us', () => {
  test('ignore on the line or alone above it', () => {
    const silent = (marked: string, rule: string): boolean => {
      const { text, offset } = atCaret(marked);
      return isSuppressed(text, offset, rule);
    };
    assert.equal(silent('a: ‸1 # flink-memory: ignore\n', 'x'), true);
    assert.equal(silent('a: ‸1 # flink-memory: ignore x, y\n', 'y'), true);
    assert.equal(silent('a: ‸1 # flink-memory: ignore x\n', 'y'), false);
    assert.equal(silent('# flink-memory: ignore\r\na: ‸1\r\n', 'x'), true);
    assert.equal(silent('b: 1 # flink-memory: ignore\na: ‸1\n', 'x'), false);
    assert.equal(silent('# flink-memory: ignore\n\na: ‸1\n', 'x'), false);
  });

  test('directives count only at the top', () => {
    assert.equal(clustersOf(`${SIZE}: 1g\n# flink-memory: off\n`, 'config.yaml').length, 1);
    assert.equal(clustersOf(`# x\n\n# flink-memory: off\n${SIZE}: 1g\n`, 'config.yaml').length, 0);
    assert.equal(clusterOf(`# flink-memory: version 1.19\n${SIZE}: 1g\n`, 'config.yaml').version.text, '1.19');
  });
});
