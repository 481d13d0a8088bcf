import { edge } from './bounds.js';
import type { Configuration } from './configuration.js';
import { powerOfTen } from './decimal.js';
import type { RefusalCode, RefusalReason } from './derivation.js';
import { parseJavaInteger } from './javaNumbers.js';
import { MAX_BYTES } from './memorySize.js';
import { configuredSize, readableOption, supplyingKey } from './options.js';
import type { NativeBackend } from './stateBackend.js';
import { splitEscaped } from './structuredOptions.js';
import { isAtLeast, type FlinkVersion } from './version.js';

/** Who asks for managed memory in a slot (`ManagedMemoryUseCase`). 1.12 calls the first `BATCH_OP`. */
export const CONSUMERS = ['OPERATOR', 'STATE_BACKEND', 'PYTHON'] as const;
export type Consumer = (typeof CONSUMERS)[number];

export const CONSUMER_WEIGHTS_KEY = 'taskmanager.memory.managed.consumer-weights';

export type ConsumerWeights =
  | { readonly weights: ReadonlyMap<Consumer, number> }
  | { readonly refusal: WeightRefusal }
  /** Keys that hide weights in a template. */
  | { readonly unknownKeys: readonly string[] };

/** Why weights cannot be read: `key` and `reason` where Flink names them, `consumer` the name at fault as it is written. */
export interface WeightRefusal {
  readonly code: RefusalCode;
  readonly key?: string;
  readonly reason?: RefusalReason;
  readonly consumer?: string;
}

/** The names a consumer's weight may have, the one that counts first; `DATAPROC` stood for two consumers until 1.20. */
type Names = Readonly<Record<Consumer, readonly string[]>>;

const NAMES_1_12: Names = { OPERATOR: ['DATAPROC'], STATE_BACKEND: ['DATAPROC'], PYTHON: ['PYTHON'] };
const NAMES_1_13: Names = { OPERATOR: ['OPERATOR', 'DATAPROC'], STATE_BACKEND: ['STATE_BACKEND', 'DATAPROC'], PYTHON: ['PYTHON'] };
const NAMES_2_0: Names = { OPERATOR: ['OPERATOR'], STATE_BACKEND: ['STATE_BACKEND'], PYTHON: ['PYTHON'] };

function namesOf(version: FlinkVersion): Names {
  if (isAtLeast(version, '2.0')) return NAMES_2_0;
  return isAtLeast(version, '1.13') ? NAMES_1_13 : NAMES_1_12;
}

/** The names that a weight may have in that version; none before 1.12. */
export function consumerNames(version: FlinkVersion): readonly string[] {
  return isAtLeast(version, '1.12') ? [...new Set(CONSUMERS.flatMap((consumer) => namesOf(version)[consumer]))] : [];
}

/** The consumers that a name stands for in that version: two for `DATAPROC`, none for a name that Flink does not look for. */
export function consumersNamed(name: string, version: FlinkVersion): readonly Consumer[] {
  return isAtLeast(version, '1.12') ? CONSUMERS.filter((consumer) => namesOf(version)[consumer].includes(name)) : [];
}

/** The names that the configuration gives a weight, as they are written; none where a template hides them, or they cannot be read. */
export function weighedNames(configuration: Configuration): readonly string[] {
  let names = namesWeighed.get(configuration);
  if (names === undefined) {
    const items = weightItems(configuration, '');
    names = items === undefined || items instanceof Set ? [] : [...items.keys()].filter((name) => name !== '');
    namesWeighed.set(configuration, names);
  }
  return names;
}

const namesWeighed = new WeakMap<Configuration, readonly string[]>();

const readWeights = new WeakMap<Configuration, { readonly version: FlinkVersion; readonly weights: ConsumerWeights }>();

/** The weights by which a slot's managed memory is divided (`ManagedMemoryUtils`); empty before 1.12, which has none. */
export function consumerWeights(configuration: Configuration, version: FlinkVersion): ConsumerWeights {
  const known = readWeights.get(configuration);
  if (known?.version === version) return known.weights;
  const weights = readConsumerWeights(configuration, version);
  readWeights.set(configuration, { version, weights });
  return weights;
}

function readConsumerWeights(configuration: Configuration, version: FlinkVersion): ConsumerWeights {
  const option = readableOption(CONSUMER_WEIGHTS_KEY, version);
  if (option === undefined) return { weights: new Map() };
  const items = weightItems(configuration, option.default ?? '');
  if (items === defaults.get(option.default ?? '')) return weightsAtDefault(items, version);
  return weightsOf(items, version);
}

const atDefault = new Map<FlinkVersion, ConsumerWeights>();

/** Nearly every configuration has no weights of its own. */
function weightsAtDefault(items: ReturnType<typeof weightItems>, version: FlinkVersion): ConsumerWeights {
  const weights = atDefault.get(version) ?? weightsOf(items, version);
  atDefault.set(version, weights);
  return weights;
}

