import { PartOfParts, sumOf, unknownAmount, isPart, type Amount } from './amount.js';
import { Calculation, inputOf } from './calculation.js';
import type { Derivation, Part, Pool } from './derivation.js';
import { conclude, type DerivationContext } from './derive.js';
import { externalResources } from './externalResources.js';
import { MAX_INT, parseJavaDouble, parseJavaInteger } from './javaNumbers.js';
import { deriveProcess, legacySize, type FlinkMemory, type FlinkMemoryUtils, type ProcessMemory, type Totals } from './processMemory.js';
import { taskManagerOptions, type SizeOption, type TaskManagerOptions } from './processOptions.js';
import type { ProcessSettings } from './processSettings.js';
import { isAtLeast } from './version.js';

/** The pools inside total Flink memory (`TaskExecutorFlinkMemory`). */
class TaskManagerFlinkMemory implements FlinkMemory {
  constructor(
    readonly frameworkHeap: Amount, readonly frameworkOffHeap: Amount, readonly taskHeap: Amount, readonly taskOffHeap: Amount,
    readonly network: Amount, readonly managed: Amount,
  ) {}

  part(pool: Pool): Amount | undefined {
    switch (pool) {
      case 'jvmHeap':
        return sumOf('jvmHeap', [this.frameworkHeap, this.taskHeap]);
      case 'jvmDirect':
        return sumOf('jvmDirect', [this.frameworkOffHeap, this.taskOffHeap, this.network]);
      case 'frameworkHeap':
      case 'frameworkOffHeap':
      case 'taskHeap':
      case 'taskOffHeap':
      case 'network':
      case 'managed':
        return this[pool];
      default:
        return undefined;
    }
  }

  parts(): readonly Part[] {
    const { frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed } = this;
    const heap = sumOf('jvmHeap', [frameworkHeap, taskHeap]);
    const direct = sumOf('jvmDirect', [frameworkOffHeap, taskOffHeap, network]);
    return [
      new PartOfParts('jvmHeap', heap, [frameworkHeap, taskHeap].filter(isPart)),
      new PartOfParts('offHeap', sumOf('offHeap', [managed, direct]), [
        ...[managed].filter(isPart), new PartOfParts('jvmDirect', direct, [frameworkOffHeap, taskOffHeap, network].filter(isPart)),
      ]),
    ];
  }
}

/** Sizes a TaskManager as `TaskExecutorProcessUtils.processSpecFromConfig` does, with its legacy keys mapped first. */
export function deriveTaskManager(settings: ProcessSettings): Derivation {
  const c = new Calculation(settings);
  const memory = calculate(c, settings.context);
  return conclude(c, memory);
}

function calculate(c: Calculation, context: DerivationContext): ProcessMemory | undefined {
  const options = taskManagerOptions(context.version);
  const legacy = legacySize(c, options, context.container ? options.totalProcess : options.totalFlink);
  const memory = deriveProcess(c, options, new TaskManagerFlinkMemoryUtils(c, options), legacy, context.container ? 'process' : 'flink');
  if (memory !== undefined && c.refusal === undefined) {
    checkCpuCores(c, options, context);
    checkExternalResources(c, options, context);
  }
  return memory;
}

class TaskManagerFlinkMemoryUtils implements FlinkMemoryUtils {
  readonly #c: Calculation;
  readonly #options: TaskManagerOptions;

  constructor(c: Calculation, options: TaskManagerOptions) {
    this.#c = c;
    this.#options = options;
  }

