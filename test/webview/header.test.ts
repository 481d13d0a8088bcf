import assert from 'node:assert/strict';
import { it } from 'node:test';
import { clusterLabel } from '../../client/webview/view/header.js';
import type { ClusterSummary } from '../../server/src/shared/protocol.js';

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function summary(kind: string, name: string, file?: string): ClusterSummary {
  return { id: `${kind}/shop/${name}/${file ?? 0}`, name, kind, range: NOWHERE, ...(file === undefined ? {} : { file }) };
}

it('clusters of one name are told apart: by their file in a ConfigMap, else by their kind', () => {
  const all = [summary('ConfigMap', 'flink', 'flink-conf.yaml'), summary('ConfigMap', 'flink', 'config.yaml'), summary('FlinkDeployment', 'clicks'), summary('FlinkSessionJob', 'clicks'), summary('FlinkDeployment', 'orders')];
  assert.deepEqual(all.map((each) => clusterLabel(each, all)), ['flink · flink-conf.yaml', 'flink · config.yaml', 'clicks · FlinkDeployment', 'clicks · FlinkSessionJob', 'orders']);
});
