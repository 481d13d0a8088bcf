import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import * as l10n from '@vscode/l10n';
import { memoryModel } from '../../server/src/features/index.js';
import { asRecord } from '../../server/src/shared/records.js';
import { actionsIn, after, applied, titlesIn } from '../support/actions.js';
import { open, type OpenOptions } from '../support/features.js';

const CONF: OpenOptions = { uri: 'file:///conf/flink-conf.yaml' };
const NEW: OpenOptions = { uri: 'file:///conf/config.yaml' };
const REWRITE = ['refactor.rewrite'];
const JOB_MANAGER = 'jobmanager.memory.process.size: 1600m\n';

const rewritten = (source: string, title: string, options: OpenOptions = {}): string => after(source, title, options, REWRITE);
const offered = (source: string, options: OpenOptions = {}): readonly string[] => titlesIn(source, options, REWRITE);

function poolsOf(text: string, options: OpenOptions): unknown {
  const { document, context } = open(text, options);
  return memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters.map(({ taskManager, jobManager }) => [taskManager.pools, jobManager.pools]);
}

describe('Convert a unit', () => {
  const source = (value: string): string => `taskmanager.memory.process.size: ${value} # total\r\n${JOB_MANAGER}`;

  it('to what is exactly the same, in the author’s spelling', () => {
    assert.equal(rewritten(source('‸2147483648'), 'Convert to 2g', CONF), source('2g'));
    assert.equal(rewritten(source('‸2147483648'), 'Convert to 2048m', CONF), source('2048m'));
    assert.equal(rewritten(source('‸2 gb'), 'Convert to 2048 mb', CONF), source('2048 mb'));
    assert.equal(rewritten(source('‸2048m'), 'Convert to 2147483648 (bytes)', CONF), source('2147483648'));
    assert.ok(!offered(source('‸1728m'), CONF).some((title) => /^Convert to \d+g/.test(title)));
  });

  const conversions = (text: string): readonly string[] => offered(text, CONF).filter((title) => title.startsWith('Convert'));

  it('of small sizes keeps a unit', () => {
    assert.deepEqual(conversions('taskmanager.memory.segment-size: ‸32kb\n'), ['Convert to 32768b']);
    assert.deepEqual(conversions('taskmanager.memory.segment-size: ‸32768b\n'), ['Convert to 32k']);
  });

  it('in resource.memory to units that the operator reads alike', () => {
    const deployment = (memory: string): string => `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  jobManager: {resource: {memory: 1600m}}\n  taskManager:\n    resource:\n      memory: ${memory} # pods\n`;
    assert.equal(rewritten(deployment('‸2Gi'), 'Convert to 2048Mi'), deployment('2048Mi'));
    assert.equal(rewritten(deployment('‸2048m'), 'Convert to 2g'), deployment('2g'));
    assert.equal(rewritten(deployment('‸2Gi'), 'Convert to 2147483648 (bytes)'), deployment('"2147483648"'));
  });

  it('of a request leaves the limit factor alone', () => {
    const source2 = (memory: string): string => `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  jobManager: {resource: {memory: 1600m}}\n  taskManager:\n    resources:\n      requests: {memory: ${memory}}\n      limits: {memory: 4Gi}\n`;
    assert.equal(rewritten(source2('‸2Gi'), 'Convert to 2048Mi'), source2('2048Mi'));
  });

  it('is not offered for templates, fractions, counts and unreadable values', () => {
    for (const line of ['taskmanager.memory.process.size: ‸{{ .Values.size }}', 'taskmanager.memory.managed.fraction: ‸0.4', 'taskmanager.heap.mb: ‸1024', 'taskmanager.memory.process.size: ‸2Gi', 'parallelism.default: ‸1024']) {
      assert.deepEqual(conversions(`${line}\n`), [], line);
    }
  });
});

