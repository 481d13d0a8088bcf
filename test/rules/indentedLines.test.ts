import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { after } from '../support/actions.js';
import { afterFix, checkText, fixesOf, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml' };

describe('Keys nested in the old format', () => {
  const nested = 'taskmanager:\n  memory:\n    process:\n      size: 2g\n  numberOfTaskSlots: 3\njobmanager.memory.process.size: 2g\n';
  const both = 'taskmanager:\n  memory:\n    process:\n      taskmanager.memory.process.size: 2g\n  taskmanager.numberOfTaskSlots: 3\njobmanager.memory.process.size: 2g\n';

  it('are written whole, once each', () => {
    const source = nested.replace('size: 2g', '⟦line-ignored: size: 2g⟧');
    assert.equal(after(source, 'Fix all 5 of this kind in this file (line-ignored)', { uri: 'file:///conf/flink-conf.yaml' }), both);
  });

  it('have their whole key read by Flink, however far its line is indented', () => {
    const { found, document, context } = checkText(both, OLD);
    assert.deepEqual(found.filter(({ finding }) => finding.rule === 'line-ignored'), []);
    assert.equal(document.clusters(context.settings)[0]?.cluster.settings.get('taskmanager.memory.process.size')?.value, '2g');
  });

  it('are written whole in FLINK_PROPERTIES, too', () => {
    const service = (lines: string): string => `services:\n  taskmanager:\n    image: flink:1.20\n    command: taskmanager\n    environment:\n      FLINK_PROPERTIES: |\n        taskmanager:\n          ${lines}\n`;
    const checked = checkText(service('numberOfTaskSlots: 3'), { file: 'docker-compose.yml' });
    const last = checked.found.filter(({ finding }) => finding.rule === 'line-ignored').at(-1);
    assert.ok(last !== undefined);
    assert.deepEqual(fixesOf(checked, last).map(({ title }) => title), ['Write taskmanager.numberOfTaskSlots: 3']);
    const whole = checkText(service('taskmanager.numberOfTaskSlots: 3'), { file: 'docker-compose.yml' });
    assert.deepEqual(whole.found, []);
  });

  it('are written whole all at once from the head above them, which loses nothing then', () => {
    const checked = checkText(nested, OLD);
    const heads = checked.found.filter(({ finding, mark }) => finding.rule === 'line-ignored' && mark.text.endsWith(':'));
    assert.deepEqual(heads.map((head) => [head.mark.text, ...fixesOf(checked, head).map(({ title }) => title)]), [
      ['taskmanager:', 'Write all 2 keys below it whole'], ['memory:', 'Write the key below it whole'], ['process:', 'Write the key below it whole'],
    ]);
    const [first] = heads;
    const [fix] = first === undefined ? [] : fixesOf(checked, first);
    assert.ok(first !== undefined && fix !== undefined);
    assert.equal(afterFix(checked, first, fix), both);
  });

  it('keep their heads told as long as one of them is not whole', () => {
    const half = nested.replace('size: 2g', 'taskmanager.memory.process.size: 2g');
    assert.deepEqual(checkText(half, OLD).found.filter(({ finding }) => finding.rule === 'line-ignored').map(({ mark }) => mark.text), ['taskmanager:', 'numberOfTaskSlots: 3']);
    const empty = 'taskmanager:\n  memory:\njobmanager.memory.process.size: 2g\n';
    assert.deepEqual(checkText(empty, OLD).found.filter(({ finding }) => finding.rule === 'line-ignored').map(({ mark }) => mark.text), ['taskmanager:', 'memory:']);
  });
});
