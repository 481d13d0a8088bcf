import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMessage } from '../../client/webview/messages.js';
import { ABSENT, cluster, TASK_MANAGER, view } from './models.js';

describe('messages to the panel', () => {
  it('takes what the host sends', () => {
    const show = { type: 'show', view: view(cluster('clicks', TASK_MANAGER, ABSENT), { process: 'taskManager', pool: 'managed' }) };
    assert.deepEqual(parseMessage(structuredClone(show)), show);
    const init = { type: 'init', language: 'zh-cn', bundle: { Managed: '托管内存' }, texts: { 'pool.managed': '…' } };
    assert.deepEqual(parseMessage(init), init);
  });

  it('takes a view of nothing', () => {
    const empty = { type: 'show', view: { kind: 'empty', why: 'server-starting' } };
    assert.deepEqual(parseMessage(empty), empty);
  });

  it('takes nothing else', () => {
    const shown = view(cluster('clicks', TASK_MANAGER, ABSENT));
    const broken: readonly unknown[] = [
      undefined, null, 'show', [], { type: 'show' }, { type: 'other' }, { type: 'show', view: { kind: 'empty', why: 'because' } },
      { type: 'show', view: { ...shown, cluster: 1 } },
      { type: 'show', view: { ...shown, selected: { process: 'taskManager', pool: 'stack' } } },
      { type: 'show', view: { ...shown, model: { ...shown.model, clusters: [{ ...cluster('x', TASK_MANAGER, ABSENT), jobManager: { status: 'derived', parts: [{ pool: 'managed', bytes: 12 }] } }] } } },
      { type: 'init', language: 'en', bundle: {} },
    ];
    for (const message of broken) assert.equal(parseMessage(message), undefined, JSON.stringify(message));
  });
});
