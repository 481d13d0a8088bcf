import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { applyEdits, type TextChange } from '../../server/src/documents/edits.js';
import { EmbeddedText } from '../../server/src/documents/embedded/embeddedText.js';
import { nodeAt, pairOf } from '../../server/src/documents/yaml/node.js';
import { readYaml } from '../../server/src/documents/yaml/tree.js';

/** A text as a scalar of a document, behind its key. */
interface Written {
  readonly section: string;
  readonly style: string;
}

function embedded(section: string): EmbeddedText {
  const tree = readYaml(section);
  const pair = pairOf(nodeAt(tree.root ?? undefined, 'data'), 'file');
  assert.ok(pair, section);
  const text = EmbeddedText.of(tree, pair);
  assert.ok(text, section);
  return text;
}

/** What another reader of YAML gets. */
function decoded(section: string): string {
  const document: unknown = load(section);
  assert.ok(typeof document === 'object' && document !== null && 'data' in document);
  const { data } = document;
  assert.ok(typeof data === 'object' && data !== null && 'file' in data && typeof data.file === 'string');
  return data.file;
}

const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('taskmanager.memory.process.size: 2g', 'a: 1', 'b: "x"', "c: it's", '# comment', 'd: x # y', '- e', 'über: ü😀', 'f: \\n') },
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('  g: 2', ' h: 3', '\ti: 4', 'j: 5  ') },
);
const lines = fc.array(line, { minLength: 1, maxLength: 8 }).filter((all) => all.some((one) => one.trim() !== ''));

const block = fc.record({
  lines,
  style: fc.constantFrom('|', '>'),
  chomping: fc.constantFrom('', '-', '+'),
  indicator: fc.constantFrom(0, 1, 2, 5),
  eol: fc.constantFrom('\n', '\r\n'),
  behind: fc.constantFrom('', ' # note'),
  outer: fc.constantFrom(1, 2, 3),
  blank: fc.boolean(),
  last: fc.boolean(),
}).map(({ lines: all, style, chomping, indicator, eol, behind, outer, blank, last }): Written => {
  const needsIndicator = /^\s/.test(all.find((one) => one !== '') ?? '');
  const step = indicator === 0 && needsIndicator ? 2 : indicator;
  const pad = ' '.repeat(outer + (step === 0 ? 4 : step));
  const content = all.map((one) => (one === '' && blank ? '' : pad + one));
  const head = `${' '.repeat(outer)}file: ${style}${chomping}${step === 0 ? '' : String(step)}${behind}`;
  const rest = last ? '' : eol + `${' '.repeat(outer)}other: 1`;
  return { section: ['apiVersion: v1', 'data:', head, ...content].join(eol) + rest + eol, style };
});

const quoted = fc.record({ lines, double: fc.boolean(), behind: fc.constantFrom('', ' # note') }).map(({ lines: all, double, behind }): Written => ({
  section: double
    ? `data:\n  file: ${JSON.stringify(all.join('\n'))}${behind}\n  other: 1\n`
    // A line end is a fold, two are one.
    : `data:\n  file: '${all.map((one) => one.trim().replace(/'/g, "''")).join('\n\n    ')}'${behind}\n  other: 1\n`,
  style: double ? 'double' : 'single',
}));

describe('texts within a scalar', () => {
  test('are decoded as YAML says, and every character is found where it stands', () => {
    fc.assert(fc.property(fc.oneof(block, quoted), ({ section, style }) => {
      const at = embedded(section);
      const { text } = at;
      assert.equal(text.replace(/\n+$/, ''), decoded(section).replace(/\n+$/, ''));
      for (let offset = 0; offset < text.length; offset++) {
        const span = at.toSection({ start: offset, end: offset + 1 });
        const char = text.charAt(offset);
        const written = section.slice(span.start, span.end);
        if (char !== '\n' && char !== ' ' && !(style === 'single' && char === "'") && !(style === 'double' && /["\\\t]/.test(char))) assert.equal(written, char);
        assert.equal(at.fromSection(span).start <= offset && offset < at.fromSection(span).end, true);
        if (written.length === 1) assert.deepEqual(at.fromSection(span), { start: offset, end: offset + 1 });
      }
    }), { numRuns: 500 });
  });

  const whole = fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', 'new: 1\n', 'new: 1\nother: 2\n'));
  const within = fc.tuple(fc.nat(), fc.nat(9), fc.constantFrom('', '9', 'x y', '\nnew: 1', '"', "'"));

  test('are edited as the plain text would be, or not at all', () => {
    let written = 0;
    fc.assert(fc.property(fc.oneof(block, quoted), fc.oneof(whole.map((edit) => ({ edit, lines: true })), within.map((edit) => ({ edit, lines: false }))), ({ section }, { edit, lines: isWhole }) => {
      const text = embedded(section);
      const change = isWhole ? wholeLines(text.text, edit) : part(text.text, edit);
      fc.pre(!/[\ud800-\udbff]$/.test(text.text.slice(0, change.span.start)) && !/[\ud800-\udbff]$/.test(text.text.slice(0, change.span.end)));
      const edits = text.edits(section, [change]);
      if (edits === undefined) return;
      written++;
      const after = applyEdits(section, edits);
      assert.equal(decoded(after).replace(/\n+$/, ''), applyEdits(text.text, [change]).replace(/\n+$/, ''));
      assert.equal(after.includes('other: 1'), section.includes('other: 1'));
      if (section.includes('\r\n')) assert.equal(/[^\r]\n/.test(after), false);
    }), { numRuns: 1000 });
    assert.ok(written > 500, `only ${written}`);
  });

  function wholeLines(text: string, [at, count, added]: readonly [number, number, string]): TextChange {
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const first = at % starts.length;
    return { span: { start: starts[first] ?? 0, end: starts[Math.min(starts.length - 1, first + count)] ?? 0 }, text: added };
  }

  function part(text: string, [at, length, added]: readonly [number, number, string]): TextChange {
    const start = at % (text.length + 1);
    const lineEnd = text.indexOf('\n', start);
    return { span: { start, end: Math.min(start + length, lineEnd < 0 ? text.length : lineEnd) }, text: added };
  }
});
