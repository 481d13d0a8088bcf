import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hover } from '../../server/src/features/index.js';
import { caret, hoverText, open } from '../support/features.js';
import { speakChinese } from '../support/speech.js';
import { afterFix, checkText, expectFindings, findingOf, fixesOf, preferredFix, type Reading } from './support.js';

const RULE = 'key-without-effect';
const operator = (operatorVersion: string): Reading => ({ settings: { operatorVersion } });

const job = (configuration: readonly string[], more = '  deploymentName: clicks\n'): string =>
  `apiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata:\n  name: orders\nspec:\n${more}  flinkConfiguration:\n${configuration.map((line) => `    ${line}\n`).join('')}`
  + '  job:\n    jarURI: https://example.org/orders.jar\n    parallelism: 2\n';

describe('A FlinkSessionJob', () => {
  it('sizes nothing: keys about processes do nothing there', () => {
    const source = job(['state.backend.type: rocksdb', '⟦key-without-effect: taskmanager.memory.process.size: 4x⟧ # too little?', "⟦key-without-effect: kubernetes.taskmanager.memory.limit-factor: '0.5'⟧", '⟦key-without-effect: taskmanager.numberOfTaskSlots: 2⟧', 'pipeline.max-parallelism: 24']);
    const checked = expectFindings(source);
    const [found] = checked.found;
    assert.ok(found !== undefined);
    assert.equal(found.finding.level, 'information');
    assert.equal(found.sentence, 'taskmanager.memory.process.size has no effect in a session job: the processes of the cluster have their sizes before the job comes. It belongs in the flinkConfiguration of the FlinkDeployment clicks.');
    const fixes = fixesOf(checked, found);
    assert.deepEqual(fixes.map(({ title, preferred }) => [title, preferred]), [['Remove taskmanager.memory.process.size (no effect)', true]]);
    const [fix] = fixes;
    assert.ok(fix !== undefined);
    assert.equal(afterFix(checked, found, fix), checked.document.text.replace('    taskmanager.memory.process.size: 4x # too little?\n', ''));
  });

  it('nested keys as well; the last one takes its head along', () => {
    const checked = expectFindings(job(['taskmanager:', '  memory:', '    ⟦key-without-effect: process.size: 4g⟧', 'state.backend.type: rocksdb']));
    assert.equal(preferredFix(checked, RULE).text, job(['state.backend.type: rocksdb']));
  });

  it('of no cluster by name', () => {
    const { sentence } = findingOf(checkText(job(['taskmanager.memory.process.size: 4g'], '')), RULE);
    assert.match(sentence, / It belongs in the flinkConfiguration of the FlinkDeployment that runs the job\.$/);
  });

  it('keys that a job may have are nobody’s business, nor is what a template writes', () => {
    expectFindings(job(['taskmanager.memory.managed.consumer-weights: STATE_BACKEND:70', 'state.backend.rocksdb.memory.managed: "true"', 'kubernetes.operator.savepoint.format.type: NATIVE', 'parallelism.default: 3']));
    expectFindings(job(['taskmanager.memory.process.size: "{{ .Values.memory }}"']));
  });

  it('was refused for any such key by the first operators', () => {
    const source = job(['⟦key-without-effect: taskmanager.memory.process.size: 4g⟧']);
    const { finding, sentence } = findingOf(expectFindings(source, operator('1.2')), RULE);
    assert.equal(finding.level, 'error');
    assert.equal(sentence, 'The operator 1.2 refuses a session job with taskmanager.memory.process.size, which could have no effect there. It belongs in the flinkConfiguration of the FlinkDeployment clicks.');
    assert.equal(findingOf(expectFindings(source, operator('1.3')), RULE).finding.level, 'information');
  });

  it('has texts for values where the operator wants them', () => {
    expectFindings(job(['parallelism.default: ⟦nested-configuration-unsupported: 3⟧']), operator('1.12'));
    expectFindings(job(['parallelism.default: 3']), operator('1.13'));
  });

  it('speaks Chinese', (context) => {
    speakChinese(context);
    const text = job(['taskmanager.memory.process.size: 4g']);
    assert.equal(findingOf(checkText(text), RULE).sentence, 'taskmanager.memory.process.size 在 Session 作业中不起作用：作业提交之前，集群各进程的大小已经确定。应写在 FlinkDeployment clicks 的 flinkConfiguration 中。');
    assert.match(findingOf(checkText(text, operator('1.0')), RULE).sentence, /^Operator 1\.0 会拒绝带有 taskmanager\.memory\.process\.size 的 Session 作业/);
    assert.match(findingOf(checkText(job(['taskmanager.memory.process.size: 4g'], '')), RULE).sentence, /应写在运行该作业的 FlinkDeployment 的 flinkConfiguration 中。$/);
  });

  it('a hover on such a key says where it belongs, one on the kind where the job runs', () => {
    const opened = open(job(['taskmanager.memory.pro‸cess.size: 4g']));
    assert.match(hoverText(hover(opened.document, caret(opened), opened.context)), /has no effect in a session job.*\n*.*FlinkDeployment clicks/);
    const kind = open(job(['a: 1']).replace('kind: Flink', 'kind: ‸Flink'));
    assert.match(hoverText(hover(kind.document, caret(kind), kind.context)), /^\*\*orders\*\* · FlinkSessionJob · runs in clicks$/);
  });
});
