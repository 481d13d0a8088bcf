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
