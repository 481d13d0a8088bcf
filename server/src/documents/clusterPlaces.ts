import type { Cluster } from './cluster.js';

/** The cluster at such a place. */
export function clusterAt(clusters: readonly Cluster[], place: string): Cluster | undefined {
  return clusters[placesOf(clusters).indexOf(place)];
}

/** Which of a section's clusters one is, whatever becomes of the others: an edit may leave one of them without a key of Flink's. */
export function placesOf(clusters: readonly Cluster[]): readonly string[] {
  const ordinals = new Map<string, number>();
  return clusters.map(({ kind, namespace, name, embedded, specPath = [] }) => {
    const place = JSON.stringify([kind, namespace, name, embedded?.name, ...specPath]);
    const ordinal = ordinals.get(place) ?? 0;
    ordinals.set(place, ordinal + 1);
    return `${place}${ordinal}`;
  });
}
