import { partOf, unknownAmount, type Amount } from './amount.js';
import { Calculation } from './calculation.js';
import type { Configuration } from './configuration.js';
import type { Derivation, Part } from './derivation.js';
import { conclude, type DerivationContext, type Presented } from './derive.js';
import { externalResources } from './externalResources.js';
import { MAX_INT, parseJavaDouble, parseJavaInteger } from './javaNumbers.js';
import { isConfigured } from './options.js';
import { deriveProcess, legacySize, type FlinkMemory, type ProcessMemory } from './processMemory.js';
import { taskManagerOptions, type TaskManagerOptions } from './processOptions.js';
import { isAtLeast } from './version.js';

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
export function deriveTaskManager(configuration: Configuration, context: DerivationContext): Derivation {
  const c = new Calculation(configuration);
  const memory = calculateTaskManager(c, context);
  return conclude('taskManager', c, memory === undefined ? undefined : () => present(c, memory));
}

/** The arithmetic alone: what the calculation holds afterwards is the outcome. */
export function calculateTaskManager(c: Calculation, context: DerivationContext): ProcessMemory<TaskManagerFlinkMemory> | undefined {
  const options = taskManagerOptions(context.version);
  const legacy = legacySize(c, options, context.container ? options.totalProcess : options.totalFlink);
  const flinkMemory = new TaskManagerFlinkMemoryUtils(c, options);
  const memory = deriveProcess(c, options, flinkMemory, legacy, context.container ? 'process' : 'flink');
  if (memory !== undefined && c.refusal === undefined) {
    checkCpuCores(c, options, context);
    checkExternalResources(c, context);
  }
  return memory;
}

class TaskManagerFlinkMemoryUtils implements FlinkMemory<TaskManagerFlinkMemory> {
  readonly requiredOptions;
  readonly #c: Calculation;
  readonly #options: TaskManagerOptions;

  constructor(c: Calculation, options: TaskManagerOptions) {
    this.#c = c;
    this.#options = options;
    this.requiredOptions = [options.taskHeap, options.managedSize];
  }

