/**
 * What client and server say to each other beyond LSP: the types of the methods under `flinkMemory/`.
 * Both ends import them from here, and nothing else declares them.
 */
import type { PartName, PartSource, Pool, ProcessKind, RefusalCode, StepOperation } from '../model/derivation.js';

/** A byte count as decimal text: it may exceed 2^53. */
export type Bytes = string;

export interface Position { readonly line: number; readonly character: number }
export interface Range { readonly start: Position; readonly end: Position }
export interface Location { readonly uri: string; readonly range: Range }

/** Keys to set (text) or to remove (null). */
export type Changes = Readonly<Record<string, string | null>>;

export const MEMORY_MODEL = 'flinkMemory/memoryModel';
export const MODEL_CHANGED = 'flinkMemory/modelChanged';
export const CHANGE_EDIT = 'flinkMemory/changeEdit';
export const FIX_ERRORS = 'flinkMemory/fixErrors';
export const PROPOSE = 'flinkMemory/propose';
export const TEXT_MODEL = 'flinkMemory/textModel';
export const UPGRADE_REPORT = 'flinkMemory/upgradeReport';
export const EXPLAIN_ERROR = 'flinkMemory/explainError';
/** Server → client: the text of another file of the workspace, which an open document speaks of. */
export const READ_FILE = 'flinkMemory/readFile';

export interface MemoryModelParams {
  readonly textDocument: { readonly uri: string };
  /** Only these clusters in full; with neither `clusters` nor `at`, all. */
  readonly clusters?: readonly string[];
  /** Only the cluster at this place in full. */
  readonly at?: Position;
  /** Derive with these changes; nothing is written. */
  readonly whatIf?: { readonly cluster: string; readonly version: number; readonly changes: Changes };
  /** With what this process can be changed, for the clusters given in full; found by trying, so only where somebody is about to. */
  readonly inputs?: ProcessKind;
  /** Derive as this minor version of Flink does. */
  readonly flinkVersion?: string;
}

/** null: the document is not Flink's. */
export type MemoryModelResult = MemoryModel | null;

export interface MemoryModel {
  readonly version: number;
  readonly summary: readonly ClusterSummary[];
  readonly clusters: readonly ClusterModel[];
}

export interface ClusterSummary {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly range: Range;
  /** The file within the document that it is read from, as a ConfigMap may hold several. */
  readonly file?: string;
}

export interface ClusterModel extends ClusterSummary {
  readonly flinkVersion: { readonly value: string; readonly source: 'comment' | 'setting' | 'spec' | 'image' | 'file' | 'default'; readonly patchFrom?: 'image'; readonly location?: Location };
  readonly configuration: Readonly<Record<string, ConfigurationValue>>;
  readonly loading?: { readonly code: 'duplicate-key' | 'several-documents' | 'yaml-invalid'; readonly key?: string; readonly location?: Location };
  readonly taskManager: ProcessModel;
  readonly jobManager: ProcessModel;
  readonly container?: { readonly taskManager?: ContainerMemory; readonly jobManager?: ContainerMemory };
  readonly deployment?: DeploymentModel;
  /** What can be changed, where it was asked for. */
  readonly inputs?: readonly InputModel[];
  /** Of a what-if: why the document cannot be made to say so; its sizes are told all the same. */
  readonly notWritable?: EditRefused;
}

/** A setting that a process can be changed by. Numbers are bytes, decimals or counts, by `kind`. */
export interface InputModel {
  readonly key: string;
  readonly kind: 'size' | 'fraction' | 'count' | 'choice';
  /** The part that it sizes. */
  readonly pool?: PartName;
  /** As it is set, in its author's words; absent where it is not. */
  readonly value?: string;
  /** What holds without it, as Flink prints it; absent where the rest decides. */
  readonly default?: string;
  /** What the value amounts to now: of a size that is not set, what its part has. */
  readonly amount?: string;
  /** A template fills it in. */
  readonly templated?: boolean;
  /** Between which values the process is accepted while all else stays, ends included; absent where there are none. */
  readonly accepts?: { readonly min?: string; readonly max?: string };
  /** The stretch of these that is worth a slider, in `step`s. */
  readonly slider?: { readonly min: string; readonly max: string; readonly step: string };
  /** What it can be. */
  readonly choices?: readonly string[];
}

