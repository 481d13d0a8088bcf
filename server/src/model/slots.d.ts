import type { Configuration } from './configuration.js';
import type { Derivation } from './derivation.js';
import type { DerivationContext } from './derive.js';
import type { FlinkVersion } from './version.js';
/** The number of slots as it is written, positive or not; undefined when it is templated or no number. */
export declare function configuredSlots(configuration: Configuration, version: FlinkVersion): number | undefined;
/** The number of slots of a TaskManager; undefined when it is templated, no number, or not positive. */
export declare function slotsOf(configuration: Configuration, version: FlinkVersion): number | undefined;
/** A slot's part of each pool that slots divide among them, in bytes. Only managed memory is a limit. */
export interface SlotMemory {
    readonly slots: number;
    readonly taskHeap: bigint;
    readonly taskOffHeap: bigint;
    readonly managed: bigint;
    readonly network: bigint;
}
/**
 * What one slot has (`TaskExecutorResourceUtils.generateDefaultSlotResourceProfile`): each pool divided by the slots,
 * truncated. Undefined unless a TaskManager is derived with a known number of slots.
 */
export declare function perSlot(derivation: Derivation, configuration: Configuration, context: DerivationContext): SlotMemory | undefined;
