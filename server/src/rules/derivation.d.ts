import type { Analysis } from '../documents/analysis.js';
import { type ProcessKind, type Refusal } from '../model/derivation.js';
import { type Finding, type Rule } from './rule.js';
/** The refusal of a process, where Flink refuses it. */
export declare function refusalOf(analysis: Analysis, process: ProcessKind): Refusal | undefined;
/** Whether the operator's validator would ask for `resource.memory`: then `memory-not-configured` speaks of the missing total. */
export declare function isOperatorsToRefuse(analysis: Analysis, process: ProcessKind): boolean;
/** One rule for each of Flink's refusals. */
export declare const DERIVATION_RULES: readonly Rule[];
export type { Finding };
