import { asPool, isPart, PartOfParts, takenAmount, unknownAmount, type Amount } from './amount.js';
import type { Calculation } from './calculation.js';
import type { Part, Pool, RefusalInput } from './derivation.js';
import { parseJavaInteger } from './javaNumbers.js';
import { MIB } from './memorySize.js';
import type { ReadableOption } from './options.js';
import type { ProcessOptions, SizeOption } from './processOptions.js';

/** The sizes inside total Flink memory (`FlinkMemory`). */
export interface FlinkMemory {
  /** A pool of these, or a sum of them. */
  part(pool: Pool): Amount | undefined;
  /** What total Flink memory consists of. */
  parts(): readonly Part[];
}

/** What each process does inside its total Flink memory (`FlinkMemoryUtils`). */
export interface FlinkMemoryUtils {
  /** Options that size the process without any total, when all are set. */
  readonly requiredOptions: readonly SizeOption[];
  areRequiredSet(): boolean;
  /** Total Flink memory is their sum where it is not set. */
  deriveFromRequiredOptions(totals: Totals): { readonly flink: FlinkMemory; readonly totalFlink: Amount };
  deriveFromTotalFlink(total: Amount): FlinkMemory;
}

/** The two totals: they are read where Flink comes to them. */
export class Totals {
  readonly isFlinkSet: boolean;
  readonly isProcessSet: boolean;
  readonly #c: Calculation;
  readonly #options: ProcessOptions;
  readonly #legacyFlink: Amount | undefined;
  readonly #legacyProcess: Amount | undefined;

  constructor(c: Calculation, options: ProcessOptions, legacyFlink: Amount | undefined, legacyProcess: Amount | undefined) {
    this.#c = c;
    this.#options = options;
    this.#legacyFlink = legacyFlink;
    this.#legacyProcess = legacyProcess;
    this.isFlinkSet = legacyFlink !== undefined || c.settings.isSet(options.totalFlink);
    this.isProcessSet = legacyProcess !== undefined || c.settings.isSet(options.totalProcess);
  }

  readFlink(): Amount {
    return this.#legacyFlink === undefined ? this.#c.size(this.#options.totalFlink) : asPool(this.#legacyFlink, 'totalFlink');
  }

  readProcess(): Amount {
    return this.#legacyProcess === undefined ? this.#c.size(this.#options.totalProcess) : asPool(this.#legacyProcess, 'totalProcess');
  }
}

/** The sizes of a process outside and around total Flink memory, and what is inside. */
export class ProcessMemory {
  constructor(readonly flink: FlinkMemory, readonly totalFlink: Amount, readonly metaspace: Amount, readonly overhead: Amount, readonly totalProcess: Amount) {}

  part(pool: Pool): Amount | undefined {
    switch (pool) {
      case 'totalProcess':
        return this.totalProcess;
      case 'totalFlink':
        return this.totalFlink;
      case 'jvmMetaspace':
        return this.metaspace;
      case 'jvmOverhead':
        return this.overhead;
      default:
        return this.flink.part(pool);
    }
  }

  tree(): Part {
    const { totalProcess, totalFlink, metaspace, overhead } = this;
    return new PartOfParts('totalProcess', totalProcess, [new PartOfParts('totalFlink', totalFlink, this.flink.parts()), ...[metaspace, overhead].filter(isPart)]);
  }
}

/**
 * Sizes a process in one of Flink's three ways (`ProcessMemoryUtils.memoryProcessSpecFromConfig`): from the required
 * fine-grained sizes, from total Flink memory, from total process memory; undefined when none of these is set, or once it is
 * refused.
 * @param legacy what the keys of before 1.10 give; undefined where the option they stand for is set itself
 * @param legacyMeans which total that is; `heap` is the JobManager's JVM heap
 */
export function deriveProcess(
  c: Calculation, options: ProcessOptions, utils: FlinkMemoryUtils, legacy: Amount | undefined, legacyMeans: 'flink' | 'process' | 'heap',
): ProcessMemory | undefined {
  const totals = new Totals(c, options, legacyMeans === 'flink' ? legacy : undefined, legacyMeans === 'process' ? legacy : undefined);
  if ((legacy !== undefined && legacyMeans === 'heap') || utils.areRequiredSet()) {
    const { flink, totalFlink } = utils.deriveFromRequiredOptions(totals);
    return withTotalFlink(c, options, flink, totalFlink, totals);
  }
  if (totals.isFlinkSet) {
    const totalFlink = c.settle(totals.readFlink());
    return withTotalFlink(c, options, utils.deriveFromTotalFlink(totalFlink), totalFlink, totals);
  }
  if (totals.isProcessSet) return withTotalProcess(c, options, utils, totals.readProcess());
  const keys = [...utils.requiredOptions, options.totalFlink, options.totalProcess];
  c.refuse('size-not-configured', [], {}, keys.map((option) => configuredInput(c, option)));
  return undefined;
}

