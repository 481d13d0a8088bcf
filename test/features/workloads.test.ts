/** Features on clusters whose configuration comes in layers, over several documents. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeEdit, codeLenses, diagnose, hover, inlayHints, memoryModel } from '../../server/src/features/index.js';
import { applied } from '../support/actions.js';
import { caret, hoverText, open } from '../support/features.js';
import { speakChinese } from '../support/speech.js';
import { configMap, file, properties, workload } from '../support/workloads.js';
import { textAt } from '../support/workspace.js';

const PROCESS = 'taskmanager.memory.process.size';
const CONF = ['jobmanager.memory.process.size: 1600m', `${PROCESS}: 1728m`, 'taskmanager.memory.managed.fraction: 0.4'];
const CLUSTER = 'Workload//jobmanager/0';

/** The container of the TaskManager has 2 GiB, of which 1728 MiB are the process's. */
function cluster(limit = '2Gi', args = '["taskmanager", "-Dtaskmanager.memory.network.fraction=0.2"]'): string {
  return file(
    workload({ name: 'jobmanager', args: '["jobmanager"]', mounts: 'conf' }),
    configMap('conf', 'flink-conf.yaml', CONF),
    workload({ mounts: 'conf', args, container: `resources:\n  limits:\n    memory: ${limit}` }),
  );
}

function hoverAt(source: string): string {
  const opened = open(source);
  return hoverText(hover(opened.document, caret(opened), opened.context));
}

