import type { Location } from '../../shared/protocol.js';
import type { Cluster, Span } from '../cluster.js';
import type { DistantLayer } from './layer.js';

/**
 * A file of Flink's that stands in another file of the workspace, as the layer under what a document says itself. One that Flink
 * cannot load has nothing to give.
 *
 * @param locate a span of the file's cluster as a place in that file
 */
export function distantFile({ settings, incomplete, loading }: Cluster, locate: (span: Span) => Location): DistantLayer {
  const values = new Map<string, string>();
  const unknown = new Set<string>();
  const origins = new Map<string, Location>();
  settings.forEach(({ value, templated, entry }, key) => {
    values.set(key, value);
    if (templated) unknown.add(key);
    if (entry !== undefined) origins.set(key, locate(entry.valueSpan));
  });
  return { source: 'otherDocument', values, unknown, origins, incomplete: incomplete || loading !== undefined };
}
