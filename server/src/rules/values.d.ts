import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { type Refusal, type RefusalReason } from '../model/derivation.js';
import { type Rule } from './rule.js';
/** Why a value cannot be read; `not-a-choice` is ours, for enums. */
type Unreadable = RefusalReason | 'not-a-choice';
interface ValuePayload {
    readonly key: string;
    readonly value: string;
    readonly reason: Unreadable;
    readonly choices?: readonly string[];
    /** Flink does not come to read it with the other settings as they are. */
    readonly unread?: boolean;
}
export declare const valueInvalid: Rule<ValuePayload>;
/** The entry that holds a consumer's weight: the whole map's, or the one below it that a nested file has. */
export declare function weightsEntry(analysis: Analysis, consumer: string | undefined): Entry | undefined;
/** Why Flink cannot read a value that has no finding, as it stands outside the document; undefined for other refusals. */
export declare function unreadableText({ code, inputs, reason }: Refusal): string | undefined;
interface UnitPayload {
    readonly key: string;
    readonly value: string;
}
export declare const sizeWithoutUnit: Rule<UnitPayload>;
/** Rules about single values. */
export declare const VALUE_RULES: readonly Rule[];
export {};
