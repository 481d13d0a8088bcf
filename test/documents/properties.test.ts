import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Change, DocumentStore, editsFor, type LocatedCluster } from '../../server/src/documents/index.js';
import { eventTree } from '../../server/src/documents/yaml/eventTree.js';
import type { LocatedNode } from '../../server/src/documents/yaml/node.js';
import { tolerantTree } from '../../server/src/documents/yaml/tolerantTree.js';
import { clustersOf, SETTINGS, valuesOf } from './support.js';
import { applyEdits } from '../../server/src/documents/edits.js';

const KEYS = [
  'taskmanager.memory.process.size', 'taskmanager.memory.flink.size', 'taskmanager.memory.managed.size', 'taskmanager.memory.managed.fraction',
  'taskmanager.numberOfTaskSlots', 'jobmanager.memory.process.size', 'jobmanager.memory.heap.size', 'parallelism.default', 'env.java.opts.all',
] as const;
const VALUES = ['1g', '2048m', '0.4', '0.40', '2', '007', 'true', 'a b', '-Xmx1g -Da=b', 'a: b', 'x # y', '[1]', "it's", '"q"', '1e3', 'null', '~', '{a}', 'a,b', '-', '*x'] as const;

type Tree = { readonly [key: string]: string | Tree };
interface Style { readonly indent: number; readonly quote: (value: string) => string; readonly eol: string; readonly flow: boolean }

/** Groups keys into mappings at random places, so that a document is flat, nested or mixed. */
function nest(entries: readonly (readonly [string, string])[], splits: (key: string) => readonly string[]): Tree {
  const root: { [key: string]: string | Tree } = {};
  for (const [key, value] of entries) {
    const parts = splits(key);
    let at: { [key: string]: string | Tree } = root;
    for (const part of parts.slice(0, -1)) {
      const next: { [key: string]: string | Tree } = {};
      const known = at[part];
      if (typeof known === 'object') at = known;
      else at = at[part] = next;
    }
    at[parts.at(-1) ?? key] = value;
  }
  return root;
}

function write(tree: Tree, style: Style, column: number): string {
  return Object.entries(tree).map(([key, value]) => {
    const pad = ' '.repeat(column);
    if (typeof value === 'string') return `${pad}${key}: ${style.quote(value)} # note${style.eol}`;
    if (style.flow && column > 0) return `${pad}${key}: ${writeFlow(value)}${style.eol}`;
    return `${pad}${key}:${style.eol}${pad}  # about ${key}${style.eol}${write(value, style, column + style.indent)}`;
  }).join('');
}

function writeFlow(tree: Tree): string {
  return `{${Object.entries(tree).map(([key, value]) => `${key}: ${typeof value === 'string' ? JSON.stringify(value) : writeFlow(value)}`).join(', ')}}`;
}

const style = fc.record({
  indent: fc.constantFrom(2, 4),
  quote: fc.constantFrom((value: string) => JSON.stringify(value), (value: string) => `'${value.replace(/'/g, "''")}'`),
  eol: fc.constantFrom('\n', '\r\n'),
  flow: fc.boolean(),
});
const entries = fc.uniqueArray(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)), { minLength: 1, selector: ([key]) => key });
/** Where the dots of a key become levels. */
const splits = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }).map((cuts) => (key: string): readonly string[] => {
  const parts = key.split('.');
  return parts.reduce<string[]>((path, part, at) => (at === 0 || cuts[at - 1] === true ? [...path, part] : [...path.slice(0, -1), `${path.at(-1) ?? ''}.${part}`]), []);
});

const HEAD = ['apiVersion: flink.apache.org/v1beta1', 'kind: FlinkDeployment', 'metadata:', '  name: a', 'spec:', '  flinkVersion: v1_20'];

const documents = fc.record({ entries, splits, style, kind: fc.constantFrom('flink-conf', 'config', 'deployment') }).map(({ entries: pairs, splits: split, style: how, kind }) => {
  if (kind === 'flink-conf') {
    const writable = pairs.filter(([, value]) => !value.includes('#'));
    return { fileName: 'flink-conf.yaml', text: writable.map(([key, value]) => `${key}: ${value} # note${how.eol}`).join('') };
  }
  const tree = nest(pairs, split);
  if (kind === 'config') return { fileName: 'config.yaml', text: `taskmanager.rpc.port: 1${how.eol}${write(tree, how, 0)}` };
  return { fileName: 'deployment.yaml', text: [...HEAD, '  flinkConfiguration:', ''].join(how.eol) + write(tree, { ...how, flow: false }, 4) };
});

const changes = fc.uniqueArray(
  fc.record({ key: fc.constantFrom(...KEYS), value: fc.option(fc.constantFrom(...VALUES), { nil: null }) }),
  { minLength: 1, maxLength: 3, selector: ({ key }) => key },
);

