import { analyse, type Analysis } from './analysis.js';
import type { Cluster, Span } from './cluster.js';
import type { PlacedSection } from './section.js';
import { offsetBy } from './spans.js';

/** A cluster in one version of its file. */
export interface LocatedCluster {
  /** `kind/namespace/name/ordinal`: stays while the file is edited elsewhere. */
  readonly id: string;
  /** The same object while its section, directives and settings stay the same. */
  readonly cluster: Cluster;
  readonly section: PlacedSection;
  /** Derived at first use, once for each cluster. */
  readonly analysis: Analysis;
  /** The same cluster, were this the section's text (after an edit of it); undefined where none would be left. */
  reread(sectionText: string): Analysis | undefined;
  /** An offset of the section as an offset of the file. */
  toOffset(offset: number): number;
  /** A span of the section as a span of the file. */
  toSpan(span: Span): Span;
}

/** A cluster as its section's text says, wherever that stands. */
export class ClusterReading {
  /** By which clusters of the same name are counted. */
  readonly path: string;
  /** Where it stood in the last version: most clusters stay where they are. */
  placed: PlacedCluster | undefined;
  #analysis: Analysis | undefined;

  constructor(readonly cluster: Cluster) {
    const { kind, namespace, name } = cluster;
    this.path = `${kind}/${namespace}/${name}`;
  }

  analysis(): Analysis {
    this.#analysis ??= analyse(this.cluster);
    return this.#analysis;
  }
}

/** Such a reading in its place. */
export class PlacedCluster implements LocatedCluster {
  readonly id: string;
  readonly #reread: (text: string) => Cluster | undefined;

  /**
   * @param ordinal how many clusters of the same name stand before it
   * @param reread finds the cluster in another text of its section
   */
  constructor(readonly ordinal: number, readonly section: PlacedSection, readonly reading: ClusterReading, reread: (text: string) => Cluster | undefined) {
    this.id = `${reading.path}/${String(ordinal)}`;
    this.#reread = reread;
  }

  get cluster(): Cluster {
    return this.reading.cluster;
  }

  get analysis(): Analysis {
    return this.reading.analysis();
  }

  reread(sectionText: string): Analysis | undefined {
    const cluster = this.#reread(sectionText);
    return cluster === undefined ? undefined : analyse(cluster);
  }

  toOffset(offset: number): number {
    return this.section.start + offset;
  }

  toSpan(span: Span): Span {
    return offsetBy(span, this.section.start);
  }
}
