import type { Location } from '../../shared/protocol.js';
import type { Entry, LoadingFailure, ReadingProblem, SettingSource, Span } from '../cluster.js';
import type { Change, EditResult } from '../edits.js';
import type { ProcessKind } from '../../model/derivation.js';

/** A change that one layer can be asked for. */
export type LayerChange = Extract<Change, { readonly kind: 'setValue' | 'rename' | 'removeEntry' | 'set' | 'replace' }>;

/** One of several places that a cluster's configuration comes from. What a stronger one says counts; see `layeredCluster`. */
export interface Layer {
  readonly source: SettingSource;
  /** In the order of the text, losers included; placed in the section. */
  readonly entries: readonly Entry[];
  /** The entry that counts for each key, as long as nothing stronger sets it. */
  readonly winners: ReadonlyMap<string, Entry>;
  readonly problems: readonly ReadingProblem[];
  /** Nobody knows what else is set here. */
  readonly incomplete: boolean;
  readonly loading?: LoadingFailure;
  /** Whether a key can be added; of several layers those of `text` are asked first. */
  readonly takesKeys: 'text' | 'list' | 'no';
  /** Whether a span of the section stands in it. */
  touches(span: Span): boolean;
  /** Edits of the section's text for changes of this layer's own entries, and for keys that it gets. */
  edits(section: string, changes: readonly LayerChange[]): EditResult;
}

/** The layers of each process, the weakest first. A layer of both stands in both lists. */
export type ClusterLayers = Readonly<Record<ProcessKind, readonly AnyLayer[]>>;

/** What stands in no document at hand: an image's own file, a ConfigMap elsewhere. */
export interface DistantLayer {
  readonly source: 'otherDocument';
  readonly values: ReadonlyMap<string, string>;
  /** Those of its keys whose values depend on the machine. */
  readonly unknown?: ReadonlySet<string>;
  /** Where its keys stand in another file. */
  readonly origins?: ReadonlyMap<string, Location>;
  readonly incomplete: boolean;
  /** What brings it in, such as the image. */
  readonly broughtBy?: Span;
}

export type AnyLayer = Layer | DistantLayer;

export function isDistant(layer: AnyLayer): layer is DistantLayer {
  return 'values' in layer;
}