describe('properties', () => {
  test('an edit makes exactly the wished change', () => {
    let written = 0;
    fc.assert(fc.property(documents, changes, ({ fileName, text }, wishes) => {
      const located = clustersOf(text, fileName)[0];
      if (located === undefined || located.cluster.loading !== undefined) return;
      const expected = new Map(Object.entries(valuesOf(located.cluster)));
      const made = wishes.flatMap(({ key, value }): Change[] => {
        if (value !== null) return [{ kind: 'set', key, value }];
        return expected.has(key) ? [{ kind: 'remove', key }] : [];
      });
      const result = editsFor(text, located.cluster, made);
      if ('refused' in result) {
        // The old format cannot hold every value; YAML can.
        assert.equal(fileName, 'flink-conf.yaml');
        return;
      }
      for (const { key, value } of wishes) {
        if (value === null) expected.delete(key);
        else expected.set(key, value);
      }
      const after = clustersOf(applyEdits(text, result.edits), fileName)[0];
      const values = after === undefined ? {} : valuesOf(after.cluster);
      if (after === undefined) assert.equal([...expected.keys()].some((key) => /^(task|job)manager\./.test(key)), false, 'the document is lost');
      else assert.deepEqual(values, Object.fromEntries([...expected].sort(([a], [b]) => (a < b ? -1 : 1))), applyEdits(text, result.edits));
      written++;
    }), { numRuns: 600 });
    assert.ok(written > 200);
  });

  test('parser events and the tolerant parser read a well-formed document alike', () => {
    fc.assert(fc.property(documents, ({ text, fileName }) => {
      fc.pre(fileName !== 'flink-conf.yaml');
      const events = eventTree(text);
      const { root, errors } = tolerantTree(text);
      assert.deepEqual(errors, []);
      assert.deepEqual(plain(root), plain(events));
    }), { numRuns: 300 });
  });

  test('parser events and the tolerant parser agree on what the generator does not write', () => {
    const text = 'a: |+\n  x\n\n\nb: >2 # c\n    y\n   z\nc: &k [1, {x: y, z}, *k]\n? q\n: w\nd:\n- 1\n- - a\n  - b: c\n    d: e\n"k": !!str\n'
      + 'e: ! 2\nf: !!int "3"\ng: [a: b, c, ]\nh: "multi\n  line"\ni: plain\n  multi\nj: {\n  a: 1, # }\n  b: }\nl:\r\n  # only a comment\nm: *k\n';
    assert.deepEqual(tolerantTree(text).errors, []);
    assert.deepEqual(plain(tolerantTree(text).root), plain(eventTree(text)));
  });

  test('any text, cut anywhere, is read without a throw, and its spans lie within it', () => {
    fc.assert(fc.property(documents, fc.double({ min: 0, max: 1, noNaN: true }), fc.string(), fc.constantFrom('', '{{', '${', '\t', '- ', '*', '&a', ': ', '|', '---\n'), ({ text, fileName }, at, noise, special) => {
      const cut = Math.floor(at * text.length);
      for (const broken of [text.slice(0, cut), text.slice(cut), text.slice(0, cut) + special + text.slice(cut), text.slice(0, cut) + noise + text.slice(cut)]) {
        for (const located of clustersOf(broken, fileName)) {
          checkSpans(located, broken);
          checkEdits(located);
        }
      }
    }), { numRuns: 400 });
  });

  test('reading after an edit equals reading afresh', () => {
    const part = fc.oneof(documents.map(({ text }) => text), fc.constantFrom('---\n', 'a: 1\n', '# c\n', '...\n', '\n', 'kind: x\n---\n'));
    const edit = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(40), insert: part });
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.array(edit, { maxLength: 4 }), (parts, edits) => {
      const store = new DocumentStore();
      let text = parts.join('');
      edits.forEach(({ from, length, insert }, version) => {
        store.update('file:///config.yaml', 'yaml', version, text);
        describeAll(store.get('file:///config.yaml')?.clusters(SETTINGS) ?? []);
        const at = Math.floor(from * text.length);
        text = text.slice(0, at) + insert + text.slice(at + length);
      });
      store.update('file:///config.yaml', 'yaml', edits.length, text);
      const fresh = new DocumentStore();
      fresh.update('file:///config.yaml', 'yaml', 1, text);
      assert.deepEqual(describeAll(store.get('file:///config.yaml')?.clusters(SETTINGS) ?? []), describeAll(fresh.get('file:///config.yaml')?.clusters(SETTINGS) ?? []));
    }), { numRuns: 300 });
  });
});

function plain(node: LocatedNode | null): unknown {
  return JSON.parse(JSON.stringify(node, (key: string, value: unknown) => (key === 'target' ? undefined : value)));
}

function describeAll(located: readonly LocatedCluster[]): unknown {
  return located.map(({ id, cluster, section }) => ({ id, start: section.start, cluster: { ...cluster, settings: [...cluster.settings] } }));
}

function checkSpans({ cluster, section, analysis }: LocatedCluster, text: string): void {
  assert.ok(section.end <= text.length);
  const length = section.end - section.start;
  for (const { keySpan, valueSpan } of cluster.entries) {
    for (const { start, end } of [keySpan, valueSpan]) assert.ok(start >= 0 && start <= end && end <= length, `${start}-${end} of ${length}`);
  }
  assert.ok(analysis.cluster === cluster);
}

/** Whatever can be wished for in a broken text is written within it, without overlap, or refused. */
function checkEdits({ cluster, section }: LocatedCluster): void {
  const text = section.section.text;
  const wishes = cluster.entries.flatMap((entry): Change[] => [{ kind: 'removeEntry', entry }, { kind: 'setValue', entry, value: '5g' }, { kind: 'rename', entry, key: 'a.b' }]);
  for (const wish of [...wishes, { kind: 'set', key: 'taskmanager.memory.task.heap.size', value: '1g' } as const, { kind: 'setResource', process: 'jobManager', value: '1g' } as const]) {
    const result = editsFor(text, cluster, [wish]);
    let from = 0;
    for (const { span } of 'edits' in result ? result.edits : []) {
      assert.ok(from <= span.start && span.start <= span.end && span.end <= text.length);
      from = span.end;
    }
  }
}
