import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hover, memoryModel } from '../../server/src/features/index.js';
import type { ClusterModel, ProcessModel } from '../../server/src/shared/protocol.js';
import { fieldsOf, readLines, textOf } from '../model/vectors.js';
import { chartDefaults } from '../support/operators.js';
import { caret, hoverText, open, type OpenOptions } from '../support/features.js';

function clusterOf(source: string, options: OpenOptions = {}): ClusterModel | undefined {
  const { document, context } = open(source, options);
  return memoryModel(document, { textDocument: { uri: document.text.uri } }, context)?.clusters[0];
}

/** What the validator asks besides memory, sizes and versions. */
const OTHER_CODES = new Set(['name-invalid', 'standby-needs-ha', 'ha-needed', 'checkpoint-dir-missing', 'savepoint-dir-missing', 'storage-unparsable', 'validator-null']);
/** Two things are wrong, and the other one is named first. */
const OTHER_ORDER = new Set(['101-519-1.10.0', '101-519-1.4.0', '101-102-1.12.1', '101-104-1.2.0', '101-104-1.1.0', '101-104-1.8.0', '101-22-1.15.0', '101-325-1.6.1', '101-325-1.2.0']);
/** The validator does not read the former `taskmanager.heap.size`, which the deployment itself then would. */
const FORMER_KEY = new Set(['101-533-1.11.0']);

test('A deployment is admitted, refused and sized as the operator says', () => {
  const vectors = readLines('operator-admission.jsonl');
  assert.equal(vectors.length, 1187);
  for (const fields of vectors) {
    const id = textOf(fields['id']);
    const minor = Number(textOf(fields['version']).split('.')[1]);
    const { deployment } = clusterOf(textOf(fields['yaml']), { settings: { operatorVersion: `1.${minor}`, operatorDefaults: chartDefaults(minor) } }) ?? {};
    const code = fields['code'] === undefined ? undefined : textOf(fields['code']);
    if (deployment === undefined) {
      // Nobody deploys a canary; what has no version and leaves a process out is thought to be a part.
      assert.ok(fields['canary'] === true || code === 'flink-version-missing' || code === 'validator-null' || code === 'schema-type', id);
      continue;
    }
    if (!(code !== undefined && OTHER_CODES.has(code)) && !FORMER_KEY.has(id)) {
      assert.equal(deployment.accepted, fields['accepted'], `${id} ${deployment.code ?? ''}`);
      if (!OTHER_ORDER.has(id)) assert.equal(deployment.code, code, id);
    }
    for (const process of ['taskManager', 'jobManager'] as const) {
      if (fields[process] === undefined) continue;
      const expected = fieldsOf(fields[process]);
      const { pools, failure }: ProcessModel = deployment[process];
      if (expected['pools'] !== undefined) assert.deepEqual(pools, expected['pools'], id);
      else assert.deepEqual([failure?.code, failure?.reason], [expected['failure'], expected['reason']], id);
    }
  }
});

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
