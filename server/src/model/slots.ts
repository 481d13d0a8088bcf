import type { Configuration } from './configuration.js';
import type { Derivation, Pool } from './derivation.js';
import type { DerivationContext } from './derive.js';
import { parseJavaInteger } from './javaNumbers.js';
import { supplyingKey } from './options.js';
import { taskManagerOptions } from './processOptions.js';
import type { FlinkVersion } from './version.js';

/** The number of slots as it is written, positive or not; undefined when it is templated or no number. */
export function configuredSlots(configuration: Configuration, version: FlinkVersion): number | undefined {
  const { slots } = taskManagerOptions(version);
  const key = supplyingKey(configuration, slots);
  if (key === undefined) return Number(slots.default ?? '1');
  return configuration.isUnknown(key) ? undefined : parseJavaInteger(configuration.get(key) ?? '');
}

/** The number of slots of a TaskManager; undefined when it is templated, no number, or not positive. */
export function slotsOf(configuration: Configuration, version: FlinkVersion): number | undefined {
  const slots = configuredSlots(configuration, version);
  return slots !== undefined && slots > 0 ? slots : undefined;
}

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
export function perSlot(derivation: Derivation, configuration: Configuration, context: DerivationContext): SlotMemory | undefined {
  if (derivation.status !== 'derived' || derivation.process !== 'taskManager') return undefined;
  const slots = slotsOf(configuration, context.version);
  if (slots === undefined) return undefined;
  const share = (pool: Pool): bigint => (derivation.pools.get(pool) ?? 0n) / BigInt(slots);
  return { slots, taskHeap: share('taskHeap'), taskOffHeap: share('taskOffHeap'), managed: share('managed'), network: share('network') };
}
