import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import * as l10n from '@vscode/l10n';
import { findingsOf } from '../../server/src/features/findings.js';
import { diagnose } from '../../server/src/features/index.js';
import { checkText, expectFindings, preferredFix } from '../rules/support.js';
import { after, problemsIn, rulesIn, titlesIn } from '../support/actions.js';
import { open, type OpenOptions } from '../support/features.js';
import { configMap, file, workload } from '../support/workloads.js';

const CONF: OpenOptions = { uri: 'file:///conf/flink-conf.yaml' };
const NEW: OpenOptions = { uri: 'file:///conf/config.yaml' };
const OLD_FILE = { file: 'flink-conf.yaml' };
const TOTALS = 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n';

/** The document after the comment was added, in which the rule says nothing more. */
function ignored(source: string, rule: string, options: OpenOptions): string {
  const text = after(source, `Ignore ${rule} here`, options);
  assert.ok(!rulesIn(text, options).includes(rule), text);
  return text;
}

describe('Ignore a rule here', () => {
  it('in a flink-conf.yaml, above the line, with its line ends', () => {
    assert.equal(ignored(`${TOTALS}⟦deprecated-key: taskmanager.memory.size⟧: 64m # keep\n`, 'deprecated-key', CONF), `${TOTALS}# flink-memory: ignore deprecated-key\ntaskmanager.memory.size: 64m # keep\n`);
    assert.equal(ignored('jobmanager.memory.process.size: 1600m\r\ntaskmanager.memory.process.size: ⟦jvm-exceeds-process: 400m⟧\r\n', 'jvm-exceeds-process', CONF), 'jobmanager.memory.process.size: 1600m\r\n# flink-memory: ignore jvm-exceeds-process\r\ntaskmanager.memory.process.size: 400m\r\n');
  });

  it('in nested YAML, with the indentation of the line', () => {
    assert.equal(
      ignored(`${TOTALS}taskmanager:\n  memory:\n    ⟦deprecated-key: size⟧: 64m\n`, 'deprecated-key', NEW),
      `${TOTALS}taskmanager:\n  memory:\n    # flink-memory: ignore deprecated-key\n    size: 64m\n`,
    );
  });

  it('in a FlinkDeployment, in block and in flow style', () => {
    const deployment = (rest: string): string => `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  jobManager: {resource: {memory: 1600m}}\n${rest}`;
    assert.equal(
      ignored(deployment('  taskManager:\n    resource:\n      memory: ⟦jvm-exceeds-process: 400m⟧\n'), 'jvm-exceeds-process', {}),
      deployment('  taskManager:\n    resource:\n      # flink-memory: ignore jvm-exceeds-process\n      memory: 400m\n'),
    );
    assert.equal(
      ignored(deployment('  taskManager: {resource: {memory: ⟦jvm-exceeds-process: 400m⟧}}\n'), 'jvm-exceeds-process', {}),
      deployment('  # flink-memory: ignore jvm-exceeds-process\n  taskManager: {resource: {memory: 400m}}\n'),
    );
  });

  it('adds to a comment that silences others there', () => {
    const line = '⟦deprecated-key: taskmanager.memory.size⟧: much';
    assert.equal(
      ignored(`${TOTALS}# flink-memory: ignore value-invalid\n${line}\n`, 'deprecated-key', CONF),
      `${TOTALS}# flink-memory: ignore value-invalid deprecated-key\ntaskmanager.memory.size: much\n`,
    );
    assert.equal(
      ignored(`${TOTALS}${line} # flink-memory: ignore value-invalid\n`, 'deprecated-key', CONF),
      `${TOTALS}taskmanager.memory.size: much # flink-memory: ignore value-invalid deprecated-key\n`,
    );
  });

  it('behind a byte order mark, and in a file without a line end', () => {
    assert.equal(ignored('\ufefftaskmanager.memory.process.size: ⟦jvm-exceeds-process: 400m⟧', 'jvm-exceeds-process', NEW), '\ufeff# flink-memory: ignore jvm-exceeds-process\ntaskmanager.memory.process.size: 400m');
  });

  it('is not offered in JSON, which has no comments', () => {
    assert.deepEqual(titlesIn('{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "metadata": {"name": "a"}, "spec": {"taskManager": {"resource": {"memory": ⟦jvm-exceeds-process: "400m"⟧}}}}').filter((title) => title.startsWith('Ignore')), []);
  });
});

