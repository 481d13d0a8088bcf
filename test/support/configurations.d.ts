/** Random Flink configurations as people might write them: for property tests, and for questions to a real Flink. */
import fc from 'fast-check';
import type { MinorVersion } from '../../server/src/model/version.js';
/** A flat configuration, in the order of the file. */
export type Pairs = readonly (readonly [string, string])[];
/** A configuration for a version, in one of the two files it may stand in. */
export interface RandomFile {
    readonly version: MinorVersion;
    readonly file: 'flink-conf.yaml' | 'config.yaml';
    readonly pairs: Pairs;
}
export declare const RANDOM_FILES: fc.Arbitrary<RandomFile>;
/** A configuration as text; undefined where the old format cannot hold a value: `#` cuts, outer blanks and empty values go. */
export declare function writeFile(file: RandomFile['file'], pairs: Pairs): string | undefined;