describe('A cluster of several documents', () => {
  it('has one model, with the places of what counts, what lost and the containers', () => {
    const { document, context } = open(cluster('2Gi', `["taskmanager", "-D${PROCESS}=1800m"]`));
    const { uri } = document;
    const model = memoryModel(document, { textDocument: { uri } }, context);
    assert.ok(model);
    assert.deepEqual(model.summary.map(({ id, kind }) => [id, kind]), [[CLUSTER, 'Workload'], ['ConfigMap//conf/0', 'ConfigMap']]);
    const own = model.clusters.find(({ id }) => id === CLUSTER);
    assert.ok(own);
    assert.deepEqual([own.taskManager.pools?.['totalProcess'], own.jobManager.pools?.['totalProcess'], own.container], [
      String(1800n << 20n), String(1600n << 20n), { taskManager: { requestBytes: String(2n << 30n), limitBytes: String(2n << 30n) } },
    ]);
    assert.deepEqual([own.flinkVersion.value, own.flinkVersion.source], ['1.18.1', 'image']);
    const setting = own.configuration[PROCESS];
    const at = (range: Parameters<typeof textAt>[1]): string => textAt(document.text, range);
    assert.deepEqual([setting?.value, setting?.source, setting?.location && at(setting.location.range)], ['1800m', 'argument', '1800m']);
    assert.deepEqual(setting?.overridden?.map(({ value, location }) => [value, location === undefined ? '' : at(location.range)]), [['1728m', '1728m']]);
    assert.equal(own.configuration['jobmanager.memory.process.size']?.source, 'otherDocument');
  });

  it('is edited where each key stands', () => {
    const text = cluster();
    const opened = open(text);
    const { document, context } = opened;
    const changes = { 'jobmanager.memory.process.size': '2g', 'taskmanager.memory.network.fraction': '0.1', 'taskmanager.memory.network.min': '64m' };
    const result = changeEdit(document, { textDocument: { uri: document.uri }, version: 1, cluster: CLUSTER, changes }, context);
    assert.ok('edit' in result, JSON.stringify(result));
    assert.equal(
      applied(opened, Object.values(result.edit.changes).flat()),
      text.replace('1600m', '2g').replace('=0.2"', '=0.1", "-Dtaskmanager.memory.network.min=64m"'),
    );
  });

  it('has a lens of its own, and each hint once', () => {
    const { document, context } = open(cluster(), { commands: ['flinkMemory.openPanel'] });
    assert.deepEqual(codeLenses(document, context).map(({ range, command }) => [range.start.line, command?.title]), [
      [1, 'TaskManager 1728 MiB: heap 384, managed 512, network 256 … | JobManager 1600 MiB: heap 1024 …'],
      [document.positionAt(document.text.indexOf('flink-conf.yaml')).line, 'TaskManager 1728 MiB: heap 512, managed 512, network 128 … | JobManager 1600 MiB: heap 1024 …'],
    ]);
    const hints = inlayHints(document, { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } }, context);
    assert.deepEqual(hints.map(({ position, label }) => [textAt(document.text, { start: { line: position.line, character: 0 }, end: position }).trim(), label]).sort(), [
      ['args: ["taskmanager", "-Dtaskmanager.memory.network.fraction=0.2', '= 256 MiB'], ['taskmanager.memory.managed.fraction: 0.4', '= 512 MiB'],
    ]);
  });

  it('has hovers on arguments, on the container and its memory', (context) => {
    const text = cluster();
    assert.match(hoverAt(text.replace('network.fraction', 'network.frac‸tion')), /256 MiB/);
    assert.match(hoverAt(text.replace('memory: 2Gi', 'memory: 2‸Gi')), /`2Gi` is 2048 MiB for Kubernetes\. The process leaves 320 MiB of it\./);
    assert.match(hoverAt(text.replace('memory: 2Gi', 'mem‸ory: 1Gi')), /The process needs 704 MiB more\./);
    assert.match(hoverAt(text.replace('- name: taskmanager', '- name: taskma‸nager')), /TaskManager 1728 MiB/);
    assert.match(hoverAt(text.replace('limits:', 'lim‸its:')), /TaskManager 1728 MiB/);
    speakChinese(context);
    assert.match(hoverAt(text.replace('memory: 2Gi', 'memory: 2‸Gi')), /`2Gi` 在 Kubernetes 中是 2048 MiB。进程之外还剩 320 MiB。/);
    assert.match(hoverAt(text.replace('memory: 2Gi', 'mem‸ory: 1Gi')), /进程还需要 704 MiB。/);
  });

  it('leaves the documents between to themselves: the ConfigMap has its own hovers and model', () => {
    const source = cluster().replace('1728m', '172‸8m');
    assert.match(hoverAt(source), /Network \| 128/);
    const opened = open(source);
    const model = memoryModel(opened.document, { textDocument: { uri: opened.document.uri }, at: caret(opened) }, opened.context);
    assert.deepEqual(model?.clusters.map(({ id }) => id), ['ConfigMap//conf/0']);
  });

  it('says in a hover of the ConfigMap what overrules the line in the workload, and what the process gets', () => {
    const source = cluster('2Gi', '["taskmanager", "-Dtaskmanager.memory.managed.fraction=0.3"]').replace('fraction: 0.4', 'frac‸tion: 0.4');
    const text = hoverAt(source);
    // 0.3 of 1280 MiB, and not the 512 MiB that 0.4 would be.
    assert.match(text, /Managed memory 384 MiB/);
    assert.match(text, /This line does not count: `taskmanager\.memory\.managed\.fraction` is set to `0\.3` elsewhere\./);
  });

  it('keeps its diagnostics when another document grows, and moves them', () => {
    const text = `a: 1\n---\n${cluster('1Gi')}`;
    const [before] = diagnose(open(text).document, open(text).context);
    const [after] = diagnose(open(text.replace('a: 1', 'a: 1\nb: 2')).document, open(text).context);
    assert.ok(before !== undefined && after !== undefined);
    assert.equal(before.code, 'container-too-small');
    assert.equal(after.range.start.line, before.range.start.line + 1);
    assert.deepEqual(after.data, before.data);
  });

  it('is no part of another one between its documents', () => {
    const deployment = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: other}\nspec:\n  flinkVersion: v1_20\n  jobManager: {resource: {memory: 2g}}\n  taskManager: {resource: {memory: 1‸g}}\n';
    assert.match(hoverAt(file(workload({ name: 'jobmanager', args: '["jobmanager"]', container: properties('jobmanager.rpc.address: jm') }), deployment, workload({ container: properties('jobmanager.rpc.address: jm') }))), /TaskManager 1024 MiB|1024 MiB/);
  });
});
