/** Confluent's FlinkApplications with the defaults of their FlinkEnvironments, which go over what they say themselves. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/src/documents/edits.js';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { changeEdit, definition, memoryModel } from '../../server/src/features/index.js';
import { fixesFor } from '../../server/src/rules/index.js';
import { DEFAULT_SETTINGS } from '../../server/src/shared/settings.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

const SIZE = 'taskmanager.memory.process.size';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const APPLICATION = `apiVersion: platform.confluent.io/v1beta1
kind: FlinkApplication
metadata:
  name: clicks
  namespace: confluent
spec:
  flinkEnvironment: live
  image: confluentinc/cp-flink:1.19.3-cp1
  flinkVersion: v1_19
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "1"
  jobManager: {resource: {memory: 1g, cpu: 1}}
  taskManager: {resource: {memory: 2g, cpu: 1}}
`;

function environment(spec: string, name = 'live', namespace = 'confluent'): string {
  return `apiVersion: platform.confluent.io/v1beta1\nkind: FlinkEnvironment\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nspec:\n  kubernetesNamespace: flink\n  flinkApplicationDefaults:\n    spec:\n${spec}`;
}

const FOUR_SLOTS = '      flinkConfiguration:\n        taskmanager.numberOfTaskSlots: "4"\n';

function applicationIn(workspace: TestWorkspace, path = 'app.yaml'): LocatedCluster {
  const { document, context } = workspace.edit(path);
  const [located, ...others] = document.clusters(context.settings).filter(({ cluster }) => cluster.kind === 'FlinkApplication');
  assert.ok(located !== undefined && others.length === 0);
  return located;
}

/** Value, source and the text at the place of a key of the application in one file with an environment. */
function settingOf(key: string, application: string, above: string): readonly (string | undefined)[] {
  const text = `${above}---\n${application}`;
  const setting = applicationIn(new TestWorkspace({ 'app.yaml': text })).cluster.settings.get(key);
  return [setting?.value, setting?.source, setting?.origin && textAt(text, setting.origin.range)];
}

