import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { speakChinese } from '../support/speech.js';
import { checkText, expectFindings, findingOf, preferredFix } from './support.js';

const RULE = 'quantity-invalid';

const deployment = (jobManager: string, taskManager: string, field = 'resource'): string =>
  'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: v1_20\n  serviceAccount: flink\n'
  + `  jobManager:\n    ${field}: ${jobManager}\n  taskManager:\n    ${field}: ${taskManager}\n`;

describe('quantity-invalid, of cores', () => {
  it('in quotes they are a text, which the CRD refuses', () => {
    const checked = expectFindings(deployment('{memory: 2g, cpu: 1}', '{memory: 2g, cpu: ⟦quantity-invalid: "500m"⟧}'));
    const { finding, sentence } = findingOf(checked, RULE);
    assert.equal(finding.level, 'error');
    assert.equal(sentence, 'taskManager.resource.cpu has to be a number, and "500m" is a text: Kubernetes refuses the deployment. 0.5 would do.');
    const { title, text } = preferredFix(checked, RULE);
    assert.equal(title, 'Write 0.5');
    assert.equal(text, checked.document.text.replace('"500m"', '0.5'));
  });

  it('of both processes, each by itself; without a number there is no way to tell what was meant', () => {
    const checked = expectFindings(deployment("{memory: 2g, cpu: ⟦quantity-invalid: '1'⟧}", '{memory: 2g, cpu: ⟦quantity-invalid: many⟧}'));
    assert.deepEqual(checked.found.map(({ sentence }) => sentence), [
      'jobManager.resource.cpu has to be a number, and "1" is a text: Kubernetes refuses the deployment. 1 would do.',
      'taskManager.resource.cpu has to be a number, and "many" is a text: Kubernetes refuses the deployment.',
    ]);
  });

  it('are a quantity of Kubernetes in resources, and unknown where a template writes them', () => {
    expectFindings(deployment('{requests: {memory: 2g, cpu: "1"}}', '{requests: {memory: 2g, cpu: 500m}}', 'resources'));
    expectFindings(deployment('{memory: 2g, cpu: "{{ .Values.cpu }}"}', '{memory: 2g, cpu: 0.5}'));
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    assert.equal(findingOf(checkText(deployment('{memory: 2g, cpu: "1"}', '{memory: 2g}')), RULE).sentence, 'jobManager.resource.cpu 必须是数字，而 "1" 是文本：Kubernetes 会拒绝该部署。设为 1 即可。');
  });
});
