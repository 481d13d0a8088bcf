import type { FlinkVersion } from '../model/version.js';
import type { ProcessKind } from '../model/derivation.js';
import type { Location } from '../shared/protocol.js';
import type { PlacedText } from './embedded/embeddedText.js';
import type { FieldSite, FieldUnits, MemoryField, MemoryShare } from './fields.js';
import type { Analysis } from './analysis.js';
import type { ContainerSite } from './containerSite.js';
import type { ClusterLayers } from './layers/layer.js';
import type { Member } from './linking/member.js';
import type { LoadingFailure, ReadingProblem } from './readingProblems.js';
import type { NodePath } from './yaml/node.js';

export type { ContainerField, ContainerSite, ContainerUnits } from './containerSite.js';
export type { IgnoredCause, InvalidYaml, LoadingFailure, ReadingProblem, TextReplacement, UnreadablePair } from './readingProblems.js';

/** UTF-16 offsets, relative to the start of the section, so that a section that merely moves keeps everything read from it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How an entry is written, as far as an edit must know. Each reader makes its own sites. */
export type Site =
  /** A line `key: value` of the old format. */
  | { readonly kind: 'line'; readonly line: Span }
  /** A pair of a YAML mapping that holds Flink configuration, flat or nested: there the keys down to it, absent where it has the whole key itself. */
  | { readonly kind: 'pair'; readonly pair: Span; readonly quote: 'plain' | 'single' | 'double' | 'block'; readonly keyPath: readonly string[] | undefined; readonly flow: boolean }
  /** A scalar outside the configuration that sets an option, such as `resource.memory`. */
  | FieldSite
  /** A value among variables or arguments, which its layer writes. */
  | { readonly kind: 'value' }
  /** A field that this document does not have, and may get: its path in the section's tree. */
  | { readonly kind: 'absent'; readonly path: NodePath }
  /** Read from elsewhere, such as behind a YAML alias: cannot be written in its place. */
  | { readonly kind: 'fixed' };

/** A key of Flink's with its value, where it stands in the document. */
export interface Entry {
  /** The flat key, e.g. `taskmanager.memory.process.size`, whatever way it is written. */
  readonly key: string;
  /** The value as Flink gets it, e.g. without YAML's quotes. */
  readonly value: string;
  /** The key, or its last part where it is nested; for `resource.memory` the word `memory`. */
  readonly keySpan: Span;
  /** The value as written, quotes included; empty and behind the colon where there is none. */
  readonly valueSpan: Span;
  /** A template takes part in the value (`{{ }}`, `${ }`): it is unknown, not wrong. */
  readonly templated: boolean;
  readonly source: SettingSource;
  readonly site: Site;
}

export type SettingSource = 'document' | 'resource' | 'environment' | 'argument' | 'otherDocument' | 'operatorDefault';

/** What Flink sees for a key once every override is done. */
export interface Setting {
  readonly value: string;
  readonly source: SettingSource;
  readonly templated: boolean;
  /** Where it stands; absent for what stands in no document (operator defaults). */
  readonly entry?: Entry;
  /** Where it stands in another file. */
  readonly origin?: Location;
  /** What brings in a value that stands in no text at hand: an image with a file of its own. */
  readonly broughtBy?: Span;
  /** Entries for the same key that lost against this one. */
  readonly overridden: readonly Entry[];
  /** Nothing in this document can overrule it. */
  readonly isFixed?: true;
  /** The same in other files. */
  readonly overriddenElsewhere?: readonly { readonly value: string; readonly location: Location }[];
  /**
   * What counts once the memory field that sizes the process is removed, or every entry of any other key: another field, the
   * configuration, the operator's default. Absent where nothing is left.
   */
  readonly beneath?: Pick<Setting, 'value' | 'templated'>;
}

export type VersionSource = 'comment' | 'setting' | 'spec' | 'image' | 'file' | 'default';

export interface VersionFound {
  /** The version that counts, or undefined where it is one we do not model (later than the last one known). */
  readonly version: FlinkVersion | undefined;
  /** As written, without prefix: `1.20`, `2.4`. */
  readonly text: string;
  readonly source: VersionSource;
  /** The field says which minor, the image's tag which patch release of it. */
  readonly patchFrom?: 'image';
  readonly span?: Span;
  /** `spec.flinkVersion` as it stands, whether or not it counts. */
  readonly field?: { readonly text: string; readonly span: Span };
}

