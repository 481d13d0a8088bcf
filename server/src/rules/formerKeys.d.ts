import { type FlinkVersion } from '../model/version.js';
export interface Replacement {
    readonly key: string;
    /** The value as the new key wants it. */
    readonly value: string;
}
/**
 * The keys that take an outdated key's place, with the value converted; undefined when nothing does.
 * @param container in a container the old heap keys mean the whole process, elsewhere total Flink memory (JobManager: the JVM heap)
 */
export declare function replacementsOf(key: string, value: string, version: FlinkVersion, container: boolean): readonly Replacement[] | undefined;
/** The old number of network buffers as network memory of exactly that size. */
export declare function networkOfBuffers(value: string, segmentSize: string): readonly Replacement[] | undefined;
/** Whether a key was dead, or on its way out, before 1.10. */
export declare function isDead(key: string): boolean;
/** The key that does an outdated key's work today; its value has to be thought over, so it is named, not written. */
export declare function workedOnBy(key: string): string | undefined;
/** Keys that people take for options, with those that say what they mean: a pool's fixed size is its minimum and its maximum. */
export declare function meantBy(key: string): readonly string[] | undefined;
