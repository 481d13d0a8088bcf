import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { asRecord } from '../../server/src/shared/records.js';
import { expectFindings, findingOf, fixesOf, preferredFix, type Checked, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } };
/** What other rules say about these documents is theirs to test. */
const OTHERS = ['size-not-configured', 'key-overridden', 'cpu-not-positive', 'both-totals', 'size-without-unit'];

function deployment(configuration: readonly string[], taskManager: string, jobManager: string): string {
  const lines = ['taskmanager.numberOfTaskSlots: "1"', ...configuration].map((line) => `    ${line}\n`).join('');
  return 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: v1_20\n'
    + `  flinkConfiguration:\n${lines}  jobManager:\n    resource:\n      memory: ${jobManager}\n  taskManager:\n    resource:\n      memory: ${taskManager}\n`;
}

function titlesOf(checked: Checked, rule: string): readonly string[] {
  return fixesOf(checked, findingOf(checked, rule)).map(({ title }) => title);
}

describe('A refusal stands on the value that has to change', () => {
  it('on resource.memory, in its own name', () => {
    // 256 metaspace + 192 overhead + 128 off-heap leave 1 MiB of heap with 577, and 128 with 704.
    const checked = expectFindings(deployment([], '2g', '⟦jvm-exceeds-process: 400m⟧'), {}, OTHERS);
    assert.deepEqual(titlesOf(checked, 'jvm-exceeds-process'), [
      'Raise jobManager.resource.memory to 704m (JVM heap becomes 128 MiB)',
      'Raise jobManager.resource.memory to 577m (smallest that works)',
    ]);
  });

  it("on the total where the guilty number is the operator's", () => {
    const settings = { operatorDefaults: { 'taskmanager.memory.managed.size': '3g' } };
    const checked = expectFindings(deployment([], '⟦pools-exceed-flink: 2g⟧', '2g'), { settings }, OTHERS);
    // Flink 1587.2: without 128 + 128 + network 158.7 there are 1172.5, and 64 less with a heap.
    assert.match(findingOf(checked, 'pools-exceed-flink').sentence, /taskmanager\.memory\.managed\.size of at most 1172m \(task heap memory becomes 0\.5 MiB\) would do\.$/);
    const { title, text } = preferredFix(checked, 'pools-exceed-flink');
    assert.equal(title, 'Lower taskmanager.memory.managed.size to 1108m (task heap memory becomes 64.5 MiB)');
    assert.equal(text, deployment(['taskmanager.memory.managed.size: "1108m"'], '2g', '2g'));
  });

  it('on what counts, above a line with a template', () => {
    const lines = ['taskmanager.memory.process.size: "{{ .Values.memory }}"', 'taskmanager.memory.flink.size: ⟦flink-exceeds-process: 2g⟧'];
    const checked = expectFindings(deployment(lines, '2g', '2g'), {}, OTHERS);
    // 2048 - 256 metaspace - 192 overhead; nobody knows what stands beneath resource.memory, so that it is not removed.
    const { titles, text } = preferredFix(checked, 'flink-exceeds-process');
    assert.deepEqual(titles, [
      'Lower taskmanager.memory.flink.size to 1600m (largest that works)',
      'Raise taskManager.resource.memory to 2496m (smallest that works)',
      'Remove taskmanager.memory.flink.size (JVM heap becomes 665.6 MiB)',
    ]);
    assert.equal(text, deployment([lines[0] ?? '', 'taskmanager.memory.flink.size: 1600m'], '2g', '2g'));
  });

  it('whatever else cannot be read', () => {
    const checked = expectFindings('taskmanager.memory.process.size: 1g\ntaskmanager.memory.managed.size: ⟦pools-exceed-flink: 700m⟧\ntaskmanager.cpu.cores: -1\n', OLD, OTHERS);
    assert.equal(preferredFix(checked, 'pools-exceed-flink').title, 'Lower taskmanager.memory.managed.size to 192m (task heap memory becomes 64 MiB)');
  });

  it('with every other line that takes part beside it', () => {
    const checked = expectFindings('jobmanager.memory.process.size: 1g\njobmanager.memory.off-heap.size: ⟦off-heap-exceeds-flink: 600m⟧\n', OLD, OTHERS);
    assert.deepEqual(findingOf(checked, 'off-heap-exceeds-flink').finding.related?.map(({ message }) => message), ['Total process memory: 1024 MiB']);
  });
});

