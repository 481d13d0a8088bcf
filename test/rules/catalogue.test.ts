import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ALL_RULES, levelOf } from '../../server/src/rules/index.js';
import { checkText, expectFindings, findingOf, fixesOf, preferredFix, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml' };
const OLD_1_12: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.12' } };
const OLD_1_16: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.16' } };
const NEW_2_2: Reading = { settings: { flinkVersion: '2.2' } };
/** Both totals, so that only the rule in question has something to say. */
const TOTALS = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\n';

function deployment(taskManager: string, more = '', flinkVersion = 'v1_20'): string {
  return `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: ${flinkVersion}\n${more}  jobManager:\n    resource:\n      memory: 2g\n  taskManager:\n${taskManager}`;
}

interface Case {
  readonly rule: string;
  readonly reading?: Reading;
  readonly bad: string;
  /** The preferred fix and the text after it; absent where there is none. */
  readonly fix?: readonly [title: string, after: string];
  readonly good: string;
}

const CASES: readonly Case[] = [
  { rule: 'value-invalid', reading: OLD, bad: `${TOTALS}taskmanager.memory.managed.size: ⟦value-invalid: 0.5g⟧\n`, fix: ['Write 512m', `${TOTALS}taskmanager.memory.managed.size: 512m\n`], good: `${TOTALS}taskmanager.memory.managed.size: 1 gb\n` },
  { rule: 'value-invalid', reading: OLD, bad: `taskmanager.memory.process.size: ⟦value-invalid: 2Gi⟧\njobmanager.memory.process.size: 2g\n`, fix: ['Write 2g', TOTALS], good: TOTALS },
  { rule: 'value-invalid', reading: OLD, bad: `${TOTALS}taskmanager.memory.managed.fraction: ⟦value-invalid: 50%⟧\n`, fix: ['Write 0.5', `${TOTALS}taskmanager.memory.managed.fraction: 0.5\n`], good: `${TOTALS}taskmanager.memory.managed.fraction: .5\n` },
  { rule: 'value-invalid', reading: OLD, bad: `${TOTALS}taskmanager.memory.managed.size: ⟦value-invalid: "512m"⟧ # quoted\r\n`, fix: ['Write 512m', `${TOTALS}taskmanager.memory.managed.size: 512m # quoted\r\n`], good: `${TOTALS}taskmanager.memory.managed.size: 512M\n` },
  { rule: 'value-invalid', bad: `${TOTALS}taskmanager:\n  memory:\n    managed.fraction: ⟦value-invalid: 'half'⟧\n`, fix: ['Remove taskmanager.memory.managed.fraction (its default is 0.4)', TOTALS], good: `${TOTALS}taskmanager:\n  memory:\n    managed.fraction: '0.5'\n` },
  { rule: 'value-invalid', reading: OLD, bad: `${TOTALS}jobmanager.memory.enable-jvm-direct-memory-limit: ⟦value-invalid: yes⟧\n`, fix: ['Write true', `${TOTALS}jobmanager.memory.enable-jvm-direct-memory-limit: true\n`], good: `${TOTALS}jobmanager.memory.enable-jvm-direct-memory-limit: TRUE\n` },
  { rule: 'size-without-unit', reading: OLD, bad: `${TOTALS}taskmanager.memory.network.min: ⟦size-without-unit: 64⟧\n`, fix: ['Write 64m', `${TOTALS}taskmanager.memory.network.min: 64m\n`], good: `${TOTALS}taskmanager.memory.network.min: 67108864\ntaskmanager.memory.segment-size: 32768\n` },
  { rule: 'range-invalid', reading: OLD, bad: `${TOTALS}taskmanager.memory.network.min: ⟦range-invalid: 256m⟧\ntaskmanager.memory.network.max: 128m\n`, fix: ['Swap minimum and maximum', `${TOTALS}taskmanager.memory.network.min: 128m\ntaskmanager.memory.network.max: 256m\n`], good: `${TOTALS}taskmanager.memory.network.min: 128m\ntaskmanager.memory.network.max: 128m\n` },
  { rule: 'range-invalid', reading: OLD, bad: `${TOTALS}taskmanager.memory.network.fraction: ⟦range-invalid: 10⟧\n`, fix: ['Set taskmanager.memory.network.fraction to 0.1', `${TOTALS}taskmanager.memory.network.fraction: 0.1\n`], good: `${TOTALS}taskmanager.memory.network.fraction: 0\n` },
  { rule: 'segment-size-invalid', reading: OLD, bad: 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\ntaskmanager.memory.segment-size: ⟦segment-size-invalid: 33kb⟧\n⟦deprecated-key: taskmanager.network.numberOfBuffers⟧: 4096\n', fix: ['Set taskmanager.memory.segment-size to 32kb', `${TOTALS}taskmanager.memory.segment-size: 32kb\ntaskmanager.network.numberOfBuffers: 4096\n`], good: `${TOTALS}taskmanager.memory.segment-size: 64kb\n` },
  { rule: 'cpu-not-positive', reading: OLD, bad: `${TOTALS}taskmanager.cpu.cores: ⟦cpu-not-positive: 0⟧\n`, fix: ['Set taskmanager.cpu.cores to 1.0', `${TOTALS}taskmanager.cpu.cores: 1.0\n`], good: `${TOTALS}taskmanager.cpu.cores: 0.5\n` },
  { rule: 'weight-negative', reading: OLD, bad: `${TOTALS}taskmanager.memory.managed.consumer-weights: ⟦weight-negative: OPERATOR:70,PYTHON:-1⟧\n`, fix: ['Write OPERATOR:70,PYTHON:0', `${TOTALS}taskmanager.memory.managed.consumer-weights: OPERATOR:70,PYTHON:0\n`], good: `${TOTALS}taskmanager.memory.managed.consumer-weights: OPERATOR:70,PYTHON:0\n` },
  { rule: 'consumer-unknown', reading: OLD_1_12, bad: `${TOTALS}taskmanager.memory.managed.consumer-weights: ⟦consumer-unknown: STATE_BACKEND:70,PYTHON:30⟧\n`, fix: ['Write DATAPROC:70,PYTHON:30', `${TOTALS}taskmanager.memory.managed.consumer-weights: DATAPROC:70,PYTHON:30\n`], good: `${TOTALS}taskmanager.memory.managed.consumer-weights: DATAPROC:70,PYTHON:30\n` },
  { rule: 'consumer-missing', reading: OLD, bad: `${TOTALS}state.backend.type: rocksdb\ntaskmanager.memory.managed.consumer-weights: ⟦consumer-missing: OPERATOR:70,PYTHON:30⟧\n`, fix: ['Write OPERATOR:70,PYTHON:30,STATE_BACKEND:70', `${TOTALS}state.backend.type: rocksdb\ntaskmanager.memory.managed.consumer-weights: OPERATOR:70,PYTHON:30,STATE_BACKEND:70\n`], good: `${TOTALS}state.backend.type: rocksdb\ntaskmanager.memory.managed.consumer-weights: STATE_BACKEND:70\n` },
  { rule: 'overflow', reading: OLD, bad: 'taskmanager.memory.process.size: 2g\njobmanager.memory.flink.size: ⟦overflow: 9223372036854775807⟧\n', good: TOTALS },
  { rule: 'unknown-key', reading: OLD, bad: `${TOTALS}⟦unknown-key: taskmamager.memory.managed.size⟧: 512m\n`, fix: ['Change to taskmanager.memory.managed.size', `${TOTALS}taskmanager.memory.managed.size: 512m\n`], good: `${TOTALS}metrics.reporter.prom.port: 9249\nmyteam.memory.limit: 3\ns3.endpoint: x\njob.autoscaler.memory.tuning.enabled: true\n` },
  { rule: 'unknown-key', reading: OLD, bad: `${TOTALS}⟦unknown-key: taskmanager.memory.network.size⟧: 512m\n`, fix: ['Remove taskmanager.memory.network.size (Flink does not read it)', TOTALS], good: TOTALS },
  { rule: 'deprecated-key', reading: OLD, bad: '⟦deprecated-key: taskmanager.heap.mb⟧: 1280\njobmanager.memory.process.size: 2g\n', fix: ['Rename to taskmanager.memory.flink.size: 1280m', 'taskmanager.memory.flink.size: 1280m\njobmanager.memory.process.size: 2g\n'], good: TOTALS },
  { rule: 'deprecated-key', reading: OLD, bad: `${TOTALS}⟦deprecated-key: taskmanager.memory.size⟧: 512m # RocksDB\n`, fix: ['Rename to taskmanager.memory.managed.size', `${TOTALS}taskmanager.memory.managed.size: 512m # RocksDB\n`], good: TOTALS },
  { rule: 'removed-key', reading: OLD, bad: `${TOTALS}⟦removed-key: taskmanager.memory.preallocate⟧: true\n`, fix: ['Remove taskmanager.memory.preallocate (Flink does not read it)', TOTALS], good: TOTALS },
  { rule: 'removed-key', reading: NEW_2_2, bad: `${TOTALS}⟦removed-key: jobmanager.heap.size⟧: 1g\n`, fix: ['Rename to jobmanager.memory.heap.size', `${TOTALS}jobmanager.memory.heap.size: 1g\n`], good: TOTALS },
  { rule: 'future-key', reading: OLD_1_16, bad: `${TOTALS}⟦future-key: state.backend.rocksdb.memory.fixed-per-tm⟧: 1g\n`, fix: ['Remove state.backend.rocksdb.memory.fixed-per-tm (Flink does not read it)', TOTALS], good: `${TOTALS}state.backend.rocksdb.memory.fixed-per-slot: 1g\n` },
  { rule: 'key-without-effect', reading: OLD, bad: `${TOTALS}taskmanager.memory.managed.size: 512m\n⟦key-without-effect: taskmanager.memory.managed.fraction: 0.3⟧\n`, fix: ['Remove taskmanager.memory.managed.fraction (no effect)', `${TOTALS}taskmanager.memory.managed.size: 512m\n`], good: `${TOTALS}taskmanager.memory.managed.fraction: 0.3\n` },
  { rule: 'duplicate-key', reading: OLD, bad: `⟦duplicate-key: taskmanager.memory.process.size: 1g⟧\n${TOTALS}`, fix: ['Remove this taskmanager.memory.process.size: 1g (no effect)', TOTALS], good: TOTALS },
  { rule: 'duplicate-key', bad: `⟦duplicate-key: taskmanager.memory.process.size: 1g⟧\n${TOTALS}`, fix: ['Keep taskmanager.memory.process.size: 2g and remove the others', TOTALS], good: TOTALS },
  { rule: 'line-ignored', reading: OLD, bad: `${TOTALS}⟦line-ignored: taskmanager.numberOfTaskSlots:2⟧\n`, fix: ['Write taskmanager.numberOfTaskSlots: 2', `${TOTALS}taskmanager.numberOfTaskSlots: 2\n`], good: `---\n${TOTALS}# note\n` },
  { rule: 'value-cut', reading: OLD, bad: `${TOTALS}security.ssl.internal.keystore-password: a⟦value-cut: #b⟧\n`, good: `${TOTALS}security.ssl.internal.keystore-password: a # the usual one\n` },
  { rule: 'several-documents', bad: `${TOTALS}⟦several-documents: ⟧---\nparallelism.default: 2\n`, good: TOTALS },
  { rule: 'yaml-invalid', bad: `${TOTALS}jobmanager:\n  rpc: [\n⟦yaml-invalid: ⟧`, good: TOTALS },
  { rule: 'key-overridden', bad: deployment('    resource:\n      memory: 2g\n', '  flinkConfiguration:\n    ⟦key-overridden: taskmanager.memory.process.size: "4g"⟧\n    parallelism.default: "2"\n'), fix: ['Remove taskmanager.memory.process.size (no effect)', deployment('    resource:\n      memory: 2g\n', '  flinkConfiguration:\n    parallelism.default: "2"\n')], good: deployment('    resource:\n      memory: 2g\n', '  flinkConfiguration:\n    taskmanager.memory.managed.fraction: "0.3"\n') },
  { rule: 'quantity-invalid', bad: deployment('    resource:\n      memory: ⟦quantity-invalid: "2.5Gi"⟧ # half\n'), fix: ['Write 2560Mi', deployment('    resource:\n      memory: "2560Mi" # half\n')], good: deployment('    resource:\n      memory: "2Gi"\n') },
  { rule: 'quantity-invalid', reading: { settings: { operatorVersion: '1.6' } }, bad: deployment('    resource:\n      memory: ⟦quantity-invalid: 2Gi⟧\n', '', 'v1_17'), fix: ['Write 2g', deployment('    resource:\n      memory: 2g\n', '', 'v1_17')], good: deployment('    resource:\n      memory: 2048m\n', '', 'v1_17') },
  { rule: 'unit-differs', bad: deployment('    resource:\n      memory: ⟦unit-differs: 2G⟧\n'), fix: ['Write 2Gi (the same size)', deployment('    resource:\n      memory: 2Gi\n')], good: deployment('    resource:\n      memory: 2048m\n') },
  { rule: 'unit-differs', bad: deployment('    resources:\n      requests: {memory: 2048m}\n      limits: {memory: ⟦unit-differs: 4Gi⟧}\n'), fix: ['Write request 2048Mi and limit 4Gi', deployment('    resources:\n      requests: {memory: 2048Mi}\n      limits: {memory: 4Gi}\n')], good: deployment('    resources:\n      requests: {memory: 2Gi}\n      limits: {memory: 4Gi}\n') },
  { rule: 'unit-differs', bad: deployment('    resource:\n      memory: ⟦unit-differs: 2 048m⟧\n'), fix: ['Write 2048m', deployment('    resource:\n      memory: 2048m\n')], good: deployment('    resource:\n      memory: 2048 m\n') },
  { rule: 'memory-not-configured', bad: deployment('    replicas: 2\n').replace('taskManager', '⟦memory-not-configured: taskManager⟧'), fix: ['Add taskManager.resource.memory: 1728m', deployment('    replicas: 2\n    resource:\n      memory: 1728m\n')], good: deployment('    replicas: 2\n', '  flinkConfiguration:\n    taskmanager.memory.flink.size: 2g\n') },
  { rule: 'file-not-read', reading: OLD, bad: `⟦file-not-read: # flink-memory: version 2.1⟧\n${TOTALS}`, good: `# flink-memory: version 1.20\n${TOTALS}` },
  { rule: 'flink-version-unknown', reading: OLD, bad: `⟦flink-version-unknown: # flink-memory: version 1.21⟧\n${TOTALS}`, good: `# flink-memory: version 1.20\n${TOTALS}` },
];

/** The refusals of derivation.test.ts. */
const SHOWN_BY_DERIVATION = [
  'size-not-configured', 'jvm-exceeds-process', 'flink-exceeds-process', 'jvm-overhead-out-of-range', 'pools-exceed-flink', 'network-out-of-range',
  'network-buffers-mismatch', 'off-heap-exceeds-flink', 'heap-plus-off-heap-not-flink', 'heap-exceeds-flink',
];
/** Those with tests of their own elsewhere. */
const SHOWN_ELSEWHERE = [
  'unused-suppression',
  'fraction-clamped', 'both-totals', 'heap-small', 'network-generous', 'managed-unused', 'managed-missing', 'rocksdb-budget-small', 'metaspace-thin', 'off-heap-thin',
  'jvm-option-conflict', 'jvm-options-joined', 'variable-without-effect',
  'fails-at-deploy', 'flink-version-unsupported', 'template-memory-ignored', 'resources-unsupported', 'limit-factor-invalid', 'nested-configuration-unsupported',
  'key-prefix-overlap', 'memory-ratio-invalid',
  'key-prefix-overlap', 'container-too-small', 'flink-size-fills-container',
];

describe('Rules', () => {
  for (const [index, { rule, reading = {}, bad, fix, good }] of CASES.entries()) {
    it(`${rule} (${index}): found, fixed, and silent where all is well`, () => {
      const checked = expectFindings(bad, reading);
      if (fix !== undefined) {
        const preferred = preferredFix(checked, rule);
        assert.equal(preferred.title, fix[0]);
        assert.equal(preferred.text, fix[1]);
      }
      expectFindings(good, reading);
    });
  }

  it('have one id each and are all shown by an example here or in derivation.test.ts', () => {
    const ids = ALL_RULES.map(({ id }) => id);
    assert.deepEqual([...ids].sort(), [...new Set([...CASES.map(({ rule }) => rule), ...SHOWN_BY_DERIVATION, ...SHOWN_ELSEWHERE])].sort());
  });

  it('leave syntax and exact duplicates of YAML to its own server, and nothing else', () => {
    expectFindings(`taskmanager.memory.process.size: 1g\n${TOTALS}`, { yamlServer: true });
    expectFindings(`${TOTALS}jobmanager:\n  rpc: [\n`, { yamlServer: true });
    expectFindings(`⟦duplicate-key: taskmanager.memory.process.size: 1g⟧\n${TOTALS}`, { ...OLD, yamlServer: true });
  });

  it('take their level from the settings, and are off where these say so', () => {
    const text = `${TOTALS}taskmanager.memory.network.min: 64\n`;
    const off = checkText(text, { ...OLD, settings: { rules: { 'size-without-unit': 'off' } } });
    assert.deepEqual(off.found, []);
    const error = checkText(text, { ...OLD, settings: { rules: { 'size-without-unit': 'error' } } });
    const { finding } = findingOf(error, 'size-without-unit');
    assert.equal(finding.level, 'error');
    assert.equal(levelOf(finding, error.context), 'error');
  });

  it('do not judge what a template may say', () => {
    expectFindings(`${TOTALS}taskmanager.memory.managed.size: {{ .Values.managed }}\n`, OLD);
    expectFindings(deployment('    resource:\n      memory: "{{ .Values.memory }}"\n', '  flinkConfiguration:\n    taskmanager.memory.managed.fraction: "${FRACTION}"\n'));
  });

  it('show no secrets, neither in words nor in data', () => {
    const secret = 'hunter2';
    const text = `${TOTALS}s3.secret-key: ${secret}\ns3.secret-key: ${secret}#more\ns3.secret-key:${secret}\n`;
    const checked = checkText(text, OLD);
    assert.deepEqual(checked.found.map(({ finding }) => finding.rule).sort(), ['duplicate-key', 'line-ignored', 'value-cut']);
    for (const found of checked.found) {
      const shown = [found.sentence, JSON.stringify(found.finding.payload), JSON.stringify(found.finding.related ?? []), ...fixesOf(checked, found).map(({ title }) => title)];
      assert.doesNotMatch(shown.join(' '), /hunter2/);
    }
  });

  it('warn only of an unreadable value that Flink does not come to read', () => {
    const checked = checkText('taskmanager.memory.flink.size: 2g\ntaskmanager.memory.task.heap.size: 1g\ntaskmanager.memory.managed.size: 512m\ntaskmanager.memory.managed.fraction: x\njobmanager.memory.process.size: 2g\n', OLD);
    assert.equal(findingOf(checked, 'value-invalid').finding.level, 'warning');
  });
});
