/** One YAML document of a file, or a whole file of the old format. Two sections with the same text are the same section. */
export interface SectionText {
    readonly start: number;
    readonly text: string;
    /** Whether anything but comments and blank lines stands in it. */
    readonly hasContent: boolean;
    /** It begins with a `---` of its own (comments may stand before). */
    readonly explicit: boolean;
    /** What ended the section before it: SnakeYAML wants a `---` again after `...`. */
    readonly afterEndMarker: boolean;
}
/**
 * Splits a file where YAML documents begin (`---`) or end (`...`), in column 0 only: deeper they are part of a block scalar.
 * Comments before the first `---` belong to the document that follows. The sections cover the whole text.
 */
export declare function splitSections(text: string): readonly SectionText[];