function weightsOf(items: ReturnType<typeof weightItems>, version: FlinkVersion): ConsumerWeights {
  if (items === undefined) {
    // Until 1.16 Flink names the key, but not what is wrong with its value; the reason is the same.
    return { refusal: { code: 'value-invalid', key: CONSUMER_WEIGHTS_KEY, reason: 'not-a-map' } };
  }
  if (items instanceof Set) return { unknownKeys: [...items] };
  const weights = new Map<Consumer, number>();
  if (!isAtLeast(version, '1.13')) {
    const refusal = refusal1_12([...items]);
    if (refusal !== undefined) return { refusal };
  }
  for (const consumer of CONSUMERS) {
    // Since 1.13 Flink looks for the names it knows; others are dropped unread.
    const name = namesOf(version)[consumer].find((candidate) => items.has(candidate));
    if (name === undefined) continue;
    const weight = parseJavaInteger(items.get(name) ?? '');
    if (weight === undefined) return { refusal: { code: 'value-invalid', reason: 'not-a-number', consumer: name } };
    if (weight < 0) return { refusal: { code: 'weight-negative', consumer: name } };
    weights.set(consumer, weight);
  }
  return { weights };
}

/** 1.12 reads every number before it looks at the name, and refuses names it does not know. */
function refusal1_12(items: readonly (readonly [string, string])[]): WeightRefusal | undefined {
  for (const [consumer, text] of items) {
    const weight = parseJavaInteger(text);
    if (weight === undefined) return { code: 'value-invalid', reason: 'not-a-number', consumer };
    if (weight < 0) return { code: 'weight-negative', consumer };
    if (!consumerNames('1.12').includes(consumer)) return { code: 'consumer-unknown', consumer };
  }
  return undefined;
}

/** Pairs of name and weight; the keys that hide them in a template; or undefined when the text is no map. */
function weightItems(configuration: Configuration, defaultText: string): ReadonlyMap<string, string> | Set<string> | undefined {
  if (!configuration.has(CONSUMER_WEIGHTS_KEY)) {
    // A map option may be spread over keys below its own, as a nested config.yaml gives them.
    const prefix = `${CONSUMER_WEIGHTS_KEY}.`;
    const keys = configuration.keysBelow(prefix);
    if (keys.length === 0) return defaultItems(defaultText);
    const unknown = keys.filter((key) => configuration.isUnknown(key));
    if (unknown.length > 0) return new Set(unknown);
    return new Map(keys.map((key) => [key.slice(prefix.length), configuration.get(key) ?? '']));
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

const defaults = new Map<string, ReadonlyMap<string, string>>();

/** The pairs of the option's default, as Java prints a map (`{OPERATOR=70, …}`); nearly every cluster has them. */
function defaultItems(text: string): ReadonlyMap<string, string> {
  let items = defaults.get(text);
  if (items === undefined) {
    const pairs = text.replace(/^\{|\}$/g, '').split(',').map((pair) => pair.trim().split('='));
    items = new Map(pairs.map(([name = '', weight = '']) => [name, weight]));
    defaults.set(text, items);
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

/** RocksDB's default write buffer, in bytes. */
const DEFAULT_WRITE_BUFFER = 64n * 1024n * 1024n;
const ARENA_ALIGNMENT = 4096n;

/** The arena block of a write buffer, in bytes: an eighth of it, aligned (`RocksDBMemoryControllerUtils.calculateRocksDBDefaultArenaBlockSize`). */
function arenaBlock(writeBuffer: bigint): bigint {
  return ((writeBuffer / 8n + ARENA_ALIGNMENT - 1n) / ARENA_ALIGNMENT) * ARENA_ALIGNMENT;
}

/** The arena block that a native state backend takes; undefined where a template or code of somebody's own sizes its write buffers. */
export function arenaBlockOf(configuration: Configuration, version: FlinkVersion, backend: NativeBackend): bigint | undefined {
  // A factory of options may be the user's.
  if (configuration.has(`state.backend.${backend}.options-factory`)) return undefined;
  const option = readableOption(`state.backend.${backend}.writebuffer.size`, version);
  if (option === undefined || supplyingKey(configuration, option) === undefined) return arenaBlock(DEFAULT_WRITE_BUFFER);
  const bytes = configuredSize(configuration, option);
  return bytes === undefined ? undefined : arenaBlock(bytes);
}

/** How RocksDB divides a budget; the ratio is `state.backend.rocksdb.memory.write-buffer-ratio`. */
export function rocksDbMemory(bytes: bigint, writeBufferRatio: number): RocksDbMemory {
  const total = Number(bytes);
  // Java computes these in doubles, left to right, and truncates.
  const writeBufferManager = BigInt(Math.trunc((2 * total * writeBufferRatio) / 3));
  return {
    blockCache: BigInt(Math.trunc(((3 - writeBufferRatio) * total) / 3)),
    writeBufferManager,
    arenaBlock: arenaBlock(DEFAULT_WRITE_BUFFER),
    mutableLimit: (writeBufferManager * 7n) / 8n,
  };
}

/** The smallest budget, in bytes, in which write buffers of that arena block do not flush all the time (`validateArenaBlockSize`); none fits a tiny ratio. */
export function leastRocksDbMemory(ratio: number, block: bigint): bigint | undefined {
  const suffices = (bytes: bigint): boolean => rocksDbMemory(bytes, ratio).mutableLimit >= block;
  return suffices(MAX_BYTES) ? edge(0n, MAX_BYTES, suffices) : undefined;
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
