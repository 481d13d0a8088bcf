import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changedParts, differenceOf } from '../../client/webview/differences.js';
import { parseMessage } from '../../client/webview/messages.js';
import { findRow, pictureOf } from '../../client/webview/picture.js';
import { draftOf, drawnOf, initialState, isDiscarded, reduce, savedOf, type Event, type State } from '../../client/webview/store.js';
import { slideOf, slidValue, typedValue } from '../../client/webview/values.js';
import { Questions } from '../../client/webview/whatIf.js';
import type { ToHost } from '../../server/src/shared/panel.js';
import type { ClusterModel, ProcessModel } from '../../server/src/shared/protocol.js';
import { ABSENT, cluster, mib, part, TASK_MANAGER, view } from './models.js';

const CLICKS = cluster('clicks', TASK_MANAGER, TASK_MANAGER);
const SHOWN: Event = { type: 'show', view: view(CLICKS) };
const WORDS = { now: 'now', then: 'then' };

function after(...events: readonly Event[]): State {
  return events.reduce(reduce, initialState(undefined));
}

/** The TaskManager with 100 MiB more of managed memory, taken from the task heap. */
const MORE_MANAGED: ProcessModel = {
  status: 'derived',
  parts: [part('totalProcess', 1000, [
    part('totalFlink', 700, [
      part('jvmHeap', 300, [part('frameworkHeap', 100), part('taskHeap', 200)]),
      part('offHeap', 400, [part('managed', 300), part('jvmDirect', 100, [part('frameworkOffHeap', 50), part('taskOffHeap', 0), part('network', 50)])]),
    ]),
    part('jvmMetaspace', 200), part('jvmOverhead', 100),
  ])],
};
const THEN = cluster('clicks', MORE_MANAGED, TASK_MANAGER);

describe('what is tried out', () => {
  it('collects values, and lets go of one that is as the file has it', () => {
    const begun = after(SHOWN, { type: 'begin' }, { type: 'input', key: 'a', value: '1g' }, { type: 'input', key: 'b', value: null });
    assert.deepEqual(draftOf(begun)?.changes, { a: '1g', b: null });
    assert.deepEqual(draftOf(reduce(begun, { type: 'input', key: 'a', value: undefined }))?.changes, { b: null });
    assert.equal(draftOf(reduce(begun, { type: 'discard' })), undefined);
  });

  it('draws what would be, against what is', () => {
    const begun = after(SHOWN, { type: 'begin' });
    assert.deepEqual(drawnOf(begun, WORDS), { cluster: CLICKS });
    const answered = reduce(begun, { type: 'whatIf', ticket: 1, cluster: 'clicks', after: THEN });
    assert.deepEqual(drawnOf(answered, WORDS), { cluster: THEN, against: { cluster: CLICKS, label: 'now', here: 'then' } });
    assert.deepEqual(drawnOf(reduce(answered, { type: 'whatIf', ticket: 2, cluster: 'clicks' }), WORDS)?.cluster, THEN);
  });

  it('stays with its cluster: another one is shown as it is', () => {
    const elsewhere = after(SHOWN, { type: 'begin' }, { type: 'input', key: 'a', value: '1g' }, { type: 'show', view: view(cluster('orders', TASK_MANAGER, ABSENT)) });
    assert.equal(draftOf(elsewhere), undefined);
    assert.deepEqual(draftOf(reduce(elsewhere, SHOWN))?.changes, { a: '1g' });
  });

  it('survives a reload, and ends when it has been written', () => {
    const begun = after(SHOWN, { type: 'begin' }, { type: 'input', key: 'a', value: '1g' });
    const again = reduce(initialState(JSON.parse(JSON.stringify(savedOf(begun)))), SHOWN);
    assert.deepEqual(draftOf(again)?.changes, { a: '1g' });
    assert.equal(draftOf(reduce(again, { type: 'applied', cluster: 'clicks' })), undefined);
  });

  it('ends by being thrown away, written, or where something else is tried out or compared, and is not taken for ended otherwise', () => {
    const begun = after(SHOWN, { type: 'begin' }, { type: 'input', key: 'a', value: '1g' });
    const orders: Event = { type: 'show', view: view(cluster('orders', TASK_MANAGER, ABSENT)) };
    const ends = (before: State, ...events: readonly Event[]): boolean => {
      const states = events.reduce<readonly State[]>((all, event) => [...all, reduce(all.at(-1) ?? before, event)], [before]);
      return events.some((event, step) => isDiscarded(states[step] ?? before, event, states[step + 1] ?? before));
    };
    const compared = (of: string): Event => ({ type: 'compared', compared: { uri: view(CLICKS).uri, cluster: of, label: 'other', here: 'here', other: THEN, isBefore: false } });
    assert.deepEqual([ends(begun, { type: 'discard' }), ends(begun, { type: 'applied', cluster: 'clicks' }), ends(begun, orders, { type: 'begin' }), ends(begun, compared('clicks'))], [true, true, true, true]);
    assert.deepEqual([ends(begun, { type: 'input', key: 'b', value: '2' }), ends(begun, SHOWN), ends(begun, orders), ends(begun, orders, compared('orders'))], [false, false, false, false]);
    assert.equal(ends(after(SHOWN), { type: 'begin' }), false);
    // Its file has another address: what shows it was of the old one. Another name of the cluster ends nothing.
    const { uri } = view(CLICKS);
    assert.deepEqual([ends(begun, { type: 'renamed', uri, to: 'file:///orders.yaml' }), ends(begun, { type: 'renamed', uri, cluster: 'clicks', to: 'orders' })], [true, false]);
  });

  it('takes a proposal with its reasons, and says why there is none', () => {
    const begun = after(SHOWN, { type: 'begin' }, { type: 'input', key: 'a', value: '1g' });
    const taken = reduce(begun, { type: 'proposal', cluster: 'clicks', result: { changes: { b: '2' }, reasons: [{ key: 'b', value: '2', text: 'Because.' }], notes: ['Look.'] } });
    assert.deepEqual([draftOf(taken)?.changes, draftOf(taken)?.reasons, draftOf(taken)?.notes], [{ b: '2' }, { b: 'Because.' }, ['Look.']]);
    const refused = reduce(begun, { type: 'proposal', cluster: 'clicks', result: { refused: 'Too small.' } });
    assert.deepEqual([draftOf(refused)?.changes, draftOf(refused)?.refused], [{ a: '1g' }, 'Too small.']);
  });

  it('moves where a way out or a proposal was chosen, not where somebody slides', () => {
    const answer: Event = { type: 'whatIf', ticket: 1, cluster: 'clicks', after: THEN };
    assert.equal(after(SHOWN, { type: 'begin' }, { type: 'input', key: 'a', value: '1g' }, answer).glides, false);
    assert.equal(after(SHOWN, { type: 'begin' }, { type: 'merge', changes: { a: '1g' } }, answer).glides, true);
  });
});

