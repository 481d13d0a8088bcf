/** The operator's own examples give what a reader of them wrote down (`test/documents/examplesOperator.ts`). */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { memoryModel } from '../../server/src/features/index.js';
import { check } from '../../server/src/rules/index.js';
import type { ClusterModel } from '../../server/src/shared/protocol.js';
import { type ExpectedCluster, type ExpectedFile, type ExpectedProcess, OPERATOR_FILES, OTHER_OPERATORS_FILES } from '../documents/examplesOperator.js';
import { open } from '../support/features.js';

const FOLDER = path.join(__dirname, '../../../../shared/examples-operator');
const MIB = 1n << 20n;

function clustersOf(file: string): readonly ClusterModel[] {
  const { document, context } = open(readFileSync(path.join(FOLDER, file), 'utf8'), { uri: `file:///shared/${file}` });
  return memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters ?? [];
}

function compareProcess(process: 'taskManager' | 'jobManager', cluster: ClusterModel, expected: ExpectedProcess | undefined, isOperators: boolean): void {
  const { [process]: model, container } = cluster;
  if (expected === undefined || expected.failure !== undefined) {
    assert.deepEqual([model.status, model.failure?.code], expected === undefined ? ['absent', undefined] : ['failed', expected.failure], process);
    return;
  }
  const bytes = String(BigInt(expected.mebibytes) * MIB);
  assert.equal(model.pools?.totalProcess, bytes, process);
  // §3: request and limit are the process size, as no example has a limit factor.
  if (isOperators) assert.deepEqual([container?.[process]?.requestBytes, container?.[process]?.limitBytes], [bytes, bytes], process);
}

function compareCluster(cluster: ClusterModel, expected: ExpectedCluster, isOperators: boolean): void {
  assert.deepEqual([cluster.kind, cluster.name], [expected.kind, expected.name]);
  assert.equal(cluster.id.split('/')[1], expected.namespace ?? '');
  if (expected.version !== undefined) assert.equal(/^\d+\.\d+/.exec(cluster.flinkVersion.value)?.[0], expected.version);
  compareProcess('jobManager', cluster, expected.jobManager, isOperators);
  compareProcess('taskManager', cluster, expected.taskManager, isOperators);
  if (expected.slots !== undefined && expected.taskManager?.failure === undefined) assert.equal(cluster.taskManager.slots, expected.slots);
  // How many there are is no matter of memory, and read for Flink's own operator only.
  if (isOperators && expected.taskManagers !== undefined) assert.equal(cluster.taskManager.replicas, expected.taskManagers);
  if (isOperators && cluster.deployment !== undefined && expected.kind !== 'FlinkSessionJob') assert.deepEqual([cluster.deployment.accepted, cluster.deployment.failure], [true, undefined]);
}

function compareFile({ file, clusters }: ExpectedFile, isOperators: boolean): void {
  const found = clustersOf(file);
  assert.deepEqual(found.map(({ name }) => name), clusters.map(({ name }) => name), file);
  for (const [at, expected] of clusters.entries()) {
    const cluster = found[at];
    assert.ok(cluster !== undefined);
    try {
      compareCluster(cluster, expected, isOperators);
    } catch (error) {
      assert.fail(`${file}, ${expected.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Of a TaskManager of 1 GiB with two slots, Flink leaves 25.6 MiB of task heap. */
const HEAP = 'heap-small taskmanager.memory.process.size';
/** `1G` and `2G` are no powers of ten there. */
const GIBIBYTES = ['unit-differs jobManager.requests.memory', 'unit-differs taskManager.requests.memory'];
/** Flink 2 has one switch for each side instead of `security.ssl.enabled`. */
const TRUE_FINDINGS: Readonly<Record<string, readonly string[]>> = {
  'e2e/autoscaler.yaml': [HEAP],
  'e2e/bluegreen-ingress.yaml': GIBIBYTES,
  'e2e/bluegreen-laststate.yaml': GIBIBYTES,
  'e2e/bluegreen-stateless.yaml': GIBIBYTES,
  'e2e/flinkdep-batch-cr.yaml': [HEAP],
  'e2e/flinkdep-cr.yaml': [HEAP],
  'e2e/multi-sessionjob.yaml': [HEAP, HEAP],
  'e2e/sessionjob-cr.yaml': [HEAP],
  'flink-tls-example/basic-secure.yaml': ['removed-key security.ssl.enabled'],
  'release-1.15/flink-tls-example/basic-secure.yaml': ['removed-key security.ssl.enabled'],
};

// They stand beside the repository, where there are any.
if (existsSync(FOLDER)) describe('The operator’s examples', () => {
  test('every one has a row', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name) && statSync(path.join(FOLDER, name)).isFile());
    assert.deepEqual(files.sort(), [...OPERATOR_FILES, ...OTHER_OPERATORS_FILES].map(({ file }) => file).sort());
  });

  test('give the totals that were read in them', () => {
    for (const row of OPERATOR_FILES) compareFile(row, true);
  });

  test('other operators’ examples, too', () => {
    for (const row of OTHER_OPERATORS_FILES) compareFile(row, false);
  });

  test('are right, and nothing is said about them', () => {
    for (const { file } of OPERATOR_FILES) {
      const { document, context } = open(readFileSync(path.join(FOLDER, file), 'utf8'), { uri: `file:///shared/${file}` });
      const findings = document.clusters(context.settings).flatMap(({ analysis }) => check(analysis, { settings: context.settings, yamlServer: false }));
      assert.deepEqual(findings.filter(({ level }) => level !== 'hint').map(({ rule, key }) => `${rule} ${key ?? ''}`), TRUE_FINDINGS[file] ?? [], file);
    }
  });
});
