/** A file's text through its edits: the same as LSP's own documents hold, in the sections that a fresh reading would give. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type ContentChange, FileText } from '../../server/src/documents/fileText.js';

const URI = 'file:///work/many.yaml';

/** What a document of LSP's says of the same edits, and the same text read from the beginning. */
function assertSame(file: FileText, document: TextDocument): void {
  const text = document.getText();
  const fresh = FileText.of(file.uri, file.languageId, file.version, text);
    assert.equal(file.text, text);
  const plain = ({ sections }: FileText): unknown => sections.map(({ section, start, end, line }) => ({
    text: section.text, start, end, line, explicit: section.explicit, afterEndMarker: section.afterEndMarker, hasContent: section.hasContent, oldFormat: section.oldFormat,
  }));
  assert.deepEqual(plain(file), plain(fresh));
  for (let offset = 0; offset <= text.length; offset++) assert.deepEqual(file.positionAt(offset), document.positionAt(offset));
  for (let line = -1; line <= document.lineCount; line++) {
    for (let character = -1; character <= 8; character++) assert.equal(file.offsetAt({ line, character }), document.offsetAt({ line, character }));
  }
}

const PIECES = ['---', '...', '--', '.', '-', '\n', '\r\n', '\r', '\n---\n', '\n...\n', '--- # orders\n', '\n--- {a: 1}\n', '# a comment\n', '%YAML 1.2\n', ' ', '  ', 'a: 1\n', 'b:\n  c: |\n    ---\n', '\ufeff', '\ufeff---\n', 'x', '堆', '\u{1f600}'];
const text = (maxLength: number): fc.Arbitrary<string> => fc.array(fc.constantFrom(...PIECES), { maxLength }).map((pieces) => pieces.join(''));
const position = fc.record({ line: fc.integer({ min: -1, max: 24 }), character: fc.integer({ min: -1, max: 9 }) });
const change: fc.Arbitrary<ContentChange> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text: text(4) }) },
  // Typed: nothing is replaced.
  { weight: 6, arbitrary: fc.record({ at: position, text: text(2) }).map(({ at, text: typed }) => ({ range: { start: at, end: at }, text: typed })) },
  { weight: 1, arbitrary: fc.record({ text: text(20) }) },
);

for (const [name, uri, languageId] of [['YAML', URI, 'yaml'], ['the old format', 'file:///work/flink-conf.yaml', 'flink-conf'], ['a name of either', 'file:///work/my-flink-conf.yaml', 'yaml']] as const) {
  test(`whatever is edited, text, places and sections are right: ${name}`, () => {
    fc.assert(fc.property(text(24), fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 6 }), (first, versions) => {
      let file = FileText.of(uri, languageId, 0, first);
      let document = TextDocument.create(uri, languageId, 0, first);
      assertSame(file, document);
      versions.forEach((changes, index) => {
        file = file.changed(index + 1, changes);
        // Made anew, as an edited one loses count of its lines where a range lies behind its text.
        for (const one of changes) document = TextDocument.create(uri, languageId, index + 1, TextDocument.update(document, [one], index + 1).getText());
        assertSame(file, document);
      });
    }), { numRuns: 300 });
  });
}

describe('an edit', () => {
  const section = (name: string): string => `---\nkind: FlinkDeployment\nmetadata: {name: ${name}}\n`;
  const file = FileText.of(URI, 'yaml', 1, ['a', 'b', 'c', 'd', 'e', 'f'].map(section).join(''));
  const sections = (of: FileText) => of.sections.map((placed) => placed.section);
  const edit = (line: number, from: number, to: number, typed: string) => file.changed(2, [{ range: { start: { line, character: from }, end: { line, character: to } }, text: typed }]);

  test('leaves all other sections the same objects, and those before it and behind a replacement of the same length in their places', () => {
    const after = edit(8, 17, 18, 'x');
    assert.equal(after.sections[2]?.section.text, section('x'));
    after.sections.forEach((placed, index) => { assert.equal(placed === file.sections[index], index !== 2, String(index)); });
  });

  test('moves the sections behind it', () => {
    const after = edit(8, 17, 18, 'x}\n# {');
    sections(after).forEach((one, index) => { assert.equal(one === sections(file)[index], index !== 2, String(index)); });
    assert.deepEqual(after.sections.map(({ line }) => line), [0, 3, 6, 10, 13, 16]);
    assert.equal(after.text.slice(after.sections[5]?.start, after.sections[5]?.end), section('f'));
  });

  test('joins two sections where it takes the mark between them, and splits one where it sets a mark', () => {
    const joined = edit(6, 0, 3, '');
    assert.deepEqual(joined.sections.map(({ section: { text: one } }) => one), [section('a'), section('b') + section('c').slice(3), section('d'), section('e'), section('f')]);
    const split = edit(7, 0, 0, '---\n');
    assert.deepEqual(split.sections.map(({ section: { text: one } }) => one), [section('a'), section('b'), '---\n', section('c').replace('---\n', '---\n'), section('d'), section('e'), section('f')]);
  });
});
