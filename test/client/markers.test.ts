import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasMarker, needsServer, needsServerAfterEdit, type ScannedChange, type ScannedDocument } from '../../client/src/markers.js';
import { SERVED_LANGUAGES } from '../../server/src/shared/served.js';

const DEPLOYMENT = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\n';
const FOREIGN = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\n';

function document(languageId: string, text: string): ScannedDocument {
  const lines = text.split('\n');
  return { languageId, lineCount: lines.length, getText: () => text, lineAt: (line) => ({ text: lines[line] ?? '' }) };
}

function change(line: number, text: string): ScannedChange {
  return { range: { start: { line } }, text };
}

test('a Flink document of each served language needs the server', () => {
  for (const language of SERVED_LANGUAGES) assert.equal(needsServer(document(language, DEPLOYMENT)), true, language);
});

test("other people's YAML needs none, and neither does Flink's word in another language", () => {
  assert.equal(needsServer(document('yaml', FOREIGN)), false);
  assert.equal(needsServer(document('markdown', DEPLOYMENT)), false);
  assert.equal(needsServer(document('java', 'taskmanager')), false);
});

test('an empty flink-conf.yaml needs the server: its name says what it is', () => {
  assert.equal(needsServer(document('flink-conf', '')), true);
});

test('each marker word is one', () => {
  for (const text of [
    'taskmanager.memory.process.size: 1g', 'jobmanager:\n  memory:', 'apiVersion: flink.apache.org/v1beta1',
    'apiVersion: flinkoperator.k8s.io/v1beta1', 'apiVersion: flink.k8s.io/v1beta1\nkind: FlinkApplication', 'apiVersion: platform.confluent.io/v1beta1\nkind: FlinkEnvironment',
  ]) {
    assert.equal(hasMarker(text), true, text);
  }
  for (const text of ['image: flink:1.20', 'apiVersion: platform.confluent.io/v1beta1\nkind: Kafka', 'apiVersion: scheduling.k8s.io/v1']) assert.equal(hasMarker(text), false, text);
});

test('typing a marker word letter by letter is noticed with its last letter', () => {
  const word = 'taskmanager';
  for (let length = 1; length <= word.length; length++) {
    const typed = document('yaml', `${FOREIGN}${word.slice(0, length)}\n`);
    assert.equal(needsServerAfterEdit(typed, [change(4, word.charAt(length - 1))]), length === word.length, word.slice(0, length));
  }
});

test('a marker word in a pasted block is noticed, whichever of its lines holds it', () => {
  const pasted = 'env:\n- name: FLINK_PROPERTIES\n  value: |\n    jobmanager.rpc.address: shop\n';
  assert.equal(needsServerAfterEdit(document('yaml', FOREIGN + pasted), [change(4, pasted)]), true);
});

test('joining two halves of a word by deleting between them is noticed', () => {
  assert.equal(needsServerAfterEdit(document('yaml', 'taskmanager: 1'), [change(0, '')]), true);
});

test('several replacements at once are noticed although their lines shift', () => {
  const edited = document('yaml', `a: 1\nb: 2\nc: 3\n${DEPLOYMENT}`);
  assert.equal(needsServerAfterEdit(edited, [change(0, 'x\ny\n'), change(1, 'z')]), true);
});

test('an edit elsewhere in a foreign document, past its end too, is no reason', () => {
  assert.equal(needsServerAfterEdit(document('yaml', FOREIGN), [change(3, '  name: shops')]), false);
  assert.equal(needsServerAfterEdit(document('yaml', FOREIGN), [change(99, 'x\ny')]), false);
  assert.equal(needsServerAfterEdit(document('yaml', FOREIGN), []), false);
});
