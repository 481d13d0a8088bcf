import type { Location } from '../../shared/protocol.js';
import type { Cluster, Span } from '../cluster.js';
import type { AnyLayer, DistantLayer, Layer } from './layer.js';

/** A span of another file's text as a place in that file. */
export type Locate = (span: Span) => Location;

/** A file or its variables, of which nothing is at hand: they may set anything. */
export const UNKNOWN_FILE: DistantLayer = { source: 'otherDocument', values: new Map(), incomplete: true };

/**
 * A file of Flink's that stands in another file of the workspace, as the layer under what a document says itself. One that Flink
 * cannot load has nothing to give.
 *
 * @param locate a span of the file's cluster as a place in that file
 */
export function distantFile({ settings, incomplete, loading }: Cluster, locate: Locate): DistantLayer {
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

/** A layer as it counts for a document: one that stands in another file gives its values, with their places there. */
export function whereItStands(layer: Layer, elsewhere: Locate | undefined): AnyLayer {
  if (elsewhere === undefined) return layer;
  const winners = [...layer.winners];
  return {
    source: 'otherDocument',
    values: new Map(winners.map(([key, { value }]) => [key, value])),
    unknown: new Set(winners.flatMap(([key, { templated }]) => (templated ? [key] : []))),
    origins: new Map(winners.map(([key, { valueSpan }]) => [key, elsewhere(valueSpan)])),
    incomplete: layer.incomplete || layer.loading !== undefined,
  };
}
