/** Variables of a workload that ConfigMaps of other files give it, and ConfigMaps that a kustomization makes. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { changeEdit, definition } from '../../server/src/features/index.js';
import { workload } from '../support/workloads.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

const PROCESS = 'taskmanager.memory.process.size';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const FROM = 'envFrom:\n  - configMapRef:\n      name: settings\n';

/** A ConfigMap with variables. */
function variables(data: Readonly<Record<string, string>>, name = 'settings'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${Object.entries(data).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`).join('')}`;
}

function clusterOf(files: Readonly<Record<string, string>>, open: readonly string[] = []): LocatedCluster {
  const workspace = new TestWorkspace(files);
  for (const other of open) workspace.edit(other);
  const { document, context } = workspace.edit('k/tm.yaml');
  const [located, ...others] = document.clusters(context.settings).filter(({ cluster }) => cluster.kind === 'Workload');
  assert.ok(located !== undefined && others.length === 0);
  return located;
}

/** The status of the TaskManager, its total in MiB and where that is from, and its slots. */
function readingOf(files: Readonly<Record<string, string>>, open: readonly string[] = []): readonly (string | undefined)[] {
  const { cluster, analysis: { derivations: { taskManager } } } = clusterOf(files, open);
  const total = taskManager !== undefined && 'pools' in taskManager ? taskManager.pools.get('totalProcess') : undefined;
  return [taskManager?.status, total === undefined ? undefined : String(total >> 20n), cluster.settings.get(PROCESS)?.origin?.uri.replace(uriOf(''), ''), cluster.settings.get(SLOTS)?.value];
}

const TIED = 'resources: [tm.yaml, conf.yaml]\n';

describe('A ConfigMap of another file that gives a workload variables', () => {
  test('counts by envFrom, and by the keys that env names', () => {
    const conf = variables({ FLINK_PROPERTIES: `${PROCESS}: 3g\n`, slots: '4', OTHER: 'x' });
    assert.deepEqual(readingOf({ 'k/kustomization.yaml': TIED, 'k/conf.yaml': conf, 'k/tm.yaml': workload({ container: FROM }) }), ['derived', '3072', 'k/conf.yaml', '1']);
    const keyed = workload({ container: 'env:\n  - name: FLINK_PROPERTIES\n    valueFrom: {configMapKeyRef: {name: settings, key: text}}\n  - name: TASK_MANAGER_NUMBER_OF_TASK_SLOTS\n    valueFrom: {configMapKeyRef: {name: settings, key: slots}}\n' });
    const text = variables({ text: `${PROCESS}: 2g\n`, slots: '4' });
    assert.deepEqual(readingOf({ 'k/tm.yaml': keyed, 'conf.yaml': text }, ['conf.yaml']), ['derived', '2048', 'conf.yaml', '4']);
    const location = clusterOf({ 'k/tm.yaml': keyed, 'conf.yaml': `# first\n---\n${text}` }, ['conf.yaml']).cluster.settings.get(PROCESS)?.origin;
    assert.equal(location && textAt(`# first\n---\n${text}`, location.range), '2g');
  });

  test('counts for Bitnami’s image', () => {
    const bitnami = workload({ image: 'bitnami/flink:1.18', container: FROM });
    assert.deepEqual(readingOf({ 'k/kustomization.yaml': TIED, 'k/tm.yaml': bitnami, 'k/conf.yaml': variables({ FLINK_CFG_TASKMANAGER_MEMORY_PROCESS_SIZE: '5g', FLINK_TASK_MANAGER_NUMBER_OF_TASK_SLOTS: '3' }) }), ['derived', '5120', 'k/conf.yaml', '3']);
  });

  test('yields to what the workload says, and to a later one; without Flink’s variables the image’s own file counts', () => {
    const files = { 'k/kustomization.yaml': 'resources: [tm.yaml, conf.yaml, more.yaml]\n', 'k/conf.yaml': variables({ FLINK_PROPERTIES: `${PROCESS}: 3g\n` }), 'k/more.yaml': variables({ FLINK_PROPERTIES: `${PROCESS}: 4g\n` }, 'more') };
    const both = 'envFrom:\n  - configMapRef: {name: settings}\n  - configMapRef: {name: more}\n';
    assert.deepEqual(readingOf({ ...files, 'k/tm.yaml': workload({ container: both }) }).slice(1, 3), ['4096', 'k/more.yaml']);
    assert.deepEqual(readingOf({ ...files, 'k/tm.yaml': workload({ container: `${both}env:\n  - name: FLINK_PROPERTIES\n    value: "${PROCESS}: 2g"\n` }) }).slice(1, 3), ['2048', undefined]);
    for (const none of [{ A: 'b' }, { TASK_MANAGER_NUMBER_OF_TASK_SLOTS: '' }]) {
      assert.deepEqual(readingOf({ ...files, 'k/tm.yaml': workload({ container: FROM }), 'k/conf.yaml': variables(none) }), ['derived', '1728', undefined, '1']);
    }
  });

  test('leaves the process unknown where it is not at hand, or templated, or a Secret', () => {
    const tied = { 'k/kustomization.yaml': TIED };
    assert.equal(readingOf({ ...tied, 'k/tm.yaml': workload({ container: FROM }) })[0], 'unknown');
    assert.equal(readingOf({ ...tied, 'k/tm.yaml': workload({ container: FROM }), 'k/conf.yaml': variables({ FLINK_PROPERTIES: '${PROPERTIES}' }) })[0], 'unknown');
    assert.equal(readingOf({ ...tied, 'k/tm.yaml': workload({ container: FROM }), 'k/conf.yaml': `${variables({ A: 'b' })}  {{- range .Values.settings }}\n  {{ .key }}: {{ .value }}\n  {{- end }}\n` })[0], 'unknown');
    const secret = 'env:\n  - name: FLINK_PROPERTIES\n    valueFrom: {secretKeyRef: {name: settings, key: FLINK_PROPERTIES}}\n';
    assert.equal(readingOf({ ...tied, 'k/tm.yaml': workload({ container: secret }), 'k/conf.yaml': variables({ FLINK_PROPERTIES: `${PROCESS}: 3g\n` }) })[0], 'unknown');
    // What env names counts before envFrom, also where nobody knows it.
    assert.equal(readingOf({ ...tied, 'k/tm.yaml': workload({ container: secret + FROM }), 'k/conf.yaml': variables({ FLINK_PROPERTIES: `${PROCESS}: 3g\n` }) })[0], 'unknown');
  });

  test('leaves the option unknown that a variable sets which is not at hand, and no other', () => {
    const secret = (name: string): string => `env:\n  - name: ${name}\n    valueFrom: {secretKeyRef: {name: settings, key: x}}\n`;
    const slots = clusterOf({ 'k/tm.yaml': workload({ container: `${secret('TASK_MANAGER_NUMBER_OF_TASK_SLOTS')}  - name: FLINK_PROPERTIES\n    value: "${PROCESS}: 3g"\n` }) });
    assert.deepEqual([slots.analysis.derivations.taskManager?.status, slots.cluster.settings.get(SLOTS)?.templated, slots.cluster.settings.get(PROCESS)?.value], ['derived', true, '3g']);
    assert.deepEqual(readingOf({ 'k/tm.yaml': workload({ image: 'bitnami/flink:1.18', container: secret('FLINK_CFG_SECURITY_SSL_REST_KEY__PASSWORD') }) }).slice(0, 2), ['derived', '1728']);
    assert.equal(readingOf({ 'k/tm.yaml': workload({ image: 'bitnami/flink:1.18', container: secret('FLINK_CFG_TASKMANAGER_MEMORY_PROCESS_SIZE') }) })[0], 'unknown');
    const moved = clusterOf({ 'k/tm.yaml': `${workload({ name: 'jobmanager', args: '["jobmanager"]', mounts: 'conf' })}---\n${workload({ mounts: 'conf', container: secret('FLINK_ENV_JAVA_OPTS_TM') })}`, 'c.yaml': variables({ 'flink-conf.yaml': `${PROCESS}: 2g\n` }, 'conf') }, ['c.yaml']);
    const entry = moved.cluster.settings.get('env.java.opts.taskmanager')?.entry;
    assert.equal(entry && moved.section.section.text.slice(entry.keySpan.start, entry.keySpan.end), 'FLINK_ENV_JAVA_OPTS_TM');
  });

  test('is told of its own faults where it stands; the workload of what it causes, mended there', () => {
    const files = { 'k/kustomization.yaml': TIED, 'k/tm.yaml': workload({ container: `${FROM}resources:\n  limits:\n    memory: 2Gi\n` }) };
    const broken = new TestWorkspace({ ...files, 'k/conf.yaml': variables({ FLINK_PROPERTIES: `${PROCESS}: 300m\n` }) });
    assert.deepEqual([broken.findings('k/tm.yaml').map(({ rule }) => rule), broken.findings('k/conf.yaml').map(({ rule }) => rule)], [[], ['jvm-exceeds-process']]);
    const workspace = new TestWorkspace({ ...files, 'k/conf.yaml': variables({ FLINK_PROPERTIES: `${PROCESS}: 3g\n` }) });
    assert.deepEqual(workspace.findings('k/tm.yaml').map(({ rule, marked }) => [rule, marked]), [['container-too-small', '2Gi']]);
    const { document, context } = workspace.edit('k/tm.yaml');
    const change = { textDocument: { uri: document.uri }, version: 1, cluster: 'Workload//taskmanager/0' };
    const edit = changeEdit(document, { ...change, changes: { [PROCESS]: '2g' } }, context);
    assert.ok('edit' in edit);
    assert.deepEqual(Object.values(edit.edit.changes).flat().map(({ newText }) => newText), [`, "-D${PROCESS}=2g"`]);
  });

  test('joins the processes that it gives their variables, and changes with it', () => {
    const files = { 'k/kustomization.yaml': TIED, 'k/tm.yaml': `${workload({ name: 'jobmanager', args: '["jobmanager"]', container: FROM })}---\n${workload({ container: FROM })}` };
    const workspace = new TestWorkspace({ ...files, 'k/conf.yaml': variables({ FLINK_PROPERTIES: `${PROCESS}: 3g\n` }) });
    const read = (): readonly unknown[] => {
      const { document, context } = workspace.edit('k/tm.yaml');
      return document.clusters(context.settings).map(({ cluster }) => [cluster.name, cluster.settings.get(PROCESS)?.value]);
    };
    assert.deepEqual(read(), [['jobmanager', '3g']]);
    workspace.write('k/conf.yaml', variables({ FLINK_PROPERTIES: `${PROCESS}: 4g\n` }));
    assert.deepEqual(read(), [['jobmanager', '4g']]);
  });
});

describe('A ConfigMap of the same file that gives a workload variables', () => {
  const bitnami = workload({ image: 'bitnami/flink:1.18', container: FROM });
  const sized = variables({ FLINK_CFG_TASKMANAGER_MEMORY_PROCESS_SIZE: '5g' });

  test('counts, with its place', () => {
    const text = `# first\n---\n${sized}---\n${bitnami}`;
    const { cluster } = clusterOf({ 'k/tm.yaml': text });
    const setting = cluster.settings.get(PROCESS);
    assert.deepEqual([setting?.value, setting?.origin?.uri, setting?.origin && textAt(text, setting.origin.range)], ['5g', uriOf('k/tm.yaml'), '5g']);
    const both = `${variables({ FLINK_PROPERTIES: `${PROCESS}: 4g\n`, TASK_MANAGER_NUMBER_OF_TASK_SLOTS: '3' })}---\n${workload({ container: FROM })}`;
    const read = clusterOf({ 'k/tm.yaml': both }).cluster;
    assert.deepEqual([read.settings.get(PROCESS)?.entry?.value, read.settings.get(SLOTS)?.value], ['4g', '3']);
  });

  test('counts before one of another file; where there are two nobody can tell, without Flink’s variables the image’s file counts', () => {
    assert.deepEqual(readingOf({ 'k/tm.yaml': `${sized}---\n${bitnami}`, 'conf.yaml': sized.replace('5g', '6g') }, ['conf.yaml']).slice(0, 2), ['derived', '5120']);
    assert.equal(readingOf({ 'k/tm.yaml': `${sized}---\n${bitnami}---\n${sized}` })[0], 'unknown');
    assert.deepEqual(readingOf({ 'k/tm.yaml': `${variables({ A: 'b' })}---\n${workload({ container: FROM })}` }).slice(0, 2), ['derived', '1728']);
    assert.equal(readingOf({ 'k/tm.yaml': `${sized.replace('  name: settings', '  name: settings\n  namespace: other')}---\n${bitnami.replace('  name: taskmanager', '  name: taskmanager\n  namespace: mine')}` })[0], 'unknown');
  });

  test('is followed through edits, above it and in it', () => {
    const workspace = new TestWorkspace({ 'k/tm.yaml': `${sized}---\n${bitnami}` });
    const read = (text: string): readonly unknown[] => {
      workspace.write('k/tm.yaml', text);
      const { document, context } = workspace.edit('k/tm.yaml');
      const setting = document.clusters(context.settings)[0]?.cluster.settings.get(PROCESS);
      return [setting?.value, setting?.origin && textAt(text, setting.origin.range)];
    };
    assert.deepEqual(read(`${sized}---\n${bitnami}`), ['5g', '5g']);
    assert.deepEqual(read(`# above\n${sized}---\n${bitnami}`), ['5g', '5g']);
    assert.deepEqual(read(`kind: Service\n---\n${sized.replace('5g', '7g')}---\n${bitnami}`), ['7g', '7g']);
  });
});

const MOUNTING = { 'k/tm.yaml': workload({ mounts: 'conf' }), 'k/a/flink-conf.yaml': `${PROCESS}: 2g\n`, 'k/b/flink-conf.yaml': `${PROCESS}: 3g\n` };

describe('A ConfigMap that a kustomization makes', () => {
  test('gives a workload variables: of literals, of files, of lines', () => {
    const made = (lines: string): readonly (string | undefined)[] => readingOf({
      'k/kustomization.yaml': `resources: [tm.yaml]\nconfigMapGenerator:\n- name: settings\n${lines}`, 'k/tm.yaml': workload({ container: FROM }), 'k/text.txt': `${PROCESS}: 4g\n${SLOTS}: 2\n`,
      'k/flink.env': `# lines\nFLINK_PROPERTIES=${PROCESS}: 5g\n`,
    }).slice(1);
    assert.deepEqual(made(`  literals:\n  - A=b\n  - 'FLINK_PROPERTIES="${PROCESS}: 3g"'\n`), ['3072', 'k/kustomization.yaml', '1']);
    assert.deepEqual(made('  files: [FLINK_PROPERTIES=text.txt]\n'), ['4096', 'k/text.txt', '2']);
    assert.deepEqual(made('  envs: [flink.env]\n'), ['5120', 'k/flink.env', '1']);
    assert.deepEqual(made('  env: flink.env\n'), ['5120', 'k/flink.env', '1']);
    assert.deepEqual(made('  envs: [missing.env]\n').slice(0, 2), [undefined, undefined]);
    assert.deepEqual(made('  literals: [A=b]\n'), ['1728', undefined, '1']);
  });

  test('is known by the name with its prefix, from a base and a component', () => {
    const generator = 'configMapGenerator:\n- name: conf\n  files: [a/flink-conf.yaml]\n';
    assert.deepEqual(readingOf({ ...MOUNTING, 'k/kustomization.yaml': `resources: [tm.yaml]\nnamePrefix: eu-\n${generator}` }).slice(1, 3), ['2048', 'k/a/flink-conf.yaml']);
    const below = { ...MOUNTING, 'k/tm.yaml': workload({ mounts: 'eu-conf-1' }), 'k/base/kustomization.yaml': `namePrefix: eu-\nnameSuffix: -1\n${generator.replace('a/', '../a/')}` };
    assert.deepEqual(readingOf({ ...below, 'k/kustomization.yaml': 'resources: [tm.yaml, base]\n' }).slice(1, 3), ['2048', 'k/a/flink-conf.yaml']);
    const component = { ...MOUNTING, 'k/part/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${generator.replace('a/', '../a/')}` };
    assert.deepEqual(readingOf({ ...component, 'k/kustomization.yaml': 'resources: [tm.yaml]\ncomponents: [part]\n' }).slice(1, 3), ['2048', 'k/a/flink-conf.yaml']);
  });

  test('merges and replaces what is there already', () => {
    const over = (behavior: string): readonly (string | undefined)[] => readingOf({
      ...MOUNTING, 'k/base/kustomization.yaml': 'configMapGenerator:\n- name: conf\n  files: [../a/flink-conf.yaml]\n',
      'k/kustomization.yaml': `resources: [tm.yaml, base]\nconfigMapGenerator:\n- name: conf\n${behavior}`,
    }).slice(0, 3);
    assert.deepEqual(over('  behavior: merge\n  files: [b/flink-conf.yaml]\n'), ['derived', '3072', 'k/b/flink-conf.yaml']);
    assert.deepEqual(over('  behavior: replace\n  files: [b/flink-conf.yaml]\n'), ['derived', '3072', 'k/b/flink-conf.yaml']);
    assert.deepEqual(over('  behavior: merge\n  literals: [A=b]\n'), ['derived', '2048', 'k/a/flink-conf.yaml']);
    assert.deepEqual(over('  behavior: replace\n  literals: [A=b]\n'), ['unknown', undefined, undefined]);
    assert.deepEqual(over('  files: [b/flink-conf.yaml]\n'), ['unknown', undefined, undefined]);
  });

  test('is unknown where something may change it that is not followed', () => {
    const status = (lines: string): string | undefined => readingOf({ ...MOUNTING, 'k/x.yaml': '- {op: remove, path: /data}\n', 'k/kustomization.yaml': `resources: [tm.yaml]\nconfigMapGenerator:\n- name: conf\n  files: [a/flink-conf.yaml]\n${lines}` })[0];
    assert.equal(status(''), 'derived');
    assert.equal(status('patches:\n- path: x.yaml\n  target: {kind: ConfigMap, name: conf}\n'), 'unknown');
    assert.equal(status('patches:\n- path: x.yaml\n  target: {labelSelector: app=flink}\n'), 'unknown');
    assert.equal(status('patches:\n- patch: |-\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: conf}\n    data: {flink-conf.yaml: "a: b"}\n'), 'unknown');
    assert.equal(status('transformers: [t.yaml]\n'), 'unknown');
    assert.equal(status('replacements:\n- path: r.yaml\n'), 'unknown');
    assert.equal(status('replacements:\n- source: {kind: Service}\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: [data.flink-conf\\.yaml]\n'), 'unknown');
    assert.equal(status('replacements:\n- source: {kind: Service}\n  targets:\n  - select: {kind: Service}\n    fieldPaths: [spec.x]\n  - select: {kind: ConfigMap}\n    fieldPaths: [metadata.labels.app]\n'), 'derived');
    assert.equal(status('patches:\n- path: x.yaml\n  target: {kind: Service}\n'), 'derived');
  });

  test('leads to where it is made', () => {
    const kustomization = 'resources: [tm.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [A=b]\n';
    const workspace = new TestWorkspace({ 'k/tm.yaml': workload({ container: FROM.replace('settings', 'set‸tings') }), 'k/kustomization.yaml': kustomization });
    const { document, context, carets: [caret = 0] } = workspace.edit('k/tm.yaml');
    assert.deepEqual(definition(document, document.positionAt(caret), context).map(({ uri, range }) => [uri, textAt(kustomization, range)]), [[uriOf('k/kustomization.yaml'), 'settings']]);
  });
});
