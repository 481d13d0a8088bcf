import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renamedCluster, type Seen } from '../../client/src/panel/renamedCluster.js';
import type { ClusterModel } from '../../server/src/shared/protocol.js';

const URI = 'file:///shop.yaml';
const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function cluster(name: string, more: Partial<ClusterModel> = {}): ClusterModel {
  return {
    id: `FlinkDeployment/shop/${name}`, name, kind: 'FlinkDeployment', range: NOWHERE, flinkVersion: { value: '1.20', source: 'spec' },
    configuration: { 'taskmanager.memory.process.size': { value: '2g', source: 'resource', location: { uri: URI, range: NOWHERE } } },
    taskManager: { status: 'absent' }, jobManager: { status: 'absent' }, ...more,
  };
}

/** The first of the clusters is the one at the cursor. */
function seen(own: ClusterModel, others: readonly ClusterModel[] = [], uri = URI): Seen {
  return { uri, summary: [own, ...others], cluster: own };
}

const CLICKS = cluster('clicks/0');
const MY_CLICKS = cluster('my-clicks/0');
const ORDERS = cluster('orders/0');

describe('a cluster under another name', () => {
  it('is the only one that is called otherwise, in its place and as it was', () => {
    const renamed = { uri: URI, cluster: CLICKS.id, to: MY_CLICKS.id };
    assert.deepEqual(renamedCluster(seen(CLICKS), seen(MY_CLICKS)), renamed);
    assert.deepEqual(renamedCluster(seen(CLICKS, [ORDERS]), seen(MY_CLICKS, [ORDERS])), renamed);
    // Its lines have moved, which its configuration has not.
    const range = { start: { line: 9, character: 0 }, end: { line: 9, character: 4 } };
    const below = { 'taskmanager.memory.process.size': { value: '2g', source: 'resource', location: { uri: URI, range } } } as const;
    assert.deepEqual(renamedCluster(seen(CLICKS), seen({ ...MY_CLICKS, range, configuration: below })), renamed);
  });

  it('is not one that was gone to, another file’s, or any of which there is a doubt', () => {
    const others: readonly (readonly [string, Seen, Seen])[] = [
      ['itself', seen(CLICKS), seen(CLICKS)],
      ['another one of the document', seen(CLICKS, [ORDERS]), { ...seen(CLICKS, [ORDERS]), cluster: ORDERS }],
      ['another document’s', seen(CLICKS), seen(MY_CLICKS, [], 'file:///prod.yaml')],
      ['one more', seen(CLICKS), { ...seen(CLICKS, [MY_CLICKS]), cluster: MY_CLICKS }],
      ['one less', seen(CLICKS, [ORDERS]), seen(ORDERS)],
      ['another one is called otherwise too', seen(CLICKS, [ORDERS]), seen(MY_CLICKS, [cluster('bills/0')])],
      ['another one is called otherwise', seen(CLICKS, [ORDERS]), { ...seen(CLICKS, [MY_CLICKS]), cluster: MY_CLICKS }],
      ['in another place', seen(CLICKS, [ORDERS]), { ...seen(ORDERS, [MY_CLICKS]), cluster: MY_CLICKS }],
      ['of another kind', seen(CLICKS), seen({ ...MY_CLICKS, kind: 'Workload' })],
      ['of another file in it', seen({ ...CLICKS, file: 'flink-conf.yaml' }), seen({ ...MY_CLICKS, file: 'config.yaml' })],
      ['configured otherwise', seen(CLICKS), seen({ ...MY_CLICKS, configuration: {} })],
    ];
    for (const [what, before, after] of others) assert.equal(renamedCluster(before, after), undefined, what);
  });
});
