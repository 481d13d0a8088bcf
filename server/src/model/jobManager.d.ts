import { type Amount } from './amount.js';
import { Calculation } from './calculation.js';
import type { Configuration } from './configuration.js';
import type { Derivation } from './derivation.js';
import { type DerivationContext } from './derive.js';
import { type ProcessMemory } from './processMemory.js';
/** The two pools inside total Flink memory (`JobManagerFlinkMemory`). */
interface JobManagerFlinkMemory {
    readonly heap: Amount;
    readonly offHeap: Amount;
}
/** Sizes a JobManager as `JobManagerProcessUtils` does, with its legacy keys mapped first. Not modelled before 1.11. */
export declare function deriveJobManager(configuration: Configuration, context: DerivationContext): Derivation;
/** The arithmetic alone: what the calculation holds afterwards is the outcome. */
export declare function calculateJobManager(c: Calculation, context: DerivationContext): ProcessMemory<JobManagerFlinkMemory> | undefined;
export {};
