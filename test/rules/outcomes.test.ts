import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { operatorsAnalysis } from '../../server/src/documents/operatorsFlink.js';
import { parseMemorySize, type Pool, type ProcessKind } from '../../server/src/model/index.js';
import type { Settings } from '../../server/src/shared/settings.js';
import { memoryName } from '../../server/src/rules/index.js';
import { asRecord } from '../../server/src/shared/records.js';
import { writeFile } from '../support/configurations.js';
import { DERIVE_VECTORS } from '../support/vectors.js';
import { afterFix, checkText, findingOf, fixesOf, type Checked, type Found, type Reading } from './support.js';

const ROOT = path.resolve(__dirname, '../../..');

/** How titles name pools. */
const POOL_NAMED: Readonly<Record<string, Pool>> = {
  'total process memory': 'totalProcess', 'total Flink memory': 'totalFlink', 'JVM heap': 'jvmHeap', 'off-heap memory': 'jvmDirect',
  'framework heap memory': 'frameworkHeap', 'framework off-heap memory': 'frameworkOffHeap', 'task heap memory': 'taskHeap',
  'task off-heap memory': 'taskOffHeap', 'managed memory': 'managed', 'network memory': 'network', 'JVM metaspace': 'jvmMetaspace', 'JVM overhead': 'jvmOverhead',
};

/** Errors about single values. */
const OF_VALUES: ReadonlySet<string> = new Set(['value-invalid', 'range-invalid', 'segment-size-invalid', 'cpu-not-positive', 'quantity-invalid']);

/** How many titles of proven fixes named a size, each compared with what the whole document derives after the fix. */
function compareTitles(checked: Checked, reading: Reading): number {
  let compared = 0;
  for (const found of checked.found) {
    for (const fix of fixesOf(checked, found)) {
      const text = afterFix(checked, found, fix);
      const where = `${fix.title}\n${checked.document.text}`;
      // What is said to become of pools, at the end and in brackets.
      const outcomes = /\((?<all>[^()]* (?:becomes|stays) [^()]*)\)$/.exec(fix.title)?.groups?.['all']?.split(', ') ?? [];
      const written = /^(?:Raise|Lower|Set) (?<key>[\w.-]+) to (?<text>[^();]+?)(?: \(.*\))?$|^Add (?<added>[\w.-]+): (?<value>[^()]+)$/.exec(fix.title)?.groups;
      if (outcomes.length === 0 && written === undefined) {
        assert.doesNotMatch(fix.title, / becomes | stays /, where);
        continue;
      }
      const after = checkText(text, reading);
      const { analysis, cluster } = same(found, after);
      // What the operator's Flink refuses is told in its numbers.
      const derivations = found.finding.rule === 'fails-at-deploy' ? operatorsAnalysis(analysis)?.derivations ?? analysis.derivations : analysis.derivations;
      for (const outcome of outcomes) compareOutcome(outcome, after, derivations, found.finding.process ?? 'taskManager', where);
      if (written !== undefined) {
        const { added = '', key = added, value = '', text: given = value } = written;
        const field = /^(?:task|job)Manager\.(?:resource|requests|limits)\.memory$/.test(key);
        const flat = field ? `${key.slice(0, key.indexOf('.')).toLowerCase()}.memory.process.size` : key;
        const now = analysis.configuration.get(flat);
        // Where another operator computes the size, the field says what was written.
        const computed = [...cluster.processes.taskManager.resources, ...cluster.processes.jobManager.resources].find((memory) => memory.units !== undefined && memoryName(memory) === key);
        if (computed !== undefined) assert.equal(computed.text, given, where);
        else if (/(?:Ratio|Fraction|\.cpu)$/.test(key)) assert.ok(['\n', '}'].some((end) => text.includes(`${key.slice(key.lastIndexOf('.') + 1)}: ${given}${end}`)), where);
        else if (field) assert.deepEqual(parseMemorySize(now ?? ''), parseMemorySize(given.replace(/i$/, '')), where);
        else assert.equal(now, given, where);
      }
      compared++;
    }
  }
  return compared;
}

