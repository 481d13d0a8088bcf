/** Whatever is sent either way: it is a message as agreed, or it is none; nothing throws, nothing else gets through. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { parseToHost } from '../../client/src/panel/messages.js';
import { parseMessage } from '../../client/webview/messages.js';
import { initialState, reduce, savedOf } from '../../client/webview/store.js';
import { PART_NAMES, PROCESS_KINDS } from '../../server/src/shared/model.js';
import { COPIES, PICTURES } from '../../server/src/shared/panel.js';
import { TO_HOST, TO_PAGE } from '../support/panelMessages.js';

const ANY = fc.anything({ withNullPrototype: true, maxDepth: 4 });
const OFTEN_RIGHT = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> => fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: ANY });

const TO_HOST_TYPES = Object.keys(TO_HOST);
const PROPERTIES: readonly string[] = Object.values(TO_HOST).flat().flatMap((message) => Object.keys(message));
const LIKELY = fc.record({
  type: OFTEN_RIGHT(fc.constantFrom(...TO_HOST_TYPES)),
  cluster: OFTEN_RIGHT(fc.string()),
  process: OFTEN_RIGHT(fc.constantFrom(...PROCESS_KINDS)),
  pool: OFTEN_RIGHT(fc.constantFrom(...PART_NAMES)),
  key: OFTEN_RIGHT(fc.string()),
  way: OFTEN_RIGHT(fc.integer()),
  ticket: OFTEN_RIGHT(fc.nat()),
  changes: OFTEN_RIGHT(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant(null)))),
  wanted: OFTEN_RIGHT(fc.constantFrom({ preset: 'heap' }, { wishes: { slots: 2, stateBackend: 'rocksdb', memory: '1', reserve: 0 } })),
  what: OFTEN_RIGHT(fc.constantFrom(...COPIES)),
  format: OFTEN_RIGHT(fc.constantFrom(...PICTURES)),
  content: OFTEN_RIGHT(fc.string()),
  locked: OFTEN_RIGHT(fc.boolean()),
  message: OFTEN_RIGHT(fc.string()),
  command: fc.string(),
}, { requiredKeys: ['type'] });

it('the host takes messages as agreed and nothing else along with them', () => {
  fc.assert(fc.property(fc.oneof(LIKELY, ANY), (raw) => {
    const message = parseToHost(raw);
    if (message === undefined) return;
    assert.ok(TO_HOST_TYPES.some((type) => type === message.type));
    for (const name of Object.keys(message)) assert.ok(PROPERTIES.includes(name), name);
    // What was read once is read the same again.
    assert.deepEqual(parseToHost(JSON.parse(JSON.stringify(message))), JSON.parse(JSON.stringify(message)));
    if ('changes' in message) {
      for (const [key, value] of Object.entries(message.changes)) assert.ok(/^[\w.-]+$/.test(key) && (value === null || !/[\r\n]/.test(value)));
    }
  }), { numRuns: 2000 });
});

/** Good messages to the page, one property somewhere in them replaced. */
const GOOD: readonly unknown[] = Object.values(TO_PAGE).flat();

function* places(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    yield [...path, name];
    yield* places(inner, [...path, name]);
  }
}

function replaced(value: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === first ? replaced(item, rest, by) : item));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === first ? replaced(inner, rest, by) : inner])) : value;
}

const SPOILT = fc.constantFrom(...GOOD).chain((message) => fc.tuple(fc.constantFrom(...places(message)), ANY).map(([place, by]) => replaced(message, place, by)));

it('the page takes messages as agreed, and its state takes every one of them', () => {
  for (const message of GOOD) assert.notEqual(parseMessage(message), undefined);
  fc.assert(fc.property(fc.oneof(SPOILT, ANY), (raw) => {
    const message = parseMessage(raw);
    if (message === undefined) return;
    const state = reduce(reduce(initialState(undefined), { type: 'begin' }), message);
    assert.doesNotThrow(() => JSON.stringify(savedOf(state)));
  }), { numRuns: 3000 });
});

it('a state that cannot be read is a fresh one', () => {
  fc.assert(fc.property(ANY, (saved) => {
    assert.doesNotThrow(() => initialState(saved));
  }), { numRuns: 500 });
});
