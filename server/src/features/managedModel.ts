import type { Analysis } from '../documents/analysis.js';
import {
  backendBudget, type Consumer, consumerWeights, type DerivationContext, managedShares, type ManagedShare, plausibleConsumers, stateBackendOf, writeBufferRatio,
} from '../model/index.js';
import type { ManagedShares } from '../shared/protocol.js';
import type { Settings } from '../shared/settings.js';

/** A slot's managed memory, divided among the consumers of one plausible set. */
export interface SharesOfSet {
  readonly used: readonly Consumer[];
  readonly shares: readonly ManagedShare[];
}

/** How a slot's managed memory is divided, for each set of consumers that its operators may use; none before 1.12, or where Flink refuses the weights. */
export function sharesPerSet(
  bytesPerSlot: bigint, { configuration }: Analysis, context: DerivationContext, settings: Pick<Settings, 'stateBackend'>,
): readonly SharesOfSet[] | undefined {
  const { version } = context;
  const weights = consumerWeights(configuration, version);
  if (!('weights' in weights) || weights.weights.size === 0) return undefined;
  const backend = stateBackendOf(configuration, version, settings.stateBackend);
  // A job may choose its backend in code, and in a slot of a RocksDB job there may be no state: nothing but `hashmap` rules a set out.
  const sets = [...(backend === 'hashmap' ? [] : plausibleConsumers(true)), ...plausibleConsumers(false)];
  const native = backend === 'hashmap' ? undefined : backend ?? 'rocksdb';
  // A budget of its own takes the place of managed memory.
  const ratio = native !== undefined && backendBudget(configuration, version, native).kind === 'managed' ? writeBufferRatio(configuration, version, native) : undefined;
  return sets.map((used) => ({ used, shares: managedShares(bytesPerSlot, weights.weights, used, ratio) }));
}

/** The same as it crosses the process boundary. */
export function sharesModel(sets: readonly SharesOfSet[]): readonly ManagedShares[] {
  return sets.map(({ used, shares }) => ({
    used,
    shares: shares.map(({ consumer, weight, fraction, bytesPerSlot, rocksdb }) => ({
      consumer,
      weight,
      fraction,
      bytesPerSlot: bytesPerSlot.toString(),
      ...(rocksdb === undefined
        ? {}
        : {
            rocksdb: {
              blockCache: rocksdb.blockCache.toString(), writeBufferManager: rocksdb.writeBufferManager.toString(),
              arenaBlock: rocksdb.arenaBlock.toString(), mutableLimit: rocksdb.mutableLimit.toString(),
            },
          }),
    })),
  }));
}
