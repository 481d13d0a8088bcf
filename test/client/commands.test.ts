import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLocation, parseRule, parseTarget, parseUpgradeQuestion } from '../../client/src/commands/arguments.js';
import { editVersionComment, versionCommentLine } from '../../client/src/commands/versionComment.js';

const RANGE = { start: { line: 3, character: 4 }, end: { line: 3, character: 9 } };

test('arguments of links are read, not trusted', () => {
  assert.deepEqual(parseTarget({ uri: 'file:///a.yaml' }), { uri: 'file:///a.yaml' });
  assert.deepEqual(parseTarget({ uri: 'file:///a.yaml', position: RANGE.start }), { uri: 'file:///a.yaml', range: { start: RANGE.start, end: RANGE.start } });
  assert.deepEqual(parseLocation({ uri: 'file:///a.yaml', range: RANGE }), { uri: 'file:///a.yaml', range: RANGE });
  for (const bad of [undefined, null, 'file:///a.yaml', {}, { uri: 7 }, []]) assert.equal(parseTarget(bad), undefined);
  for (const bad of [{ uri: 'a' }, { uri: 'a', range: { start: { line: -1, character: 0 }, end: RANGE.end } }]) assert.equal(parseLocation(bad), undefined);
  assert.equal(parseRule('jvm-exceeds-process'), 'jvm-exceeds-process');
  for (const bad of ['', '../secrets', 'a b', 7, undefined]) assert.equal(parseRule(bad), undefined);
});

test('a question about a version is read whole or not at all', () => {
  assert.deepEqual(parseUpgradeQuestion({ uri: 'file:///a.yaml', cluster: 'a', to: '2.0', more: 1 }), { uri: 'file:///a.yaml', cluster: 'a', to: '2.0' });
  for (const bad of [undefined, null, [], { uri: 'a', cluster: 'b' }, { uri: 'a', cluster: 'b', to: 2 }]) assert.equal(parseUpgradeQuestion(bad), undefined);
});

test('a version is written as the first line of a file that has none', () => {
  assert.deepEqual(editVersionComment(['taskmanager.memory.process.size: 2g'], '1.18'), { line: 0, kind: 'insert', text: '# flink-memory: version 1.18' });
  assert.deepEqual(editVersionComment([], '1.18'), { line: 0, kind: 'insert', text: '# flink-memory: version 1.18' });
});

test('a version comment below a licence is replaced where it stands, and removed', () => {
  const lines = ['# Orders of the shop', '', '# flink-memory: version 1.18', 'kind: FlinkDeployment'];
  assert.deepEqual(editVersionComment(lines, '2.0'), { line: 2, kind: 'replace', text: '# flink-memory: version 2.0' });
  assert.deepEqual(editVersionComment(lines, undefined), { line: 2, kind: 'remove', text: '' });
});

test('what else stands in the comment is kept', () => {
  assert.deepEqual(
    editVersionComment(['---', '# ours: # flink-memory:version v1.18.1, like production'], '1.20'),
    { line: 1, kind: 'replace', text: '# ours: # flink-memory:version 1.20, like production' },
  );
});

test('a comment below the first line of content is none of the file', () => {
  assert.equal(versionCommentLine(['kind: FlinkDeployment', '# flink-memory: version 1.18']), undefined);
  assert.equal(editVersionComment(['kind: FlinkDeployment'], undefined), undefined);
});
