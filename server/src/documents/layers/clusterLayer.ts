import type { Cluster, Entry, SettingSource } from '../cluster.js';
import { type Change, editsFor } from '../edits.js';
import { placedProblem } from '../placing.js';
import type { Layer } from './layer.js';

/**
 * What was read as a cluster of its own as a layer of another: a file of Flink's in a ConfigMap, a text with settings in a variable.
 *
 * @param cluster placed in the section; its edits are made as for itself
 */
export function clusterLayer(cluster: Cluster, source: SettingSource): Layer {
  const own = new Map<Entry, Entry>();
  const origin = new Map<Entry, Entry>();
  for (const entry of cluster.entries) {
    // What stands elsewhere is hinted and refactored there.
    const layered: Entry = { ...entry, source, ...(source === 'otherDocument' ? { site: { kind: 'fixed' } } : {}) };
    own.set(entry, layered);
    origin.set(layered, entry);
  }
  const of = (entry: Entry): Entry => own.get(entry) ?? entry;
  const winners = new Map<string, Entry>();
  cluster.settings.forEach(({ entry }, key) => {
    if (entry !== undefined) winners.set(key, of(entry));
  });
  const { embedded, loading } = cluster;
  return {
    source,
    entries: cluster.entries.map(of),
    winners,
    problems: cluster.problems.map((problem) => placedProblem(problem, of, (span) => span)),
    incomplete: cluster.incomplete,
    ...(loading === undefined ? {} : { loading }),
    takesKeys: 'text',
    touches: (span) => embedded?.text.touches(span) ?? (span.start >= cluster.span.start && span.end <= cluster.span.end),
    edits: (section, changes) => editsFor(section, cluster, changes.map((change): Change => ('entry' in change ? { ...change, entry: origin.get(change.entry) ?? change.entry } : change))),
  };
}
