import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readDotenv } from '../../server/src/documents/compose/dotenvVariables.js';
import { applyEdits, editsFor } from '../../server/src/documents/edits.js';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { textAt, TestWorkspace } from '../support/workspace.js';

const COMPOSE = `services:
  jobmanager:
    image: flink:\${FLINK_VERSION:-1.18}
    command: jobmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        jobmanager.memory.process.size: 2g
  taskmanager:
    image: flink:\${FLINK_VERSION:-1.18}
    command: taskmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        taskmanager.memory.process.size: \${TM_MEMORY:-2g}
        taskmanager.numberOfTaskSlots: \${TM_SLOTS}
`;

function clusterOf(files: Readonly<Record<string, string>>): LocatedCluster {
  const { document, context } = new TestWorkspace(files).edit('docker/compose.yaml');
  const [located] = document.clusters(context.settings);
  assert.ok(located);
  return located;
}

const MIB = 1024n ** 2n;

describe('The .env file beside a compose file', () => {
  test('gives its variables their values', () => {
    const { cluster, analysis } = clusterOf({ 'docker/compose.yaml': COMPOSE, 'docker/.env': '# sizes\nTM_MEMORY=4g\nTM_SLOTS=2\nFLINK_VERSION=1.20.1\n' });
    assert.equal(cluster.version.text, '1.20.1');
    const { taskManager } = analysis.derivations;
    assert.ok(taskManager?.status === 'derived');
    assert.equal(taskManager.pools.get('totalProcess'), 4096n * MIB);
    assert.equal(cluster.settings.get('taskmanager.numberOfTaskSlots')?.value, '2');
  });

  test('is not there: defaults count, and the rest is unknown', () => {
    const { cluster, analysis } = clusterOf({ 'docker/compose.yaml': COMPOSE, '.env': 'TM_MEMORY=4g\n' });
    assert.equal(cluster.version.text, '1.18');
    assert.equal(cluster.settings.get('taskmanager.memory.process.size')?.value, '2g');
    assert.equal(cluster.settings.get('taskmanager.numberOfTaskSlots')?.templated, true);
    const { taskManager } = analysis.derivations;
    assert.ok(taskManager !== undefined && 'pools' in taskManager);
    assert.equal(taskManager.pools.get('totalProcess'), 2048n * MIB);
  });

  test('is read for a file with variables only', () => {
    const workspace = new TestWorkspace({ 'docker/compose.yaml': COMPOSE.replace(/\$\{[^}]*\}/g, '1') });
    const { document, context } = workspace.edit('docker/compose.yaml');
    document.clusters(context.settings);
    assert.deepEqual(workspace.asked, []);
  });

  test('says values that are not written over in the compose file', () => {
    const located = clusterOf({ 'docker/compose.yaml': COMPOSE, 'docker/.env': 'TM_MEMORY=4g\nTM_SLOTS=2\n' });
    const change = (key: string, value: string): unknown => editsFor(COMPOSE, located.cluster, [{ kind: 'set', key, value }]);
    assert.ok(JSON.stringify(change('taskmanager.memory.process.size', '5g')).includes('refused'));
    const made = editsFor(COMPOSE, located.cluster, [{ kind: 'set', key: 'jobmanager.memory.process.size', value: '3g' }]);
    assert.ok('edits' in made);
    assert.equal(applyEdits(COMPOSE, made.edits), COMPOSE.replace('process.size: 2g', 'process.size: 3g'));
  });

  test('is read as Compose reads it', () => {
    const text = 'A=1\n export B = two words # note\nC="x\\n\\"y\\" # no note"\nD=\'${A} #\'\nE=\nF: yaml\n# G=1\nH=a#b\nA=2\r\nI="over\nlines"\n=x\n1J=2\nK=${A}\n';
    assert.deepEqual(Object.fromEntries(readDotenv(text)), { A: '2', B: 'two words', C: 'x\n"y" # no note', D: '${A} #', E: '', F: 'yaml', H: 'a#b', I: 'over\nlines', K: '${A}' });
  });
});

const MOUNTING = `services:
  jobmanager:
    image: flink:1.18
    command: jobmanager
    volumes:
      - ./conf/flink-conf.yaml:/opt/flink/conf/flink-conf.yaml
      - ./log4j.properties:/opt/flink/conf/log4j-console.properties
      - data:/data
  taskmanager:
    image: flink:1.18
    command: taskmanager
    environment:
      - |
        FLINK_PROPERTIES=
        taskmanager.numberOfTaskSlots: 4
    volumes:
      - ./conf/flink-conf.yaml:/opt/flink/conf/flink-conf.yaml
`;
const CONF = 'jobmanager.rpc.address: jobmanager\njobmanager.memory.process.size: 2g\ntaskmanager.memory.process.size: 4g\ntaskmanager.numberOfTaskSlots: 1\n';
const NAME = 'docker/compose.yaml';
const CONF_NAME = 'docker/conf/flink-conf.yaml';

