import type { Configuration } from './configuration.js';
import { powerOfTen } from './decimal.js';
import type { RefusalCode, RefusalReason } from './derivation.js';
import { parseJavaInteger } from './javaNumbers.js';
import { readableOption, supplyingKey } from './options.js';
import { splitEscaped } from './structuredOptions.js';
import { isAtLeast, type FlinkVersion } from './version.js';

/** Who asks for managed memory in a slot (`ManagedMemoryUseCase`). 1.12 calls the first `BATCH_OP`. */
export const CONSUMERS = ['OPERATOR', 'STATE_BACKEND', 'PYTHON'] as const;
export type Consumer = (typeof CONSUMERS)[number];

export const CONSUMER_WEIGHTS_KEY = 'taskmanager.memory.managed.consumer-weights';

export type ConsumerWeights =
  | { readonly weights: ReadonlyMap<Consumer, number> }
  /** `key` and `reason` where Flink names them; `consumer` is the name at fault. */
  | { readonly refusal: { readonly code: RefusalCode; readonly key?: string; readonly reason?: RefusalReason; readonly consumer?: string } }
  | { readonly unknownKeys: readonly string[] };

/** Names of the configuration and the consumers they stand for; `DATAPROC` was one for both until 1.20. */
const NAMES_1_12: ReadonlyMap<string, readonly Consumer[]> = new Map([
  ['DATAPROC', ['OPERATOR', 'STATE_BACKEND']], ['PYTHON', ['PYTHON']],
]);
const NAMES_1_13: ReadonlyMap<string, readonly Consumer[]> = new Map([
  ['OPERATOR', ['OPERATOR']], ['STATE_BACKEND', ['STATE_BACKEND']], ['PYTHON', ['PYTHON']], ['DATAPROC', ['OPERATOR', 'STATE_BACKEND']],
]);
const NAMES_2_0: ReadonlyMap<string, readonly Consumer[]> = new Map([
  ['OPERATOR', ['OPERATOR']], ['STATE_BACKEND', ['STATE_BACKEND']], ['PYTHON', ['PYTHON']],
]);

/** The names that a weight may have in that version; none before 1.12. */
export function consumerNames(version: FlinkVersion): readonly string[] {
  return [...namesOf(version).keys()];
}

function namesOf(version: FlinkVersion): ReadonlyMap<string, readonly Consumer[]> {
  if (isAtLeast(version, '2.0')) return NAMES_2_0;
  if (isAtLeast(version, '1.13')) return NAMES_1_13;
  return isAtLeast(version, '1.12') ? NAMES_1_12 : new Map();
}

/** The weights by which a slot's managed memory is divided (`ManagedMemoryUtils`); empty before 1.12, which has none. */
export function consumerWeights(configuration: Configuration, version: FlinkVersion): ConsumerWeights {
  const option = readableOption(CONSUMER_WEIGHTS_KEY, version);
  if (option === undefined) return { weights: new Map() };
  const items = weightItems(configuration, option.default ?? '');
  if (items === undefined) {
    // Until 1.16 Flink names the key, but not what is wrong with its value; the reason is the same.
    return { refusal: { code: 'value-invalid', key: CONSUMER_WEIGHTS_KEY, reason: 'not-a-map' } };
  }
  if (items instanceof Set) return { unknownKeys: [...items] };
  const names = namesOf(version);
  const weights = new Map<Consumer, number>();
  // Of several things wrong Flink reports the first in a HashMap's order; which one is of no use to anybody.
  for (const [name, text] of items) {
    const consumers = names.get(name);
    if (consumers === undefined) {
      // 1.12 refuses a name it does not know, later versions drop it.
      if (!isAtLeast(version, '1.13')) return { refusal: { code: 'consumer-unknown', consumer: name } };
      continue;
    }
    const weight = parseJavaInteger(text);
    if (weight === undefined) return { refusal: { code: 'value-invalid', reason: 'not-a-number', consumer: name } };
    if (weight < 0) return { refusal: { code: 'weight-negative', consumer: name } };
    const isOwnName = consumers.length === 1;
    for (const consumer of consumers) if (isOwnName || !weights.has(consumer)) weights.set(consumer, weight);
  }
  return { weights };
}

/** Pairs of name and weight; the keys that hide them in a template; or undefined when the text is no map. */
function weightItems(configuration: Configuration, defaultText: string): ReadonlyMap<string, string> | Set<string> | undefined {
  if (!configuration.has(CONSUMER_WEIGHTS_KEY)) {
    // A map option may be spread over keys below its own, as a nested config.yaml gives them.
    const prefix = `${CONSUMER_WEIGHTS_KEY}.`;
    const keys = [...configuration.keys()].filter((key) => key.startsWith(prefix));
    const unknown = keys.filter((key) => configuration.isUnknown(key));
    if (unknown.length > 0) return new Set(unknown);
    if (keys.length > 0) return new Map(keys.map((key) => [key.slice(prefix.length), configuration.get(key) ?? '']));
    const pairs = defaultText.replace(/^\{|\}$/g, '').split(',').map((pair) => pair.trim().split('='));
    return new Map(pairs.map(([name = '', weight = '']) => [name, weight]));
  }
  if (configuration.isUnknown(CONSUMER_WEIGHTS_KEY)) return new Set([CONSUMER_WEIGHTS_KEY]);
  const list = splitEscaped(configuration.get(CONSUMER_WEIGHTS_KEY) ?? '', ',');
  if (list === undefined) return undefined;
  const items = new Map<string, string>();
  for (const item of list) {
    const [name, weight, ...more] = splitEscaped(item, ':') ?? [];
    if (name === undefined || weight === undefined || more.length > 0) return undefined;
    items.set(name, weight);
  }
  return items;
}

