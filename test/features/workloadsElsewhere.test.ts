/** A workload whose ConfigMap stands in another file of the workspace. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeEdit, diagnose, memoryModel } from '../../server/src/features/index.js';
import { configMap, workload } from '../support/workloads.js';
import { textAt, TestWorkspace } from '../support/workspace.js';

const PROCESS = 'taskmanager.memory.process.size';
const CONF = configMap('conf', 'flink-conf.yaml', ['jobmanager.memory.process.size: 1600m', `${PROCESS}: 4g`, 'taskmanager.numberOfTaskSlots: 2']);
const LIMITED = workload({ mounts: 'conf', container: 'resources:\n  limits:\n    memory: 4G' });

/** The total of the TaskManager, where it came from, and the text there. */
function modelOf(workspace: TestWorkspace, path: string): readonly (string | undefined)[] {
  const { document, context } = workspace.edit(path);
  const model = memoryModel(document, { textDocument: { uri: document.uri } }, context);
  const own = model?.clusters.find(({ kind }) => kind === 'Workload');
  const setting = own?.configuration[PROCESS];
  return [own?.taskManager.status, own?.taskManager.pools?.['totalProcess'], setting?.source, setting?.location?.uri];
}

describe('A ConfigMap in another file', () => {
  it('that is open is what a workload mounts', () => {
    const workspace = new TestWorkspace({ 'conf.yaml': `# first\n${CONF}`, 'tm.yaml': LIMITED });
    workspace.edit('conf.yaml');
    assert.deepEqual(modelOf(workspace, 'tm.yaml'), ['derived', String(4n << 30n), 'otherDocument', 'file:///work/conf.yaml']);
    const { document, context } = workspace.edit('tm.yaml');
    const location = memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters[0]?.configuration[PROCESS]?.location;
    assert.equal(location === undefined ? '' : textAt(`# first\n${CONF}`, location.range), '4g');
    const found = workspace.findings('tm.yaml');
    assert.deepEqual(found.map(({ rule, marked }) => [rule, marked]), [['container-too-small', '4G']]);
  });

  it('that a kustomization ties to it is as well, also one that it makes of a file', () => {
    const tied = new TestWorkspace({ 'kustomization.yaml': 'resources:\n  - conf.yaml\n  - tm.yaml\n', 'conf.yaml': CONF, 'tm.yaml': LIMITED });
    assert.deepEqual(modelOf(tied, 'tm.yaml'), ['derived', String(4n << 30n), 'otherDocument', 'file:///work/conf.yaml']);
    const generated = new TestWorkspace({
      'kustomization.yaml': 'resources:\n  - tm.yaml\nconfigMapGenerator:\n  - name: conf\n    files:\n      - conf/flink-conf.yaml\n', 'tm.yaml': LIMITED,
      'conf/flink-conf.yaml': `jobmanager.memory.process.size: 1600m\n${PROCESS}: 2g\n`,
    });
    assert.deepEqual(modelOf(generated, 'tm.yaml'), ['derived', String(2n << 30n), 'otherDocument', 'file:///work/conf/flink-conf.yaml']);
  });

  it('counts as it is by now, and is nothing where it is gone', () => {
    const workspace = new TestWorkspace({ 'conf.yaml': CONF, 'tm.yaml': LIMITED });
    workspace.edit('conf.yaml');
    const { document, context } = workspace.edit('tm.yaml');
    const codes = (): readonly unknown[] => diagnose(document, context).map(({ code }) => code);
    assert.deepEqual(codes(), ['container-too-small']);
    workspace.write('conf.yaml', CONF.replace('4g', '3g'));
    assert.deepEqual(codes(), []);
    workspace.write('conf.yaml', undefined);
    assert.deepEqual(modelOf(workspace, 'tm.yaml').slice(0, 2), ['unknown', undefined]);
  });

  it('stays as it is: what it sets cannot be written here', () => {
    const workspace = new TestWorkspace({ 'conf.yaml': CONF, 'tm.yaml': LIMITED });
    workspace.edit('conf.yaml');
    const { document, context } = workspace.edit('tm.yaml');
    const params = { textDocument: { uri: document.uri }, version: 1, cluster: 'Workload//taskmanager/0' };
    const override = changeEdit(document, { ...params, changes: { [PROCESS]: '3g' } }, context);
    assert.ok('edit' in override);
    assert.deepEqual(Object.values(override.edit.changes).flat().map(({ newText }) => newText), [`, "-D${PROCESS}=3g"`]);
    assert.deepEqual(changeEdit(document, { ...params, changes: { [PROCESS]: null } }, context), { refused: { code: 'not-writable', key: PROCESS } });
  });

  it('of this file counts before one of another, and what is wrong in the other alone is told there', () => {
    const both = new TestWorkspace({ 'conf.yaml': CONF, 'tm.yaml': `${CONF.replace('4g', '2g')}---\n${LIMITED}` });
    both.edit('conf.yaml');
    assert.equal(modelOf(both, 'tm.yaml')[1], String(2n << 30n));
    const wrong = new TestWorkspace({ 'conf.yaml': CONF.replace('4g', '300m'), 'tm.yaml': LIMITED });
    wrong.edit('conf.yaml');
    assert.deepEqual(wrong.findings('tm.yaml').map(({ rule }) => rule), []);
    assert.deepEqual(wrong.findings('conf.yaml').map(({ rule }) => rule), ['jvm-exceeds-process']);
  });

  it('joins a JobManager and a TaskManager of one file', () => {
    const workspace = new TestWorkspace({ 'conf.yaml': CONF, 'cluster.yaml': `${workload({ name: 'jobmanager', args: '["jobmanager"]', mounts: 'conf' })}---\n${LIMITED}` });
    workspace.edit('conf.yaml');
    const { document, context } = workspace.edit('cluster.yaml');
    const model = memoryModel(document, { textDocument: { uri: document.uri } }, context);
    assert.deepEqual(model?.clusters.map(({ id, taskManager, jobManager }) => [id, taskManager.status, jobManager.status]), [['Workload//jobmanager/0', 'derived', 'derived']]);
  });
});
