import type { Span } from './cluster.js';
/** What a file says to us in comments at its top. */
export interface Directives {
    /** `# flink-memory: off`: the file is left alone. */
    readonly off: boolean;
    /** `# flink-memory: version 1.18`, as written. */
    readonly version?: {
        readonly text: string;
        readonly span: Span;
    };
}
/** The word of comments that silence rules. */
export declare const IGNORE = "ignore";
/** Reads the directives in the comments before a file's first line of content. */
export declare function readDirectives(text: string): Directives;
/** A comment that speaks to us, or means to: `# flink-memory: WORD …`. Spans are of the text it was read from. */
export interface DirectiveComment {
    /** From its `#` to the end of its text: the line's, or another `#`. */
    readonly span: Span;
    /** What is to be done; empty where nothing follows the colon. */
    readonly word: string;
    readonly wordSpan: Span;
    /** What follows the word, apart by blanks and commas: of `ignore` the rules. */
    readonly names: readonly {
        readonly text: string;
        readonly span: Span;
    }[];
    /** Nothing but comments on its line: it speaks of the next line as well. */
    readonly alone: boolean;
    /** Among the comments before the first line of content. */
    readonly atTop: boolean;
}
/** Every such comment of a text, in its order. */
export declare function directiveComments(text: string): readonly DirectiveComment[];
/** Whether a comment silences a rule at a place: it names the rule or none, and stands on the place's line or alone above it. */
export declare function silences(text: string, comment: DirectiveComment, offset: number, rule: string): boolean;
/**
 * Whether a comment silences a rule at a place: `# flink-memory: ignore` or `# flink-memory: ignore RULE…` on its line,
 * or alone on the line above it.
 */
export declare function isSuppressed(text: string, offset: number, rule: string): boolean;
