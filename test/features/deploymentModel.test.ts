import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hover, memoryModel } from '../../server/src/features/index.js';
import type { ClusterModel } from '../../server/src/shared/protocol.js';
import { caret, hoverText, open, type OpenOptions } from '../support/features.js';

function clusterOf(source: string, options: OpenOptions = {}): ClusterModel | undefined {
  const { document, context } = open(source, options);
  return memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters[0];
}

const LARGE = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: clicks
spec:
  flinkVersion: v1_16
  serviceAccount: flink
  flinkConfiguration:
    taskmanager.memory.managed.size: 19g
  jobManager:
    resource:
      memory: 2g
  ‸taskManager:
    resource:
      memory: 22g
`;

describe('Two Flinks', () => {
  test('the model has the outcome of both', () => {
    const cluster = clusterOf(LARGE);
    assert.equal(cluster?.taskManager.status, 'derived');
    const { deployment } = cluster;
    assert.ok(deployment !== undefined);
    assert.deepEqual([deployment.operatorVersion, deployment.flinkVersion, deployment.accepted], ['1.15', '1.20', true]);
    assert.equal(deployment.taskManager.failure?.code, 'pools-exceed-flink');
    assert.equal(deployment.jobManager.pools?.['totalProcess'], cluster.jobManager.pools?.['totalProcess']);
    assert.equal(deployment.jobManager.parts, undefined);
  });

  test('the hover says so', () => {
    const opened = open(LARGE);
    const text = hoverText(hover(opened.document, caret(opened), opened.context));
    assert.match(text, /The operator 1\.15 cannot size it with its own Flink 1\.20: it will not be deployed\./);
    const agreed = open(LARGE.replace('19g', '18g'));
    assert.doesNotMatch(hoverText(hover(agreed.document, caret(agreed), agreed.context)), /operator 1\.15/);
  });
});

describe('TaskManagers of a standalone cluster, as operators 1.7.0 and 1.15.0 count them', () => {
  const REPLICAS = 'kubernetes.internal.taskmanager.replicas';
  const standalone = (replicas: number, rest = ''): string =>
    LARGE.replace('‸', '').replace('  flinkConfiguration:\n', `  mode: standalone\n${rest}  flinkConfiguration:\n    taskmanager.numberOfTaskSlots: "2"\n`) + `    replicas: ${String(replicas)}\n`;
  const counted = (text: string): unknown => {
    const values = clusterOf(text)?.configuration ?? {};
    return [values[REPLICAS]?.value, values['parallelism.default']?.value];
  };

  test('replicas that are none count for the parallelism alone', () => {
    assert.deepEqual(counted(standalone(3)), ['3', '1']);
    assert.deepEqual(counted(standalone(0)), [undefined, '1']);
    const job = '  job: {jarURI: "local:///a.jar", parallelism: 9}\n';
    assert.deepEqual(counted(standalone(3, job)), ['3', '6']);
    assert.deepEqual(counted(standalone(0, job)), ['0', '0']);
    assert.deepEqual(counted(standalone(-1, job)), ['0', '-2']);
  });
});

describe('What is refused first', () => {
  const code = (operatorVersion: string, text: string): string | undefined => clusterOf(text.replace('‸', ''), { settings: { operatorVersion } })?.deployment?.code;

  test('by the first releases: replicas of the TaskManager, then its memory (asked of 1.3.0; 1.4 began to look at the memory first)', () => {
    const both = `${LARGE.replace('22g', '2Pi')}    replicas: 0\n`;
    assert.deepEqual(['1.1', '1.3', '1.4'].map((version) => code(version, both)), ['replicas-below-one', 'replicas-below-one', 'memory-unparsable']);
  });

  test('an empty field where the configuration sizes the process: that field (asked of 1.5.0)', () => {
    const empty = LARGE.replace('memory: 22g', 'memory: ""').replace('managed.size: 19g', 'flink.size: 2g');
    assert.deepEqual(['1.4', '1.5', '1.6', '1.7', '1.15'].map((version) => code(version, empty)), Array(5).fill('memory-unparsable'));
    assert.equal(code('1.5', empty.replace('flink.size', 'managed.size')), 'memory-undefined');
  });
});
