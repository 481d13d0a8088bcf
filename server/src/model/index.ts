/** The public face of the model: Flink's memory arithmetic, pure. See docs/architecture.md. */
export { acceptedFractions, acceptedRange, edge, type AcceptedFractions, type AcceptedRange } from './bounds.js';
export {
  allKeys, findOption, formerNameOf, formerNames, optionAt, prepareCatalogue, readersOf, type FallbackKey, type FormerName, type Option, type OptionAt, type OptionRun,
} from './catalogue.js';
export { Configuration } from './configuration.js';
export { containerCpu, cpuLimitFactor, type ContainerCpu } from './containerCpu.js';
export { containerMemory, type ContainerMemory } from './container.js';
export * from './derivation.js';
export type { DerivationContext } from './derive.js';
export { parseDockerSize, printDockerSize, type DockerSizeProblem, type DockerSizeReading } from './dockerSize.js';
export { isoDuration, NANOS_OF_UNIT, parseDuration, TIME_UNITS, type DurationReading } from './duration.js';
export { dynamicConfiguration, jvmArguments } from './jvm.js';
export {
  arenaBlockOf, CONSUMERS, CONSUMER_WEIGHTS_KEY, consumerNames, consumerWeights, consumersNamed, leastRocksDbMemory, managedShares, plausibleConsumers, rocksDbMemory,
  weighedNames, writeBufferRatio,
  type Consumer, type ConsumerWeights, type ManagedShare, type RocksDbMemory, type WeightRefusal,
} from './managedMemory.js';
export {
  GIB, KIB, MAX_BYTES, MIB, UNBOUNDED_TEXT, ceilDivide, ceilTo, ceilToMebibyte, distance, floorToMebibyte, parseMemorySize, printFlinkMemorySize, printMebibytes, printMemorySize,
  type MemorySizeReading,
} from './memorySize.js';
export { hasLeeway, missingBytes, nearestAccepted, type Accepted } from './nearest.js';
export { lyftKibibytes, spotifyMebibytes, ververicaBytes } from './operatorSizes.js';
export { valueProblem, type CollectionFormat, type ValueProblem } from './optionValues.js';
export { configuredSize, isConfigured, readableOption, supplyingKey, type ReadableOption } from './options.js';
export {
  knowsKubernetesUnits, limitFactorOf, parseQuantity, quantityBytes, readResourceMemory,
  type QuantityProblem, type QuantityReading, type ResourceMemory,
} from './quantity.js';
export { isCountOfMib, meantByHeapKey, sizeValue } from './legacyKeys.js';
export { isSizingKey, poolOfKey } from './pools.js';
export { derive, deriveWith } from './process.js';
export { jobManagerOptions, processOfSizeKey, processSizeKey, taskManagerOptions, type TaskManagerOptions } from './processOptions.js';
export { ProcessSettings } from './processSettings.js';
export { rangeRefusals } from './ranges.js';
export { isPageSize } from './taskManager.js';
export { perSlot, slotsOf, type SlotMemory } from './slots.js';
export { backendBudget, STATE_BACKEND_NAMES, stateBackendKey, stateBackendName, stateBackendOf, stateBackendOption, type BackendBudget, type NativeBackend, type StateBackend } from './stateBackend.js';
export * from './version.js';