describe('A comment that silences', () => {
  const deployment = (name: string): string => `{apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, metadata: {name: ${name}}, spec: {flinkVersion: v1_20, flinkConfiguration: {taskmanager.memory.managed.size: 0.5g}}}`;
  const codes = (text: string): readonly string[] => rulesIn(text).filter((rule) => rule === 'value-invalid' || rule === 'unused-suppression');

  it('is of the document that it stands in', () => {
    const comment = '# flink-memory: ignore value-invalid';
    assert.deepEqual(codes(`${comment}\n--- ${deployment('a')}\n--- ${deployment('b')} ${comment}\n`), []);
    // Behind the first document, and so not of the second.
    assert.deepEqual(codes(`--- ${deployment('a')} ${comment}\n${comment}\n--- ${deployment('b')}\n`), ['unused-suppression', 'value-invalid']);
  });

  it('is of use where a process finds something in the ConfigMap that it mounts, as long as it does', () => {
    const comment = '    # flink-memory: ignore key-overridden\n';
    const conf = configMap('conf', 'flink-conf.yaml', ['jobmanager.memory.process.size: 1600m', 'taskmanager.memory.process.size: 4g', 'taskmanager.numberOfTaskSlots: 2']);
    const mounting = (...args: readonly string[]): string => file(conf, workload({ mounts: 'conf', args: JSON.stringify(['taskmanager', ...args]) }));
    const overruled = mounting('-Dtaskmanager.numberOfTaskSlots=4');
    const silenced = overruled.replace(/^ +taskmanager\.numberOf/m, (line) => comment + line);
    const key = 'taskmanager.numberOfTaskSlots';
    assert.equal(ignored(overruled.replace(`    ${key}`, `    ⟦key-overridden: ${key}⟧`), 'key-overridden', {}), silenced);
    assert.deepEqual(rulesIn(silenced), []);
    // Neither its section nor the ConfigMap in it has changed.
    const { document, context } = open(silenced);
    const found = (text: string): readonly unknown[] => diagnose(document.edited(text), context).map(({ code }) => code);
    assert.deepEqual([silenced, mounting().replace(conf, silenced.slice(0, silenced.indexOf('---'))), silenced].map(found), [[], ['unused-suppression'], []]);
    // And what nothing has happened to says the same, not only as much.
    const [first] = document.clusters(context.settings);
    assert.ok(first);
    assert.equal(findingsOf(document, first, context), findingsOf(document, first, context));
  });
});