/** What the operator says to a deployment, by the Flink inside itself; `taskManager` and `jobManager` of the cluster are by the image's. */
export interface DeploymentModel {
  readonly operatorVersion: string;
  /** The Flink inside the operator. */
  readonly flinkVersion: string;
  /** Whether nothing is known that refuses it at admission. */
  readonly accepted: boolean;
  /** Why not: the first thing that is noticed. */
  readonly code?: string;
  /** Why it is accepted and will not be deployed all the same. */
  readonly failure?: { readonly code: string; readonly key?: string };
  /** The containers by the Flink inside the operator. */
  readonly container?: ClusterModel['container'];
  /** Without parts and steps: status, sizes, and why it is refused. */
  readonly taskManager: ProcessModel;
  readonly jobManager: ProcessModel;
}

export interface ConfigurationValue {
  readonly value: string;
  readonly source: 'document' | 'resource' | 'environment' | 'argument' | 'otherDocument' | 'operatorDefault';
  readonly location?: Location;
  readonly overridden?: readonly { readonly value: string; readonly location?: Location }[];
}

export type ProcessStatus = 'derived' | 'failed' | 'unknown' | 'absent' | 'notModelled';

export interface ProcessModel {
  readonly status: ProcessStatus;
  readonly pools?: Partial<Readonly<Record<Pool, Bytes>>>;
  /** The tree that hover and panel draw: its one root is the process. Where the process is refused, what was settled before. */
  readonly parts?: readonly PartModel[];
  readonly jvmArguments?: readonly string[];
  readonly dynamicConfiguration?: Readonly<Record<string, string>>;
  readonly slots?: number;
  readonly perSlot?: { readonly taskHeap: Bytes; readonly taskOffHeap: Bytes; readonly managed: Bytes; readonly network: Bytes };
  readonly managedShares?: readonly ManagedShares[];
  readonly unknownKeys?: readonly string[];
  readonly failure?: FailureModel;
  /** Number of such processes, where the document says. */
  readonly replicas?: number;
  /** The page of Flink's documentation about such a process, of that version and in the session's language. */
  readonly page?: string;
}

export type Consumer = 'OPERATOR' | 'STATE_BACKEND' | 'PYTHON';

export interface ManagedShares {
  readonly used: readonly Consumer[];
  readonly shares: readonly {
    readonly consumer: Consumer;
    readonly weight: number;
    readonly fraction: number;
    readonly bytesPerSlot: Bytes;
    readonly rocksdb?: { readonly blockCache: Bytes; readonly writeBufferManager: Bytes; readonly arenaBlock: Bytes; readonly mutableLimit: Bytes };
  }[];
}

export interface FailureModel {
  readonly code: RefusalCode;
  readonly key?: string;
  readonly reason?: string;
  readonly inputs: readonly {
    readonly key: string;
    readonly value?: string;
    readonly pool?: PartName;
    readonly bytes?: Bytes;
    readonly location?: Location;
    readonly accepts?: { readonly min?: Bytes; readonly max?: Bytes };
  }[];
  readonly required?: Bytes;
  readonly available?: Bytes;
  /** The bounds that a derived size (`required`) missed. */
  readonly bounds?: { readonly min: Bytes; readonly max: Bytes };
  /** The finding's own sentence and the titles of its fixes, as problems and light bulb show them. */
  readonly message?: string;
  /** Ways out as changes that `flinkMemory/changeEdit` can write, the preferred one first. */
  readonly ways?: readonly { readonly title: string; readonly changes: Changes }[];
}

export interface PartModel {
  readonly pool: PartName;
  readonly bytes: Bytes;
  /** Of the process, 0 … 1. */
  readonly share: number;
  readonly from: PartSource;
  readonly key?: string;
  readonly location?: Location;
  /** Where the number comes from in a few words: `0.25 of Flink`, `default`, `the rest`. */
  readonly origin?: string;
  /** What running jobs teach about this size, in one sentence of the session's language; absent where there is nothing to say. */
  readonly advice?: string;
  readonly steps: readonly StepModel[];
  readonly parts?: readonly PartModel[];
}