describe('a comparison', () => {
  const compared = (isBefore: boolean): Event => ({ type: 'compared', compared: { uri: view(CLICKS).uri, cluster: 'clicks', label: 'other', here: 'here', other: THEN, isBefore } });

  it('sets what was against what is, or what is against the other', () => {
    assert.deepEqual(drawnOf(after(SHOWN, compared(true)), WORDS), { cluster: CLICKS, against: { cluster: THEN, label: 'other', here: 'here' } });
    assert.deepEqual(drawnOf(after(SHOWN, compared(false)), WORDS), { cluster: THEN, against: { cluster: CLICKS, label: 'here', here: 'other' } });
    assert.deepEqual(drawnOf(after(SHOWN, compared(false), { type: 'compared' }), WORDS), { cluster: CLICKS });
  });

  it('goes along with another name of its cluster or its file', () => {
    const { uri } = view(CLICKS);
    const orders = cluster('orders', TASK_MANAGER, ABSENT);
    const against = (...events: readonly Event[]): string | undefined => drawnOf(after(SHOWN, compared(false), ...events), WORDS)?.against?.label;
    assert.equal(against({ type: 'renamed', uri, cluster: 'clicks', to: 'orders' }, { type: 'show', view: view(orders) }), 'here');
    assert.equal(against({ type: 'renamed', uri, cluster: 'other', to: 'orders' }, { type: 'show', view: view(orders) }), undefined);
    assert.equal(against({ type: 'renamed', uri, to: 'file:///orders.yaml' }, { type: 'show', view: { ...view(CLICKS), uri: 'file:///orders.yaml' } }), 'here');
  });

  it('is of one file: a cluster of the same name in another is shown as it is', () => {
    const prod = { ...view(CLICKS), uri: 'file:///prod/flink-conf.yaml' };
    assert.deepEqual(drawnOf(after(SHOWN, compared(false), { type: 'show', view: prod }), WORDS), { cluster: CLICKS });
  });

  it('names the parts that differ, sums aside', () => {
    const [was, is] = [pictureOf('taskManager', TASK_MANAGER, undefined), pictureOf('taskManager', MORE_MANAGED, undefined)];
    assert.ok(was !== undefined && is !== undefined);
    assert.deepEqual(changedParts(is, was).map(({ pool, by }) => [pool, by === undefined ? undefined : by / 1_048_576n]), [['taskHeap', -100n], ['managed', 100n]]);
    const heap = findRow(is.root, 'jvmHeap');
    assert.deepEqual(heap === undefined ? undefined : differenceOf(heap, was).by, -100n * 1_048_576n);
  });
});

