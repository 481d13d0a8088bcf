import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import * as l10n from '@vscode/l10n';
import { codeActions, codeActionTarget, resolveCodeAction, upgradeReport } from '../../server/src/features/index.js';
import type { UpgradeReport } from '../../server/src/shared/protocol.js';
import { actionsIn, after, applied, titlesIn } from '../support/actions.js';
import { open, type OpenOptions } from '../support/features.js';

const conf = (flinkVersion: '1.10' | '1.16' | '1.20' | '2.0'): OpenOptions => ({ uri: 'file:///conf/flink-conf.yaml', settings: { flinkVersion } });
const COMMANDS = ['flinkMemory.showUpgrade'];

function report(source: string, to: string, options: OpenOptions): UpgradeReport | null {
  const { document, context } = open(source, options);
  const [cluster] = document.clusters(context.settings);
  return upgradeReport(document, { textDocument: { uri: document.uri }, cluster: cluster?.id ?? '', to }, context);
}

describe('What changes with a later Flink', () => {
  const large = 'taskmanager.memory.process.size: 16g\njobmanager.memory.process.size: 1600m\n';

  it('sizes: network memory has no upper bound by default since 1.17', () => {
    const found = report(large, '1.17', conf('1.16'));
    // 16384 − 256 − 1024 = 15104 MiB total Flink memory; a tenth of it is 1510.4.
    assert.match(found?.markdown ?? '', /\| Task heap \| 7782\.4 MiB \| 7296 MiB \| −486\.4 MiB \|\n\| Network \| 1024 MiB \| 1510\.4 MiB \| \+486\.4 MiB \|\n\| JVM heap \| 7910\.4 MiB \| 7424 MiB \| −486\.4 MiB \|\n\| Direct \| 1152 MiB \| 1638\.4 MiB \| \+486\.4 MiB \|/);
    assert.deepEqual(found?.processes.map(({ process, pools }) => [process, pools.map(({ pool }) => pool)]), [['taskManager', ['taskHeap', 'network', 'jvmHeap', 'jvmDirect']], ['jobManager', []]]);
    assert.match(found.markdown, /\*\*JobManager\*\*: all sizes stay as they are\./);
    assert.deepEqual(found.defaults, [{ key: 'taskmanager.memory.network.max', before: '1 gb', after: 'unlimited' }]);
    assert.equal(found.title, 'What changes with Flink 1.17?');
  });

  it('keys: what is renamed, gone, and no longer a fault', () => {
    const found = report('taskmanager.memory.process.size: 1728m\njobmanager.heap.size: 1g\n', '2.0', conf('1.16'));
    assert.ok(found !== null);
    assert.ok(found.problems.some(({ rule, range }) => rule === 'removed-key' && range.start.line === 1));
    assert.deepEqual(found.solved.map(({ rule }) => rule), ['deprecated-key']);
    assert.match(found.markdown, /- Line \[2\]\(<file:\/\/\/\S+#L2>\): Flink 2\.0 does not read jobmanager\.heap\.size/);
    assert.equal(found.processes[1]?.after, 'failed');
    assert.match(found.markdown, /\*\*JobManager\*\*: Flink 2\.0 will not start it/);
  });

  it('a model where there was none, templates, and nothing at all', () => {
    assert.match(report('jobmanager.memory.process.size: 1600m\n', '1.11', conf('1.10'))?.markdown ?? '', /Flink 1\.10 has no such model/);
    assert.match(report('taskmanager.memory.process.size: {{ .Values.tm }}\njobmanager.memory.process.size: 1600m\n', '2.0', conf('1.20'))?.markdown ?? '', /\*\*TaskManager\*\*: its size is not known/);
    assert.equal(report(large, '3.0', conf('1.20')), null);
    const { document, context } = open(large, conf('1.20'));
    assert.equal(upgradeReport(document, { textDocument: { uri: document.uri }, cluster: 'nobody', to: '2.0' }, context), null);
  });

  it('in Chinese as well', () => {
    l10n.config({ contents: readFileSync(path.resolve(__dirname, '../../../l10n/bundle.l10n.zh-cn.json'), 'utf8') });
    try {
      const found = report(large, '1.17', conf('1.16'));
      assert.equal(found?.title, '升级到 Flink 1.17 会有哪些变化？');
      assert.match(found.markdown, /^# flink-conf\.yaml：从 Flink 1\.16 到 1\.17\n[\s\S]*\*\*JobManager\*\*：所有大小保持不变。[\s\S]*无上限/);
    } finally {
      l10n.config({ contents: '{}' });
    }
  });
});

describe('At the version', () => {
  const deployment = (version: string, key: string, image = ''): string => `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: a
spec:
${image}  flinkVersion: ${version} # now
  flinkConfiguration:
    ${key}: "0.2" # tuned
  jobManager:
    resource:
      memory: 1600m
  taskManager:
    resource:
      memory: 1728m
`;
  const OLD = 'taskmanager.network.memory.fraction';
  const NOW = 'taskmanager.memory.network.fraction';

  it('the sensible later versions are asked about, where the client can show them', () => {
    const source = deployment('v1_1‸6', NOW);
    const questions = actionsIn(source, { commands: COMMANDS }, ['refactor.upgrade']).actions;
    assert.deepEqual(questions.map(({ title }) => title), ['1.17', '1.20', '2.0', '2.3'].map((version) => `What changes with Flink ${version}?`));
    assert.deepEqual(questions[0]?.command?.arguments, [{ uri: 'file:///work/orders.yaml', cluster: 'FlinkDeployment//a/0', to: '1.17' }]);
    assert.deepEqual(titlesIn(source, {}, ['refactor.upgrade']), []);
    assert.deepEqual(titlesIn(deployment('v2_‸3', NOW), { commands: COMMANDS }, ['refactor.upgrade']), []);
    assert.deepEqual(titlesIn(deployment('v1_20', NOW).replace('memory: 1728m', 'memory: ‸1728m'), { commands: COMMANDS }, ['refactor.upgrade']), []);
    assert.equal(titlesIn(deployment('v1_20', NOW).replace('memory: 1728m', 'memory: ‸1728m'), { commands: COMMANDS }, ['source']).length, 2);
  });

  it('the step writes the version and the keys’ present names, and nothing else', () => {
    assert.equal(after(deployment('v1_1‸6', OLD), 'Change to Flink 2.0 and rename outdated keys'), deployment('v2_0', NOW));
    assert.equal(after(deployment('"v1_1‸6"', NOW), 'Change to Flink 1.17'), deployment('"v1_17"', NOW));
    assert.ok(titlesIn(deployment('v1_1‸6', NOW, '  image: flink:1.16-java11\n')).includes('Change to Flink 2.0 (the image stays)'));
    const patched = '  image: flink:1.16.3-java11\n';
    assert.equal(after(deployment('v1_1‸6', NOW, patched), 'Change to Flink 2.0 (the image stays)'), deployment('v2_0', NOW, patched));
    assert.equal(
      after(`# flink-memory: version‸ 1.16.1\r\ntaskmanager.memory.process.size: 1728m\r\n${OLD}: 0.2 # tuned\r\n`, 'Change to Flink 1.20 and rename outdated keys', { uri: 'file:///conf/flink-conf.yaml' }),
      `# flink-memory: version 1.20\r\ntaskmanager.memory.process.size: 1728m\r\n${NOW}: 0.2 # tuned\r\n`,
    );
    assert.equal(
      after(`# flink-memory: version‸ 1.19\ntaskmanager:\n  network.memory.fraction: 0.2\n  memory.process.size: 1728m\n`, 'Change to Flink 2.0 and rename outdated keys', { uri: 'file:///conf/config.yaml' }),
      `# flink-memory: version 2.0\ntaskmanager:\n  memory.network.fraction: 0.2\n  memory.process.size: 1728m\n`,
    );
  });

  it('has its edit made when it is chosen', () => {
    const opened = open(deployment('v1_16', OLD));
    const range = { start: { line: 5, character: 18 }, end: { line: 5, character: 18 } };
    const action = codeActions(opened.document, range, { diagnostics: [], withEdits: false }, opened.context).find(({ title }) => title.startsWith('Change to Flink 2.0'));
    assert.ok(action !== undefined && action.edit === undefined);
    const target = codeActionTarget(action);
    assert.ok(target !== undefined);
    assert.equal(applied(opened, Object.values(resolveCodeAction(opened.document, action, target, opened.context).edit?.changes ?? {}).flat()), deployment('v2_0', NOW));
  });
});