  deriveFromRequiredOptions(readTotal: (() => Amount) | undefined): TaskManagerFlinkMemory & { readonly totalFlink: Amount } {
    const c = this.#c;
    const taskHeap = c.settle(c.size(this.#options.taskHeap, 'taskHeap'));
    const managed = c.settle(c.size(this.#options.managedSize, 'managed'));
    const frameworkHeap = c.settle(c.size(this.#options.frameworkHeap, 'frameworkHeap'));
    const frameworkOffHeap = c.settle(c.size(this.#options.frameworkOffHeap, 'frameworkOffHeap'));
    const taskOffHeap = c.settle(c.size(this.#options.taskOffHeap, 'taskOffHeap'));
    const fixed = [frameworkHeap, taskHeap, managed, frameworkOffHeap, taskOffHeap];
    if (readTotal !== undefined) {
      const total = c.settle(readTotal());
      const network = this.#networkFromRest(total, fixed);
      return { frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed, totalFlink: total };
    }
    c.sum(undefined, fixed);
    const network = c.settle(this.#legacyNetwork() ?? c.inverseShare('network', fixed, c.range(this.#options.network)));
    const totalFlink = c.settle(c.sum('totalFlink', [...fixed, network]));
    return { frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed, totalFlink };
  }

  deriveFromTotalFlink(total: Amount): TaskManagerFlinkMemory {
    const c = this.#c;
    const frameworkHeap = c.settle(c.size(this.#options.frameworkHeap, 'frameworkHeap'));
    const frameworkOffHeap = c.settle(c.size(this.#options.frameworkOffHeap, 'frameworkOffHeap'));
    const taskOffHeap = c.settle(c.size(this.#options.taskOffHeap, 'taskOffHeap'));
    if (isConfigured(c.configuration, this.#options.taskHeap)) {
      const taskHeap = c.settle(c.size(this.#options.taskHeap, 'taskHeap'));
      const managed = c.settle(this.#managed(total));
      const network = this.#networkFromRest(total, [frameworkHeap, taskHeap, managed, frameworkOffHeap, taskOffHeap]);
      return { frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed };
    }
    const managed = c.settle(this.#managed(total));
    const network = c.settle(this.#legacyNetwork() ?? c.share('network', total, c.range(this.#options.network)));
    const others = [frameworkHeap, managed, frameworkOffHeap, taskOffHeap, network];
    this.#checkFit(total, others);
    return { frameworkHeap, frameworkOffHeap, taskHeap: c.settle(c.rest('taskHeap', total, others)), taskOffHeap, network, managed };
  }

  #managed(total: Amount): Amount {
    const c = this.#c;
    if (isConfigured(c.configuration, this.#options.managedSize)) return c.size(this.#options.managedSize, 'managed');
    return c.unboundedShare('managed', total, this.#options.managedFraction);
  }

  /** Refuses pools that are together larger than total Flink memory. */
  #checkFit(total: Amount, pools: readonly Amount[]): void {
    const required = this.#c.sum(undefined, pools);
    if (required.known && total.known && required.bytes > total.bytes) {
      this.#c.refuse('pools-exceed-flink', [total, ...pools], { required: required.bytes, available: total.bytes });
    }
  }

  /** Network memory as what the others leave, within its bounds or equal to the legacy number of buffers. */
  #networkFromRest(total: Amount, others: readonly Amount[]): Amount {
    const c = this.#c;
    this.#checkFit(total, others);
    const network = c.rest('network', total, others);
    const legacy = this.#legacyNetwork();
    if (legacy !== undefined) {
      if (legacy.known && network.known && legacy.bytes !== network.bytes) {
        c.refuse('network-buffers-mismatch', [legacy, total, ...others], { required: legacy.bytes, available: network.bytes });
        return unknownAmount('network');
      }
      return c.settle(network);
    }
    const { known, min, max } = c.range(this.#options.network);
    if (known && network.known && (network.bytes < min.bytes || network.bytes > max.bytes)) {
      c.refuse('network-out-of-range', [total, ...others, min, max], { required: network.bytes, bounds: { min: min.bytes, max: max.bytes } });
      return unknownAmount('network');
    }
    return c.settle(network);
  }

  /** The number of buffers of before 1.10 counts only where none of the newer network options is set. */
  #legacyNetwork(): Amount | undefined {
    const c = this.#c;
    const { network, networkBuffers, segmentSize } = this.#options;
    if (networkBuffers === undefined || !isConfigured(c.configuration, networkBuffers)) return undefined;
    if ([network.min, network.max, network.fraction].some((option) => isConfigured(c.configuration, option))) return undefined;
    const supplied = c.supply(networkBuffers);
    if (supplied === undefined) return unknownAmount('network');
    const buffers = parseJavaInteger(supplied.text);
    if (buffers === undefined) {
      c.refuseValue(networkBuffers, supplied, 'not-a-number');
      return unknownAmount('network');
    }
    const segment = c.size(segmentSize);
    if (!segment.known) return unknownAmount('network');
    if (!isPageSize(segment.bytes)) {
      c.refuse('segment-size-invalid', [segment], { key: segmentSize.key });
      return unknownAmount('network');
    }
    if (buffers < 0) {
      c.refuseValue(networkBuffers, supplied, 'negative');
      return unknownAmount('network');
    }
    return c.product('network', supplied, BigInt(buffers), segment);
  }
}

/** `ConfigurationParserUtils.getPageSize`: at least 4 KiB, a power of two, an `int`. */
export function isPageSize(bytes: bigint): boolean {
  return bytes >= 4096n && bytes <= MAX_INT && (bytes & (bytes - 1n)) === 0n;
}

/** `getCpuCores`: the cores that are set, otherwise as many as slots. Memory does not depend on them, but Flink refuses none at all. */
function checkCpuCores(c: Calculation, options: TaskManagerOptions, { version }: DerivationContext): void {
  const { configuration } = c;
  // Templated cores or slots touch no pool: the sizes stand, only the check cannot be made.
  const areCoresSet = isConfigured(configuration, options.cpuCores);
  const option = areCoresSet ? options.cpuCores : options.slots;
  const supplied = c.supplyKnown(option);
  if (supplied !== undefined) {
    const cores = areCoresSet ? parseJavaDouble(supplied.text) : parseJavaInteger(supplied.text);
    const input = { key: supplied.key, ...(supplied.isDefault ? {} : { value: supplied.text }) };
    if (cores === undefined || !Number.isFinite(cores)) c.refuseValue(option, supplied, 'not-a-number');
    else if (cores <= 0) c.refuse('cpu-not-positive', [], {}, [input]);
  }
  // Since 1.13 the number of slots is handed to the process as well, and read even beside cores.
  if (!areCoresSet || !isAtLeast(version, '1.13')) return;
  const slots = c.supplyKnown(options.slots);
  if (slots !== undefined && parseJavaInteger(slots.text) === undefined) c.refuseValue(options.slots, slots, 'not-a-number');
}

/** Since 1.13 the process is told its external resources as well, whose amounts Flink reads for that. */
function checkExternalResources(c: Calculation, { version }: DerivationContext): void {
  if (c.refusal !== undefined || !isAtLeast(version, '1.13')) return;
  const resources = externalResources(c.configuration, version);
  if (resources === 'unknown' || !('unreadable' in resources)) return;
  const { key, text } = resources.unreadable;
  c.refuse('value-invalid', [], { key, reason: 'not-a-number' }, [{ key, value: text }]);
}

function present(c: Calculation, memory: ProcessMemory<TaskManagerFlinkMemory>): Presented {
  const { flink, totalFlink, metaspace, overhead, totalProcess } = memory;
  const { frameworkHeap, taskHeap, frameworkOffHeap, taskOffHeap, network, managed } = flink;
  const jvmHeap = c.sum('jvmHeap', [frameworkHeap, taskHeap]);
  const jvmDirect = c.sum('jvmDirect', [frameworkOffHeap, taskOffHeap, network]);
  const pools = {
    frameworkHeap, taskHeap, frameworkOffHeap, taskOffHeap, network, managed, jvmMetaspace: metaspace, jvmOverhead: overhead,
    jvmHeap, jvmDirect, totalFlink, totalProcess,
  };
  const root = (): Part => partOf('totalProcess', totalProcess, [
    partOf('totalFlink', totalFlink, [
      partOf('jvmHeap', jvmHeap, [partOf('frameworkHeap', frameworkHeap), partOf('taskHeap', taskHeap)]),
      partOf('offHeap', c.sum('offHeap', [managed, jvmDirect]), [
        partOf('managed', managed),
        partOf('jvmDirect', jvmDirect, [
          partOf('frameworkOffHeap', frameworkOffHeap), partOf('taskOffHeap', taskOffHeap), partOf('network', network),
        ]),
      ]),
    ]),
    partOf('jvmMetaspace', metaspace),
    partOf('jvmOverhead', overhead),
  ]);
  return { pools, root };
}
