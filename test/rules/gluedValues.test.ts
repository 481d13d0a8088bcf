import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkText, findingOf, fixesOf, preferredFix } from './support.js';

const TASK_MANAGER = 'taskmanager.memory.process.size: 2g';

describe('A value that cannot be read because', () => {
  it('another setting stands in its line keeps both', () => {
    const configMap = (lines: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  flink-conf.yaml: |\n    ${TASK_MANAGER}\n${lines}`;
    const glued = '    jobmanager.memory.process.size: 1600mtaskmanager.numberOfTaskSlots: 2\n';
    for (const rule of ['value-invalid', 'line-ignored']) {
      const checked = checkText(configMap(glued), { file: 'x.yaml' });
      assert.deepEqual(fixesOf(checked, findingOf(checked, rule)).map(({ title }) => title), ['Write taskmanager.numberOfTaskSlots: 2 in a line of its own']);
      const { text } = preferredFix(checked, rule);
      assert.deepEqual(text.split('\n').filter((line) => line.startsWith('    ')).sort(), [
        '    jobmanager.memory.process.size: 1600m', '    taskmanager.memory.process.size: 2g', '    taskmanager.numberOfTaskSlots: 2',
      ]);
      assert.deepEqual(checkText(text, { file: 'x.yaml' }).found, []);
    }
  });

  it('a comment has become a part of it is what stands before', () => {
    const service = (value: string): string => `services:\n  taskmanager:\n    image: flink:1.20\n    command: taskmanager\n    environment:\n      FLINK_PROPERTIES: |\n        ${TASK_MANAGER}\n        taskmanager.memory.managed.fraction: ${value}\n        rest.port: 8081\n`;
    for (const [value, repaired] of [['0.2   # less', '0.2'], ['20% # less', '0.2']] as const) {
      const { title, text } = preferredFix(checkText(service(value), { file: 'docker-compose.yml' }), 'value-invalid');
      assert.equal(title, `Write ${repaired}`);
      assert.equal(text, service(repaired));
    }
    const quoted = findingOf(checkText(service('"0.2"'), { file: 'docker-compose.yml' }), 'value-invalid');
    assert.equal(quoted.sentence, '""0.2"" cannot be read as taskmanager.memory.managed.fraction: the quotes are part of the value. Flink refuses it.');
  });
});