/** A value read where Kubernetes or the operator reads it: `resource.memory`, `resources.requests.memory`, … */
export interface ResourceMemory {
  readonly process: ProcessKind;
  readonly field: 'resource.memory' | 'requests.memory' | 'limits.memory' | 'resources.memory';
  /** Who reads it; Flink's own operator where that is absent. */
  readonly units?: FieldUnits;
  /** The share of it that the process gets, where that is not all. */
  readonly share?: MemoryShare;
  /** The text in the document. */
  readonly text: string;
  readonly templated: boolean;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  readonly site: Site;
  /** False when it is not the field that sizes the process (a limit beside a request, a `resource` hidden by `resources`). */
  readonly effective: boolean;
}

/** Why a deployment is refused before its processes are sized, by the API server (`schema-…`) or the operator's validator. */
export interface AdmissionRefusal {
  readonly code:
    | 'schema-type' | 'schema-enum' | 'flink-version-missing' | 'flink-version-unsupported' | 'key-forbidden' | 'parallelism-below-one' | 'replicas-below-one' | 'service-account-missing'
    | 'validator-null' | 'job-missing' | 'session-key-forbidden' | 'jar-uri-invalid';
  /** The field, with dots: `spec.flinkVersion`. */
  readonly path: string;
  /** The key of `flinkConfiguration`. */
  readonly key?: string;
  /** Noticed with this process, after the JobManager's memory and before the TaskManager's; with `last` after both. */
  readonly process?: ProcessKind;
  readonly last?: true;
}

/** One of a cluster's two processes, as the document speaks of it. */
export interface ProcessSite {
  readonly present: boolean;
  /** Where a finding about the whole process stands when no option of it is set: the head of its block, or of the cluster; of one that another file brings in, the name of that file. */
  readonly head: Span;
  readonly resources: readonly ResourceMemory[];
  readonly replicas?: number;
  /** Operator only: there is a `resource` block, with memory or without. */
  readonly hasResource?: boolean;
  /** Operator only: the field that sizes it stands in a file that this document patches. */
  readonly isSizedBeneath?: true;
  /** Other people's operators only: the field that sizes the process. */
  readonly memory?: MemoryField;
  /** What the document gives the process's container, where it says so itself. */
  readonly container?: ContainerSite;
  /** Nobody knows what else is set for it, as by a file that is not at hand: nothing can be derived, and nothing is missing for certain. */
  readonly incomplete?: true;
}

/** A key that the operator sets from a field of its own. */
export interface OperatorKey {
  readonly key: string;
  /** Absent where a template decides. */
  readonly value?: string;
}

export type ClusterKind =
  | 'flink-conf' | 'config.yaml' | 'FlinkDeployment' | 'FlinkBlueGreenDeployment' | 'FlinkSessionJob' | 'ConfigMap' | 'Secret' | 'HelmValues' | 'JsonPatch' | 'Workload' | 'Compose'
  | 'FlinkApplication' | 'FlinkEnvironment' | 'FlinkCluster' | 'VervericaDeployment' | 'VervericaSessionCluster';

/** The kinds whose processes the operator starts, each with the place of its `FlinkDeploymentSpec` in the object. */
export const DEPLOYED_KINDS = { FlinkDeployment: ['spec'], FlinkBlueGreenDeployment: ['spec', 'template', 'spec'] } as const satisfies Partial<Record<ClusterKind, readonly string[]>>;
export type DeployedKind = keyof typeof DEPLOYED_KINDS;

/** How a configuration is written, and so who reads it: Flink's old reader, its YAML reader, the operator. */
export type ConfigurationFormat = 'flink-conf' | 'config.yaml' | 'flinkConfiguration';

/** A file of Flink's that is written in a scalar of another document. */
export interface EmbeddedFile {
  /** The name it will have, such as a key of a ConfigMap's `data`. */
  readonly name: string;
  readonly text: PlacedText;
  /** What is read from that text: the same cluster with spans of the text, every entry at the same index. */
  readonly cluster: Cluster;
  /** Such files beside it in the same document, by their names. */
  readonly beside: readonly string[];
}