/** What RocksDB makes of its share, in bytes (`RocksDBMemoryControllerUtils`). */
export interface RocksDbMemory {
  readonly blockCache: bigint;
  readonly writeBufferManager: bigint;
  /** The arena block of the default write buffer. */
  readonly arenaBlock: bigint;
  /** Above this much in memtables RocksDB flushes; below the arena block it flushes all the time. */
  readonly mutableLimit: bigint;
}

/** RocksDB's default write buffer, 64 MiB, gives arena blocks of an eighth. */
const DEFAULT_ARENA_BLOCK = 8n * 1024n * 1024n;

/** How RocksDB divides a budget; the ratio is `state.backend.rocksdb.memory.write-buffer-ratio`. */
export function rocksDbMemory(bytes: bigint, writeBufferRatio: number): RocksDbMemory {
  const total = Number(bytes);
  // Java computes these in doubles, left to right, and truncates.
  const writeBufferManager = BigInt(Math.trunc((2 * total * writeBufferRatio) / 3));
  return {
    blockCache: BigInt(Math.trunc(((3 - writeBufferRatio) * total) / 3)),
    writeBufferManager,
    arenaBlock: DEFAULT_ARENA_BLOCK,
    mutableLimit: (writeBufferManager * 7n) / 8n,
  };
}

/** One consumer's part of a slot. */
export interface ManagedShare {
  readonly consumer: Consumer;
  readonly weight: number;
  /** Of the slot's managed memory, 16 decimal places, rounded down. */
  readonly fraction: number;
  readonly bytesPerSlot: bigint;
  /** Given for the state backend when a ratio is passed. */
  readonly rocksdb?: RocksDbMemory;
}

/**
 * How a slot's managed memory is divided when its operators use exactly these consumers
 * (`ManagedMemoryUtils.convertToFractionOfSlot`). All zero when none of them has a weight.
 */
export function managedShares(
  bytesPerSlot: bigint, weights: ReadonlyMap<Consumer, number>, used: readonly Consumer[], writeBufferRatio?: number,
): readonly ManagedShare[] {
  const total = used.reduce((sum, consumer) => sum + (weights.get(consumer) ?? 0), 0);
  return used.map((consumer) => {
    const weight = weights.get(consumer) ?? 0;
    const fraction = total > 0 ? roundedDown(weight, total) : 0;
    // MemoryManager.computeMemorySize: a double product, truncated.
    const bytes = BigInt(Math.floor(Number(bytesPerSlot) * fraction));
    const isRocksDb = consumer === 'STATE_BACKEND' && writeBufferRatio !== undefined;
    return { consumer, weight, fraction, bytesPerSlot: bytes, ...(isRocksDb ? { rocksdb: rocksDbMemory(bytes, writeBufferRatio) } : {}) };
  });
}

const FRACTION_PLACES = 16;

function roundedDown(dividend: number, divisor: number): number {
  const scaled = (BigInt(dividend) * powerOfTen(FRACTION_PLACES)) / BigInt(divisor);
  return Number(`${scaled.toString()}e-${String(FRACTION_PLACES)}`);
}

/**
 * The sets of consumers a slot may have, the likeliest first. A state backend uses managed memory only when it is RocksDB
 * or ForSt; then it is in every set.
 */
export function plausibleConsumers(usesStateBackend: boolean): readonly (readonly Consumer[])[] {
  return usesStateBackend
    ? [['STATE_BACKEND'], ['OPERATOR', 'STATE_BACKEND'], ['STATE_BACKEND', 'PYTHON'], ['OPERATOR', 'STATE_BACKEND', 'PYTHON']]
    : [['OPERATOR'], ['OPERATOR', 'PYTHON'], ['PYTHON']];
}

/** The ratio the state backend uses; undefined when it is templated, no number, not between 0 and 1, or the version has no such backend. */
export function writeBufferRatio(configuration: Configuration, version: FlinkVersion, backend: 'rocksdb' | 'forst' = 'rocksdb'): number | undefined {
  const option = readableOption(`state.backend.${backend}.memory.write-buffer-ratio`, version);
  if (option === undefined) return undefined;
  const key = supplyingKey(configuration, option);
  if (key !== undefined && configuration.isUnknown(key)) return undefined;
  const ratio = Number((key === undefined ? option.default : configuration.get(key)) ?? '');
  return ratio > 0 && ratio < 1 ? ratio : undefined;
}
