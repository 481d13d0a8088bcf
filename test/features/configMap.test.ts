import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeEdit, codeLenses, hover, inlayHints, memoryModel } from '../../server/src/features/index.js';
import { after, applied, rulesIn, titlesIn } from '../support/actions.js';
import { caret, hoverText, open } from '../support/features.js';
import { textAt } from '../support/workspace.js';

/** 1728 less metaspace 256 and overhead 192 is 1280 of Flink's: managed 0.4 of it is 512, network 0.1 is 128. */
const conf = (lines: string, header = 'flink-conf.yaml: |'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders\n  namespace: shop\ndata:\n  ${header}\n${lines}`;
const TOTALS = '    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: 1728m\n';

describe('A configuration in a ConfigMap', () => {
  it('has hovers on its keys, values and on the key of the file', () => {
    const at = (source: string): { readonly text: string; readonly on: string } => {
      const opened = open(source);
      const found = hover(opened.document, caret(opened), opened.context);
      assert.ok(found?.range);
      return { text: hoverText(found), on: textAt(opened.document.text, found.range) };
    };
    const key = at(conf(`${TOTALS}    taskmanager.memory.managed.frac‸tion: 0.4 # all\n`));
    assert.match(key.text, /512 MiB/);
    assert.equal(key.on, 'taskmanager.memory.managed.fraction');
    const value = at(conf('    jobmanager.memory.process.size: 16‸00m\r\n'));
    assert.match(value.text, /1600 MiB/);
    assert.equal(value.on, '1600m');
    const nested = at(conf('    jobmanager.memory.process.size: 1600m\n    taskma‸nager:\n      memory.process.size: 1728m\n', 'config.yaml: |'));
    assert.match(nested.text, /TaskManager 1728 MiB/);
    assert.equal(nested.on, 'taskmanager');
    const head = at(conf(TOTALS, 'flink-co‸nf.yaml: |'));
    assert.match(head.text, /\*\*orders\*\*.*ConfigMap/);
    assert.match(head.text, /TaskManager 1728 MiB/);
    assert.equal(head.on, 'flink-conf.yaml');
  });

  it('has a lens above its file, and hints beside its fractions', () => {
    const { document, context } = open(conf(`${TOTALS}    taskmanager.memory.managed.fraction: 0.4 # all\n`), { commands: ['flinkMemory.openPanel'] });
    assert.deepEqual(codeLenses(document, context).map(({ range, command }) => [range.start, command?.title]), [
      [{ line: 6, character: 2 }, 'TaskManager 1728 MiB: heap 512, managed 512, network 128 … | JobManager 1600 MiB: heap 1024 …'],
    ]);
    const hints = inlayHints(document, { start: { line: 0, character: 0 }, end: { line: 10, character: 0 } }, context);
    assert.deepEqual(hints.map(({ position, label }) => [position, label]), [[{ line: 9, character: 44 }, '= 512 MiB']]);
  });

  it('has a memory model whose places are in the block, and that edits it', () => {
    const opened = open(conf(`${TOTALS}    taskmanager.numberOfTaskSlots: 2\n`));
    const { document, context } = opened;
    const model = memoryModel(document, { textDocument: { uri: document.uri }, at: { line: 8, character: 10 } }, context);
    const [cluster] = model?.clusters ?? [];
    assert.deepEqual([cluster?.id, cluster?.name, cluster?.kind, cluster?.taskManager.status], ['ConfigMap/shop/orders/0', 'orders', 'ConfigMap', 'derived']);
    const location = cluster?.configuration['taskmanager.memory.process.size']?.location;
    assert.equal(location === undefined ? '' : textAt(document.text, location.range), '1728m');
    const result = changeEdit(document, { textDocument: { uri: document.uri }, version: 1, cluster: 'ConfigMap/shop/orders/0', changes: { 'taskmanager.memory.process.size': '2g', 'taskmanager.memory.managed.size': '1g' } }, context);
    assert.ok('edit' in result);
    assert.equal(
      applied(opened, Object.values(result.edit.changes).flat()),
      conf('    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: 2g\n    taskmanager.memory.managed.size: 1g\n    taskmanager.numberOfTaskSlots: 2\n'),
    );
  });

  it('can silence a rule by a comment in the block, but not within quotes', () => {
    const lines = (above: string): string => conf(`${TOTALS}${above}    ⟦deprecated-key: taskmanager.memory.size⟧: 64m\n`);
    const silenced = after(lines(''), 'Ignore deprecated-key here');
    assert.equal(silenced, conf(`${TOTALS}    # flink-memory: ignore deprecated-key\n    taskmanager.memory.size: 64m\n`));
    assert.deepEqual(rulesIn(silenced), []);
    const first = after(conf(`    ⟦deprecated-key: taskmanager.memory.size⟧: 64m\n${TOTALS}`), 'Ignore deprecated-key here');
    assert.equal(first, conf(`    # flink-memory: ignore deprecated-key\n    taskmanager.memory.size: 64m\n${TOTALS}`));
    const folded = conf('    ⟦deprecated-key: taskmanager.memory.size⟧: 64m\n\n    jobmanager.memory.process.size: 1600m\n', 'flink-conf.yaml: >');
    assert.deepEqual(titlesIn(folded).filter((title) => title.startsWith('Ignore')), []);
    assert.ok(titlesIn(folded).some((title) => title.startsWith('Rename')));
  });

  it('is refactored within the block', () => {
    assert.equal(
      after(conf('    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: 17‸28m # all\n'), /1811939328/, {}, ['refactor']),
      conf('    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: 1811939328 # all\n'),
    );
  });
});
