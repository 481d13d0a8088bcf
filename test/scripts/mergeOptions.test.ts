import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type * as Options from '../../scripts/ask-flink/mergeOptions.mjs' with { 'resolution-mode': 'import' };

type Catalogue = Parameters<typeof Options.merge>[0];

let options: typeof Options;
before(async () => {
  options = await import('../../scripts/ask-flink/mergeOptions.mjs');
});

const before24: Catalogue = {
  versions: ['2.2', '2.3'],
  options: {
    'a.kept': { type: 'Integer', runs: [{ default: '1' }] },
    'b.other-default': { type: 'MemorySize', runs: [{ since: '2.3', default: '1 gb' }] },
    'c.other-type': { type: 'Integer', runs: [{ until: '2.2', type: 'String' }, { since: '2.3' }] },
    'd.gone': { type: 'Boolean', runs: [{ default: 'true' }] },
    'e.gone-before': { type: 'Boolean', runs: [{ until: '2.2', default: 'true' }] },
  },
};

const states24 = {
  'f.new': { type: 'Mode', values: ['ON', 'OFF'], default: 'ON' },
  'a.kept': { type: 'Integer', default: '1' },
  'b.other-default': { type: 'MemorySize', default: '2 gb', fallback: [{ key: 'b.old', deprecated: true }] },
  'c.other-type': { type: 'Duration', list: true, deprecated: true },
};

const after24: Catalogue = {
  versions: ['2.2', '2.3', '2.4'],
  options: {
    'a.kept': { type: 'Integer', runs: [{ default: '1' }] },
    'b.other-default': { type: 'MemorySize', runs: [{ since: '2.3', until: '2.3', default: '1 gb' }, { since: '2.4', default: '2 gb', fallback: [{ key: 'b.old', deprecated: true }] }] },
    'c.other-type': { type: 'Duration', runs: [{ until: '2.2', type: 'String' }, { since: '2.3', until: '2.3', type: 'Integer' }, { since: '2.4', list: true, deprecated: true }] },
    'd.gone': { type: 'Boolean', runs: [{ until: '2.3', default: 'true' }] },
    'e.gone-before': { type: 'Boolean', runs: [{ until: '2.2', default: 'true' }] },
    'f.new': { type: 'Mode', runs: [{ since: '2.4', values: ['ON', 'OFF'], default: 'ON' }] },
  },
};

test('a new version ends, begins and continues runs, and says which', () => {
  const { catalogue, changes } = options.merge(before24, '2.4', states24);
  assert.deepEqual(catalogue, after24);
  assert.deepEqual(changes, { added: ['f.new'], gone: ['d.gone'], changed: ['b.other-default', 'c.other-type'] });
  assert.equal(options.format(catalogue), options.format(after24), 'the order in which keys are written is theirs as well');
});

test('the last version asked anew replaces what it said before', () => {
  assert.deepEqual(options.withoutLast(after24), before24);
  assert.deepEqual(options.merge(after24, '2.4', states24).catalogue, after24);
  assert.deepEqual(options.merge(after24, '2.4', { 'a.kept': { type: 'Integer', default: '1' } }).catalogue.options['b.other-default'], {
    type: 'MemorySize', runs: [{ since: '2.3', until: '2.3', default: '1 gb' }],
  });
});

test('an option that comes back gets a run of its own', () => {
  const { catalogue, changes } = options.merge(before24, '2.4', { 'e.gone-before': { type: 'Boolean', default: 'true' } });
  assert.deepEqual(catalogue.options['e.gone-before'], { type: 'Boolean', runs: [{ until: '2.2', default: 'true' }, { since: '2.4', default: 'true' }] });
  assert.deepEqual(changes.added, ['e.gone-before']);
});

test('a version before the last one is refused', () => {
  assert.throws(() => options.merge(before24, '2.2', states24), /2\.2 is not the last version/);
});

test('data/options.json is written as a merge writes it', () => {
  const text = readFileSync(join(__dirname, '../../../data/options.json'), 'utf8');
  const catalogue = JSON.parse(text) as unknown;
  assert.ok(isCatalogue(catalogue));
  assert.equal(options.format(catalogue), text);
});

function isCatalogue(json: unknown): json is Catalogue {
  return typeof json === 'object' && json !== null && 'versions' in json && 'options' in json;
}
