import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import * as l10n from '@vscode/l10n';
import { afterFix, checkText, expectFindings, findingOf, fixesOf, preferredFix, type Checked } from './support.js';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders\ndata:\n';
const FILE = { file: 'orders.yaml' };
const TOTALS = '    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: 1728m\n';

function conf(lines: string, header = '|'): string {
  return `${CONFIG_MAP}  flink-conf.yaml: ${header}\n${lines}  other: 1\n`;
}

/** The documents after each fix of a rule's only finding, by title. */
function allFixes(checked: Checked, rule: string): Readonly<Record<string, string>> {
  const found = findingOf(checked, rule);
  return Object.fromEntries(fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)]));
}

describe('Findings in a ConfigMap', () => {
  it('of the old format stand on their own characters, and are fixed there', () => {
    const checked = expectFindings(conf(`${TOTALS}    ⟦line-ignored: taskmanager.numberOfTaskSlots:2⟧ # slots\n\n    ⟦duplicate-key: rest.port: 1⟧\n    rest.port: 2\n    ⟦deprecated-key: taskmanager.memory.size⟧: 64m\n`), FILE);
    const text = checked.document.text;
    assert.equal(preferredFix(checked, 'line-ignored').text, text.replace('Slots:2', 'Slots: 2'));
    assert.equal(preferredFix(checked, 'duplicate-key').text, text.replace('    rest.port: 1\n', ''));
    assert.equal(preferredFix(checked, 'deprecated-key').text, text.replace('memory.size:', 'memory.managed.size:'));
  });

  it('about a refusal have every way out of the plain file', () => {
    const checked = expectFindings(conf('    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: ⟦jvm-exceeds-process: 400m⟧ # small\n'), FILE);
    const text = checked.document.text;
    const fixes = allFixes(checked, 'jvm-exceeds-process');
    const plain = checkText('jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 400m # small\n', { file: 'flink-conf.yaml' });
    assert.deepEqual(Object.keys(fixes), Object.keys(allFixes(plain, 'jvm-exceeds-process')));
    for (const [title, after] of Object.entries(fixes)) {
      const size = /^Raise taskmanager\.memory\.process\.size to (\w+)/.exec(title)?.[1];
      if (size !== undefined) assert.equal(after, text.replace('400m', size));
    }
  });

  it('keep to carriage returns, an indentation indicator and a block without a last line end', () => {
    for (const header of ['|4', '|4-', '|4+']) {
      const source = conf(`      ⟦line-ignored: taskmanager.numberOfTaskSlots:2⟧\n${TOTALS.replace(/^ {4}/gm, '      ')}`, header).replace(/\n/g, '\r\n');
      const checked = expectFindings(source, FILE);
      assert.equal(preferredFix(checked, 'line-ignored').text, checked.document.text.replace('Slots:2', 'Slots: 2'));
    }
    const last = expectFindings(`${CONFIG_MAP}  flink-conf.yaml: |-\n    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: ⟦value-invalid: 1.5g⟧`, FILE);
    assert.equal(preferredFix(last, 'value-invalid').text, last.document.text.replace('1.5g', '1536m'));
  });

  it('within quotes are written as escapes', () => {
    const text = 'jobmanager.memory.process.size: 1600m\\ntaskmanager.memory.process.size: ⟦value-invalid: 1.5g⟧\\n';
    const checked = expectFindings(`${CONFIG_MAP}  flink-conf.yaml: "${text}"\n`, FILE);
    assert.equal(preferredFix(checked, 'value-invalid').text, checked.document.text.replace('1.5g', '1536m'));
    const joined = expectFindings(`${CONFIG_MAP}  flink-conf.yaml: "jobmanager.memory.process.size: 1600m\\n⟦line-ignored: taskmanager.memory.process.size:2g⟧\\n"\n`, FILE, ['size-not-configured']);
    assert.equal(preferredFix(joined, 'line-ignored').text, joined.document.text.replace('size:2g', 'size: 2g'));
  });

  it('of a config.yaml nested in the block', () => {
    const checked = expectFindings(`${CONFIG_MAP}  config.yaml: |
    jobmanager.memory.process.size: 1600m
    taskmanager:
      memory:
        process:
          size: 1728m
        managed:
          fraction: ⟦value-invalid: 40%⟧
`, FILE);
    const text = checked.document.text;
    assert.deepEqual(allFixes(checked, 'value-invalid'), {
      'Write 0.4': text.replace('40%', '0.4'),
      'Remove taskmanager.memory.managed.fraction (its default is 0.4)': text.replace('        managed:\n          fraction: 40%\n', ''),
    });
  });

  it('about its syntax and duplicates are ours, whoever checks YAML beside us', () => {
    const twice = (header: string): string => `${CONFIG_MAP}  ${header}: |\n${TOTALS}    ⟦duplicate-key: rest.port: 1⟧\n    rest.port: 2\n`;
    for (const header of ['config.yaml', 'flink-conf.yaml']) expectFindings(twice(header), { ...FILE, yamlServer: true });
    const broken = checkText(`${CONFIG_MAP}  config.yaml: |\n${TOTALS}    rest: [\n`, { ...FILE, yamlServer: true });
    assert.equal(findingOf(broken, 'yaml-invalid').sentence, 'This is not valid YAML, so Flink cannot load the file: no setting in it takes effect.');
    const tabs = expectFindings(`${CONFIG_MAP}  config.yaml: |\n    jobmanager:\n    ⟦yaml-invalid: \t⟧memory.process.size: 1600m\n`, { ...FILE, yamlServer: true }, ['size-not-configured']);
    assert.equal(preferredFix(tabs, 'yaml-invalid').text, tabs.document.text.replace('\t', '  '));
  });

  it('about a missing size are information at the key of the file', () => {
    const checked = expectFindings(`${CONFIG_MAP}  ⟦size-not-configured: flink-conf.yaml⟧: |\n    jobmanager.memory.process.size: 1600m\n    parallelism.default: 2\n`, FILE);
    assert.equal(findingOf(checked, 'size-not-configured').finding.level, 'information');
    assert.equal(preferredFix(checked, 'size-not-configured').text, `${checked.document.text}    taskmanager.memory.process.size: 1728m\n`);
  });
});

