/**
 * Documents with markers, as tests write them: `‸` is a caret, `⟦rule: text⟧` says that a finding of that rule stands on
 * that text. Markers are no characters of YAML, of a size or of a template, and are cut out before anything is read.
 */
/** A text that a test expects something about. Offsets are UTF-16, in the text without markers. */
export interface Mark {
    readonly rule: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
}
export interface MarkedText {
    /** The document without markers. */
    readonly text: string;
    /** Every caret in the order of the text. */
    readonly carets: readonly number[];
    /** Every mark, ordered by its start; marks may stand within each other. */
    readonly marks: readonly Mark[];
}
/** Cuts the markers out of a document. Throws on a mark that is not closed, or closed but never opened: the test is wrong. */
export declare function marked(source: string): MarkedText;
/** A document with exactly one caret. */
export declare function atCaret(source: string): {
    readonly text: string;
    readonly offset: number;
    readonly marks: readonly Mark[];
};
/** Writes expected or found marks in one form, so that a failed comparison reads well: `rule@12-20 "text"`. */
export declare function describeMarks(marks: readonly Mark[]): string[];