describe('unused-suppression', () => {
  it('finds comments that silence nothing, wholly or in part', () => {
    expectFindings(`${TOTALS}⟦unused-suppression: # flink-memory: ignore⟧\nparallelism.default: 2\n`, OLD_FILE);
    expectFindings(`${TOTALS}⟦unused-suppression: # flink-memory: ignore deprecated-key⟧\nparallelism.default: 2\n`, OLD_FILE);
    expectFindings(`${TOTALS}# flink-memory: ignore deprecated-key, ⟦unused-suppression: value-invalid⟧\n⟦deprecated-key: taskmanager.memory.size⟧: 64m\n`, OLD_FILE);
    expectFindings(`${TOTALS}# flink-memory: ignore\n⟦deprecated-key: taskmanager.memory.size⟧: 64m\n`, OLD_FILE);
  });

  it('finds rules and words that do not exist, and leaves reasons and prose alone', () => {
    const line = '⟦deprecated-key: taskmanager.memory.size⟧: 64m\n';
    expectFindings(`${TOTALS}# flink-memory: ignore ⟦unused-suppression: depreciated-key⟧\n${line}`, OLD_FILE);
    expectFindings(`${TOTALS}⟦unused-suppression: # flink-memory: ingore deprecated-key⟧\n${line}`, OLD_FILE);
    expectFindings(`${TOTALS}⟦unused-suppression: # flink-memory: disable deprecated-key⟧\n${line}`, OLD_FILE);
    expectFindings(`${TOTALS}# flink-memory: ignore deprecated-key until the old cluster is gone\n${line}`, OLD_FILE);
    expectFindings(`# flink-memory: sizes by the platform team\n${TOTALS}`, OLD_FILE);
  });

  it('finds what counts only at the top', () => {
    expectFindings(`${TOTALS}⟦unused-suppression: # flink-memory: version 1.18⟧\n`, OLD_FILE);
    expectFindings(`⟦unused-suppression: # flink-memory: version latest⟧\n${TOTALS}`, OLD_FILE);
    expectFindings(`# flink-memory: version 1.18\n${TOTALS}`, OLD_FILE);
  });

  it('says nothing where the rule is off, a template decides or another refusal comes first', () => {
    const comment = '# flink-memory: ignore deprecated-key\n';
    expectFindings(`${TOTALS}${comment}parallelism.default: 2\n`, { ...OLD_FILE, settings: { rules: { 'deprecated-key': 'off' } } });
    expectFindings(`${TOTALS}${comment}parallelism.default: {{ .Values.p }}\n`, OLD_FILE);
    expectFindings(`jobmanager.memory.process.size: 1600m\n# flink-memory: ignore network-out-of-range\ntaskmanager.memory.process.size: ⟦jvm-exceeds-process: 400m⟧\n`, OLD_FILE);
    expectFindings('taskmanager.memory.process.size: 1728m\n# flink-memory: ignore duplicate-key\n⟦duplicate-key: jobmanager.memory.process.size: 1g⟧\njobmanager.memory.process.size: 1600m\n', OLD_FILE);
  });

  it('is silenced by its own name only, and stands in the editor faded', () => {
    assert.deepEqual(rulesIn(`${TOTALS}# flink-memory: ignore deprecated-key unused-suppression\nparallelism.default: 2\n`, CONF), []);
    const [problem] = problemsIn(`${TOTALS}# flink-memory: ignore\nparallelism.default: 2\n`, CONF);
    assert.deepEqual([problem?.code, problem?.severity, problem?.tags], ['unused-suppression', 3, [1]]);
    assert.deepEqual(titlesIn(`${TOTALS}⟦unused-suppression: # flink-memory: ignore⟧\nparallelism.default: 2\n`, CONF), ['Remove this comment']);
  });

  const fixed = (text: string): readonly [string, string] => {
    const { title, text: now } = preferredFix(checkText(text, OLD_FILE), 'unused-suppression');
    return [title, now];
  };

  it('fixes: the comment goes with its line, or from its line; a name goes; a slip is corrected', () => {
    assert.deepEqual(fixed(`${TOTALS}# flink-memory: ignore\nparallelism.default: 2\n`), ['Remove this comment', `${TOTALS}parallelism.default: 2\n`]);
    assert.deepEqual(fixed(`${TOTALS}parallelism.default: 2 # flink-memory: ignore\r\n`), ['Remove this comment', `${TOTALS}parallelism.default: 2\r\n`]);
    assert.deepEqual(fixed(`${TOTALS}# ours: # flink-memory: ignore\nparallelism.default: 2\n`), ['Remove this comment', `${TOTALS}# ours:\nparallelism.default: 2\n`]);
    const line = 'taskmanager.memory.size: 64m\n';
    assert.deepEqual(fixed(`${TOTALS}# flink-memory: ignore value-invalid, deprecated-key\n${line}`), ['Remove value-invalid from this comment', `${TOTALS}# flink-memory: ignore deprecated-key\n${line}`]);
    assert.deepEqual(fixed(`${TOTALS}# flink-memory: ignore deprecated-key, value-invalid\n${line}`), ['Remove value-invalid from this comment', `${TOTALS}# flink-memory: ignore deprecated-key\n${line}`]);
    assert.deepEqual(fixed(`${TOTALS}# flink-memory: ignore depreciated-key\n${line}`), ['Change to deprecated-key', `${TOTALS}# flink-memory: ignore deprecated-key\n${line}`]);
    assert.deepEqual(fixed(`${TOTALS}# flink-memory: Ingore deprecated-key\n${line}`), ['Change to ignore', `${TOTALS}# flink-memory: ignore deprecated-key\n${line}`]);
  });

  it('speaks both languages', () => {
    const say = (text: string): string => checkText(text, OLD_FILE).found.find(({ finding }) => finding.rule === 'unused-suppression')?.sentence ?? '';
    const silent = `${TOTALS}# flink-memory: ignore deprecated-key\nparallelism.default: 2\n`;
    const misspelt = `${TOTALS}# flink-memory: ignore depreciated-key\ntaskmanager.memory.size: 64m\n`;
    assert.equal(say(silent), 'This comment silences nothing: deprecated-key finds nothing at its place.');
    assert.equal(say(misspelt), 'There is no rule depreciated-key, so naming it silences nothing. Did you mean deprecated-key?');
    l10n.config({ contents: readFileSync(path.resolve(__dirname, '../../../l10n/bundle.l10n.zh-cn.json'), 'utf8') });
    try {
      assert.equal(say(silent), '此注释没有屏蔽任何问题：deprecated-key 在此处没有发现问题。');
      assert.equal(say(misspelt), '没有名为 depreciated-key 的规则，写它不会屏蔽任何问题。是否想写 deprecated-key？');
    } finally {
      l10n.config({ contents: '{}' });
    }
  });
});
