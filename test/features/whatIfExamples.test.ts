/** What is tried out in every kind of document of the examples: what the text would say is what was asked for, or why it cannot. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { changeEdit, memoryModel, propose } from '../../server/src/features/index.js';
import { PRESETS, type Changes, type ClusterModel } from '../../server/src/shared/protocol.js';
import { open } from '../support/features.js';

const EXAMPLES = path.resolve(__dirname, '../../../examples');

function* filesBelow(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) yield* filesBelow(file);
    else if (!file.endsWith('.md')) yield file;
  }
}

const FRACTION = 'taskmanager.memory.managed.fraction';

for (const file of filesBelow(EXAMPLES)) {
  it(path.relative(EXAMPLES, file), () => {
    // Carets of the tests' own would be taken out.
    const { document, context } = open(readFileSync(file, 'utf8').replaceAll('‸', ''), { uri: `file:///${path.relative(EXAMPLES, file)}` });
    const textDocument = { uri: document.uri };
    const all = memoryModel(document, { textDocument }, context)?.clusters ?? [];
    for (const cluster of all) {
      const after = (changes: Changes): ClusterModel | undefined =>
        memoryModel(document, { textDocument, clusters: [cluster.id], inputs: 'taskManager', whatIf: { cluster: cluster.id, version: 1, changes } }, context)?.clusters[0];
      const same = after({});
      assert.deepEqual(same?.taskManager, cluster.taskManager, `${cluster.id} as it is`);
      if (cluster.taskManager.status !== 'derived') continue;
      assert.ok(same.inputs !== undefined && same.inputs.length > 10);
      const tried = after({ [FRACTION]: '0.123' });
      const edit = changeEdit(document, { textDocument, cluster: cluster.id, version: 1, changes: { [FRACTION]: '0.123' } }, context);
      assert.ok(tried !== undefined);
      assert.equal(tried.notWritable === undefined, 'edit' in edit, cluster.id);
      assert.equal(tried.configuration[FRACTION]?.value, '0.123', cluster.id);
      const total = same.inputs.find(({ key }) => key === 'taskmanager.memory.process.size');
      if (total?.value !== undefined) {
        const more = BigInt(total.amount ?? '0') + 64n * 1024n * 1024n;
        const grown = after({ [total.key]: `${more / (1024n * 1024n)}m` });
        // An operator may compute the size from its container's, rounded to what it can express.
        const off = BigInt(grown?.taskManager.pools?.totalProcess ?? '0') - more;
        assert.ok(grown?.notWritable !== undefined || (off < 2n * 1024n * 1024n && off > -2n * 1024n * 1024n), `${cluster.id}: ${String(off)} off`);
      }
      for (const preset of PRESETS) {
        const proposal = propose(document, { textDocument, cluster: cluster.id, version: 1, wanted: { preset } }, context);
        if ('refused' in proposal) assert.match(proposal.refused, /\.$/);
        else assert.equal(after(proposal.changes)?.taskManager.status, 'derived', `${cluster.id} ${preset}`);
      }
    }
  });
}
