import type { Settings } from '../../shared/settings.js';
import type { Entry, ProcessSite, Setting, Span } from '../cluster.js';
import type { VersionClue } from '../flinkVersion.js';
/** What a section is read with, besides its own text. */
export interface ReadingContext {
    /** The file's name without folders. */
    readonly fileName: string;
    readonly settings: Pick<Settings, 'flinkVersion' | 'operatorVersion' | 'operatorDefaults'>;
    /** `# flink-memory: version …`; its span only where the comment stands in this section. */
    readonly versionComment: VersionClue | undefined;
    /** The version that the file's name or folder names. */
    readonly versionOfFile: VersionClue | undefined;
    /** How the other sections of the file matter to one that must be alone. */
    readonly others: 'none' | 'documents' | 'no-document-start';
}
/** Settings from entries of which the last, or the given winner, counts. */
export declare function settingsOf(entries: readonly Entry[], winners: ReadonlyMap<string, Entry>): Map<string, Setting>;
/** A process of a plain file: both are there, and nothing but options speaks of them. */
export declare function plainProcess(head: Span): ProcessSite;
/** The first line with text on it: where whatever concerns a whole file stands. */
export declare function firstLine(text: string): Span;
