import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sentenceOf } from '../../server/src/rules/index.js';
import { speakChinese } from '../support/speech.js';
import { checkText, expectFindings, findingOf, fixesOf, preferredFix, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml' };
const TOTALS = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\n';

describe('Two settings in one line of a config.yaml', () => {
  const glued = 'jobmanager.memory.process.size: 2g # both\r\ntaskmanager.memory.process.size: 1600m⟦yaml-invalid: taskmanager.numberOfTaskSlots: 2⟧';

  it('are told as such, and divided', () => {
    const checked = expectFindings(glued);
    const found = findingOf(checked, 'yaml-invalid');
    assert.equal(found.sentence, 'taskmanager.numberOfTaskSlots stands in the same line as taskmanager.memory.process.size: Flink cannot load the file, and no setting in it takes effect. Each setting needs a line of its own.');
    const { title, text } = preferredFix(checked, 'yaml-invalid');
    assert.equal(title, 'Write taskmanager.numberOfTaskSlots: 2 in a line of its own');
    assert.equal(text, 'jobmanager.memory.process.size: 2g # both\r\ntaskmanager.memory.process.size: 1600m\r\ntaskmanager.numberOfTaskSlots: 2');
    expectFindings(text);
  });

  it('are told in Chinese', (context) => {
    speakChinese(context);
    const found = findingOf(expectFindings(glued), 'yaml-invalid');
    assert.equal(sentenceOf(found.finding, found.located.analysis), 'taskmanager.numberOfTaskSlots 与 taskmanager.memory.process.size 写在了同一行：Flink 无法加载此文件，其中的设置都不会生效。每项设置须各占一行。');
  });

  it('are left to the server for YAML where there is one', () => {
    expectFindings(glued.replace(/⟦yaml-invalid: (.*)⟧/, '$1'), { yamlServer: true });
  });

  it('stay out of the mapping that the line stands in', () => {
    const last = expectFindings('taskmanager:\n  memory:\n    process:\n      size: 1600m⟦yaml-invalid: jobmanager.memory.process.size: 2g⟧ # by a script\nrest.port: 8081\n');
    assert.equal(findingOf(last, 'yaml-invalid').sentence.split(':')[0], 'jobmanager.memory.process.size stands in the same line as taskmanager.memory.process.size');
    assert.equal(preferredFix(last, 'yaml-invalid').text, 'taskmanager:\n  memory:\n    process:\n      size: 1600m\njobmanager.memory.process.size: 2g # by a script\nrest.port: 8081\n');
    const within = expectFindings('taskmanager:\n  memory.process.size: 1600m⟦yaml-invalid: jobmanager.memory.process.size: 2g⟧\n\n  # slots\n  numberOfTaskSlots: 2\nrest.port: 8081');
    assert.equal(preferredFix(within, 'yaml-invalid').text, 'taskmanager:\n  memory.process.size: 1600m\n\n  # slots\n  numberOfTaskSlots: 2\nrest.port: 8081\njobmanager.memory.process.size: 2g');
  });

  it('are divided all at once', () => {
    const checked = checkText(`taskmanager:\n  numberOfTaskSlots: 2rest.port: 8081\n  memory.process.size: 2gblob.server.port: 6124\njobmanager.memory.process.size: 2g\n`);
    const { title, text } = preferredFix(checked, 'yaml-invalid');
    assert.equal(title, 'Write each setting in a line of its own');
    assert.equal(text, 'taskmanager:\n  numberOfTaskSlots: 2\n  memory.process.size: 2g\nblob.server.port: 6124\njobmanager.memory.process.size: 2g\nrest.port: 8081\n');
    expectFindings(text);
  });

  it('have no fix where the setting stands elsewhere as well', () => {
    const checked = checkText(`${TOTALS}parallelism.default: 2jobmanager.memory.process.size: 3g\n`);
    assert.deepEqual(fixesOf(checked, findingOf(checked, 'yaml-invalid')), []);
  });

  it('are found within a ConfigMap too', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  config.yaml: |\n    jobmanager.memory.process.size: 2g\n    taskmanager.memory.process.size: 1600m⟦yaml-invalid: taskmanager.numberOfTaskSlots: 2⟧\n';
    assert.equal(preferredFix(expectFindings(text, { file: 'x.yaml', yamlServer: true }), 'yaml-invalid').text,
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  config.yaml: |\n    jobmanager.memory.process.size: 2g\n    taskmanager.memory.process.size: 1600m\n    taskmanager.numberOfTaskSlots: 2\n');
  });
});

describe('A value that goes on behind a backslash', () => {
  const continued = `${TOTALS}env.java.opts.all: -XX:+UseG1GC \\\n  ⟦line-ignored: -Xlog:gc \\\n  -verbose:gc⟧\nrest.port: 8081\n`;

  it('is told as such, and written in one line', () => {
    const checked = expectFindings(continued, OLD);
    assert.equal(findingOf(checked, 'line-ignored').sentence, 'In this format a backslash continues no line: env.java.opts.all ends with it, and Flink drops what follows. Write the whole value in one line.');
    const { title, text } = preferredFix(checked, 'line-ignored');
    assert.equal(title, 'Write env.java.opts.all in one line');
    assert.equal(text, `${TOTALS}env.java.opts.all: -XX:+UseG1GC -Xlog:gc -verbose:gc\nrest.port: 8081\n`);
    expectFindings(text, OLD);
  });

  it('is told in Chinese', (context) => {
    speakChinese(context);
    const found = findingOf(checkText(continued.replace(/⟦line-ignored: ([^⟧]*)⟧/, '$1'), OLD), 'line-ignored');
    assert.equal(sentenceOf(found.finding, found.located.analysis), '此格式不支持用反斜杠续行：env.java.opts.all 的值到反斜杠为止，后面的内容会被 Flink 丢弃。请把整个值写在一行内。');
  });

  it('goes on from nothing too, and to the end of the file', () => {
    assert.equal(preferredFix(checkText(`${TOTALS}env.java.opts.all: \\\n  -verbose:gc \\\n`, OLD), 'line-ignored').text, `${TOTALS}env.java.opts.all: -verbose:gc\n`);
  });

  it('ends at a blank line and at the next setting, and at none that merely ends with the sign', () => {
    expectFindings(`${TOTALS}env.java.opts.all: -Da \\\n\n⟦line-ignored: -Db⟧\nenv.java.opts.client: -Dc \\\nrest.port: 8081\n⟦line-ignored: -Dd⟧\nio.tmp.dirs: C:\\tmp\\\n⟦line-ignored: -De⟧\n`, OLD);
  });

  it('is a size without the backslash', () => {
    for (const [file, value] of [['flink-conf.yaml', '4g \\'], ['config.yaml', '4g\\']] as const) {
      const checked = checkText(`jobmanager.memory.process.size: 2g\ntaskmanager.memory.process.size: ${value}\n`, { file });
      assert.equal(preferredFix(checked, 'value-invalid').text, 'jobmanager.memory.process.size: 2g\ntaskmanager.memory.process.size: 4g\n');
    }
  });
});
