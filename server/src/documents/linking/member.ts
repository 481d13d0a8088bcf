import type { Cluster, ProcessSite, Span } from '../cluster.js';
import { filesReadBy } from '../flinkVersion.js';
import type { Locate } from '../layers/distantFile.js';
import type { Variable } from '../layers/variables.js';
import type { FlinkContainer } from '../layers/processLayers.js';

/** Where variables of a container come from, when not from the workload itself. */
export interface VariableReference {
  /** The name of a ConfigMap; absent for what is not read, such as a Secret. */
  readonly map?: string;
  /** The only variable that comes from there, and the key that has its value; absent where every key is a variable. */
  readonly only?: NamedReference;
  /** Where the container names the variable, or the ConfigMap whose keys are variables; absent where that is in another file, or may have nothing to give. */
  readonly span?: Span;
}

/** A variable with the value of a key. */
export interface NamedReference {
  readonly variable: string;
  readonly key: string;
  /** The variable as long as nobody knows its value; absent for `FLINK_PROPERTIES`, which may set anything. */
  readonly unknown?: Variable;
}

/** A ConfigMap, or a Secret, in Flink's folder. */
export interface Mounted {
  readonly name: string;
  readonly isSecret?: true;
  /** The keys that it has for `flink-conf.yaml` and `config.yaml`. */
  readonly oldFile?: string;
  readonly yamlFile?: string;
  /** Where the container says so; absent where that is in another file. */
  readonly span?: Span;
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
  /** Where other variables that configure Flink may come from; of one name the first counts. */
  readonly references: readonly VariableReference[];
  /** Of a patch: what it is put over. */
  readonly base?: MemberBase;
}

/** A process of the workload that a patch is put over, as that is without the patch. */
export interface MemberBase {
  readonly facts: MemberFacts;
  readonly member: Member;
  /** A span of its section as a place in its file. */
  readonly locate: Locate;
}

/** What a workload says of a process, beside its configuration. */
export type MemberFacts = Pick<Cluster, 'name' | 'namespace' | 'span' | 'head'>;

/** The keys that the process's Flink reads of what is mounted, the one that counts first. */
export function keysRead({ mounted, version: { version } }: Member): readonly string[] {
  return filesReadBy(version).flatMap((file) => (file === 'flink-conf.yaml' ? mounted?.oldFile : mounted?.yamlFile) ?? []);
}

/** Whether nobody can write the file that the process's Flink reads: what comes of a ConfigMap or a Secret is read-only. */
export function isFileReadOnly(member: Member): boolean {
  return keysRead(member).length > 0;
}
