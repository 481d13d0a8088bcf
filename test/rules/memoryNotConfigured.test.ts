import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { speakChinese } from '../support/speech.js';
import { checkText, expectFindings, findingOf, preferredFix, type Reading } from './support.js';

const RULE = 'memory-not-configured';
const operator = (operatorVersion: string): Reading => ({ settings: { operatorVersion } });

const deployment = (configuration: readonly string[], taskManager: readonly string[]): string => [
  'apiVersion: flink.apache.org/v1beta1', 'kind: FlinkDeployment', 'metadata:', '  name: clicks', 'spec:', '  flinkVersion: v1_16', '  serviceAccount: flink',
  ...(configuration.length === 0 ? [] : ['  flinkConfiguration:', ...configuration.map((line) => `    ${line}`)]),
  '  jobManager:', '    resource:', '      memory: 2g', ...taskManager.map((line) => `  ${line}`), '',
].join('\n');

const BLOCK = ['⟦memory-not-configured: taskManager⟧:', '  resource:', '    cpu: 1'];
const SIZED = ['taskmanager.memory.process.size: "3g"'];

describe('memory-not-configured, by the operator’s release', () => {
  it('a block without memory was refused until 1.3, whatever else is configured', () => {
    const checked = expectFindings(deployment(SIZED, BLOCK), operator('1.3'));
    assert.equal(
      findingOf(checked, RULE).sentence,
      'The operator 1.3 wants the memory of the TaskManager in its resource block, and refuses the deployment without spec.taskManager.resource.memory, whatever flinkConfiguration says. 3g would do.',
    );
    const { titles, text } = preferredFix(checked, RULE);
    assert.deepEqual(titles, ['Add taskManager.resource.memory: 3g']);
    assert.equal(text, checked.document.text.replace('      cpu: 1\n', '      cpu: 1\n      memory: 3g\n'));
    expectFindings(deployment(SIZED, ['taskManager:', '  resource:', '    cpu: 1']), operator('1.4'));
  });

  it('no block at all was accepted until 1.3, and failed later', () => {
    const checked = expectFindings(deployment([], ['⟦memory-not-configured: taskManager⟧:', '  replicas: 1']), operator('1.3'));
    assert.match(findingOf(checked, RULE).sentence, /and the operator 1\.3 accepts the deployment and then fails to deploy it \(unless its own defaults do: setting flinkMemory\.operatorDefaults\)\. 1728m would do\.$/);
    assert.deepEqual(preferredFix(checked, RULE).titles, ['Add taskManager.resource.memory: 1728m', 'Add taskmanager.memory.process.size: 1728m']);
    expectFindings(deployment(SIZED, ['taskManager:', '  replicas: 1']), operator('1.3'));
  });

  it('the chart of 1.0 and 1.1 had sizes of its own', () => {
    expectFindings(deployment([], ['taskManager:', '  replicas: 1']), operator('1.1'));
    expectFindings(deployment([], ['⟦memory-not-configured: taskManager⟧:', '  replicas: 1']), operator('1.2'));
  });

  it('a key of before 1.10 sizes the process, and not for the validator', () => {
    const checked = expectFindings(deployment(['taskmanager.heap.size: 2g'], ['⟦memory-not-configured: taskManager⟧:', '  replicas: 1']), operator('1.15'), ['deprecated-key']);
    assert.equal(
      findingOf(checked, RULE).sentence,
      "The operator's check does not read the key of before Flink 1.10 that sizes the TaskManager: without spec.taskManager.resource.memory the deployment is refused. 2g would do.",
    );
    assert.equal(preferredFix(checked, RULE).text, checked.document.text.replace('    replicas: 1\n', '    replicas: 1\n    resource:\n      memory: 2g\n'));
  });

  it('is silent where a template may say it', () => {
    expectFindings(deployment([], ['taskManager:', '  resource:', '    {{- toYaml .Values.resource | nindent 6 }}']), operator('1.3'));
    expectFindings(deployment(['taskmanager.memory.process.size: "{{ .Values.tm }}"'], ['taskManager:', '  replicas: 1']), operator('1.15'));
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    const sentence = (text: string, version: string): string => findingOf(checkText(text.replace('⟦memory-not-configured: taskManager⟧', 'taskManager'), operator(version)), RULE).sentence;
    assert.equal(sentence(deployment(SIZED, BLOCK), '1.3'), 'Operator 1.3 要求在 resource 块中指定 TaskManager 的内存，缺少 spec.taskManager.resource.memory 就会拒绝该部署，与 flinkConfiguration 的内容无关。设为 3g 即可。');
    assert.match(sentence(deployment([], ['taskManager:', '  replicas: 1']), '1.3'), /Operator 1\.3 会接受该部署，但随后部署失败/);
    assert.match(sentence(deployment(['taskmanager.heap.size: 2g'], ['taskManager:', '  replicas: 1']), '1.15'), /^TaskManager 的大小由 Flink 1\.10 之前的键指定/);
  });
});