describe('Comments in a ConfigMap', () => {
  it('silence rules in the block, and those above its key what stands there', () => {
    expectFindings(conf(`${TOTALS}    # flink-memory: ignore line-ignored\n    ⟦line-ignored: rest.port:1⟧\n`), FILE);
    const outside = expectFindings(`${CONFIG_MAP}  ⟦unused-suppression: # flink-memory: ignore⟧\n  flink-conf.yaml: |\n${TOTALS}`, FILE);
    assert.equal(preferredFix(outside, 'unused-suppression').text, outside.document.text.replace('  # flink-memory: ignore\n', ''));
    const inside = expectFindings(conf(`    ⟦unused-suppression: # flink-memory: ignore⟧\n${TOTALS}`), FILE);
    assert.equal(preferredFix(inside, 'unused-suppression').text, inside.document.text.replace('    # flink-memory: ignore\n', ''));
  });
});

describe('Which file of a ConfigMap Flink reads', () => {
  const both = (old: string, young: string): string => `${CONFIG_MAP}  ${old}: |\n${TOTALS}  ${young}: |\n${TOTALS}`;

  it('is told at the key of the other one, where the version is stated', () => {
    const stated = (version: string, source: string): Checked => expectFindings(`# flink-memory: version ${version}\n${source}`, FILE);
    assert.equal(
      findingOf(stated('2.0', both('⟦file-not-read: flink-conf.yaml⟧', 'config.yaml')), 'file-not-read').sentence,
      'Flink 2.0 does not read flink-conf.yaml: its settings belong in config.yaml. bin/migrate-config-file.sh of Flink 1.19 and later rewrites this file.',
    );
    const beside = stated('1.20', both('flink-conf.yaml', '⟦file-not-read: config.yaml⟧'));
    const { sentence } = findingOf(beside, 'file-not-read');
    assert.equal(sentence, 'Where both files are mounted, Flink 1.20 reads flink-conf.yaml and not config.yaml: nothing here takes effect. Keep one of them.');
    assert.deepEqual(allFixes(beside, 'file-not-read'), {});
    assert.equal(findingOf(stated('1.18', both('flink-conf.yaml', '⟦file-not-read: config.yaml⟧')), 'file-not-read').sentence, 'Flink 1.18 does not read config.yaml, which comes with 1.19: its settings belong in flink-conf.yaml.');
    l10n.config({ contents: readFileSync(path.resolve(__dirname, '../../../l10n/bundle.l10n.zh-cn.json'), 'utf8') });
    try {
      assert.equal(findingOf(stated('1.20', both('flink-conf.yaml', '⟦file-not-read: config.yaml⟧')), 'file-not-read').sentence, '两个文件同时挂载时，Flink 1.20 读取的是 flink-conf.yaml，而不是 config.yaml：这里的配置全都不生效。请只保留其中一个。');
    } finally {
      l10n.config({ contents: '{}' });
    }
  });

  it('is not told where the version is guessed, where one is there alone, or under other names', () => {
    expectFindings(both('flink-conf.yaml', 'config.yaml'), FILE);
    expectFindings(`# flink-memory: version 1.20\n${CONFIG_MAP}  config.yaml: |\n${TOTALS}`, FILE);
    expectFindings(`# flink-memory: version 1.20\n${both('flink-conf.yaml.old', 'config.yaml')}`, FILE);
    expectFindings(`# flink-memory: version 2.0\n${both('flink-config.yaml', 'config.yaml')}`, FILE);
  });
});

describe('Nothing is said', () => {
  it('about ConfigMaps of others, and what templates write', () => {
    for (const text of [
      conf('    taskmanager: heap\n').replace('flink-conf.yaml', 'config.yaml'),
      conf('    {{- toYaml .Values.flink | nindent 4 }}\n    taskmanager.memory.process.size: 100m\n'),
      conf('    {{- range $k, $v := .Values.flink }}\n    {{ $k }}: {{ $v }}\n    {{- end }}\n    taskmanager.memory.managed.fraction: 0.4\n'),
      conf('    {{- if .Values.big }}\n    taskmanager.memory.process.size: 4g\n    {{- else }}\n    taskmanager.memory.process.size: 2g\n    {{- end }}\n    jobmanager.memory.process.size: 1600m\n'),
      conf('    kubernetes.operator.reconcile.interval: 1 min\n    taskmanager.memory.process.size: 1m\n  log4j-operator.properties: x\n'),
    ]) expectFindings(text, FILE);
  });
});