describe('Ways out', () => {
  it('are at most six, each with what comes of it, those that leave no heap last', () => {
    // Flink 1587.2, managed 634.9, framework 256: 696.3 for the network, 632.3 with 64 of heap; managed 0.29 with 800 for the network.
    const checked = expectFindings('taskmanager.memory.process.size: 2g\ntaskmanager.memory.network.min: ⟦pools-exceed-flink: 800m⟧\n', OLD, OTHERS);
    assert.deepEqual(titlesOf(checked, 'pools-exceed-flink'), [
      'Lower taskmanager.memory.network.min to 632m (task heap memory becomes 64.3 MiB)',
      'Raise taskmanager.memory.process.size to 2359m (task heap memory becomes 64.3 MiB)',
      'Remove taskmanager.memory.network.min (network memory becomes 158.7 MiB)',
      'Lower taskmanager.memory.managed.fraction to 0.29 (task heap memory becomes 70.9 MiB)',
      'Lower taskmanager.memory.network.min to 696m (largest that works)',
      'Raise taskmanager.memory.process.size to 2241m (smallest that works)',
    ]);
  });

  it('are two changes at once where no single one lets the process start, and say so', () => {
    // 1573 + 128 + 7168 + 3906.2 and 64 of network at least are 0.6 of 21398.7: the rest is managed.
    const pools = 'taskmanager.memory.task.heap.size: 3999992k\ntaskmanager.memory.framework.heap.size: 1573m\ntaskmanager.memory.task.off-heap.size: 7g\n';
    const checked = expectFindings(`taskmanager.memory.process.size: 1b\ntaskmanager.memory.flink.size: ⟦pools-exceed-flink: 22K⟧\n${pools}`, OLD, OTHERS);
    const { sentence } = findingOf(checked, 'pools-exceed-flink');
    assert.ok(sentence.endsWith('Without taskmanager.memory.process.size, taskmanager.memory.flink.size of at least 21399M would do.'), sentence);
    const { title, text } = preferredFix(checked, 'pools-exceed-flink');
    assert.equal(title, 'Remove taskmanager.memory.process.size; Raise taskmanager.memory.flink.size to 21399M (smallest that works)');
    assert.equal(text, `taskmanager.memory.flink.size: 21399M\n${pools}`);
  });

  it('count in MiB where the key of before 1.10 does', () => {
    // 128 + 128 + 64 network leave nothing for 0.4 of managed memory below 534; 64 of heap need 641.
    const checked = expectFindings('taskmanager.heap.mb: ⟦pools-exceed-flink: 300⟧\n', OLD, [...OTHERS, 'deprecated-key']);
    assert.deepEqual(titlesOf(checked, 'pools-exceed-flink'), [
      'Raise taskmanager.heap.mb to 641 (task heap memory becomes 64.5 MiB)',
      'Raise taskmanager.heap.mb to 534 (smallest that works)',
    ]);
  });

  it('are told in Chinese as well', () => {
    const raw: unknown = JSON.parse(readFileSync(path.resolve(__dirname, '../../../l10n/zh/ways.json'), 'utf8'));
    const texts = asRecord(raw);
    assert.equal(texts['Raise {0} to {1} ({2})'], '将 {0} 提高到 {1}（{2}）');
    assert.equal(texts['Without {0}, {1} of at least {2} would do.'], '去掉 {0} 后，{1} 至少为 {2}，即可满足要求。');
  });
});
