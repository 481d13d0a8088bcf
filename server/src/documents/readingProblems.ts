/** What readers notice about the text itself, and why Flink's cannot load a file at all. */
import type { ProcessKind } from '../model/derivation.js';
import type { Entry, Span } from './cluster.js';
import type { RatioProblem } from './fields.js';

/** Text to put in the place of other text. */
export interface TextReplacement {
  readonly span: Span;
  readonly text: string;
}

/** Something about the text itself that the reader noticed; rules turn these into findings. */
export type ReadingProblem =
  /** The same key twice in one mapping or file; `winner` is the one that counts (in config.yaml none: Flink refuses the file). */
  | { readonly kind: 'duplicate-key'; readonly key: string; readonly entry: Entry; readonly winner: Entry | undefined; readonly sameSpelling: boolean }
  /** A line that Flink's old reader drops. `key` and `value` are what was probably meant, where that can be told. */
  | { readonly kind: 'line-ignored'; readonly span: Span; readonly cause: IgnoredCause; readonly key?: string; readonly value?: string; readonly within?: Entry }
  /** A `#` in the old format that cuts a value although it hardly begins a comment. `whole` is the value with the rest. */
  | { readonly kind: 'value-cut'; readonly entry: Entry; readonly cut: Span; readonly whole: string }
  /**
   * A value of `flinkConfiguration` that is no text, which the CRD of this operator refuses; `span` is
   * the value, or the key of a mapping; `repair` says the same in texts.
   */
  | { readonly kind: 'configuration-not-text'; readonly key: string; readonly span: Span; readonly shape: 'scalar' | 'map' | 'sequence'; readonly repair?: TextReplacement }
  /** Cores in quotes, where the CRD wants a number. */
  | { readonly kind: 'cpu-not-number'; readonly process: ProcessKind; readonly span: Span; readonly text: string }
  /** JVM options in `FLINK_PROPERTIES` that the start script joins into one; `written` is the value with its blanks. */
  | { readonly kind: 'options-joined'; readonly entry: Entry; readonly written: string }
  /** What a container finds as its configuration, `span` being where it is mounted, its Flink does not look for: it reads the other file. */
  | { readonly kind: 'file-not-read'; readonly span: Span; readonly reads: 'flink-conf.yaml' | 'config.yaml' }
  /** A variable that the start script of the image would write into the configuration: that is mounted read-only, or the container starts another script. */
  | { readonly kind: 'variable-not-written'; readonly span: Span; readonly name: string; readonly cause: 'read-only' | 'script-not-run' }
  /** Nobody says how many cores a standalone TaskManager gets, and the operator asks Kubernetes for -1; `span` is where they belong. */
  | { readonly kind: 'cpu-not-given'; readonly span: Span }
  /** Memory of the main container in a pod template, which Flink overwrites; of both processes where `process` is absent. */
  | { readonly kind: 'template-memory'; readonly process?: ProcessKind; readonly field: 'requests' | 'limits'; readonly span: Span; readonly pair: Span; readonly text: string }
  /** `resources` that this operator does not know, or a `resource` that it passes over because of `resources`; `span` is the key. */
  | { readonly kind: 'resources-unused'; readonly process: ProcessKind; readonly block: 'resource' | 'resources'; readonly span: Span; readonly pair: Span; readonly memoryOnly: boolean }
  | RatioProblem;

/**
 * Why Flink's old reader takes a line for no setting, or not for the one it was meant for. `byte-order-mark`: it belongs to the
 * key. `glued`: the setting stands in the value of another, `within`. `continued`: the lines go on with the value of `within`,
 * which ends with a shell's backslash; `value` is the whole.
 */
export type IgnoredCause =
  | 'no-blank-after-colon' | 'no-value' | 'no-separator' | 'indented' | 'nested' | 'tab' | 'key-missing' | 'byte-order-mark' | 'glued' | 'continued';

/** Why Flink cannot load a `config.yaml`. */
export interface LoadingFailure {
  readonly code: 'duplicate-key' | 'several-documents' | 'yaml-invalid';
  readonly key?: string;
  readonly span?: Span;
  /** What is wrong in a `yaml-invalid` one. */
  readonly cause?: InvalidYaml;
  /** Where two settings stand in one line, the second one, and of how many it is the first; `key` is its key. */
  readonly glued?: { readonly value: string; readonly within: string; readonly count: number };
  /** What to write instead, where that is certain. */
  readonly repairs?: readonly TextReplacement[];
}

/** `syntax`, `tab-indentation` and `glued` (a setting in the line of another) are wrong for every reader of YAML; the others are YAML that Flink's reader refuses. */
export type InvalidYaml = 'syntax' | 'tab-indentation' | 'glued' | 'tab' | 'aliases' | 'no-document-start' | UnreadablePair | 'no-mapping';

/** Why Flink cannot take a pair: no value, a key that is no text, a tag that it does not know. */
export type UnreadablePair = 'no-value' | 'no-text' | 'tag';
