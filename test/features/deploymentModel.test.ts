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
