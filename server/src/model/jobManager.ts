import { asPool, isPart, type Amount } from './amount.js';
import { Calculation } from './calculation.js';
import type { Derivation, Part, Pool } from './derivation.js';
import { conclude, type DerivationContext } from './derive.js';
import { parseJavaBoolean } from './javaNumbers.js';
import { deriveProcess, legacySize, type FlinkMemory, type FlinkMemoryUtils, type ProcessMemory, type Totals } from './processMemory.js';
import { jobManagerOptions, type JobManagerOptions, type SizeOption } from './processOptions.js';
import type { ProcessSettings } from './processSettings.js';
import { isAtLeast, type FlinkVersion } from './version.js';

/** The two pools inside total Flink memory (`JobManagerFlinkMemory`). */
class JobManagerFlinkMemory implements FlinkMemory {
  constructor(readonly heap: Amount, readonly offHeap: Amount) {}

  part(pool: Pool): Amount | undefined {
    if (pool === 'jvmHeap') return this.heap;
    return pool === 'jvmDirect' ? this.offHeap : undefined;
  }

  parts(): readonly Part[] {
    return [this.heap, this.offHeap].filter(isPart);
  }
}

/** Sizes a JobManager as `JobManagerProcessUtils` does, with its legacy keys mapped first. Not modelled before 1.11. */
export function deriveJobManager(settings: ProcessSettings): Derivation {
  if (!isAtLeast(settings.context.version, '1.11')) return { status: 'notModelled', process: 'jobManager' };
  const c = new Calculation(settings);
  const memory = calculate(c, settings.context);
  return conclude(c, memory);
}

function calculate(c: Calculation, context: DerivationContext): ProcessMemory | undefined {
  const options = jobManagerOptions(context.version);
  const legacy = legacySize(c, options, context.container ? options.totalProcess : options.heap);
  const utils = new JobManagerFlinkMemoryUtils(c, options, context.container ? undefined : legacy, context.version);
  const memory = deriveProcess(c, options, utils, legacy, context.container ? 'process' : 'heap');
  if (memory !== undefined) checkDirectMemoryLimit(c, options);
  return memory;
}

class JobManagerFlinkMemoryUtils implements FlinkMemoryUtils {
  readonly #c: Calculation;
  readonly #options: JobManagerOptions;
  readonly #legacyHeap: Amount | undefined;
  readonly #version: FlinkVersion;

  constructor(c: Calculation, options: JobManagerOptions, legacyHeap: Amount | undefined, version: FlinkVersion) {
    this.#c = c;
    this.#options = options;
    this.#legacyHeap = legacyHeap;
    this.#version = version;
  }

  get requiredOptions(): readonly SizeOption[] {
    return [this.#options.heap];
  }

  areRequiredSet(): boolean {
    return this.#c.settings.isSet(this.#options.heap);
  }

  deriveFromRequiredOptions(totals: Totals): { readonly flink: JobManagerFlinkMemory; readonly totalFlink: Amount } {
    const c = this.#c;
    const heap = c.settle(this.#legacyHeap === undefined ? c.size(this.#options.heap) : asPool(this.#legacyHeap, 'jvmHeap'));
    const offHeap = c.size(this.#options.offHeap);
    if (!totals.isFlinkSet) {
      c.settle(offHeap);
      return { flink: new JobManagerFlinkMemory(heap, offHeap), totalFlink: c.settle(c.sum('totalFlink', [heap, offHeap])) };
    }
    const total = c.settle(totals.readFlink());
    if (c.settings.isSet(this.#options.offHeap)) {
      c.settle(offHeap);
      const sum = c.sum('totalFlink', [heap, offHeap]);
      const isEarly = this.#version === '1.11.0' || this.#version === '1.11.1';
      // Before 1.11.2 the total itself took the place of off-heap memory in the sum: only a heap of 0 passed, and then anything did.
      if (sum.known && total.known && (isEarly ? heap.bytes !== 0n : sum.bytes !== total.bytes)) {
        c.refuse('heap-plus-off-heap-not-flink', [total, heap, offHeap], { required: sum.bytes, available: total.bytes });
      }
      // A later Flink starts only where both agree: its total is certain even beside a templated part.
      const isTotal = sum.known ? sum.bytes === total.bytes : !isEarly;
      return { flink: new JobManagerFlinkMemory(heap, offHeap), totalFlink: isTotal ? total : c.settle(sum) };
    }
    if (heap.known && total.known && heap.bytes > total.bytes) {
      c.refuse('heap-exceeds-flink', [total, heap], { required: heap.bytes, available: total.bytes });
    }
    return { flink: new JobManagerFlinkMemory(heap, c.settle(c.rest('jvmDirect', total, [heap]))), totalFlink: total };
  }

  deriveFromTotalFlink(total: Amount): JobManagerFlinkMemory {
    const c = this.#c;
    const offHeap = c.settle(c.size(this.#options.offHeap));
    // Equal is refused as well: nothing would be left for the heap.
    if (offHeap.known && total.known && total.bytes <= offHeap.bytes) {
      c.refuse('off-heap-exceeds-flink', [total, offHeap], { required: offHeap.bytes, available: total.bytes });
    }
    return new JobManagerFlinkMemory(c.settle(c.rest('jvmHeap', total, [offHeap])), offHeap);
  }
}

/** Read when the JVM's arguments are made; a template there touches no pool. */
function checkDirectMemoryLimit(c: Calculation, { enableDirectMemoryLimit }: JobManagerOptions): void {
  const supplied = c.supplyKnown(enableDirectMemoryLimit);
  if (supplied !== undefined && parseJavaBoolean(supplied.text) === undefined) {
    c.refuseValue(enableDirectMemoryLimit, supplied, 'not-a-boolean');
  }
}
