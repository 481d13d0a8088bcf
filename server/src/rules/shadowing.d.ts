/** Which of several names of one thing counts: Flink reads the first of them that is set, and passes over the others. */
import type { Analysis } from '../documents/analysis.js';
import type { FlinkVersion } from '../model/version.js';
/** The key that an option is read from: its own, or the first of its other names that is set. Undefined where none is. */
export declare function suppliedBy({ cluster: { settings } }: Analysis, key: string, version: FlinkVersion): string | undefined;
/** The keys that count where an outdated one is set and yet has no effect; none where it has. */
export declare function countingInstead(analysis: Analysis, key: string, version: FlinkVersion): readonly string[];
