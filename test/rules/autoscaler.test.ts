import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hover } from '../../server/src/features/index.js';
import { caret, hoverText, open } from '../support/features.js';
import { speakChinese } from '../support/speech.js';
import { checkText, expectFindings, findingOf, preferredFix, type Reading } from './support.js';

const operator = (operatorVersion: string): Reading => ({ settings: { operatorVersion } });

const deployment = (configuration: readonly string[], taskManager = 'resource: {memory: 2g}'): string =>
  `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: v1_20\n  serviceAccount: flink\n  flinkConfiguration:\n${configuration.map((line) => `    ${line}\n`).join('')}`
  + `  jobManager:\n    resource: {memory: 2g}\n  taskManager:\n    ${taskManager}\n`;

const ON = 'job.autoscaler.enabled: "true"';

describe('The autoscaler’s memory tuning', () => {
  it('adds a share from 0 to 1: anything else is refused', () => {
    const checked = expectFindings(deployment([ON, 'job.autoscaler.memory.tuning.overhead: ⟦range-invalid: "20"⟧']));
    const { finding, sentence } = findingOf(checked, 'range-invalid');
    assert.equal(finding.level, 'error');
    assert.equal(sentence, 'job.autoscaler.memory.tuning.overhead is 20, and has to be between 0 and 1: the operator refuses the deployment.');
    const { titles, text } = preferredFix(checked, 'range-invalid');
    assert.deepEqual(titles, ['Set job.autoscaler.memory.tuning.overhead to 0.2', 'Remove job.autoscaler.memory.tuning.overhead (its default is 0.2)']);
    assert.equal(text, checked.document.text.replace('"20"', '"0.2"'));
    const negative = expectFindings(deployment(['kubernetes.operator.job.autoscaler.enabled: "true"', 'kubernetes.operator.job.autoscaler.memory.tuning.overhead: ⟦range-invalid: "-0.1"⟧']));
    assert.equal(preferredFix(negative, 'range-invalid').text, negative.document.text.replace('    kubernetes.operator.job.autoscaler.memory.tuning.overhead: "-0.1"\n', ''));
  });

  it('is nobody’s business where it is right, off, unknown, or not there yet', () => {
    for (const overhead of ['"0"', '"1"', '0.35', '"{{ .Values.overhead }}"']) expectFindings(deployment([ON, `job.autoscaler.memory.tuning.overhead: ${overhead}`]));
    expectFindings(deployment(['job.autoscaler.memory.tuning.overhead: "20"']));
    expectFindings(deployment([ON, 'job.autoscaler.memory.tuning.overhead: "20"']).replace('v1_20', 'v1_17'), operator('1.7'));
  });

  it('needs a process size', () => {
    const sized = 'taskmanager.memory.flink.size: 1600m';
    const checked = expectFindings(deployment([sized, ON, '⟦key-without-effect: job.autoscaler.memory.tuning.enabled: "true"⟧'], 'replicas: 1'));
    assert.equal(findingOf(checked, 'key-without-effect').sentence, 'job.autoscaler.memory.tuning.enabled has no effect: the autoscaler tunes memory only where taskmanager.memory.process.size is set.');
    assert.equal(preferredFix(checked, 'key-without-effect').text, checked.document.text.replace('    job.autoscaler.memory.tuning.enabled: "true"\n', ''));
    expectFindings(deployment([sized, ON, 'job.autoscaler.memory.tuning.enabled: "false"'], 'replicas: 1'));
    expectFindings(deployment([ON, 'job.autoscaler.memory.tuning.enabled: "true"']));
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    assert.equal(findingOf(checkText(deployment([ON, 'job.autoscaler.memory.tuning.overhead: "20"'])), 'range-invalid').sentence, 'job.autoscaler.memory.tuning.overhead 为 20，应在 0 到 1 之间：Operator 会拒绝该部署。');
    const idle = checkText(deployment(['taskmanager.memory.flink.size: 1600m', 'job.autoscaler.memory.tuning.enabled: "true"'], 'replicas: 1'));
    assert.equal(findingOf(idle, 'key-without-effect').sentence, 'job.autoscaler.memory.tuning.enabled 不起作用：只有设置了 taskmanager.memory.process.size，Autoscaler 才会调整内存。');
  });

  it('is explained where the cursor rests on one of its options', () => {
    const hoverOf = (line: string): string => {
      const opened = open(deployment([line]));
      return hoverText(hover(opened.document, caret(opened), opened.context));
    };
    assert.match(hoverOf('job.autoscaler.memory.tuning.over‸head: 0.3'), /^\*\*`job\.autoscaler\.memory\.tuning\.overhead`\*\* · `Double`\n\n.*from 0 to 1\.\n\nDefault `0\.2` · since operator 1\.8$/);
    assert.match(hoverOf('kubernetes.operator.job.autoscaler.quota.mem‸ory: 64g'), /No default/);
  });
});
