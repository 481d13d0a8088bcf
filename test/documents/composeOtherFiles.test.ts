/** Services that take over services of other compose files: by `extends`, and as the override of the file beside. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, editsFor } from '../../server/src/documents/edits.js';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { definition } from '../../server/src/features/index.js';
import { fixesFor } from '../../server/src/rules/index.js';
import { DEFAULT_SETTINGS } from '../../server/src/shared/settings.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

const NAME = 'prod/stack.yml';
const PROCESS = 'taskmanager.memory.process.size';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const COMMON = `services:
  flink:
    image: flink:1.18
    environment:
      FLINK_PROPERTIES: |
        ${PROCESS}: 4g
        ${SLOTS}: 2
  taskmanager:
    extends: flink
    command: taskmanager -D${SLOTS}=4
    mem_limit: 5g
    env_file: flink.env
`;
const EXTENDING = `services:
  taskmanager:
    extends:
      file: ../common/flink.yml
      service: taskmanager
    environment:
      TASK_MANAGER_NUMBER_OF_TASK_SLOTS: 8
`;
const FILES = { 'common/flink.yml': COMMON, 'common/flink.env': 'FLINK_ENV_JAVA_OPTS=-Da=b\n' };

function clustersOf(path: string, files: Readonly<Record<string, string>>): readonly LocatedCluster[] {
  const { document, context } = new TestWorkspace(files).edit(path);
  return document.clusters(context.settings);
}

function onlyOf(path: string, files: Readonly<Record<string, string>>): LocatedCluster {
  const [located, ...others] = clustersOf(path, files);
  assert.ok(located !== undefined && others.length === 0);
  return located;
}

describe('A service that extends one of another file', () => {
  test('has what that one has, with its places there', () => {
    const { cluster, analysis } = onlyOf(NAME, { [NAME]: EXTENDING, ...FILES });
    assert.deepEqual([cluster.version.text, cluster.version.source, cluster.version.span], ['1.18', 'image', undefined]);
    const { taskManager } = analysis.derivations;
    assert.ok(taskManager?.status === 'derived');
    assert.equal(taskManager.pools.get('totalProcess'), 4n << 30n);
    const size = cluster.settings.get(PROCESS);
    assert.deepEqual([size?.source, size?.origin?.uri, size?.origin && textAt(COMMON, size.origin.range)], ['otherDocument', uriOf('common/flink.yml'), '4g']);
    const slots = cluster.settings.get(SLOTS);
    assert.deepEqual([slots?.value, slots?.origin && textAt(COMMON, slots.origin.range)], ['4', '4']);
    assert.equal(cluster.settings.get('env.java.opts.all')?.origin?.uri, uriOf('common/flink.env'));
    const limit = cluster.processes.taskManager.container?.limit;
    assert.deepEqual([limit?.name, limit?.bytes, limit && EXTENDING.slice(limit.valueSpan.start, limit.valueSpan.start + 5)], ['mem_limit', 5n << 30n, 'file:']);
    assert.deepEqual(cluster.entries.map(({ key, value }) => [key, value]), [[SLOTS, '8']]);
  });

  test('goes from file to file, by paths with variables, relative to each', () => {
    const files = {
      'prod/.env': 'WHERE=../common\n',
      [NAME]: 'services:\n  taskmanager:\n    extends: {file: "${WHERE}/flink.yml", service: tm}\n    environment: {FLINK_PROPERTIES: "taskmanager.memory.process.size: ${SIZE:-3g}"}\n',
      'common/flink.yml': 'services:\n  tm:\n    extends: {file: parts/base.yml, service: base}\n    command: taskmanager\n',
      'common/parts/base.yml': 'services:\n  base:\n    image: flink:1.20\n    volumes: ["./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml"]\n',
      'common/parts/flink-conf.yaml': `${PROCESS}: 2g\n${SLOTS}: 3\n`,
    };
    const { cluster } = onlyOf(NAME, files);
    assert.deepEqual([cluster.version.text, cluster.settings.get(PROCESS)?.value, cluster.settings.get(SLOTS)?.value], ['1.20', '3g', '3']);
    assert.equal(cluster.settings.get(SLOTS)?.origin?.uri, uriOf('common/parts/flink-conf.yaml'));
  });

  test('is unknown where that one is not at hand', () => {
    const unknown = (common: string | undefined, own = EXTENDING): void => {
      const files = { [NAME]: own, ...(common === undefined ? {} : { 'common/flink.yml': common }) };
      assert.ok(clustersOf(NAME, files).every(({ analysis }) => analysis.derivations.taskManager?.status === 'unknown'));
    };
    unknown(undefined);
    unknown('services: {other: {command: taskmanager}}\n');
    unknown(`${COMMON}---\n${COMMON}`);
    unknown(COMMON.replace('flink:1.18', '"flink'));
    unknown(COMMON.replace('extends: flink', 'extends: {file: none.yml, service: flink}'));
    unknown(COMMON, EXTENDING.replace('../common/flink.yml', '${WHERE}/flink.yml'));
    unknown(COMMON.replace('extends: flink', 'extends: {file: ../prod/stack.yml, service: taskmanager}'));
  });

  test('is mended in its own file alone', () => {
    const compose = EXTENDING.replace(/ {4}environment:[^]*$/, '    command: taskmanager -Dtaskmanager.memory.process.size=6g\n');
    const workspace = new TestWorkspace({ [NAME]: compose, ...FILES });
    const [found, ...others] = workspace.findings(NAME);
    assert.deepEqual([found?.rule, others.length], ['container-too-small', 0]);
    assert.ok(found);
    assert.match(found.marked, /^file: \.\.\/common\/flink\.yml/);
    const fixes = fixesFor(found.finding, found.located, { settings: DEFAULT_SETTINGS, yamlServer: false });
    assert.deepEqual(fixes.map(({ edits }) => applyEdits(compose, edits)), [compose.replace('=6g', '=5g')]);
    const located = onlyOf(NAME, { [NAME]: EXTENDING, ...FILES });
    assert.deepEqual(editsFor(EXTENDING, located.cluster, [{ kind: 'set', key: PROCESS, value: '5g' }]), { refused: { code: 'not-writable', key: PROCESS } });
  });

  test('is told of what it does itself; what the other has wrong is told there', () => {
    const wrong = { [NAME]: EXTENDING, ...FILES, 'common/flink.yml': COMMON.replace('4g', '300m') };
    assert.deepEqual(new TestWorkspace(wrong).findings('common/flink.yml').map(({ rule }) => rule).sort(), ['jvm-exceeds-process', 'key-overridden']);
    assert.deepEqual(new TestWorkspace(wrong).findings(NAME).map(({ rule, marked }) => [rule, marked]), [['key-overridden', 'TASK_MANAGER_NUMBER_OF_TASK_SLOTS: 8']]);
    const workspace = new TestWorkspace({ [NAME]: EXTENDING.replace(': 8', ': ‸8'), ...FILES });
    const { document, context, carets: [caret = 0] } = workspace.edit(NAME);
    assert.deepEqual(definition(document, document.positionAt(caret), context).map(({ uri, range }) => [uri, textAt(COMMON, range)]), [[uriOf('common/flink.yml'), '4']]);
  });
});

const BASE = `services:
  jobmanager:
    image: flink:1.18
    command: jobmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        jobmanager.memory.process.size: 2g
  taskmanager:
    image: flink:1.18
    command: taskmanager
    mem_limit: 4g
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        ${PROCESS}: 4g
`;

describe('An override beside a compose file', () => {
  const pairs = [['compose.yaml', 'compose.override.yaml'], ['compose.yml', 'compose.override.yml'], ['docker-compose.yml', 'docker-compose.override.yml'], ['docker-compose.yaml', 'docker-compose.override.yml']] as const;

  test('is read as what it is laid over makes of it', () => {
    for (const [base, override] of pairs) {
      const { cluster, analysis } = onlyOf(`d/${override}`, { [`d/${base}`]: BASE, [`d/${override}`]: 'services:\n  taskmanager:\n    command: taskmanager -Dtaskmanager.memory.process.size=3g\n' });
      const size = cluster.settings.get(PROCESS);
      assert.deepEqual([cluster.version.text, size?.value, size?.source, size?.overriddenElsewhere?.map(({ value, location }) => [value, location.uri])], ['1.18', '3g', 'argument', [['4g', uriOf(`d/${base}`)]]], override);
      assert.equal(analysis.derivations.taskManager?.status, 'derived');
      assert.equal(cluster.processes.jobManager.present, false);
    }
  });

  test('takes fields away, or puts its own in their place', () => {
    const of = (lines: string): LocatedCluster => onlyOf('compose.override.yaml', { 'compose.yaml': BASE, 'compose.override.yaml': `services:\n  taskmanager:\n    labels: {a: b}\n${lines}` });
    assert.equal(of('').cluster.processes.taskManager.container?.limit?.bytes, 4n << 30n);
    assert.equal(of('    mem_limit: !reset null\n').cluster.processes.taskManager.container, undefined);
    assert.equal(of('').cluster.settings.get(PROCESS)?.value, '4g');
    assert.equal(of('    environment: !override\n      A: b\n').cluster.settings.get(PROCESS)?.value, '1728m');
    assert.equal(of('    environment: !reset {}\n').cluster.settings.get(PROCESS)?.value, '1728m');
    assert.equal(of(`    environment: {FLINK_PROPERTIES: "${SLOTS}: 2"}\n`).cluster.settings.get(PROCESS)?.value, '1728m');
  });

  test('is told of what it causes, where it does', () => {
    const findings = (override: string, base = BASE): readonly unknown[] => new TestWorkspace({ 'compose.yaml': base, 'compose.override.yaml': override }).findings('compose.override.yaml').map(({ rule, marked }) => [rule, marked]);
    const override = 'services:\n  taskmanager:\n    mem_limit: 2g\n';
    assert.deepEqual(findings(override), [['container-too-small', '2g']]);
    assert.deepEqual(findings(override.replace('2g', '6g')), []);
    assert.deepEqual(findings(override.replace('2g', '6g'), BASE.replace(`${PROCESS}: 4g`, `${PROCESS}: 300m`)), []);
    // By itself nobody knows what it is laid over.
    assert.deepEqual(new TestWorkspace({ 'compose.override.yaml': override }).findings('compose.override.yaml'), []);
    const found = new TestWorkspace({ 'compose.yaml': BASE, 'compose.override.yaml': override }).findings('compose.override.yaml')[0];
    assert.ok(found);
    const fixes = fixesFor(found.finding, found.located, { settings: DEFAULT_SETTINGS, yamlServer: false });
    assert.deepEqual(fixes.map(({ edits }) => applyEdits(override, edits)), [override.replace('2g', '4g')]);
  });

  test('asks for other files only where it may be one', () => {
    const workspace = new TestWorkspace({ 'stack.yml': BASE });
    workspace.findings('stack.yml');
    assert.deepEqual(workspace.asked, []);
  });
});
