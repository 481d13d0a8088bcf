import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { asRecord } from '../../server/src/shared/records.js';
import { checkText, findingOf, fixesOf, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } };
const TOTAL = 'taskmanager.memory.process.size: 1728m\n';

/** The title of the removal that is offered for the only unreadable value. */
function removalOf(text: string, reading: Reading = OLD): string | undefined {
  const checked = checkText(text, reading);
  return fixesOf(checked, findingOf(checked, 'value-invalid')).map(({ title }) => title).find((title) => title.startsWith('Remove '));
}

describe('Removing a value that cannot be read tells what counts then', () => {
  it('the default', () => {
    assert.equal(removalOf(`${TOTAL}taskmanager.memory.jvm-metaspace.size: much\n`), 'Remove taskmanager.memory.jvm-metaspace.size (its default is 256 mb)');
  });

  it('no limit, in both languages, where the default is the largest number there is', () => {
    const title = 'Remove taskmanager.memory.network.max (unlimited by default)';
    assert.equal(removalOf(`${TOTAL}taskmanager.memory.network.max: much\n`), title);
    const raw: unknown = JSON.parse(readFileSync(path.resolve(__dirname, '../../../l10n/zh/rules.json'), 'utf8'));
    assert.equal(asRecord(raw)['Remove {0} (unlimited by default)'], '删除 {0}（默认无上限）');
    assert.equal(removalOf(`${TOTAL}taskmanager.memory.network.max: much\n`, { ...OLD, settings: { flinkVersion: '1.16' } }), 'Remove taskmanager.memory.network.max (its default is 1 gb)');
  });

  it('a former name that is set as well', () => {
    assert.equal(
      removalOf(`${TOTAL}taskmanager.memory.network.max: much\ntaskmanager.network.memory.max: 200m\n`),
      'Remove taskmanager.memory.network.max (taskmanager.network.memory.max counts)',
    );
  });

  it('not what an earlier line overrules', () => {
    assert.equal(removalOf(`${TOTAL}taskmanager.memory.network.max: 300m\ntaskmanager.memory.network.max: much\n`), 'Remove taskmanager.memory.network.max');
  });

  it('the default of the operator', () => {
    const text = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    taskmanager.memory.network.max: much\n'
      + '  jobManager:\n    resource:\n      memory: 2048m\n  taskManager:\n    resource:\n      memory: 2048m\n';
    const settings = { operatorDefaults: { 'taskmanager.memory.network.max': '300m' } };
    assert.equal(removalOf(text, { settings }), 'Remove taskmanager.memory.network.max (300m counts)');
  });
});