describe('A file that services of a compose file mount as their configuration', () => {
  test('is the layer under what they say themselves', () => {
    const { cluster, analysis } = clusterOf({ [NAME]: MOUNTING, [CONF_NAME]: CONF });
    const { taskManager, jobManager } = analysis.derivations;
    assert.ok(taskManager?.status === 'derived' && 'pools' in taskManager && jobManager?.status === 'derived' && 'pools' in jobManager);
    assert.equal(taskManager.pools.get('totalProcess'), 4096n * MIB);
    assert.equal(jobManager.pools.get('totalProcess'), 2048n * MIB);
    const size = cluster.settings.get('taskmanager.memory.process.size');
    assert.deepEqual([size?.source, size?.origin && textAt(CONF, size.origin.range)], ['otherDocument', '4g']);
    const slots = cluster.settings.get('taskmanager.numberOfTaskSlots');
    assert.deepEqual([slots?.value, slots?.source, slots?.overriddenElsewhere?.map(({ value, location }) => [value, textAt(CONF, location.range)])], ['4', 'environment', [['1', '1']]]);
  });

  test('is known by a mount of the folder and in the long form, by the version', () => {
    const folder = MOUNTING.replaceAll('./conf/flink-conf.yaml:/opt/flink/conf/flink-conf.yaml', './conf:/opt/flink/conf');
    assert.equal(clusterOf({ [NAME]: folder, [CONF_NAME]: CONF }).cluster.settings.get('taskmanager.memory.process.size')?.value, '4g');
    const newer = folder.replaceAll('flink:1.18', 'flink:2.0');
    assert.equal(clusterOf({ [NAME]: newer, [CONF_NAME]: CONF }).analysis.derivations.jobManager?.status, 'unknown');
    assert.equal(clusterOf({ [NAME]: newer, 'docker/conf/config.yaml': CONF.replace('4g', '3g') }).cluster.settings.get('taskmanager.memory.process.size')?.value, '3g');
    const long = MOUNTING.replaceAll('./conf/flink-conf.yaml:/opt/flink/conf/flink-conf.yaml', '{type: bind, source: ./conf/flink-conf.yaml, target: /opt/flink/conf/flink-conf.yaml}');
    assert.equal(clusterOf({ [NAME]: long, [CONF_NAME]: CONF }).cluster.settings.get('taskmanager.memory.process.size')?.value, '4g');
  });

  test('is unknown where it is not at hand, or more than one thing writes it', () => {
    const unknown = (compose: string, files: Readonly<Record<string, string>> = { [CONF_NAME]: CONF }): unknown => clusterOf({ [NAME]: compose, ...files }).analysis.derivations.taskManager?.status;
    assert.equal(unknown(MOUNTING, {}), 'unknown');
    assert.equal(unknown(MOUNTING.replaceAll('./conf/flink-conf.yaml:', '/etc/flink-conf.yaml:')), 'unknown');
    assert.equal(unknown(MOUNTING.replaceAll('./conf/flink-conf.yaml:', 'conf:')), 'unknown');
    assert.equal(unknown(MOUNTING.replaceAll('      - ./conf/flink-conf.yaml:', '      - ./flink:/opt/flink\n      - ./conf/flink-conf.yaml:')), 'unknown');
    assert.equal(unknown(MOUNTING.replaceAll('taskmanager.memory', 'x'), { [CONF_NAME]: `${CONF}{% if x %}\ntaskmanager.memory.process.size: 5g\n{% endif %}\n` }), 'unknown');
  });

  test('is told of its own faults where it stands, and the services of what they do', () => {
    const broken = CONF.replace('4g', '300m');
    const workspace = new TestWorkspace({ [NAME]: MOUNTING, [CONF_NAME]: broken });
    assert.deepEqual(workspace.findings(CONF_NAME).map(({ rule }) => rule), ['jvm-exceeds-process']);
    assert.deepEqual(workspace.findings(NAME).map(({ rule }) => rule), []);
    const adding = MOUNTING.replace('taskmanager.numberOfTaskSlots: 4', 'taskmanager.memory.managed.size: 4g');
    assert.deepEqual(new TestWorkspace({ [NAME]: adding, [CONF_NAME]: CONF }).findings(NAME).map(({ rule, marked }) => [rule, marked]), [['pools-exceed-flink', '4g']]);
  });
});
