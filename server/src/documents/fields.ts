/** Fields beside the configuration from which other people's operators compute options. Sizes are bytes. */
import type { ProcessKind } from '../model/derivation.js';
import type { Span } from './cluster.js';

/** How a field of an operator's is written. */
export interface FieldSite {
  readonly kind: 'scalar';
  readonly pair: Span;
  readonly quote: 'plain' | 'single' | 'double' | 'block';
  /** Its name where a few words have to do. */
  readonly field: string;
  /** From the `spec` on, where the name does not tell. */
  readonly path?: readonly string[];
  /** It holds a number; others hold texts. */
  readonly isNumber?: true;
  /** How the operator computes the option, where it does not take over what is written. */
  readonly sizing?: Sizing;
  /** A field that has to be at least or at most as large: a limit beside a request. */
  readonly companion?: { readonly pair: Span; readonly bytes: bigint; readonly isLimit: boolean };
}

/** How an operator computes an option from what is written in a field. */
export interface Sizing {
  /** What to write, in the author's units, so that the option is at least (`up`) or at most (`down`) that large: the nearest; undefined where there is nothing. */
  fieldFor(bytes: bigint, towards: 'up' | 'down'): SizedField | undefined;
}

export interface SizedField {
  readonly text: string;
  /** What the text asks for. */
  readonly field: bigint;
  /** What becomes of the option. */
  readonly bytes: bigint;
}

/** Who reads a field's text: Kubernetes; Ververica Platform, to whom every unit is a power of ten; an operator like Flink's, whose units come first. */
export type FieldUnits = 'kubernetes' | 'ververica' | 'flink';

/** By what an operator keeps a part of a container's memory from the process. */
export interface MemoryShare {
  /** `memoryProcessRatio`, `systemMemoryFraction`. */
  readonly field: string;
  /** As it is written, or the operator's default. */
  readonly text: string;
  readonly isDefault: boolean;
  /** Where it stands or would stand, from the `spec` on. */
  readonly path: readonly string[];
  /** It is what the process gets, a percentage; otherwise what is kept from it, a fraction. */
  readonly isPercent: boolean;
  /** The share nearest to the present one with which the process gets at least so many bytes of the same memory; undefined where none does. */
  shareFor(bytes: bigint): string | undefined;
}

/** What an operator wants in which field for a process to have memory; see `ProcessSite`. */
export interface MemoryField {
  /** From the `spec` on, whether or not it stands there. */
  readonly path: readonly string[];
  /** How the operator sizes the process by it; absent where nobody knows. */
  readonly sizing?: Sizing;
  /** The operator wants memory there, and there is none. */
  readonly isMissing: boolean;
}

/** A share of a container's memory that the operator refuses; `span` is its value. */
export interface RatioProblem {
  readonly kind: 'ratio-refused';
  readonly process: ProcessKind;
  readonly field: string;
  readonly text: string;
  readonly span: Span;
  readonly pair: Span;
  /** `version`: it is for other versions of Flink, for which `instead` takes its place. `range`: outside `min` to `max`. `type`: no number of its kind. */
  readonly cause: 'version' | 'range' | 'type';
  readonly instead?: string;
  readonly min?: number;
  readonly max?: number;
  /** What was most likely meant. */
  readonly meant?: string;
}
