import type { Analysis } from '../documents/analysis.js';
import {
  type Configuration, type Consumer, consumerWeights, type DerivationContext, isConfigured, managedShares, type ManagedShare, plausibleConsumers,
  readableOption, supplyingKey, writeBufferRatio,
} from '../model/index.js';
import type { ManagedShares } from '../shared/protocol.js';
import type { Settings } from '../shared/settings.js';

type Backend = 'rocksdb' | 'forst' | 'hashmap';

/** A slot's managed memory, divided among the consumers of one plausible set. */
export interface SharesOfSet {
  readonly used: readonly Consumer[];
  readonly shares: readonly ManagedShare[];
}

/** How a slot's managed memory is divided, for each set of consumers that its operators may use; none before 1.12, or where Flink refuses the weights. */
export function sharesPerSet(
  bytesPerSlot: bigint, { configuration }: Analysis, context: DerivationContext, settings: Pick<Settings, 'stateBackend'>,
): readonly SharesOfSet[] | undefined {
  const weights = consumerWeights(configuration, context.version);
  if (!('weights' in weights) || weights.weights.size === 0) return undefined;
  const backend = stateBackendOf(configuration, context, settings);
  // A job may choose its backend in code, and in a slot of a RocksDB job there may be no state: nothing but `hashmap` rules a set out.
  const sets = [...(backend === 'hashmap' ? [] : plausibleConsumers(true)), ...plausibleConsumers(false)];
  const ratio = backend === 'hashmap' ? undefined : budgetRatio(configuration, context, backend ?? 'rocksdb');
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

/** The state backend that the settings or the configuration name; undefined when they do not, or name one that we do not know. */
export function stateBackendOf(configuration: Configuration, { version }: DerivationContext, { stateBackend }: Pick<Settings, 'stateBackend'>): Backend | undefined {
  if (stateBackend !== 'auto') return stateBackend;
  const option = readableOption('state.backend.type', version) ?? readableOption('state.backend', version);
  const key = option === undefined ? undefined : supplyingKey(configuration, option);
  if (key === undefined || configuration.isUnknown(key)) return undefined;
  const name = (configuration.get(key) ?? '').toLowerCase();
  if (name.includes('rocksdb')) return 'rocksdb';
  if (name.includes('forst')) return 'forst';
  return ['hashmap', 'filesystem', 'jobmanager'].includes(name) || name.includes('hashmapstatebackend') ? 'hashmap' : undefined;
}

/** RocksDB's ratio, unless a budget of its own takes the place of managed memory. */
function budgetRatio(configuration: Configuration, { version }: DerivationContext, backend: 'rocksdb' | 'forst'): number | undefined {
  const prefix = `state.backend.${backend}.memory`;
  const hasOwnBudget = ['fixed-per-slot', 'fixed-per-tm', 'managed'].some((name) => {
    const option = readableOption(`${prefix}.${name}`, version);
    if (!isConfigured(configuration, option)) return false;
    return name !== 'managed' || configuration.get(supplyingKey(configuration, option) ?? '')?.toLowerCase() !== 'true';
  });
  return hasOwnBudget ? undefined : writeBufferRatio(configuration, version, backend);
}