function configuredInput({ settings }: Calculation, option: ReadableOption): RefusalInput {
  const key = settings.keyOf(option);
  const value = key === undefined ? undefined : settings.configuration.get(key);
  return { key: key ?? option.key, ...(value === undefined ? {} : { value }) };
}

function withTotalProcess(c: Calculation, options: ProcessOptions, utils: FlinkMemoryUtils, totalProcess: Amount): ProcessMemory | undefined {
  c.settle(totalProcess);
  const metaspace = c.settle(c.size(options.metaspace));
  const overhead = c.settle(c.share('jvmOverhead', totalProcess, c.range(options.overhead)));
  const outside = [metaspace, overhead];
  const required = c.total(outside);
  if (required !== undefined && totalProcess.known && required > totalProcess.bytes) {
    c.refuse('jvm-exceeds-process', [totalProcess, metaspace, overhead], { required, available: totalProcess.bytes });
  }
  if (c.isRefused()) return undefined;
  const totalFlink = c.settle(c.rest('totalFlink', totalProcess, outside));
  return new ProcessMemory(utils.deriveFromTotalFlink(totalFlink), totalFlink, metaspace, overhead, totalProcess);
}

function withTotalFlink(c: Calculation, options: ProcessOptions, flink: FlinkMemory, totalFlink: Amount, totals: Totals): ProcessMemory | undefined {
  if (c.isRefused()) return undefined;
  const metaspace = c.settle(c.size(options.metaspace));
  const inside = [totalFlink, metaspace];
  const required = c.total(inside);
  if (!totals.isProcessSet) {
    const overhead = c.settle(c.inverseShare('jvmOverhead', inside, c.range(options.overhead)));
    return new ProcessMemory(flink, totalFlink, metaspace, overhead, c.settle(c.sum('totalProcess', [totalFlink, metaspace, overhead])));
  }
  const totalProcess = c.settle(totals.readProcess());
  if (required !== undefined && totalProcess.known && required > totalProcess.bytes) {
    c.refuse('flink-exceeds-process', [totalProcess, totalFlink, metaspace], { required, available: totalProcess.bytes });
  }
  if (c.isRefused()) return undefined;
  const overhead = c.rest('jvmOverhead', totalProcess, inside);
  const { known, min, max } = c.range(options.overhead);
  if (known && overhead.known && (overhead.bytes < min.bytes || overhead.bytes > max.bytes)) {
    const bounds = { min: min.bytes, max: max.bytes };
    c.refuse('jvm-overhead-out-of-range', [totalProcess, totalFlink, metaspace, min, max], { required: overhead.bytes, bounds });
    return new ProcessMemory(flink, totalFlink, metaspace, unknownAmount('jvmOverhead'), totalProcess);
  }
  // Whether a templated bound admits the rest is not known, and neither is then the overhead of a process that starts.
  return new ProcessMemory(flink, totalFlink, metaspace, c.settle(overhead), totalProcess);
}

/**
 * The size that the keys of before 1.10 give (`MemoryBackwardsCompatibilityUtils`): `*.heap.size`, or `*.heap.mb` in MiB.
 * Undefined when neither is set, the version no longer has them, or `replacement`, the option they stand for, is set.
 */
export function legacySize(c: Calculation, options: ProcessOptions, replacement: SizeOption): Amount | undefined {
  const { legacyHeap, legacyHeapMb } = options;
  if (c.settings.isSet(replacement)) return undefined;
  if (c.settings.isSet(legacyHeap)) return c.size(legacyHeap);
  if (!c.settings.hasText(legacyHeapMb)) return undefined;
  const supplied = c.supply(legacyHeapMb);
  if (supplied === undefined) return unknownAmount(undefined);
  const mebibytes = parseJavaInteger(supplied.text);
  if (mebibytes === undefined || mebibytes < 0) {
    c.refuseValue(legacyHeapMb, supplied, mebibytes === undefined ? 'not-a-number' : 'negative');
    return unknownAmount(undefined);
  }
  return takenAmount(undefined, supplied.key, supplied.text, BigInt(mebibytes) * MIB);
}
