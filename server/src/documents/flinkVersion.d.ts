import type { Settings } from '../shared/settings.js';
import type { Span, VersionFound } from './cluster.js';
/** A version as something in or around the document names it. */
export interface VersionClue {
    readonly text: string;
    readonly span?: Span;
}
/** Everything that may name the version of Flink, strongest first: comment, setting, spec, image, file name. */
export interface VersionClues {
    readonly comment?: VersionClue | undefined;
    readonly setting: Settings['flinkVersion'];
    readonly spec?: VersionClue | undefined;
    readonly image?: VersionClue | undefined;
    readonly file?: VersionClue | undefined;
}
/** Settles on the version that counts. */
export declare function findVersion(clues: VersionClues): VersionFound;
/** The operator's spelling: `v1_20`. */
export declare function versionOfSpec(text: string, span: Span): VersionClue | undefined;
/**
 * The tag of an image of Flink's: `flink:1.20.1-java17`, `registry/apache/flink:1.20`. An image of somebody else's
 * (`flink/orders:1.4.2`) is versioned by him, unless its tag says Flink (`orders:7-flink-1.19`).
 */
export declare function versionOfImage(image: string, span: Span): VersionClue | undefined;
/** A version in the file's own name, or in one of the folders around it: `flink-1.18.1/conf/flink-conf.yaml`. */
export declare function versionOfFile(uri: string): VersionClue | undefined;
