import type { PartName, ProcessKind } from '../model/derivation.js';
import type { ClusterModel, Consumer } from './protocol.js';
/** Names one after the other, as the session's language lists them: Chinese has a comma for lists alone. */
export declare function listed(names: readonly string[]): string;
/** A remark after what it is about, in the brackets of the session's language. */
export declare function withRemark(text: string, remark: string): string;
/** A part's full name, as a title: `Managed memory`. A JobManager's direct memory is its off-heap memory. */
export declare function poolName(pool: PartName, process?: ProcessKind): string;
/** A part's short name, for rows of a table or a drawing: `Managed`. */
export declare function poolLabel(pool: PartName, process?: ProcessKind): string;
/** A part's name within a sentence: `total Flink memory`, `JVM heap`. */
export declare function poolInSentence(pool: PartName, process?: ProcessKind): string;
/** A key without the part that all memory options share: `network.min`. */
export declare function shortKey(key: string): string;
/** `TaskManager`, `JobManager`: names of Flink's that no language translates. */
export declare function processName(process: ProcessKind): string;
/** How the Flink version was found. */
export declare function versionSourceText(source: ClusterModel['flinkVersion']['source']): string;
/** Who uses managed memory. */
export declare function consumerName(consumer: Consumer): string;
