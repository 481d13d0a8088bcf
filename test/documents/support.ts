import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/documents/edits.js';
import { type Change, type Cluster, DocumentStore, editsFor, type LocatedCluster, type ReadingSettings } from '../../server/src/documents/index.js';

export const SETTINGS: ReadingSettings = { flinkVersion: 'auto', operatorVersion: 'auto', operatorDefaults: {} };

/** The clusters of a text under a file name. */
export function clustersOf(text: string, fileName = 'deployment.yaml', settings: ReadingSettings = SETTINGS): readonly LocatedCluster[] {
  const store = new DocumentStore();
  const uri = `file:///workspace/${fileName}`;
  store.update(uri, fileName === 'flink-conf.yaml' ? 'flink-conf' : 'yaml', 1, text);
  return store.get(uri)?.clusters(settings) ?? [];
}

/** The text's only cluster. */
export function clusterOf(text: string, fileName?: string, settings?: ReadingSettings): Cluster {
  return onlyOne(clustersOf(text, fileName, settings)).cluster;
}

export function onlyOne<T>(list: readonly T[]): T {
  const [first] = list;
  assert.ok(first !== undefined && list.length === 1, `expected one, found ${list.length}`);
  return first;
}

/** What Flink sees, as plain data. */
export function valuesOf(cluster: Cluster): Record<string, string> {
  return Object.fromEntries([...cluster.settings].map(([key, { value }]): [string, string] => [key, value]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text after the changes, made to its only cluster. */
export function changed(text: string, fileName: string, changes: (cluster: Cluster) => readonly Change[]): string {
  const { cluster, section } = onlyOne(clustersOf(text, fileName));
  const result = editsFor(text.slice(section.start, section.end), cluster, changes(cluster));
  assert.ok('edits' in result, JSON.stringify(result));
  return text.slice(0, section.start) + applyEdits(text.slice(section.start, section.end), result.edits) + text.slice(section.end);
}
