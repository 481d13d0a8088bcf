import type { Renamed } from '../../../server/src/shared/movedTo.js';
import type { ClusterModel, ClusterSummary } from '../../../server/src/shared/protocol.js';

/** A cluster of a document, and all that the document has. */
export interface Seen {
  readonly uri: string;
  readonly summary: readonly ClusterSummary[];
  readonly cluster: ClusterModel;
}

/**
 * The cluster that is the same under another name: alone of its document's clusters it has another id, in the same place, and is
 * configured as it was. Undefined where there is none, or any doubt: another text may have taken its place.
 */
export function renamedCluster(before: Seen, after: Seen): Renamed | undefined {
  const [from, to] = [before.cluster, after.cluster];
  if (from.id === to.id || before.uri !== after.uri || before.summary.length !== after.summary.length) return undefined;
  const isSame = before.summary.every(({ id }, place) => {
    const now = after.summary[place]?.id;
    return id === from.id ? now === to.id : now === id;
  });
  if (!isSame || from.kind !== to.kind || from.file !== to.file || configurationOf(from) !== configurationOf(to)) return undefined;
  return { uri: before.uri, cluster: from.id, to: to.id };
}

function configurationOf({ configuration }: ClusterModel): string {
  return JSON.stringify(Object.entries(configuration).map(([key, { value }]) => [key, value]));
}
