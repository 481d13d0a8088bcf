/** From the name of a file in a compose file to the file. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { definition } from '../../server/src/features/index.js';
import { TestWorkspace, uriOf } from '../support/workspace.js';

function leads(lines: string, files: readonly string[]): readonly string[] {
  const compose = `services:\n  taskmanager:\n    image: flink:1.18\n    command: taskmanager\n${lines}`;
  const workspace = new TestWorkspace({ 'd/compose.yaml': compose, ...Object.fromEntries(files.map((file) => [file, ''])) });
  const { document, context, carets: [caret = 0] } = workspace.edit('d/compose.yaml');
  return definition(document, document.positionAt(caret), context).map(({ uri }) => uri.slice(uriOf('').length));
}

describe('Go to definition in a compose file', () => {
  test('leads from the name of a file to the file', () => {
    assert.deepEqual(leads('    env_file: flink‸.env\n', ['d/flink.env']), ['d/flink.env']);
    assert.deepEqual(leads('    env_file:\n      - a.env\n      - ./b‸.env\n', ['d/a.env', 'd/b.env']), ['d/b.env']);
    assert.deepEqual(leads('    env_file:\n      - path: ../‸c.env\n        required: false\n', ['c.env']), ['c.env']);
    assert.deepEqual(leads('    extends:\n      file: common‸/flink.yml\n      service: tm\n', ['d/common/flink.yml']), ['d/common/flink.yml']);
    assert.deepEqual(leads('    volumes:\n      - ./conf/flink-conf‸.yaml:/opt/flink/conf/flink-conf.yaml\n', ['d/conf/flink-conf.yaml']), ['d/conf/flink-conf.yaml']);
  });

  test('leads nowhere from one that is not there, a variable, a volume, and from what is no file', () => {
    assert.deepEqual(leads('    env_file: flink‸.env\n', []), []);
    assert.deepEqual(leads('    env_file: ${NA‸ME}\n', ['d/${NAME}']), []);
    assert.deepEqual(leads('    volumes: ["da‸ta:/data"]\n', ['d/data']), []);
    assert.deepEqual(leads('    extends: {file: a.yml, service: t‸m}\n', ['d/a.yml', 'd/tm']), []);
    assert.deepEqual(leads('    working_dir: a‸b\n    env_file: x\n', ['d/ab']), []);
  });
});