/** A document that others get a file from. */
export interface Lender {
  /** As a cluster by itself. */
  readonly analysis: Analysis;
  /** Several clusters of the file get it. */
  readonly isShared: boolean;
}

/** What a cluster is put over, in another file. */
export interface Basis {
  /** As it is read by itself. */
  readonly cluster: Cluster;
  readonly location: Location;
  /** The only process that gets it; absent where both do. */
  readonly process?: ProcessKind;
}

/** One Flink cluster as a document describes it: what every kind of document is read into. */
export interface Cluster {
  readonly kind: ClusterKind;
  readonly format: ConfigurationFormat;
  /** Where keys of Flink's stand in the section's tree; absent for the root, and for what is embedded. */
  readonly configurationPath?: NodePath;
  /** Operator only: where the `FlinkDeploymentSpec` stands in the section's tree. */
  readonly specPath?: NodePath;
  /** Where the configuration is no document of its own. Spans of the cluster are the section's all the same. */
  readonly embedded?: EmbeddedFile;
  /** Where the configuration comes from several places, each over the one before; `editsFor` writes each change where it belongs. */
  readonly layers?: ClusterLayers;
  /** Workloads only: the process by itself, to be linked with what it refers to. */
  readonly member?: Member;
  /** The clusters that the documents are which this one gets files from: what is wrong with those is told there. */
  readonly lenders?: readonly Lender[];
  /** `metadata.name`, or the file's name. */
  readonly name: string;
  readonly namespace: string;
  /** The text that belongs to the cluster. */
  readonly span: Span;
  /** Where that is several stretches, others' text between them: each of them, in their order. */
  readonly parts?: readonly Span[];
  /** Where the whole cluster's findings and hovers stand: `kind: FlinkDeployment`, the key of an embedded file, or a file's first line. */
  readonly head: Span;
  readonly version: VersionFound;
  /** The operator's minor version that the document is read by (setting, or 1.16 where `resources` is used, else 1.15); FlinkDeployments only. */
  readonly operatorVersion?: string;
  /** Operator only: why it is refused at admission, whatever its processes would get; in the order in which it is noticed. */
  readonly refusedAs?: readonly AdmissionRefusal[] | undefined;
  /** Operator only: what it sets besides sizes, over the configuration; none of it decides how a process is divided. */
  readonly operatorKeys?: readonly OperatorKey[];
  /** FlinkSessionJobs only: the FlinkDeployment that runs the job. */
  readonly sessionOf?: string;
  /** Confluent's FlinkApplications only: the FlinkEnvironment whose defaults go over it. */
  readonly environment?: string;
  /** True where Flink derives as in a container (native FlinkDeployments): legacy heap keys mean the process size. */
  readonly container: boolean;
  /** True for a file that may be one part of several (flink-conf.yaml, config.yaml, also in a ConfigMap): a missing total is no error there. */
  readonly mayBePartial: boolean;
  /** What this becomes a part of has the rest, such as the chart that takes these values: nothing is missing here at all. */
  readonly sizedElsewhere?: true | undefined;
  /** A template puts keys into the configuration that nobody knows: nothing can be derived, and no key is missing for certain. */
  readonly incomplete: boolean;
  /** Of an incomplete one: such keys come into `flinkConfiguration` alone, and a memory field decides the total all the same. */
  readonly totalsComplete?: true | undefined;
  /** Every entry in the order of the text, losers included. */
  readonly entries: readonly Entry[];
  readonly settings: ReadonlyMap<string, Setting>;
  readonly problems: readonly ReadingProblem[];
  readonly loading?: LoadingFailure;
  readonly processes: Readonly<Record<ProcessKind, ProcessSite>>;
  /** Operator only: the block that says what job runs, as it is written. */
  readonly job?: string | undefined;
  /** What it is put over, in other files: settings are those of the whole, and what the others have by themselves is told there. */
  readonly bases?: readonly Basis[];
  /** Operator only: neither webhook nor controller looks at it (label `flink.apache.org/canary`). */
  readonly canary: boolean;
}

/** Whether the document itself gives a container of the cluster memory. */
export function hasContainer({ processes: { taskManager, jobManager } }: Pick<Cluster, 'processes'>): boolean {
  return taskManager.container !== undefined || jobManager.container !== undefined;
}
