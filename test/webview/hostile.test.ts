/** Every place of every message, held by something that does not belong there: it is refused, and what is not refused does no harm. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseToHost } from '../../client/src/panel/messages.js';
import { parseMessage } from '../../client/webview/messages.js';
import { PanelPage } from '../support/panelPage.js';
import { TO_HOST, TO_PAGE } from '../support/panelMessages.js';

function deep(levels: number, wrap: (inner: unknown) => unknown, inner: unknown): unknown {
  let value = inner;
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}

/** Two million holes. */
const HOLES: readonly unknown[] = new Array(2_000_000);

/** What a message can hold that came through a structured clone. */
const STRANGERS: readonly unknown[] = [
  undefined, null, true, false, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, 1n, '', 'x', '-1', '1e9', '9'.repeat(50), '__proto__', 'constructor', 'toString', 'java\u0000script:', '\ud800', 'x'.repeat(10_000),
  [], [null], ['x'], HOLES, {}, { length: 1, 0: 'x' }, { toString: 'x' }, JSON.parse('{"__proto__": {"type": "ready"}}'), JSON.parse('{"__proto__": "x", "constructor": "x"}'), new Date(0), new Map([['type', 'ready']]), new Error('x'),
  deep(500, (inner) => [inner], 'x'), deep(500, (inner) => ({ x: inner }), 'x'),
];

type Path = readonly string[];

function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) yield* pathsOf(inner, [...path, name]);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((outer, name) => (typeof outer === 'object' && outer !== null ? Object.entries(outer).find(([own]) => own === name)?.[1] : undefined), value);
}

function replaced(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === first ? replaced(item, rest, by) : item));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === first ? replaced(inner, rest, by) : inner])) : value;
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

/** Properties that are one of a few words, or bytes, wherever they are. */
const STRICT = /(?:^|\.)(?:type|process|pool|op|from|status|source|consumer|what|format|why|preset|stateBackend|bytes|share|requestBytes|limitBytes|blockCache|bytesPerSlot|required|available|pools\.\w+|perSlot\.\w+|bounds\.\w+|page)$/;

function attack(samples: readonly (readonly unknown[])[], parse: (raw: unknown) => unknown, accepted: (message: unknown) => void): void {
  let tried = 0;
  for (const sample of samples.flat()) {
    assert.notEqual(parse(structuredClone(sample)), undefined, JSON.stringify(sample));
    for (const path of pathsOf(sample)) {
      for (const [index, stranger] of STRANGERS.entries()) {
        tried++;
        const where = (): string => `${path.join('.')} of ${JSON.stringify(sample).slice(0, 80)} took stranger ${String(index)}`;
        const before = at(sample, path);
        const message = parse(replaced(sample, path, stranger));
        if (message === undefined) continue;
        const after = at(message, path);
        // What may be absent, and what null removes.
        const isFree = after === undefined || (after === null && /(?:changes\.|value$)/.test(path.join('.')));
        if (!(isFree || kindOf(after) === kindOf(before) || (before === null && kindOf(after) === 'string'))) assert.fail(where());
        if (!(after === undefined || typeof stranger !== 'string' || !STRICT.test(path.join('.')) || /^-?\d{1,40}$/.test(stranger))) assert.fail(where());
        if (!(kindOf(after) !== 'number' || Number.isFinite(after))) assert.fail(where());
        accepted(message);
      }
    }
  }
  assert.ok(tried > 1000);
}

describe('hostile messages', () => {
  it('from the page are refused by its host, in every place', () => {
    attack(Object.values(TO_HOST), parseToHost, (message) => {
      // Read once, it is plain: the same again, and nothing inherited.
      const again: unknown = JSON.parse(JSON.stringify(message));
      assert.deepEqual(parseToHost(again), again);
    });
  });

  it('from elsewhere are refused by the page, in every place, and it draws what it takes', () => {
    const page = new PanelPage();
    page.send({ type: 'init', language: 'en', bundle: {}, texts: {} });
    let taken = 0;
    // Drawing is what takes long: every third is enough of it.
    attack(Object.values(TO_PAGE), parseMessage, (message) => { if (taken++ % 3 === 0) page.send(message); });
    assert.deepEqual(page.told.filter((told) => JSON.stringify(told).includes('"failed"')), []);
  });

  it('leave no trace in what all objects share', () => {
    assert.deepEqual(Object.keys(Object.prototype), []);
    assert.equal('type' in {}, false);
  });

  it('of any depth are refused, not followed', () => {
    const part = { pool: 'managed', bytes: '1', share: 0, from: 'set', steps: [] };
    const show = TO_PAGE.show[0];
    const nested = replaced(show, ['view', 'model', 'clusters', '0', 'taskManager', 'parts'], [deep(20_000, (inner) => ({ ...part, parts: [inner] }), part)]);
    assert.equal(parseMessage(nested), undefined);
  });

  it('with a picture that no file can hold are refused', () => {
    const save = (format: string, content: string): unknown => parseToHost({ type: 'save', cluster: 'clicks', process: 'taskManager', format, content });
    for (const content of ['<svg>\ud800</svg>', '<svg>\udc00\ud800</svg>', '<script/>', '']) assert.equal(save('print', content), undefined, content);
    for (const content of ['=', 'a=b', '<svg/>', 'aGk=\n']) assert.equal(save('png', content), undefined, content);
    assert.notEqual(save('svg', '<svg>😀</svg>'), undefined);
  });

  it('with more than anybody changes are refused', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${String(index)}`, 'x']));
    for (const type of ['showChanges', 'applyChanges']) assert.equal(parseToHost({ type, cluster: 'clicks', changes: many }), undefined);
    assert.equal(parseToHost({ type: 'save', cluster: 'clicks', process: 'taskManager', format: 'svg', content: `<svg>${'x'.repeat(21_000_000)}` }), undefined);
    const failed = parseToHost({ type: 'failed', message: 'x'.repeat(1_000_000) });
    assert.ok(failed?.type === 'failed' && failed.message.length <= 2000);
  });
});