describe('The form of a process', () => {
  it('from its total to its parts, in the total’s line', () => {
    const title = 'Write the TaskManager in fine-grained sizes (task heap 384 MiB, managed 512 MiB)';
    const parts = `taskmanager.memory.task.heap.size: 402653174b # tuned\r\ntaskmanager.memory.managed.size: 536870920b\r\n${JOB_MANAGER}`;
    assert.equal(rewritten(`taskmanager.memory.process.size: ‸1728m # tuned\r\n${JOB_MANAGER}`, title, CONF), parts);
    assert.equal(rewritten(`taskmanager.memory.flink.size: ‸1280m # tuned\r\n${JOB_MANAGER}`, title, CONF), parts);
    assert.equal(rewritten('jobmanager.memory.process.size: ‸1600m\n', 'Write the JobManager in fine-grained sizes (JVM heap 1024 MiB)', CONF), 'jobmanager.memory.heap.size: 1024m\n');
  });

  it('and back', () => {
    assert.equal(
      rewritten(`taskmanager.memory.task.heap.size: ‸402653174b # tuned\ntaskmanager.memory.managed.size: 536870920b\n${JOB_MANAGER}`, 'Write the TaskManager as total process memory of 1728 MiB', CONF),
      `taskmanager.memory.process.size: 1728m # tuned\n${JOB_MANAGER}`,
    );
    assert.equal(
      rewritten('jobmanager:\n  memory:\n    heap.size: ‸1g # tuned\n    off-heap.size: 128m\ntaskmanager.memory.process.size: 2g\n', 'Write the JobManager as total process memory of 1600 MiB', NEW),
      'jobmanager:\n  memory:\n    process.size: 1600m # tuned\n    off-heap.size: 128m\ntaskmanager.memory.process.size: 2g\n',
    );
  });

  it('keeps what the total alone would not give', () => {
    assert.equal(
      rewritten(`taskmanager.memory.task.heap.size: ‸1g\ntaskmanager.memory.managed.size: 512m\n${JOB_MANAGER}`, 'Write the TaskManager as total process memory of 2496.8 MiB', CONF),
      `taskmanager.memory.process.size: 2618074207b\ntaskmanager.memory.managed.size: 512m\n${JOB_MANAGER}`,
    );
  });

  it('is left alone where the operator’s own field gives the total, a template takes part, or Flink refuses', () => {
    const deployment = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  jobManager: {resource: {memory: 1600m}}\n  taskManager: {resource: {memory: ‸2Gi}}\n';
    assert.ok(!offered(deployment).some((title) => title.startsWith('Write the')));
    for (const lines of ['taskmanager.memory.process.size: ‸{{ .Values.size }}\n', 'taskmanager.memory.process.size: ‸1728m\ntaskmanager.memory.managed.fraction: ${F}\n', 'taskmanager.memory.process.size: ‸400m\n']) {
      assert.deepEqual(offered(lines, CONF).filter((title) => !title.startsWith('Convert')), [], lines);
    }
  });
});

describe('Pin all derived sizes', () => {
  it('of a TaskManager in a FlinkDeployment', () => {
    const deployment = (configuration: string): string => `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  flinkConfiguration:\n${configuration}  jobManager: {resource: {memory: 1600m}}\n  taskManager: {resource: {memory: ‸1728m}}\n`;
    assert.equal(rewritten(deployment('    taskmanager.memory.managed.fraction: "0.4" # tuned\n    taskmanager.memory.framework.heap.size: 128 mb\n'), 'Pin all derived sizes of the TaskManager'), deployment(`    taskmanager.memory.managed.size: 536870920b
    taskmanager.memory.framework.heap.size: 128 mb
    taskmanager.memory.task.heap.size: 402653174b
    taskmanager.memory.framework.off-heap.size: 128m
    taskmanager.memory.task.off-heap.size: 0b
    taskmanager.memory.network.min: 134217730b
    taskmanager.memory.network.max: 134217730b
    taskmanager.memory.jvm-metaspace.size: 256m
    taskmanager.memory.jvm-overhead.min: 192m
    taskmanager.memory.jvm-overhead.max: 192m
`).replace('‸', ''));
  });

  it('of a JobManager', () => {
    assert.equal(rewritten('jobmanager.memory.process.size: ‸1600m', 'Pin all derived sizes of the JobManager', CONF), `jobmanager.memory.process.size: 1600m
jobmanager.memory.heap.size: 1024m
jobmanager.memory.off-heap.size: 128m
jobmanager.memory.jvm-metaspace.size: 256m
jobmanager.memory.jvm-overhead.min: 192m
jobmanager.memory.jvm-overhead.max: 192m`);
  });
});

