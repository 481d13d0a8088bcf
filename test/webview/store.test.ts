import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clusterOf, draftOf, initialState, reduce, savedOf, type Event, type State } from '../../client/webview/store.js';
import { ABSENT, cluster, TASK_MANAGER, view } from './models.js';

const CLICKS = cluster('clicks', TASK_MANAGER, TASK_MANAGER);

function after(...events: readonly Event[]): State {
  return events.reduce(reduce, initialState(undefined));
}

describe('the state of the panel', () => {
  it('starts with the whole TaskManager', () => {
    const state = after({ type: 'show', view: view(CLICKS) });
    assert.deepEqual([state.process, state.pools.taskManager, clusterOf(state.view)], ['taskManager', 'totalProcess', CLICKS]);
  });

  it('follows the cursor', () => {
    const state = after({ type: 'show', view: view(CLICKS, { process: 'jobManager', pool: 'jvmHeap' }) });
    assert.deepEqual([state.process, state.pools.jobManager], ['jobManager', 'jvmHeap']);
  });

  it('keeps the user’s choice while the cursor stays where it is', () => {
    const followed = view(CLICKS, { process: 'taskManager', pool: 'managed' });
    const state = after({ type: 'show', view: followed }, { type: 'pick', pool: 'network' }, { type: 'show', view: followed });
    assert.equal(state.pools.taskManager, 'network');
  });

  it('keeps the process that the user turned to when the host answers an earlier choice', () => {
    const cursor = view(CLICKS, { process: 'taskManager', pool: 'managed' });
    const answer = view(CLICKS, { process: 'jobManager', pool: 'jvmHeap' });
    const state = after(
      { type: 'show', view: cursor }, { type: 'tab', process: 'jobManager' }, { type: 'pick', pool: 'jvmHeap' }, { type: 'show', view: cursor }, { type: 'tab', process: 'taskManager' },
      { type: 'show', view: answer }, { type: 'show', view: answer },
    );
    assert.deepEqual([state.process, state.pools], ['taskManager', { taskManager: 'managed', jobManager: 'jvmHeap' }]);
    // The cursor goes to a line of the JobManager's.
    assert.equal(reduce(state, { type: 'show', view: view(CLICKS, { process: 'jobManager', pool: 'jvmMetaspace' }) }).process, 'jobManager');
  });

  it('follows again once the cursor has been elsewhere', () => {
    const followed = view(CLICKS, { process: 'taskManager', pool: 'managed' });
    const state = after({ type: 'show', view: followed }, { type: 'pick', pool: 'network' }, { type: 'show', view: view(CLICKS) }, { type: 'show', view: followed });
    assert.equal(state.pools.taskManager, 'managed');
  });

  it('keeps the choice by pool when the document changes', () => {
    const state = after({ type: 'show', view: view(CLICKS) }, { type: 'pick', pool: 'taskHeap' }, { type: 'show', view: view(cluster('orders', TASK_MANAGER, ABSENT)) });
    assert.equal(state.pools.taskManager, 'taskHeap');
  });

  it('remembers a choice for each process', () => {
    const state = after({ type: 'show', view: view(CLICKS) }, { type: 'pick', pool: 'managed' }, { type: 'tab', process: 'jobManager' }, { type: 'pick', pool: 'jvmHeap' }, { type: 'tab', process: 'taskManager' });
    assert.deepEqual(state.pools, { taskManager: 'managed', jobManager: 'jvmHeap' });
  });

  it('shows the other process where a cluster has only that', () => {
    assert.equal(after({ type: 'show', view: view(cluster('jm', ABSENT, TASK_MANAGER)) }).process, 'jobManager');
  });

  it('stays with a process that is absent once the user has turned to it, until another cluster is shown', () => {
    const shown: Event = { type: 'show', view: view(cluster('tm', TASK_MANAGER, ABSENT)) };
    const turned = after(shown, { type: 'tab', process: 'jobManager' }, shown, { type: 'show', view: { kind: 'empty', why: 'server-starting' } }, shown);
    assert.equal(turned.process, 'jobManager');
    // Hidden and shown again the page is a new one.
    assert.equal(reduce(initialState(JSON.parse(JSON.stringify(savedOf(turned)))), shown).process, 'jobManager');
    assert.equal(reduce(turned, { type: 'show', view: view(cluster('other', TASK_MANAGER, ABSENT)) }).process, 'taskManager');
    // A cluster of the same name in another file is another one.
    assert.equal(reduce(turned, { type: 'show', view: { ...view(cluster('tm', TASK_MANAGER, ABSENT)), uri: 'file:///prod/flink-conf.yaml' } }).process, 'taskManager');
    // A place of the TaskManager's leads to it.
    assert.equal(reduce(turned, { type: 'show', view: view(cluster('tm', TASK_MANAGER, ABSENT), { process: 'taskManager', pool: 'managed' }) }).process, 'taskManager');
  });

  it('keeps the process that the user turned to when the page was hidden meanwhile', () => {
    const cursor: Event = { type: 'show', view: view(CLICKS, { process: 'taskManager', pool: 'managed' }) };
    const turned = after(cursor, { type: 'tab', process: 'jobManager' });
    assert.equal(reduce(initialState(JSON.parse(JSON.stringify(savedOf(turned)))), cursor).process, 'jobManager');
  });

  it('lets sizes glide once after a change by the user’s hand, and never otherwise', () => {
    const show: Event = { type: 'show', view: view(CLICKS) };
    assert.equal(after(show, show).glides, false);
    const changed = after(show, { type: 'change' }, show);
    assert.equal(changed.glides, true);
    assert.equal(reduce(changed, show).glides, false);
    assert.equal(reduce(changed, { type: 'pick', pool: 'managed' }).glides, false);
  });

  it('comes back as it was saved', () => {
    const saved = savedOf(after({ type: 'show', view: view(CLICKS) }, { type: 'pick', pool: 'network' }, { type: 'table' }));
    const state = initialState(JSON.parse(JSON.stringify(saved)));
    assert.deepEqual([state.pools.taskManager, state.table, state.exact], ['network', true, false]);
  });

  it('stays locked while it has nothing to draw, also over a reload, until the host says otherwise', () => {
    const locked = { ...view(CLICKS), locked: true };
    const reading: Event = { type: 'show', view: { kind: 'empty', why: 'server-starting', locked: { uri: locked.uri, fileName: 'flink-conf.yaml', line: 3 } } };
    const state = after({ type: 'show', view: locked }, reading);
    assert.deepEqual(savedOf(state).locked, { uri: locked.uri, line: 3 });
    const again = initialState(JSON.parse(JSON.stringify(savedOf(state))));
    assert.deepEqual(savedOf(reduce(again, { type: 'init', language: 'en', bundle: {}, texts: {} })).locked, { uri: locked.uri, line: 3 });
    assert.equal(savedOf(reduce(again, { type: 'show', view: view(CLICKS) })).locked, undefined);
  });

  it('takes what is tried out along when a file or a folder above it gets another name', () => {
    const state = after({ type: 'show', view: view(CLICKS) }, { type: 'begin' }, { type: 'input', key: 'a', value: '1g' });
    const moved = { ...view(CLICKS), uri: 'file:///conf/orders.yaml' };
    const drafts = [{ uri: 'file:///flink-conf.yaml', to: moved.uri }, { uri: 'file:///flink-conf', to: 'file:///x' }]
      .map(({ uri, to }) => draftOf(reduce(reduce(state, { type: 'renamed', uri, to }), { type: 'show', view: moved }))?.changes);
    assert.deepEqual(drafts, [{ a: '1g' }, undefined]);
    const folder = after({ type: 'show', view: moved }, { type: 'begin' }, { type: 'renamed', uri: 'file:///conf', to: 'file:///prod' }, { type: 'show', view: { ...moved, uri: 'file:///prod/orders.yaml' } });
    assert.notEqual(draftOf(folder), undefined);
  });

  it('takes what is tried out along when its cluster gets another name, also what it has saved', () => {
    const orders = cluster('orders', TASK_MANAGER, ABSENT);
    const state = after({ type: 'show', view: view(CLICKS) }, { type: 'begin' }, { type: 'input', key: 'a', value: '1g' });
    const { uri } = view(CLICKS);
    const renames: readonly Event[] = [
      { type: 'renamed', uri, cluster: 'clicks', to: 'orders' }, { type: 'renamed', uri, cluster: 'other', to: 'orders' }, { type: 'renamed', uri: 'file:///x.yaml', cluster: 'clicks', to: 'orders' },
    ];
    assert.deepEqual(renames.map((event) => draftOf(reduce(reduce(state, event), { type: 'show', view: view(orders) }))?.changes), [{ a: '1g' }, undefined, undefined]);
    // Hidden meanwhile, the page hears of the file and of the cluster that is named after it before it is shown anything.
    const hidden = initialState(JSON.parse(JSON.stringify(savedOf(state))));
    const moved: readonly Event[] = [{ type: 'renamed', uri, to: 'file:///orders.yaml' }, { type: 'renamed', uri: 'file:///orders.yaml', cluster: 'clicks', to: 'orders' }];
    assert.deepEqual(draftOf(reduce(moved.reduce(reduce, hidden), { type: 'show', view: { ...view(orders), uri: 'file:///orders.yaml' } }))?.changes, { a: '1g' });
  });

  it('starts afresh from what it cannot read', () => {
    for (const saved of [null, 'x', {}, { process: 'taskManager', pools: { taskManager: 'heap' }, table: false, exact: false }]) {
      assert.equal(initialState(saved).pools.taskManager, 'totalProcess');
    }
  });

  it('has no cluster while nothing is shown', () => {
    assert.equal(clusterOf(after({ type: 'show', view: { kind: 'empty', why: 'not-flink' } }).view), undefined);
  });
});
