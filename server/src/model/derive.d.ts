import type { Amount } from './amount.js';
import type { Calculation } from './calculation.js';
import type { Derivation, Part, Pool, ProcessKind } from './derivation.js';
import type { FlinkVersion } from './version.js';
/** What besides the configuration decides how Flink derives. */
export interface DerivationContext {
    readonly version: FlinkVersion;
    /**
     * A container environment (YARN, native Kubernetes), where the legacy `*.heap.size` keys mean the whole process;
     * elsewhere they mean total Flink memory (TaskManager) or the JVM heap (JobManager).
     */
    readonly container: boolean;
}
/** Makes the outcome of a finished calculation. `present` is asked only where there are sizes to show. */
export declare function conclude(process: ProcessKind, c: Calculation, present: (() => {
    pools: ReadonlyMap<Pool, Amount>;
    root: () => Part;
}) | undefined): Derivation;
