import { type Amount } from './amount.js';
import { Calculation } from './calculation.js';
import type { Configuration } from './configuration.js';
import type { Derivation } from './derivation.js';
import { type DerivationContext } from './derive.js';
import { type ProcessMemory } from './processMemory.js';
/** The pools inside total Flink memory (`TaskExecutorFlinkMemory`). */
interface TaskManagerFlinkMemory {
    readonly frameworkHeap: Amount;
    readonly frameworkOffHeap: Amount;
    readonly taskHeap: Amount;
    readonly taskOffHeap: Amount;
    readonly network: Amount;
    readonly managed: Amount;
}
/** Sizes a TaskManager as `TaskExecutorProcessUtils.processSpecFromConfig` does, with its legacy keys mapped first. */
export declare function deriveTaskManager(configuration: Configuration, context: DerivationContext): Derivation;
/** The arithmetic alone: what the calculation holds afterwards is the outcome. */
export declare function calculateTaskManager(c: Calculation, context: DerivationContext): ProcessMemory<TaskManagerFlinkMemory> | undefined;
/** `ConfigurationParserUtils.getPageSize`: at least 4 KiB, a power of two, an `int`. */
export declare function isPageSize(bytes: bigint): boolean;
export {};
