/** What random inputs have found, each as small as it gets. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { definition, memoryModel } from '../../server/src/features/index.js';
import { after, rulesIn } from '../support/actions.js';
import { caret, open } from '../support/features.js';

it('Half of a character in the path of another file', () => {
  const options = { uri: 'file:///work/compose.yaml' };
  const opened = open('services:\n  taskmanager:\n    image: flink:1.18\n    command: taskmanager -Dtaskmanager.numberOfTaskSlots=2\n    env_file: fl\ud83d.env\n    volumes:\n      - ./f\udc00‸link-conf.yaml:/opt/flink/conf/flink-conf.yaml\n', options);
  assert.deepEqual(memoryModel(opened.document, { textDocument: { uri: options.uri } }, opened.context)?.clusters.map(({ name }) => name), ['taskmanager']);
  assert.deepEqual(definition(opened.document, caret(opened), opened.context), []);
});

it('A comment right behind an embedded file goes as a line, though the file ends where it begins', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: parcels\ndata:\n  flink-conf.yaml: |\n    taskmanager.memory.process.size: 2g\n    jobmanager.memory.process.size: 2g\n';
  const comment = '  # flink-memory: ignore\n';
  assert.deepEqual(rulesIn(text + comment), ['unused-suppression']);
  assert.equal(after(text + comment, 'Remove this comment'), text);
  assert.equal(after(`${text}${comment}  other: x\n`, 'Remove this comment'), `${text}  other: x\n`);
});