export interface StepModel {
  readonly op: StepOperation;
  /** `value` is a byte count, or with `factor` a factor as decimal text; `isDefault`: no key of the configuration supplied it. */
  readonly operands: readonly { readonly key?: string; readonly pool?: PartName; readonly value: string; readonly factor?: boolean; readonly isDefault?: boolean }[];
  readonly result: string;
  /** The step as a sentence in the session's language, e.g. `0.25 × total Flink memory 2084 MiB = 521 MiB`. */
  readonly text: string;
}

/** A process's main container as its pod will have it. */
export interface ContainerMemory {
  readonly requestBytes?: Bytes;
  readonly limitBytes?: Bytes;
  readonly limitFactor?: number;
  /** Cores. */
  readonly requestCpu?: number;
  readonly limitCpu?: number;
}

export interface ModelChangedParams { readonly uri: string; readonly version: number }

export interface ChangeEditParams {
  readonly textDocument: { readonly uri: string };
  readonly cluster: string;
  readonly version: number;
  readonly changes: Changes;
}

/** Why a change cannot be written. */
export type EditRefusal = 'not-flink' | 'cluster-not-found' | 'templated' | 'not-writable' | 'key-not-found';

/** An LSP WorkspaceEdit. */
export interface Edit { readonly changes: Readonly<Record<string, readonly { readonly range: Range; readonly newText: string }[]>> }

export interface EditRefused { readonly code: EditRefusal; readonly key?: string }

export type ChangeEditResult =
  | { readonly edit: Edit }
  | { readonly refused: EditRefused };

/** Ways of working that a TaskManager can be set up for. */
export const PRESETS = ['rocksdb', 'heap', 'shuffle', 'python', 'slots'] as const;
export type Preset = (typeof PRESETS)[number];

/** What somebody knows before sizes are chosen. */
export interface Wishes {
  readonly slots: number;
  readonly stateBackend: 'rocksdb' | 'hashmap';
  /** Of the whole TaskManager. */
  readonly memory: Bytes;
  /** Which part of the task heap a job is to leave free, in per cent. */
  readonly reserve: number;
}

/** Asks for changes of a TaskManager: for a way of working, or sizes for what is known. Nothing is written. */
export interface ProposeParams {
  readonly textDocument: { readonly uri: string };
  readonly cluster: string;
  readonly version: number;
  readonly wanted: { readonly preset: Preset } | { readonly wishes: Wishes };
}

/** Texts are in the session's language. */
export type ProposeResult =
  | Proposal
  /** Why there is none; `memory` would do. */
  | { readonly refused: string; readonly memory?: Bytes };

/** Changes with which Flink sizes the TaskManager; none where it is set up so already. */
export interface Proposal {
  readonly changes: Changes;
  readonly reasons: readonly { readonly key: string; readonly value: string | null; readonly text: string }[];
  /** What to look at, and what is left as it is. */
  readonly notes: readonly string[];
}

/** Asks for the model of a text as if it were the document's, beside the other files as they are; of a pasted one, as what its content says, by the document's settings. Nothing is opened. */
export interface TextModelParams {
  readonly textDocument: { readonly uri: string };
  readonly text: string;
  readonly pasted?: boolean;
}

/** Asks for the preferred fixes of all errors of a document, one after the other until none is left or none helps. Nothing is written. */
export interface FixErrorsParams {
  readonly textDocument: { readonly uri: string };
}

export interface FixErrorsResult {
  /** Of the document that the edits are for. */
  readonly version: number;
  /** Edits of the document, without overlap, each with what it does (of one cluster among several, with its name) and the error that made it necessary. */
  readonly fixes: readonly { readonly title: string; readonly message: string; readonly edits: readonly { readonly range: Range; readonly newText: string }[] }[];
  /** Errors that are left even with all fixes: they need somebody's decision. */
  readonly remaining: readonly { readonly message: string; readonly range: Range }[];
}

