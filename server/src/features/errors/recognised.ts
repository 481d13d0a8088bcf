/** What is known of an error from its text alone: no document, no words. */
import type { Pool, ProcessKind, RefusalReason } from '../../model/derivation.js';

/** Errors of Flink's own arithmetic and reading, named as the rules that find them in a file. */
export const RULE_ERRORS = [
  'size-not-configured', 'jvm-exceeds-process', 'flink-exceeds-process', 'jvm-overhead-out-of-range', 'pools-exceed-flink',
  'network-out-of-range', 'network-buffers-mismatch', 'off-heap-exceeds-flink', 'heap-plus-off-heap-not-flink', 'heap-exceeds-flink',
  'value-invalid', 'range-invalid', 'segment-size-invalid', 'cpu-not-positive', 'weight-negative', 'consumer-unknown',
  'memory-not-configured', 'quantity-invalid', 'limit-factor-invalid',
  'duplicate-key', 'several-documents', 'yaml-invalid', 'line-ignored',
] as const;

/** Errors that a file alone does not show: a process that dies while it runs, a container that is not started. */
export const RUN_ERRORS = [
  'metaspace', 'heap', 'direct-memory', 'network-buffers', 'network-pool', 'managed-fraction-zero', 'managed-exhausted', 'managed-segments',
  'rocksdb-flushes', 'batch-shuffle', 'native-threads', 'native-memory', 'jvm-start', 'out-of-memory',
  'killed', 'yarn-physical', 'yarn-virtual', 'yarn-request', 'pod-unschedulable', 'quota-exceeded', 'limit-range', 'evicted', 'request-above-limit',
  'kubernetes-quantity', 'configuration-value-type', 'totals-differ', 'environment-size', 'configuration-missing',
] as const;

/** What the log says of errors without saying why: something else is behind each. */
export const SYMPTOMS = [
  'jvm-parameters', 'memory-configuration', 'exit-143', 'exit-239', 'crash-loop', 'slots-missing', 'taskmanager-lost',
  'fraction-clamped', 'heap-small', 'job-store', 'former-heap',
] as const;

export type ErrorCode = (typeof RULE_ERRORS)[number] | (typeof RUN_ERRORS)[number] | (typeof SYMPTOMS)[number];

/** What a number in a message stands for. Sizes are bytes; `buffers` and the like are counts. */
export type NumberName =
  | 'required' | 'available' | 'total' | 'segmentSize' | 'missing' | 'used' | 'limit' | 'min' | 'max' | 'size' | 'line' | 'arena' | 'mutable';

/** What a pattern reads from the words around it. */
export interface ErrorFacts {
  readonly process?: ProcessKind;
  /** The option that the message names, as it spells it. */
  readonly key?: string;
  /** The value at fault, as the message quotes it. */
  readonly value?: string;
  readonly reason?: RefusalReason;
  /** A name that is none of the above: a file, a consumer. */
  readonly name?: string;
  readonly numbers?: Partial<Readonly<Record<NumberName, bigint>>>;
  /** Pools whose sizes the message tells. */
  readonly sizes?: Partial<Readonly<Record<Pool, bigint>>>;
}

export interface RecognisedError extends ErrorFacts {
  readonly code: ErrorCode;
  /** What stands there in the text, shortened. */
  readonly excerpt: string;
  /** Line of the text, from 1. */
  readonly lineNumber: number;
  /** Libraries and parts of Flink that the text names near it, lower case: they tell who uses direct memory. */
  readonly named: readonly string[];
}

/** An error that a message may be, by a few words of it. */
export interface Pattern {
  readonly code: ErrorCode;
  /** Few words and the numbers between them; matched against the text with every run of blanks and line ends as one blank. */
  readonly words: RegExp;
  /** Facts of the match; `rest` is the text from the match on. Undefined: it is not that error after all. */
  read?(match: RegExpExecArray, rest: string): ErrorFacts | undefined;
}