describe('The FlinkEnvironment that a FlinkApplication names', () => {
  test('goes over what the application says, in its file', () => {
    assert.deepEqual(settingOf(SLOTS, APPLICATION, environment(FOUR_SLOTS)), ['4', 'otherDocument', '"4"']);
    assert.deepEqual(settingOf(SIZE, APPLICATION, environment(FOUR_SLOTS)), ['2 gb', 'resource', undefined]);
    assert.deepEqual(settingOf(SIZE, APPLICATION, environment('      taskManager: {resource: {memory: 4g}}\n')), ['4 gb', 'otherDocument', '4g']);
    // Of both together the memory field counts.
    assert.deepEqual(settingOf(SIZE, APPLICATION, environment(`      flinkConfiguration: {${SIZE}: 4g}\n`)), ['2 gb', 'resource', undefined]);
    assert.deepEqual(settingOf(SIZE, APPLICATION.replace(', cpu: 1}}\n  taskManager: {resource: {memory: 2g, cpu: 1}}', '}}'), environment(`      flinkConfiguration: {${SIZE}: 4g}\n`)), ['4g', 'otherDocument', '4g']);
    const { cluster, analysis } = applicationIn(new TestWorkspace({ 'app.yaml': `${APPLICATION}---\n${environment('      flinkVersion: v1_20\n      taskManager: {replicas: 3, resource: {memory: 4g}}\n')}` }));
    assert.deepEqual([cluster.version.text, cluster.version.source, cluster.version.span, cluster.processes.taskManager.replicas], ['1.20', 'spec', undefined, 3]);
    assert.ok(analysis.derivations.taskManager?.status === 'derived');
    const patched = environment('      flinkVersion: v1_20\n      image: confluentinc/cp-flink:1.20.1-cp1\n');
    const { version } = applicationIn(new TestWorkspace({ 'app.yaml': `${APPLICATION}---\n${patched}` })).cluster;
    assert.deepEqual([version.text, version.source, version.patchFrom], ['1.20.1', 'spec', 'image']);
  });

  test('is found among the open files, and those that a kustomization ties to it', () => {
    const files = { 'app.yaml': APPLICATION, 'env/live.yaml': environment(FOUR_SLOTS) };
    const slots = (workspace: TestWorkspace): readonly (string | undefined)[] => {
      const setting = applicationIn(workspace).cluster.settings.get(SLOTS);
      return [setting?.value, setting?.origin?.uri];
    };
    assert.deepEqual(slots(new TestWorkspace(files)), ['1', undefined]);
    const open = new TestWorkspace(files);
    open.edit('env/live.yaml');
    assert.deepEqual(slots(open), ['4', uriOf('env/live.yaml')]);
    open.write('env/live.yaml', environment(FOUR_SLOTS.replace('4', '8')));
    assert.deepEqual(slots(open), ['8', uriOf('env/live.yaml')]);
    assert.deepEqual(slots(new TestWorkspace({ ...files, 'kustomization.yaml': 'resources: [app.yaml, env/live.yaml]\n' })), ['4', uriOf('env/live.yaml')]);
    assert.deepEqual(slots(new TestWorkspace({ ...files, 'kustomization.yaml': 'resources: [app.yaml, env/live.yaml]\npatches:\n- target: {kind: FlinkEnvironment}\n  patch: "[]"\n' })), ['1', undefined]);
  });

  test('is none of another name, namespace, or group, nor one of two', () => {
    const alone = (above: string): void => { assert.equal(settingOf(SLOTS, APPLICATION, above)[0], '1'); };
    alone(environment(FOUR_SLOTS, 'test'));
    alone(environment(FOUR_SLOTS, 'live', 'other'));
    alone(environment(FOUR_SLOTS).replace('platform.confluent.io', 'example.org'));
    alone(`${environment(FOUR_SLOTS)}---\n${environment(FOUR_SLOTS)}`);
    assert.equal(settingOf(SLOTS, APPLICATION.replace('  flinkEnvironment: live\n', ''), environment(FOUR_SLOTS))[0], '1');
    assert.equal(settingOf(SLOTS, APPLICATION.replace('flinkEnvironment: live', 'flinkEnvironment: ${ENV}'), environment(FOUR_SLOTS))[0], '1');
    const workspace = new TestWorkspace({ 'app.yaml': APPLICATION.replace('  flinkEnvironment: live\n', '') });
    applicationIn(workspace);
    assert.deepEqual(workspace.asked, []);
  });

  test('leaves unknown what is unknown in it', () => {
    const status = (spec: string): string | undefined => applicationIn(new TestWorkspace({ 'app.yaml': `${environment(spec)}---\n${APPLICATION}` })).analysis.derivations.taskManager?.status;
    assert.equal(status('      taskManager: {resource: {memory: "${MEMORY}"}}\n'), 'unknown');
    assert.equal(status('      flinkConfiguration:\n        {{- toYaml .Values.flink | nindent 8 }}\n'), 'unknown');
    assert.equal(status('      flinkConfiguration: {taskmanager.memory.managed.size: "${MANAGED}"}\n'), 'unknown');
  });

  test('gives an application its total, or leaves that to the operator', () => {
    const unsized = APPLICATION.replace(/ {2}taskManager:[^]*$/, '');
    const status = (spec: string): string | undefined => applicationIn(new TestWorkspace({ 'app.yaml': `${environment(spec)}---\n${unsized}` })).analysis.derivations.taskManager?.status;
    assert.equal(status('      taskManager: {resource: {memory: 4g}}\n'), 'derived');
    assert.equal(status(FOUR_SLOTS), undefined);
    assert.equal(status('      flinkConfiguration: {taskmanager.memory.managed.size: 1g}\n'), 'unknown');
  });
});

