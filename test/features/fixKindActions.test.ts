import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeActionTarget, codeActions, fixErrors, resolveCodeAction } from '../../server/src/features/index.js';
import { after, applied, rulesIn, titlesIn } from '../support/actions.js';
import { open, type OpenOptions } from '../support/features.js';

const CONF: OpenOptions = { uri: 'file:///conf/flink-conf.yaml' };
const TOTALS = 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n';

const deployment = (name: string, taskManager: string, configuration = ''): string => `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: ${name}
spec:
${configuration}  jobManager:
    resource:
      memory: 1600m
  taskManager:
    resource:
      memory: ${taskManager}
`;

describe('Fix all of this kind', () => {
  const source = `${TOTALS}taskmanager.memory.managed.size: ⟦value-invalid: 0.5g⟧ # half\r\ntaskmanager.memory.jvm-metaspace.size: 256Mi\r\ntaskmanager.memory.size: 1\r\n`;
  const title = 'Fix all 2 of this kind in this file (value-invalid)';

  it('takes the preferred fix of each, and leaves other kinds alone', () => {
    assert.equal(after(source, title, CONF), `${TOTALS}taskmanager.memory.managed.size: 512m # half\r\ntaskmanager.memory.jvm-metaspace.size: 256m\r\ntaskmanager.memory.size: 1\r\n`);
  });

  it('goes through all clusters of a file', () => {
    const conf = (key: string): string => `  flinkConfiguration:\n    ${key}: "0.2"\n`;
    const old = conf('taskmanager.network.memory.fraction');
    const text = `${deployment('a', '1728m', old.replace('taskmanager.network.memory.fraction', '⟦deprecated-key: taskmanager.network.memory.fraction⟧'))}---\n${deployment('b', '2g', old)}`;
    const now = conf('taskmanager.memory.network.fraction');
    assert.equal(after(text, 'Fix all 2 of this kind in this file (deprecated-key)'), `${deployment('a', '1728m', now)}---\n${deployment('b', '2g', now)}`);
  });

  it('is offered where there are several with a fix, and never for the size of a whole process', () => {
    assert.ok(!titlesIn(`${TOTALS}taskmanager.memory.managed.size: ⟦value-invalid: 0.5g⟧\n`, CONF).some((each) => each.startsWith('Fix all')));
    assert.ok(!titlesIn(`${deployment('a', '⟦jvm-exceeds-process: 400m⟧')}---\n${deployment('b', '400m')}`).some((each) => each.startsWith('Fix all')));
  });

  it('has its edit made when it is chosen', () => {
    const opened = open(source, CONF);
    const range = { start: { line: 2, character: 35 }, end: { line: 2, character: 35 } };
    const action = codeActions(opened.document, range, { diagnostics: [], withEdits: false }, opened.context).find((each) => each.title === title);
    assert.ok(action !== undefined && action.edit === undefined);
    const target = codeActionTarget(action);
    assert.ok(target !== undefined && 'rule' in target && target.rule === 'value-invalid');
    const { edit } = resolveCodeAction(opened.document, action, target, opened.context);
    assert.match(applied(opened, Object.values(edit?.changes ?? {}).flat()), /512m # half\r\n.*256m\r\n/);
  });
});

describe('Fix memory errors', () => {
  const fix = (source: string, options: OpenOptions = {}) => {
    const opened = open(source, options);
    const result = fixErrors(opened.document, opened.context);
    const edits = result.fixes.flatMap((each) => each.edits.map(({ range, newText }) => ({ range, newText })));
    return { ...result, text: edits.length === 0 ? source : applied(opened, edits) };
  };

  it('goes on until nothing is refused: an unreadable value, a range, a total', () => {
    const { text, fixes, remaining } = fix('taskmanager.memory.process.size: 500m # small\ntaskmanager.memory.network.min: 256m\ntaskmanager.memory.network.max: 128m\njobmanager.memory.process.size: 1600Mi\n', CONF);
    assert.deepEqual(rulesIn(text, CONF), []);
    assert.deepEqual(remaining, []);
    assert.ok(fixes.length >= 3);
    assert.match(text, / # small\n/);
    assert.deepEqual(fixes.map(({ title }) => title).slice(-1), ['Write 1600m']);
  });

  it('each change has its title, with the cluster’s name where there are several', () => {
    const { text, fixes, version } = fix(`${deployment('a', '400m')}---\n${deployment('b', '1728m')}---\n${deployment('c', '500m')}`);
    assert.equal(version, 1);
    assert.equal(fixes.length, 2);
    assert.match(fixes[0]?.title ?? '', /^Raise taskManager\.resource\.memory to \d+m \(.*\) \(a\)$/);
    assert.match(fixes[1]?.title ?? '', / \(c\)$/);
    assert.match(fixes[0]?.message ?? '', /TaskManager will not start/);
    assert.deepEqual(rulesIn(text), []);
  });

  it('two fixes of one place are one change with both titles', () => {
    const { text, fixes } = fix('taskmanager.memory.process.size: 400Mi\njobmanager.memory.process.size: 1600m\n', CONF);
    assert.deepEqual(rulesIn(text, CONF), []);
    assert.equal(fixes.length, 1);
    assert.match(fixes[0]?.title ?? '', /^Write 400m, Raise taskmanager\.memory\.process\.size to \d+m/);
    assert.equal(fixes[0]?.edits.length, 1);
  });

  it('tells what is left, at its place in the document as it is', () => {
    const { remaining, fixes } = fix('taskmanager.memory.process.size: 400m\njobmanager.memory.process.size: 1600m\n---\nx: 1\n', { uri: 'file:///conf/config.yaml' });
    assert.deepEqual(fixes, []);
    assert.deepEqual(remaining.map(({ range }) => range.start.line), [2]);
    assert.deepEqual(fix(TOTALS, CONF).remaining, []);
  });
});