describe('Settings equal to their defaults', () => {
  const source = `taskmanager.memory.process.size: 1728m
taskmanager.memory.network.min: ‸64 mb
taskmanager.memory.network.max: 1g
taskmanager.memory.managed.fraction: .4
taskmanager.numberOfTaskSlots: 1
${JOB_MANAGER}`;

  it('go one by one or together, by the version at hand', () => {
    const old: OpenOptions = { ...CONF, settings: { flinkVersion: '1.16' } };
    assert.equal(rewritten(source, 'Remove 3 memory settings equal to their defaults', old), `taskmanager.memory.process.size: 1728m\ntaskmanager.numberOfTaskSlots: 1\n${JOB_MANAGER}`);
    assert.equal(rewritten(source, 'Remove taskmanager.memory.network.min (equal to its default)', old), source.replace('taskmanager.memory.network.min: ‸64 mb\n', ''));
    // The default of network.max is no bound at all since 1.17.
    assert.ok(offered(source, { ...CONF, settings: { flinkVersion: '1.17' } }).includes('Remove 2 memory settings equal to their defaults'));
  });

  it('stay where their being set matters: a former name would count, or a total is checked against them', () => {
    assert.ok(!offered('taskmanager.memory.process.size: 1728m\ntaskmanager.memory.managed.fraction: ‸0.4\ntaskmanager.memory.network.fraction: 0.1\ntaskmanager.network.memory.fraction: 0.3\n', CONF).some((title) => title.startsWith('Remove 2')));
    assert.ok(!offered('jobmanager.memory.flink.size: 1152m\njobmanager.memory.heap.size: 1024m\njobmanager.memory.off-heap.size: ‸128m\n', { ...CONF, settings: { flinkVersion: '1.10' } }).some((title) => title.startsWith('Remove')));
  });
});

describe('Refactorings', () => {
  it('change no size to the byte, in configurations that Flink was asked about', () => {
    const lines = readFileSync(path.resolve(__dirname, '../../../test/vectors/derive.jsonl'), 'utf8').trim().split('\n');
    let tried = 0;
    for (const [index, line] of lines.entries()) {
      if (index % 9 !== 0) continue;
      const raw: unknown = JSON.parse(line);
      const entries = Object.entries(asRecord(asRecord(raw)['conf'])).map(([key, value]): [string, string] => [key, String(value)]);
      if (!entries.every(([, value]) => /^[^#\s][^#\r\n]*$/.test(value))) continue;
      const text = entries.map(([key, value]) => `${key}: ${value}\n`).join('');
      const opened = open(text, CONF);
      for (const place of [/^taskmanager/m, /^jobmanager/m]) {
        const at = text.search(place);
        if (at < 0) continue;
        for (const action of actionsIn(`${text.slice(0, at)}‸${text.slice(at)}`, CONF, REWRITE).actions) {
          const now = applied(opened, Object.values(action.edit?.changes ?? {}).flat());
          assert.deepEqual(poolsOf(now, CONF), poolsOf(text, CONF), `${action.title}\n${text}\n${now}`);
          tried++;
        }
      }
    }
    assert.ok(tried > 100, String(tried));
  });

  it('speak Chinese as well', () => {
    l10n.config({ contents: readFileSync(path.resolve(__dirname, '../../../l10n/bundle.l10n.zh-cn.json'), 'utf8') });
    try {
      const titles = offered(`taskmanager.memory.process.size: ‸1728m\ntaskmanager.memory.network.min: 64m\ntaskmanager.memory.managed.fraction: 0.4\n${JOB_MANAGER}`, CONF);
      assert.deepEqual(titles, ['换算为 1811939328（字节）', '将 TaskManager 写为细粒度大小（任务堆 384 MiB，托管 512 MiB）', '固定 TaskManager 的全部推导大小', '删除 2 个与默认值相同的内存设置']);
    } finally {
      l10n.config({ contents: '{}' });
    }
  });
});
