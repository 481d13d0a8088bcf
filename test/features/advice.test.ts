import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover, memoryModel } from '../../server/src/features/index.js';
import type { PartModel } from '../../server/src/shared/protocol.js';
import { parseMessage } from '../../client/webview/messages.js';
import { caret, hoverText, open } from '../support/features.js';

const ADVICE = 'Network memory is 343 MiB only because it is a fraction of the total; jobs seldom need more than 200 MiB.';
const conf = (total: string): string => `taskmanager.memory.process.size: ${total}\ntaskmanager.memory.network.‸fraction: 0.1\njobmanager.memory.process.size: 1600m\n`;
const uri = 'file:///conf/flink-conf.yaml';

function partsOf(total: string): readonly PartModel[] {
  const opened = open(conf(total), { uri });
  const model = memoryModel(opened.document, { textDocument: { uri } }, opened.context);
  const cluster = model?.clusters[0];
  assert.ok(model && cluster);
  // The page takes what is sent.
  assert.ok(parseMessage({ type: 'show', view: { kind: 'model', uri, fileName: 'flink-conf.yaml', model, cluster: cluster.id } }));
  const flat = (part: PartModel): readonly PartModel[] => [part, ...(part.parts ?? []).flatMap(flat)];
  return (cluster.taskManager.parts ?? []).flatMap(flat);
}

test('network memory that is much only because of its fraction: advice in the hover', () => {
  const generous = open(conf('4g'), { uri });
  assert.ok(hoverText(hover(generous.document, caret(generous), generous.context)).includes(ADVICE));
  const usual = open(conf('1728m'), { uri });
  assert.doesNotMatch(hoverText(hover(usual.document, caret(usual), usual.context)), /jobs seldom need/);
});

test('and with the part in the model that the panel draws', () => {
  assert.deepEqual(partsOf('4g').filter(({ advice }) => advice !== undefined).map(({ pool, advice }) => [pool, advice]), [['network', ADVICE]]);
  assert.ok(partsOf('1728m').every(({ advice }) => advice === undefined));
});
