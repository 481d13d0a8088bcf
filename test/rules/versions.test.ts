import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Settings } from '../../server/src/shared/settings.js';
import { expectFindings, findingOf, fixesOf, preferredFix } from './support.js';

const TOTALS = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\n';

function deployment(spec: string): string {
  return `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n${spec}  jobManager:\n    resource:\n      memory: 2g\n  taskManager:\n    resource:\n      memory: 2g\n`;
}

describe('A file that its Flink does not read', () => {
  it('is told at the comment that states the version', () => {
    const old = expectFindings(`⟦file-not-read: # flink-memory: version 2.1⟧\n${TOTALS}`, { file: 'flink-conf.yaml' });
    assert.equal(findingOf(old, 'file-not-read').sentence,
      'Flink 2.1 does not read flink-conf.yaml: its settings belong in config.yaml. bin/migrate-config-file.sh of Flink 1.19 and later rewrites this file.');
    const young = expectFindings(`⟦file-not-read: # flink-memory: version 1.18.1⟧\n${TOTALS}`);
    assert.equal(findingOf(young, 'file-not-read').sentence, 'Flink 1.18 does not read config.yaml, which comes with 1.19: its settings belong in flink-conf.yaml.');
    assert.deepEqual(fixesOf(young, findingOf(young, 'file-not-read')), []);
  });

  it('is told at the top where the setting states it', () => {
    const top = `⟦file-not-read: taskmanager.memory.process.size: 2g⟧\njobmanager.memory.process.size: 2g\n`;
    expectFindings(top, { file: 'flink-conf.yaml', settings: { flinkVersion: '2.0' } });
    expectFindings(top, { settings: { flinkVersion: '1.17' } });
  });

  it('is not found where Flink reads both, where the version is guessed, and under a name of its own', () => {
    const both: readonly Settings['flinkVersion'][] = ['1.19', '1.20', 'auto'];
    for (const flinkVersion of both) for (const file of ['flink-conf.yaml', 'config.yaml']) expectFindings(TOTALS, { file, settings: { flinkVersion } });
    expectFindings(TOTALS, { file: 'flink-2.1/conf/flink-conf.yaml' });
    expectFindings(`# flink-memory: version 1.18\n${TOTALS}`, { file: 'my-config.yaml' });
    expectFindings(`# flink-memory: version 1.18\n${deployment('  flinkVersion: v1_18\n')}`);
  });
});

describe('A version that nobody knows', () => {
  it('is told where it is written, once for a file', () => {
    for (const version of ['0.9', '1.21', '1.99.3']) {
      const { found } = expectFindings(`⟦flink-version-unknown: # flink-memory: version ${version}⟧\n${deployment('')}---\n${deployment('')}`);
      assert.equal(found[0]?.finding.level, 'warning');
      assert.equal(found[0].sentence, `There is no Flink ${version} among the versions known here, 1.10 to 2.3: no sizes are computed, and what depends on the version is not checked.`);
    }
    expectFindings(`⟦flink-version-unknown: # flink-memory: version 1.9⟧\n${TOTALS}`, { file: 'flink-conf.yaml' });
  });

  it('is no more than information where it is from before this model of memory', () => {
    for (const marked of [deployment('  image: ⟦flink-version-unknown: flink:1.9.3-scala_2.12⟧\n'), `⟦flink-version-unknown: # flink-memory: version 1.9⟧\n${TOTALS}`]) {
      const { finding, sentence } = findingOf(expectFindings(marked), 'flink-version-unknown');
      assert.equal(finding.level, 'information');
      assert.match(sentence, /^Flink 1\.9(?:\.3)? is older than 1\.10, the first version with this memory model: no sizes are computed, and what depends on the version is not checked\.$/);
    }
  });

  it('is no more than information where it is yet to come', () => {
    for (const marked of [deployment('  flinkVersion: ⟦flink-version-unknown: v2_4⟧\n'), deployment('  image: ⟦flink-version-unknown: flink:2.4.1⟧\n'), `⟦flink-version-unknown: # flink-memory: version 3.0⟧\n${TOTALS}`]) {
      const checked = expectFindings(marked);
      const { finding, sentence } = findingOf(checked, 'flink-version-unknown');
      assert.equal(finding.level, 'information');
      assert.match(sentence, /^Flink [\d.]+ is later than 2\.3, the last version that is known here: no sizes are computed/);
    }
  });

  it('is an error where the operator takes it for none, and written as the operator wants it', () => {
    for (const [written, meant] of [['"1.20"', 'v1_20'], ['1.20.1', 'v1_20'], ['v1.19', 'v1_19'], ['V2_0', 'v2_0'], ['1_18', 'v1_18']]) {
      const checked = expectFindings(deployment(`  flinkVersion: ⟦flink-version-unknown: ${written ?? ''}⟧ # ours\n`));
      assert.equal(findingOf(checked, 'flink-version-unknown').finding.level, 'error');
      const { title, text } = preferredFix(checked, 'flink-version-unknown');
      assert.equal(title, `Write ${meant ?? ''}`);
      assert.equal(text, deployment(`  flinkVersion: ${meant ?? ''} # ours\n`));
    }
    const nonsense = expectFindings(deployment('  flinkVersion: ⟦flink-version-unknown: latest⟧\n'));
    assert.equal(findingOf(nonsense, 'flink-version-unknown').sentence, 'latest is no flinkVersion of the operator, which refuses the deployment: it writes them as v1_20.');
    assert.deepEqual(fixesOf(nonsense, findingOf(nonsense, 'flink-version-unknown')), []);
  });

  it('is not judged where a template writes it', () => {
    expectFindings(deployment('  flinkVersion: {{ .Values.flinkVersion }}\n'));
    expectFindings(deployment('  flinkVersion: "v${MAJOR}_20"\n'));
  });
});