/** Asks what another version of Flink makes of a cluster that is left as it is. */
export interface UpgradeReportParams {
  readonly textDocument: { readonly uri: string };
  readonly cluster: string;
  /** A minor version, `2.0`. */
  readonly to: string;
}

export interface UpgradeReport {
  readonly cluster: string;
  readonly from: string;
  readonly to: string;
  /** Both processes, each with the pools whose sizes differ; a size is absent where that version gives none. */
  readonly processes: readonly {
    readonly process: ProcessKind;
    readonly before: ProcessStatus;
    readonly after: ProcessStatus;
    readonly pools: readonly { readonly pool: Pool; readonly before?: Bytes; readonly after?: Bytes }[];
  }[];
  /** What is a problem with the other version only. */
  readonly problems: readonly UpgradeProblem[];
  /** What is a problem with the present version only. */
  readonly solved: readonly UpgradeProblem[];
  /** Memory options that the cluster leaves at their defaults, where these differ. */
  readonly defaults: readonly { readonly key: string; readonly before: string; readonly after: string }[];
  /** All of it as a page in the session's language, with its title. */
  readonly title: string;
  readonly markdown: string;
}

export interface UpgradeProblem {
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly range: Range;
}

/** An error as somebody pasted it, to be explained by itself or with the configuration of an open document. */
export interface ExplainErrorParams {
  /** The document that configures the process; without it the explanation is in general terms. */
  readonly textDocument?: { readonly uri: string };
  /** One of the document's clusters, by its id; without it the one that the text names, or the first. */
  readonly cluster?: string;
  /** A message, a stack trace or a log, with line ends or without. Of what exceeds 256 Ki characters both ends are read. */
  readonly text: string;
}

export interface ExplainErrorResult {
  /** What it is explained with, where the document is Flink's; edits are of that version of the document. */
  readonly explainedWith?: { readonly uri: string; readonly version: number; readonly cluster: string; readonly name: string; readonly flinkVersion: string };
  /** The errors in the text, the root first; empty where none is known. */
  readonly errors: readonly ExplainedError[];
  /** What to paste instead, where no error is known. */
  readonly advice: readonly string[];
}

/** All texts are in the session's language. */
export interface ExplainedError {
  /** As `metaspace`, or the id of the rule that finds it in a file. */
  readonly code: string;
  readonly title: string;
  /** What happened, with the text's own numbers. */
  readonly cause: string;
  /** Whose memory it is about; `assumed` where the text does not say. */
  readonly process: ProcessKind;
  readonly assumed?: boolean;
  /** Where the text says so: a line from 1, and what stands there. */
  readonly line: number;
  readonly excerpt: string;
  /** The options behind it. */
  readonly keys: readonly {
    readonly key: string;
    /** As it is set in the document. */
    readonly value?: string;
    readonly location?: Location;
    /** The default, where it is not set. */
    readonly default?: string;
    readonly pool?: Pool;
    /** The size of that pool with this document. */
    readonly bytes?: Bytes;
  }[];
  /** What the document at hand says to it. */
  readonly inDocument?: string;
  /** What to do, the most promising first. */
  readonly advice: readonly string[];
  /** Changes of the document with which Flink has been asked again. */
  readonly fixes: readonly { readonly title: string; readonly edit: Edit }[];
}

/** `initializationOptions`: all optional, the server is plain LSP without them. */
export interface InitializationOptions {
  /** Bars as inline SVG images; otherwise block characters. */
  readonly hoverImages: boolean;
  /** Ids of commands that the client can run; lenses and hover links use only these. */
  readonly commands: readonly string[];
  /** Another server checks YAML syntax here: leave syntax errors and exact duplicates in YAML to it. */
  readonly yamlServer: boolean;
  /** The client answers `flinkMemory/readFile`. */
  readonly readFiles?: boolean;
}

export interface ReadFileParams { readonly uri: string }

/** `isMissing`: a folder of the workspace would hold the file, and has none. null: it is in no folder of the workspace, is no text, or too long. */
export type ReadFileResult = { readonly text: string } | { readonly isMissing: true } | null;

/** Longer files are not read (UTF-16 code units; the client looks at bytes). */
export const MAX_FILE_LENGTH = 1024 * 1024;
