import { type Analysis } from './analysis.js';
import type { Cluster, Span } from './cluster.js';
import { type Directives } from './directives.js';
import type { ReadingContext } from './kinds/kind.js';
/** What of the settings a reading depends on. */
export type ReadingSettings = ReadingContext['settings'];
/** A document of a file: unchanged text is the same object from one version of the file to the next, wherever it stands. */
export interface Section {
    readonly text: string;
}
/** Where a section stands in one version of its file. */
export interface PlacedSection {
    readonly section: Section;
    readonly start: number;
    readonly end: number;
}
/** A cluster in one version of its file. */
export interface LocatedCluster {
    /** `kind/namespace/name/ordinal`: stays while the file is edited elsewhere. */
    readonly id: string;
    /** The same object while its section, directives and settings stay the same. */
    readonly cluster: Cluster;
    readonly section: PlacedSection;
    /** Derived at first use, once for each cluster. */
    readonly analysis: Analysis;
    /** The same cluster, were this the section's text (after an edit of it); undefined where none would be left. */
    reread(sectionText: string): Analysis | undefined;
    /** An offset of the section as an offset of the file. */
    toOffset(offset: number): number;
    /** A span of the section as a span of the file. */
    toSpan(span: Span): Span;
}
/** One version of an open file. */
export interface OpenDocument {
    readonly uri: string;
    readonly languageId: string;
    readonly version: number;
    readonly text: string;
    readonly directives: Directives;
    readonly sections: readonly PlacedSection[];
    /** The file's clusters in the order of the text; none where it is not Flink's or turned off. */
    clusters(settings: ReadingSettings): readonly LocatedCluster[];
    /** Whether a comment of the user's silences a rule at an offset of the file. */
    isSuppressed(offset: number, rule: string): boolean;
}
/** The open files. Remembers of each only its last version; a section that did not change is not read again. */
export declare class DocumentStore {
    #private;
    /** Takes a file as it is now: a first version, or one after an edit. */
    update(uri: string, languageId: string, version: number, text: string): void;
    get(uri: string): OpenDocument | undefined;
    close(uri: string): void;
}