describe('fields and sliders', () => {
  it('a size without a unit counts in MiB; anything else is what Flink reads', () => {
    assert.deepEqual([' 512 ', '2g', '1.5g', ''].map((typed) => typedValue('size', typed)), ['512m', '2g', '1.5g', undefined]);
    assert.deepEqual([typedValue('count', '4'), typedValue('fraction', '0.4')], ['4', '0.4']);
  });

  it('a position is a value that Flink reads', () => {
    assert.deepEqual([slidValue('size', 512), slidValue('fraction', 0.30000000000000004), slidValue('count', 3)], ['512m', '0.3', '3']);
  });

  it('a slider stands within its bounds, in MiB', () => {
    const input = { key: 'k', kind: 'size', amount: mib(300), slider: { min: mib(64), max: mib(256), step: mib(1) } } as const;
    assert.deepEqual(slideOf(input), { min: 64, max: 256, step: 1, at: 256 });
    assert.equal(slideOf({ key: 'k', kind: 'size' }), undefined);
    assert.equal(slideOf({ ...input, slider: { min: 'x', max: '1', step: '1' } }), undefined);
  });
});

describe('questions to the host', () => {
  it('one at a time, and after its answer the latest only', () => {
    const asked: ToHost[] = [];
    const questions = new Questions((question) => asked.push(question));
    const draft = { uri: 'u', cluster: 'c', reasons: {}, notes: [], refused: undefined, enough: undefined, after: undefined };
    for (const value of ['1g', '2g', '3g']) questions.ask({ ...draft, changes: { a: value } }, 'taskManager');
    assert.deepEqual(asked.map((question) => question.type === 'whatIf' && [question.ticket, question.changes['a']]), [[1, '1g']]);
    questions.answered(7);
    assert.equal(asked.length, 1);
    questions.answered(1);
    assert.deepEqual(asked.map((question) => question.type === 'whatIf' && [question.ticket, question.changes['a']]), [[1, '1g'], [2, '3g']]);
    questions.answered(2);
    assert.equal(asked.length, 2);
  });
});

describe('answers of the host', () => {
  const inputs: ClusterModel['inputs'] = [{ key: 'k', kind: 'size', pool: 'managed', value: '1g', amount: mib(1024), accepts: { min: '0' }, slider: { min: '0', max: '1', step: '1' } }];

  it('are read as they are', () => {
    const messages: readonly unknown[] = [
      { type: 'whatIf', ticket: 3, cluster: 'clicks', after: { ...THEN, inputs, notWritable: { code: 'templated', key: 'k' } } },
      { type: 'whatIf', ticket: 3, cluster: 'clicks' },
      { type: 'proposal', cluster: 'clicks', result: { refused: 'No.', memory: '1' } },
      { type: 'proposal', cluster: 'clicks', result: { changes: { a: null }, reasons: [], notes: [] } },
      { type: 'applied', cluster: 'clicks' },
      { type: 'compared', compared: { uri: 'file:///flink-conf.yaml', cluster: 'clicks', label: 'a', here: 'b', other: THEN, isBefore: true } },
      { type: 'compared' },
    ];
    for (const message of messages) assert.deepEqual(parseMessage(structuredClone(message)), message);
  });

  it('or are none', () => {
    const broken: readonly unknown[] = [
      { type: 'whatIf', ticket: '3', cluster: 'clicks' }, { type: 'whatIf', ticket: 3, cluster: 'clicks', after: {} },
      { type: 'whatIf', ticket: 3, cluster: 'clicks', after: { ...THEN, inputs: [{ key: 'k', kind: 'colour' }] } },
      { type: 'proposal', cluster: 'clicks', result: { changes: { a: 1 }, reasons: [], notes: [] } }, { type: 'applied' },
      { type: 'compared', compared: { cluster: 'clicks' } },
    ];
    for (const message of broken) assert.equal(parseMessage(message), undefined, JSON.stringify(message));
  });
});
