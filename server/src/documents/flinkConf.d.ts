import type { Entry, ReadingProblem } from './cluster.js';
/** What Flink's legacy reader makes of a `flink-conf.yaml` (`GlobalConfiguration#loadLegacyYAMLResource`, up to 1.20). */
export interface FlinkConf {
    /** In the order of the text; the last of a key wins. */
    readonly entries: readonly Entry[];
    readonly problems: readonly ReadingProblem[];
}
/** Reads the old format: a line at a time, `#` cuts wherever it stands, the first `: ` divides, quotes are part of the value. */
export declare function readFlinkConf(text: string): FlinkConf;
