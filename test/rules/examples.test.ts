import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { explainErrors } from '../../server/src/features/index.js';
import { open } from '../support/features.js';
import { TestWorkspace } from '../support/workspace.js';
import { checkText } from './support.js';

const EXAMPLES = path.resolve(__dirname, '../../../examples');

/** What examples/README.md promises of each file, all of it to be seen at once; what a comment silences is there as well. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  'broken/flink-conf.yaml': ['value-invalid', 'line-ignored', 'pools-exceed-flink', 'unknown-key', 'deprecated-key', 'duplicate-key'],
  // Both totals of the TaskManager; a heap of the JobManager as large as its process.
  'broken/config.yaml': ['flink-exceeds-process', 'flink-exceeds-process', 'value-invalid'],
  'broken/orders.yaml': ['off-heap-exceeds-flink', 'pools-exceed-flink'],
  'broken/clicks.yaml': ['key-overridden', 'flink-exceeds-process', 'quantity-invalid'],
  'broken/flink-config.yaml': ['line-ignored', 'flink-exceeds-process', 'value-invalid', 'pools-exceed-flink'],
  'advice/flink-conf.yaml': ['heap-small', 'both-totals', 'key-without-effect', 'managed-unused', 'fraction-clamped', 'jvm-option-conflict', 'metaspace-thin', 'unused-suppression'],
  'advice/payments.yaml': ['rocksdb-budget-small', 'consumer-missing', 'jvm-option-conflict', 'deprecated-key', 'unit-differs'],
  'broken/upgraded.yaml': ['file-not-read', 'jvm-options-joined'],
  'upgrade/flink-conf.yaml': [],
  'standalone/flink-conf.yaml': [],
  'standalone-2/config.yaml': [],
  'kubernetes/clicks-session.yaml': [],
  'kubernetes/shop.yaml': [],
  'kubernetes/flink-config.yaml': [],
  'kustomize/base/kustomization.yaml': [],
  'kustomize/base/payments.yaml': [],
  'kustomize/base/reports.yaml': [],
  'kustomize/prod/kustomization.yaml': [],
  'kustomize/prod/memory.yaml': [],
  'kubernetes/standalone.yaml': ['key-overridden', 'container-too-small'],
  'kubernetes/other-operators.yaml': ['key-overridden', 'pools-exceed-flink'],
  'docker/docker-compose.yml': ['container-too-small', 'flink-exceeds-process', 'key-overridden'],
  'helm/values.yaml': ['range-invalid', 'unknown-key'],
};

/** The same of files that are read with others beside them. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  'kustomize/prod/reports.yaml': ['container-too-small'],
  'docker/batch.yml': ['container-too-small'],
  'docker/reports.yml': ['pools-exceed-flink'],
  'docker/batch.env': [],
};

/** The errors that a log shows with the file that it is about. */
const LOGS: Readonly<Record<string, readonly [about: string, code: string, cluster: string]>> = {
  'errors/recommendations.log': ['upgrade/flink-conf.yaml', 'metaspace', 'flink-conf.yaml'],
  'errors/pods.log': ['kubernetes/shop.yaml', 'killed', 'orders'],
};

const read = (file: string): string => readFileSync(path.join(EXAMPLES, file), 'utf8');

for (const [file, rules] of Object.entries(PROMISED)) {
  test(`examples/${file} shows what is promised of it`, () => {
    assert.deepEqual(checkText(read(file), { file }).found.map(({ finding }) => finding.rule).sort(), [...rules].sort());
  });
}

for (const [file, rules] of Object.entries(TOGETHER)) {
  test(`examples/${file} shows what is promised of it, with the files that it names`, () => {
    const [folder = ''] = file.split('/');
    const files = readdirSync(path.join(EXAMPLES, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
    const workspace = new TestWorkspace(Object.fromEntries(files.filter((name) => /\/[^/]+\.\w+$/.test(name)).map((name) => [name, read(name)])));
    assert.deepEqual(workspace.findings(file).map(({ rule }) => rule).sort(), [...rules].sort());
  });
}

for (const [file, [about, code, cluster]] of Object.entries(LOGS)) {
  test(`examples/${file} is explained with ${about}`, () => {
    const { errors, explainedWith } = explainErrors(open(read(about), { uri: `file:///shop/${about}` }), { text: read(file) });
    assert.deepEqual(errors.map((error) => error.code), [code]);
    assert.equal(explainedWith?.name, cluster);
    assert.ok(errors.every(({ fixes, assumed }) => fixes.length > 0 && assumed === undefined));
  });
}

test('Every example is promised something, and stands in the READMEs of both languages', () => {
  const all = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/')).filter((file) => /\/.+\.\w+$/.test(file)).sort();
  assert.deepEqual(all, [...Object.keys(PROMISED), ...Object.keys(TOGETHER), ...Object.keys(LOGS)].sort());
  for (const readme of ['README.md', 'README.zh-cn.md']) {
    assert.deepEqual([...read(readme).matchAll(/^\| `(.+?)`/gm)].map(([, file = '']) => file).sort(), all);
  }
});
