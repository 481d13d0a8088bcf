import type { ReadingProblem } from '../documents/cluster.js';
import { type Rule } from './rule.js';
type Problem<Kind extends ReadingProblem['kind']> = Extract<ReadingProblem, {
    readonly kind: Kind;
}>;
interface DuplicatePayload {
    readonly key: string;
    readonly offset: number;
    readonly value: string;
    /** The value that counts; absent where Flink refuses the file. */
    readonly winner?: string;
    readonly sameSpelling: boolean;
}
export declare const duplicateKey: Rule<DuplicatePayload>;
type Ignored = Problem<'line-ignored'>;
interface IgnoredPayload {
    readonly cause: Ignored['cause'];
    readonly offset: number;
    readonly key?: string;
}
export declare const lineIgnored: Rule<IgnoredPayload>;
interface CutPayload {
    readonly key: string;
    readonly value: string;
    readonly cutStart: number;
    readonly cutEnd: number;
}
export declare const valueCut: Rule<CutPayload>;
interface LoadingPayload {
    readonly code: 'several-documents' | 'yaml-invalid';
}
export declare const severalDocuments: Rule<LoadingPayload>;
export declare const yamlInvalid: Rule<LoadingPayload>;
interface OverriddenPayload {
    readonly key: string;
    readonly offset: number;
    readonly value: string;
    readonly winner: string;
    readonly by: string;
}
export declare const keyOverridden: Rule<OverriddenPayload>;
/** Rules about the text of files and what overrides what. */
export declare const FILE_RULES: readonly Rule[];
export {};