/** `task heap memory becomes 896 MiB`, `JVM heap of the TaskManager becomes 512 MiB`: the size that Flink derives, to the digits that are shown. */
function compareOutcome(outcome: string, after: Checked, derivations: Found['located']['analysis']['derivations'], otherwise: ProcessKind, where: string): void {
  const { name = '', process = '', size = '' } = /^(?:initial )?(?<name>.+?)(?: of the (?<process>(?:Task|Job)Manager))? (?:becomes|stays) (?<size><?[\d.]+) MiB$/.exec(outcome)?.groups ?? {};
  const pool = POOL_NAMED[name];
  const derivation = derivations[process === 'TaskManager' ? 'taskManager' : process === 'JobManager' ? 'jobManager' : otherwise];
  assert.ok(pool !== undefined, where);
  if (derivation?.status !== 'derived') {
    // What becomes of it is told for when the other values are mended, each of which has an error of its own.
    assert.ok(after.found.some(({ finding }) => finding.level === 'error' && OF_VALUES.has(finding.rule)), where);
    return;
  }
  const derived = Number(derivation.pools.get(pool)) / 1048576;
  assert.ok(Math.abs(derived - Number(size.replace('<0.1', '0'))) <= (size === '<0.1' ? 0.1 : 0.05), `${derived}: ${where}`);
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
    assert.ok(titlesOf(both).includes('Remove taskManager.resources.requests.memory (total process memory becomes 2500 MiB)'), titlesOf(both).join('\n'));
    const older = block('    resource:\n      memory: 2600m\n    resources:\n      requests:\n        memory: 2048Mi\n');
    assert.ok(titlesOf(older).includes('Remove taskManager.resources.requests.memory (total process memory becomes 2600 MiB)'), titlesOf(older).join('\n'));
    const cpu = block('    resource:\n      memory: 2600m\n    resources:\n      requests:\n        cpu: 1\n        memory: 2048Mi\n');
    assert.ok(titlesOf(cpu).includes('Remove taskManager.resources.requests.memory (total process memory becomes 2284.4 MiB)'), titlesOf(cpu).join('\n'));
  });
});

describe('A way out', () => {
  it('is none that asks for more memory than any machine has', () => {
    // Of 1280 MiB 128 are framework heap, 128 framework off-heap, 128 network: 896 or 0.7 are left, with 64 of task heap 832 or 0.65. Shares of 0.9 and 0.1 fit into petabytes alone.
    const checked = checkText('taskmanager.memory.process.size: 1728m\ntaskmanager.memory.managed.fraction: 0.9\n', { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } });
    assert.deepEqual(fixesOf(checked, findingOf(checked, 'pools-exceed-flink')).map(({ title }) => title), [
      'Lower taskmanager.memory.managed.fraction to 0.65 (task heap memory becomes 64 MiB)',
      'Remove taskmanager.memory.managed.fraction (managed memory becomes 512 MiB)',
      'Lower taskmanager.memory.managed.fraction to 0.7 (largest that works)',
    ]);
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

  it('in every configuration that Flink was asked about', () => {
    const reading: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } };
    let compared = 0;
    for (const { conf } of DERIVE_VECTORS) {
      const text = writeFile('flink-conf.yaml', Object.entries(conf));
      if (text !== undefined) compared += compareTitles(checkText(text, reading), reading);
    }
    assert.ok(compared > 500, String(compared));
  });

  it('in every deployment that the operator was asked about', () => {
    let compared = 0;
    for (const line of readFileSync(path.join(ROOT, 'test/vectors/operator-vectors.jsonl'), 'utf8').trim().split('\n').filter((_, at) => at % 4 === 0)) {
      const raw: unknown = JSON.parse(line);
      const { yaml, version } = asRecord(raw);
      const reading: Reading = { settings: { operatorVersion: String(version).split('.').slice(0, 2).join('.') } };
      compared += compareTitles(checkText(String(yaml), reading), reading);
    }
    assert.ok(compared > 200, String(compared));
  });
});