describe('What is said about a FlinkApplication of an environment', () => {
  test('is what both do together, at its own lines, mended there', () => {
    const above = environment('      flinkConfiguration:\n        taskmanager.memory.managed.size: 3g\n');
    const workspace = new TestWorkspace({ 'app.yaml': APPLICATION, 'env.yaml': above });
    workspace.edit('env.yaml');
    const [found, ...others] = workspace.findings('app.yaml');
    assert.deepEqual([found?.rule, found?.marked, others.length], ['pools-exceed-flink', '2g', 0]);
    assert.ok(found);
    assert.deepEqual(found.finding.related?.flatMap((one) => ('location' in one ? [[one.location.uri, textAt(above, one.location.range)]] : [])), [[uriOf('env.yaml'), '3g']]);
    const fixes = fixesFor(found.finding, found.located, { settings: DEFAULT_SETTINGS, yamlServer: false });
    const [after] = fixes.filter(({ preferred }) => preferred).map(({ edits }) => applyEdits(APPLICATION, edits));
    assert.equal(after?.replace(/taskManager: \{resource: \{memory: \d+m/, 'taskManager: {resource: {memory: 2g'), APPLICATION);
    workspace.write('app.yaml', after);
    assert.deepEqual(workspace.findings('app.yaml'), []);
    assert.deepEqual(workspace.findings('env.yaml'), []);
  });

  test('is that a line of its own does not count, with the place that does', () => {
    const above = environment(FOUR_SLOTS);
    const text = `${above}---\n${APPLICATION}`;
    const workspace = new TestWorkspace({ 'app.yaml': text.replace('"1"', '‸"1"') });
    const { document, context, carets: [caret = 0] } = workspace.edit('app.yaml');
    assert.deepEqual(definition(document, document.positionAt(caret), context).map(({ uri, range }) => [uri, textAt(text, range)]), [[uriOf('app.yaml'), '"4"']]);
    const [found, ...others] = workspace.findings('app.yaml');
    assert.deepEqual([found?.rule, found?.marked, others.length], ['key-overridden', 'taskmanager.numberOfTaskSlots: "1"', 0]);
    assert.ok(found);
    const [fix] = fixesFor(found.finding, found.located, { settings: DEFAULT_SETTINGS, yamlServer: false });
    const { start, end } = found.located.section;
    assert.equal(text.slice(0, start) + applyEdits(text.slice(start, end), fix?.edits ?? []) + text.slice(end), text.replace('  flinkConfiguration:\n    taskmanager.numberOfTaskSlots: "1"\n', ''));
  });

  test('is nothing that cannot count: what the environment sets is not written here', () => {
    const workspace = new TestWorkspace({ 'app.yaml': APPLICATION, 'env.yaml': environment(`${FOUR_SLOTS}      taskManager: {resource: {memory: 4g}}\n`) });
    workspace.edit('env.yaml');
    const { document, context } = workspace.edit('app.yaml');
    const params = { textDocument: { uri: document.uri }, version: 1, cluster: 'FlinkApplication/confluent/clicks/0' };
    for (const key of [SLOTS, SIZE]) assert.deepEqual(changeEdit(document, { ...params, changes: { [key]: '3g' } }, context), { refused: { code: 'not-writable', key } });
    const model = memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters[0];
    assert.deepEqual([model?.taskManager.pools?.totalProcess, model?.configuration[SIZE]?.location?.uri], [String(4n << 30n), uriOf('env.yaml')]);
  });

  test('leads from its name to the environment', () => {
    const files = { 'app.yaml': APPLICATION.replace('live', 'li‸ve'), 'env.yaml': environment(FOUR_SLOTS) };
    const workspace = new TestWorkspace(files);
    workspace.edit('env.yaml');
    const { document, context, carets: [caret = 0] } = workspace.edit('app.yaml');
    assert.deepEqual(definition(document, document.positionAt(caret), context).map(({ uri, range }) => [uri, textAt(files['env.yaml'], range)]), [[uriOf('env.yaml'), 'live']]);
  });
});
