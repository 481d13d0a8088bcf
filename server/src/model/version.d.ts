/**
 * The Flink versions whose behaviour is known. A minor (`1.20`) stands for its last patch release;
 * the three early patch releases that derive differently have a name of their own.
 */
export declare const MINOR_VERSIONS: readonly ["1.10", "1.11", "1.12", "1.13", "1.14", "1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "2.0", "2.1", "2.2", "2.3"];
export type MinorVersion = (typeof MINOR_VERSIONS)[number];
/** Releases that answer differently from the last patch release of their minor. */
declare const EARLY_RELEASES: readonly ["1.10.0", "1.11.0", "1.11.1"];
export type FlinkVersion = MinorVersion | (typeof EARLY_RELEASES)[number];
export declare const DEFAULT_VERSION: MinorVersion;
/**
 * Reads a release number such as `1.20`, `1.20.1` or `1.11.1`.
 * Returns undefined for anything that is no release number, or is none we model (later than 2.3, before 1.10).
 */
export declare function parseFlinkVersion(text: string): FlinkVersion | undefined;
/** The place of a version's minor in {@link MINOR_VERSIONS}. */
export declare function orderOf(version: FlinkVersion): number;
/** The minor of a version: `1.11.1` → `1.11`. */
export declare function minorOf(version: FlinkVersion): MinorVersion;
/** Whether `version` belongs to `minor` or a later one. */
export declare function isAtLeast(version: FlinkVersion, minor: MinorVersion): boolean;
export {};
