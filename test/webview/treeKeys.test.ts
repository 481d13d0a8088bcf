import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialState, reduce, type Event, type State } from '../../client/webview/store.js';
import { ABSENT, cluster, TASK_MANAGER, view } from './models.js';

function after(...events: readonly Event[]): State {
  return events.reduce(reduce, initialState(undefined));
}

describe('the way back', () => {
  const shown: Event = { type: 'show', view: view(cluster('clicks', TASK_MANAGER, ABSENT)) };

  it('leads through what was chosen, the last first', () => {
    const walked = after(shown, { type: 'pick', pool: 'managed' }, { type: 'pick', pool: 'managed' }, { type: 'pick', pool: 'network' });
    const once = reduce(walked, { type: 'back' });
    assert.equal(once.pools.taskManager, 'managed');
    const twice = reduce(once, { type: 'back' });
    assert.equal(twice.pools.taskManager, 'totalProcess');
    assert.equal(reduce(twice, { type: 'back' }).pools.taskManager, 'totalProcess');
  });

  it('leads to the other process as well', () => {
    const walked = after(shown, { type: 'pick', pool: 'managed' }, { type: 'pick', pool: 'network' }, { type: 'tab', process: 'jobManager' }, { type: 'back' });
    assert.deepEqual([walked.process, walked.pools.taskManager], ['taskManager', 'managed']);
  });
});
