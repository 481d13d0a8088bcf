import type { ProcessSite, Span } from '../cluster.js';
import type { FlinkContainer } from '../layers/processLayers.js';

/** A key of a ConfigMap that a document refers to. */
export interface ConfigMapKey {
  readonly name: string;
  readonly key: string;
}

/** A ConfigMap, or a Secret, in Flink's folder. */
export interface Mounted {
  readonly name: string;
  readonly isSecret?: true;
  readonly oldFile?: string;
  readonly yamlFile?: string;
  /** Where the container says so. */
  readonly span: Span;
  /** Files of the folder come from elsewhere as well. */
  readonly isOneOfSeveral?: true;
}

/** One process of Flink's as a workload starts it, as long as nobody has looked into the documents that it refers to. */
export interface Member extends Omit<FlinkContainer, 'file' | 'properties'> {
  /** What is mounted where Flink looks for its configuration; the key of each file that it may be. */
  readonly mounted?: Mounted;
  /** Something stands there that no document has: a volume, what a script puts there. */
  readonly isConfiguredElsewhere?: true;
  /** The process as its workload speaks of it. */
  readonly site: ProcessSite;
  /** Where `FLINK_PROPERTIES` comes from, when not from the workload itself; the first that has it counts. */
  readonly properties: readonly ConfigMapKey[];
}
