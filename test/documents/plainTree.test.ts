import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { eventTree } from '../../server/src/documents/yaml/eventTree.js';
import { plainTree } from '../../server/src/documents/yaml/plainTree.js';

const MANIFEST = `---
# Team orders
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
  labels:
    example.com/runbook: https://wiki.example.com/a#b # where to look
spec:
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "4"

    # two parts
    env.java.opts.all: '-XX:+UseG1GC -Da=b'
    state.checkpoints.dir:
  taskManager:
    resource:
      memory: 2048m
      cpu: 1.5
  job:
    args: ["--topic", 'orders', a b, 1]
    none: []
  podTemplate:
    spec:
      containers:
      - name: flink-main-container
        env:
          - name: A
            value: b
          -   c
      volumes:
        - x
        - files: |-
            one

              further in
  files:
    flink-conf.yaml: |+
      # a comment that is content
      jobmanager.rpc.port: 6123

      rest.port: 8081


    # a comment that is none
    log4j.properties: |
      rootLogger.level = INFO # whole
     # less far than the content
    pattern: |-  
     %d{yyyy-MM-dd} %-5p

last: |
  end
`;

const PIECES = [
  'a', 'b.c', ': ', ':', ' ', '  ', '\n', '\n  ', '- ', '-', '"q"', "'s'", '"', '[a, b]', '[', ']', '# c', ' # c', '---', '...', '0.5', '{}', '|', 'null', '~',
  '|+', '|-\n', '|\n  a\n', 'k: |\n', 'k: |+\n \n  b\n\n', "it's", '@', '%x', '&a', '*a', '!t', '?', 'k: v\n', '    y: 2\n', '\t', '\r\n', 'é', '\u2028', '\ufeff', '=', '<<', 'a#b', 'a:b', '-x', ',', '(', '\n\n', '\n# c\n',
] as const;

describe('the reader of plain manifests', () => {
  test('reads an ordinary manifest by itself, as the parser does', () => {
    assert.notEqual(plainTree(MANIFEST), undefined);
    assert.deepEqual(plainTree(MANIFEST), eventTree(MANIFEST));
  });

  test('whatever it reads at all, it reads as the parser does', () => {
    const lines = MANIFEST.split('\n');
    const at = fc.nat(lines.length - 1);
    const change = fc.oneof(
      fc.record({ line: at, what: fc.constantFrom('indent', 'outdent', 'remove', 'item', 'emptied', 'repeat') }),
      fc.record({ line: at, what: fc.constantFrom(...PIECES), column: fc.nat(60) }),
    );
    let read = 0;
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const changed = [...lines];
      for (const { line, what, ...rest } of changes) {
        const text = changed[line] ?? '';
        if ('column' in rest) changed[line] = text.slice(0, rest.column) + what + text.slice(rest.column);
        else if (what === 'indent') changed[line] = ` ${text}`;
        else if (what === 'outdent') changed[line] = text.replace(/^ /, '');
        else if (what === 'item') changed[line] = text.replace(/^ */, '$&- ');
        else if (what === 'emptied') changed[line] = text.replace(/:.*/, ':');
        else changed.splice(line, 1, ...(what === 'repeat' ? [text, text] : []));
      }
      const text = changed.join('\n');
      const tree = plainTree(text);
      if (tree === undefined) return;
      read++;
      // The parser throws where the text is no YAML.
      assert.deepEqual(tree, eventTree(text), text);
    }), { numRuns: 4000 });
    assert.ok(read > 500, `only ${read} texts were read`);
  });

  for (const [what, text] of Object.entries({
    'an indicator of indentation': 'a: |2\n    b\n',
    'a folded scalar': 'a: >\n  b\n  c\n',
    'blanks on an empty line': 'a: |\n  b\n    \n  c\n',
    'a last line without a line end': 'a: |\n  b',
    'no lines': 'a: |\nb: c\n',
    'lines as far left as the key': 'a:\n  b: |\n  c\n',
    'no key': '- |\n  a\n',
  })) {
    test(`leaves a block scalar with ${what} to the parser`, () => { assert.equal(plainTree(text), undefined); });
  }

  test('pieces of YAML in any order are left to the parser, or read as it does', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      const tree = plainTree(text);
      if (tree !== undefined) assert.deepEqual(tree, eventTree(text), JSON.stringify(text));
    }), { numRuns: 8000 });
  });

  test('takes no longer than the text is long', { timeout: 10_000 }, () => {
    for (const text of [`a: b${' '.repeat(200_000)}: c`, `a: ${'b '.repeat(200_000)}`, `a: b${'\n'.repeat(500_000)}c: d`, `a: [x${' '.repeat(100_000)}x:]`, `a: "${'x'.repeat(500_000)}`, '- '.repeat(100_000)]) {
      const tree = plainTree(text);
      if (tree !== undefined) assert.deepEqual(tree, eventTree(text));
    }
  });
});
