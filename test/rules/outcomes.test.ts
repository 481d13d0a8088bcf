import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parseMemorySize, type Pool } from '../../server/src/model/index.js';
import type { Settings } from '../../server/src/shared/settings.js';
import { asRecord } from '../../server/src/shared/settings.js';
import { afterFix, checkText, findingOf, fixesOf, type Checked, type Found, type Reading } from './support.js';

const ROOT = path.resolve(__dirname, '../../..');

/** How titles name pools. */
const POOL_NAMED: Readonly<Record<string, Pool>> = {
  'total process memory': 'totalProcess', 'total Flink memory': 'totalFlink', 'JVM heap': 'jvmHeap', 'off-heap memory': 'jvmDirect',
  'framework heap memory': 'frameworkHeap', 'framework off-heap memory': 'frameworkOffHeap', 'task heap memory': 'taskHeap',
  'task off-heap memory': 'taskOffHeap', 'managed memory': 'managed', 'network memory': 'network', 'JVM metaspace': 'jvmMetaspace', 'JVM overhead': 'jvmOverhead',
};

/** How many titles of proven fixes named a size, each compared with what the whole document derives after the fix. */
function compareTitles(checked: Checked, reading: Reading): number {
  let compared = 0;
  for (const found of checked.found) {
    for (const fix of fixesOf(checked, found)) {
      const text = afterFix(checked, found, fix);
      const where = `${fix.title}\n${checked.document.text}`;
      const becomes = / \((?<name>[^()]+) becomes (?<size>[\d.]+) MiB\)$/.exec(fix.title)?.groups;
      const written = /(?:Raise|Lower|Set) (?<key>[\w.-]+) to (?<text>[^()]+?)(?: \(.*\))?$/.exec(fix.title)?.groups;
      if (becomes === undefined && written === undefined) {
        assert.doesNotMatch(fix.title, / becomes /, where);
        continue;
      }
      const { analysis } = same(found, checkText(text, reading));
      if (becomes !== undefined) {
        const pool = POOL_NAMED[becomes['name'] ?? ''];
        const derivation = analysis.derivations[found.finding.process ?? 'taskManager'];
        assert.ok(pool !== undefined && derivation?.status === 'derived', where);
        const derived = Number(derivation.pools.get(pool)) / 1048576;
        assert.ok(Math.abs(derived - Number(becomes['size'])) <= 0.05, `${derived}: ${where}`);
      } else {
        const { key = '', text: value = '' } = written ?? {};
        const field = /^(?:task|job)Manager\.(?:resource|requests|limits)\.memory$/.test(key);
        const flat = field ? `${key.slice(0, key.indexOf('.')).toLowerCase()}.memory.process.size` : key;
        const now = analysis.configuration.get(flat);
        if (field) assert.deepEqual(parseMemorySize(now ?? ''), parseMemorySize(value.replace(/i$/, '')), where);
        else assert.equal(now, value, where);
      }
      compared++;
    }
  }
  return compared;
}

/** The cluster of a finding in the document after a fix. */
function same({ located: { id } }: Found, after: Checked): Found['located'] {
  const located = after.document.clusters(after.context.settings).find((other) => other.id === id);
  assert.ok(located, id);
  return located;
}

const deployment = (lines: string): string => `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: a\nspec:\n  flinkVersion: v1_20\n${lines}`;

function titlesOf(lines: string, settings: Partial<Settings> = {}): readonly string[] {
  const checked = checkText(deployment(lines), { settings });
  return fixesOf(checked, findingOf(checked, 'flink-exceeds-process')).map(({ title }) => title);
}

describe('A removal counts with what stands beneath', () => {
  const jobManager = '  jobManager:\n    resource:\n      memory: 2048m\n';

  it('resource.memory uncovers the configuration', () => {
    const lines = '  flinkConfiguration:\n    taskmanager.memory.process.size: 3g\n    taskmanager.memory.flink.size: 1800m\n'
      + `${jobManager}  taskManager:\n    resource:\n      memory: 2048m\n`;
    assert.ok(titlesOf(lines).includes('Remove taskManager.resource.memory (total process memory becomes 3072 MiB)'), titlesOf(lines).join('\n'));
  });

  it('is not offered where what stands beneath is no better', () => {
    const lines = '  flinkConfiguration:\n    taskmanager.memory.process.size: 2g\n    taskmanager.memory.flink.size: 1800m\n'
      + `${jobManager}  taskManager:\n    resource:\n      memory: 2000m\n`;
    assert.deepEqual(titlesOf(lines).filter((title) => title.includes('Remove taskManager.resource.memory')), []);
  });

  it('is not offered where a template stands beneath', () => {
    const lines = '  flinkConfiguration:\n    taskmanager.memory.process.size: ${TM}\n    taskmanager.memory.flink.size: 1800m\n'
      + `${jobManager}  taskManager:\n    resource:\n      memory: 2000m\n`;
    assert.deepEqual(titlesOf(lines).filter((title) => title.includes('Remove taskManager.resource.memory')), []);
  });

  it('uncovers what the operator sets by default', () => {
    const lines = `  flinkConfiguration:\n    taskmanager.memory.flink.size: 1800m\n${jobManager}  taskManager:\n    resource:\n      memory: 2048m\n`;
    const settings = { operatorDefaults: { 'taskmanager.memory.process.size': '2500m' } };
    assert.ok(titlesOf(lines, settings).includes('Remove taskManager.resource.memory (total process memory becomes 2500 MiB)'), titlesOf(lines, settings).join('\n'));
  });

  it('a request uncovers the limit, and alone the older field', () => {
    const block = (fields: string): string => `  flinkConfiguration:\n    taskmanager.memory.flink.size: 1800m\n${jobManager}  taskManager:\n${fields}`;
    const both = block('    resources:\n      requests:\n        memory: 2048Mi\n      limits:\n        memory: 2500Mi\n');
    assert.ok(titlesOf(both).includes('Remove taskManager.requests.memory (total process memory becomes 2500 MiB)'), titlesOf(both).join('\n'));
    const older = block('    resource:\n      memory: 2600m\n    resources:\n      requests:\n        memory: 2048Mi\n');
    assert.ok(titlesOf(older).includes('Remove taskManager.requests.memory (total process memory becomes 2600 MiB)'), titlesOf(older).join('\n'));
    const cpu = block('    resource:\n      memory: 2600m\n    resources:\n      requests:\n        cpu: 1\n        memory: 2048Mi\n');
    assert.ok(titlesOf(cpu).includes('Remove taskManager.requests.memory (total process memory becomes 2284.4 MiB)'), titlesOf(cpu).join('\n'));
  });
});

describe('The size in a title is what the document derives after the fix', () => {
  it('in every example', () => {
    let compared = 0;
    for (const name of readdirSync(path.join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file))) {
      const text = readFileSync(path.join(ROOT, 'examples', name), 'utf8');
      compared += compareTitles(checkText(text, { file: path.basename(name) }), { file: path.basename(name) });
    }
    assert.ok(compared > 10, String(compared));
  });

  it('in every deployment that the operator was asked about', () => {
    let compared = 0;
    for (const line of readFileSync(path.join(ROOT, 'test/vectors/flink-deployments.jsonl'), 'utf8').trim().split('\n')) {
      const raw: unknown = JSON.parse(line);
      const { yaml, version } = asRecord(raw);
      const reading: Reading = { settings: { operatorVersion: String(version).split('.').slice(0, 2).join('.') } };
      compared += compareTitles(checkText(String(yaml), reading), reading);
    }
    assert.ok(compared > 200, String(compared));
  });
});
