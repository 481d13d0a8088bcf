/** Places in a text are those that LSP's own documents give. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Lines } from '../../server/src/documents/lines.js';
import { DocumentStore } from '../../server/src/documents/index.js';

const TEXTS = {
  'line feeds': 'a: 1\nb: 2\n\nc: 3\n',
  'no line end at the end': 'a: 1\nb: 2',
  'carriage returns before them': 'a: 1\r\nb: 2\r\n\r\nc: 3',
  'carriage returns alone': 'a: 1\rb: 2\r\rc: 3\r',
  'all of them': 'a: 1\nb: 2\r\nc: 3\r\r\n\n\rd: 4',
  'nothing': '',
};

for (const [name, text] of Object.entries(TEXTS)) {
  test(`lines: ${name}`, () => {
    const document = TextDocument.create('file:///a.yaml', 'yaml', 1, text);
    const lines = new Lines(text);
    assert.equal(lines.ends + 1, document.lineCount);
    for (let offset = 0; offset <= text.length; offset++) {
      assert.deepEqual(lines.positionAt(offset), document.positionAt(offset), String(offset));
    }
  });
}

test('lines of a file are counted through its sections, in each of its versions', () => {
  const uri = 'file:///many.yaml';
  const store = new DocumentStore();
  const section = (name: string, end: string): string => ['---', 'kind: FlinkDeployment', `metadata: {name: ${name}}`, ''].join(end);
  const versions = [
    section('a', '\n') + section('b', '\r\n') + section('c', '\n'),
    section('a', '\n') + '# another line\r\n' + section('b', '\r\n') + section('c', '\n'),
    section('c', '\r\n'),
  ];
  versions.forEach((text, version) => {
    store.update(uri, 'yaml', version, text);
    const document = TextDocument.create(uri, 'yaml', version, text);
    for (let offset = 0; offset <= text.length; offset++) {
      assert.deepEqual(store.get(uri)?.positionAt(offset), document.positionAt(offset), `${version}: ${offset}`);
    }
  });
});