  get requiredOptions(): readonly SizeOption[] {
    return [this.#options.taskHeap, this.#options.managedSize];
  }

  areRequiredSet(): boolean {
    const { settings } = this.#c;
    return settings.isSet(this.#options.taskHeap) && settings.isSet(this.#options.managedSize);
  }

  deriveFromRequiredOptions(totals: Totals): { readonly flink: TaskManagerFlinkMemory; readonly totalFlink: Amount } {
    const c = this.#c;
    const taskHeap = c.settle(c.size(this.#options.taskHeap));
    const managed = c.settle(c.size(this.#options.managedSize));
    const frameworkHeap = c.settle(c.size(this.#options.frameworkHeap));
    const frameworkOffHeap = c.settle(c.size(this.#options.frameworkOffHeap));
    const taskOffHeap = c.settle(c.size(this.#options.taskOffHeap));
    const fixed = [frameworkHeap, taskHeap, managed, frameworkOffHeap, taskOffHeap];
    if (totals.isFlinkSet) {
      const total = c.settle(totals.readFlink());
      const network = this.#networkFromRest(total, fixed);
      return { flink: new TaskManagerFlinkMemory(frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed), totalFlink: total };
    }
    c.total(fixed);
    const network = c.settle(this.#legacyNetwork() ?? c.inverseShare('network', fixed, c.range(this.#options.network)));
    const totalFlink = c.settle(c.sum('totalFlink', [...fixed, network]));
    return { flink: new TaskManagerFlinkMemory(frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed), totalFlink };
  }

  deriveFromTotalFlink(total: Amount): TaskManagerFlinkMemory {
    const c = this.#c;
    const frameworkHeap = c.settle(c.size(this.#options.frameworkHeap));
    const frameworkOffHeap = c.settle(c.size(this.#options.frameworkOffHeap));
    const taskOffHeap = c.settle(c.size(this.#options.taskOffHeap));
    if (c.settings.isSet(this.#options.taskHeap)) {
      const taskHeap = c.settle(c.size(this.#options.taskHeap));
      const managed = c.settle(this.#managed(total));
      const network = this.#networkFromRest(total, [frameworkHeap, taskHeap, managed, frameworkOffHeap, taskOffHeap]);
      return new TaskManagerFlinkMemory(frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed);
    }
    const managed = c.settle(this.#managed(total));
    const network = c.settle(this.#legacyNetwork() ?? c.share('network', total, c.range(this.#options.network)));
    const others = [frameworkHeap, managed, frameworkOffHeap, taskOffHeap, network];
    this.#checkFit(total, others);
    const taskHeap = c.settle(c.rest('taskHeap', total, others));
    return new TaskManagerFlinkMemory(frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed);
  }

  #managed(total: Amount): Amount {
    const c = this.#c;
    if (c.settings.isSet(this.#options.managedSize)) return c.size(this.#options.managedSize);
    return c.unboundedShare('managed', total, this.#options.managedFraction);
  }

  /** Refuses pools that are together larger than total Flink memory. */
  #checkFit(total: Amount, pools: readonly Amount[]): void {
    const required = this.#c.total(pools);
    if (required !== undefined && total.known && required > total.bytes) {
      this.#c.refuse('pools-exceed-flink', [total, ...pools], { required, available: total.bytes });
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
      const bounds = { min: min.bytes, max: max.bytes };
      c.refuse('network-out-of-range', [total, ...others, min, max], { required: network.bytes, bounds });
      return unknownAmount('network');
    }
    return c.settle(network);
  }

  /** The number of buffers of before 1.10 counts only where none of the newer network options is set. */
  #legacyNetwork(): Amount | undefined {
    const c = this.#c;
    const { network, networkBuffers, segmentSize } = this.#options;
    if (networkBuffers === undefined || !c.settings.hasText(networkBuffers)) return undefined;
    if (c.settings.isSet(network.min) || c.settings.isSet(network.max) || c.settings.hasText(network.fraction)) return undefined;
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
  const { settings } = c;
  // Templated cores or slots touch no pool: the sizes stand, only the check cannot be made.
  const areCoresSet = settings.hasText(options.cpuCores);
  const option = areCoresSet ? options.cpuCores : options.slots;
  const supplied = c.supplyKnown(option);
  if (supplied !== undefined) {
    const cores = areCoresSet ? parseJavaDouble(supplied.text) : parseJavaInteger(supplied.text);
    if (cores === undefined || !Number.isFinite(cores)) c.refuseValue(option, supplied, 'not-a-number');
    else if (cores <= 0) c.refuse('cpu-not-positive', [], {}, [inputOf(supplied)]);
  }
  // Since 1.13 the number of slots is handed to the process as well, and read even beside cores.
  if (!areCoresSet || !isAtLeast(version, '1.13')) return;
  const slots = c.supplyKnown(options.slots);
  if (slots !== undefined && parseJavaInteger(slots.text) === undefined) c.refuseValue(options.slots, slots, 'not-a-number');
}

/** Since 1.13 the process is told its external resources as well, whose amounts Flink reads for that. */
function checkExternalResources(c: Calculation, { externalResources: list }: TaskManagerOptions, { version }: DerivationContext): void {
  if (!c.settings.hasText(list) || c.isRefused() || !isAtLeast(version, '1.13')) return;
  const resources = externalResources(c.settings.configuration, version);
  if (resources === 'unknown' || !('unreadable' in resources)) return;
  const { key, text } = resources.unreadable;
  c.refuse('value-invalid', [], { key, reason: 'not-a-number' }, [{ key, value: text }]);
}
