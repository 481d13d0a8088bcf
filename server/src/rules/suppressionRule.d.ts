import type { Span } from '../documents/cluster.js';
/** The rule's id: a comment has to name it to silence it. */
export declare const UNUSED_SUPPRESSION = "unused-suppression";
/** What is wrong with a comment to us. */
export interface SuppressionPayload {
    readonly kind: 
    /** Nothing that `names` (or, without any, every rule) say stands where the comment silences it. */
    'unused'
    /** `names[0]` is no rule. */
     | 'unknown-rule'
    /** `names[0]` is nothing that such a comment can say. */
     | 'unknown-word'
    /** `off` or `version` below the first line of content. */
     | 'misplaced'
    /** `version` with something that is no version. */
     | 'no-version';
    readonly names: readonly string[];
    /** What was probably meant by `names[0]`. */
    readonly nearest?: string;
    /** Where `names[0]` stands. */
    readonly name: Span;
    /** What goes when the comment, or the name in it, goes. */
    readonly cut: Span;
    /** Whether the whole comment goes. */
    readonly whole: boolean;
}
/**
 * Comments to us that do nothing. It finds nothing by itself: what a comment silences is known only where all rules have been
 * asked (see suppressions.ts).
 */
export declare const unusedSuppression: import("./rule.js").Rule<SuppressionPayload>;
