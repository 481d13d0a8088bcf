import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readDotenv } from '../../server/src/documents/compose/dotenvVariables.js';
import { applyEdits, editsFor } from '../../server/src/documents/edits.js';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { TestWorkspace } from '../support/workspace.js';

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
  const [located] = document.opened.clusters(context.settings);
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
    document.opened.clusters(context.settings);
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
