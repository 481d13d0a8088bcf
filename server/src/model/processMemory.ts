import { asPool, TakenAmount, unknownAmount, type Amount } from './amount.js';
import type { Calculation } from './calculation.js';
import type { RefusalInput } from './derivation.js';
import { parseJavaInteger } from './javaNumbers.js';
import { MIB } from './memorySize.js';
import { isConfigured, supplyingKey, type ReadableOption } from './options.js';
import type { ProcessOptions } from './processOptions.js';

/** What each process does inside its total Flink memory (`FlinkMemoryUtils`). */
export interface FlinkMemory<F> {
  /** Options that size the process without any total, when all are set. */
  readonly requiredOptions: readonly ReadableOption[];
  /** `readTotal` reads total Flink memory; it is absent when that is not set: then it is the sum. */
  deriveFromRequiredOptions(readTotal: (() => Amount) | undefined): F & { readonly totalFlink: Amount };
  deriveFromTotalFlink(total: Amount): F;
}

/** The sizes of a process outside and around total Flink memory, and what is inside. */
export interface ProcessMemory<F> {
  readonly flink: F;
  readonly totalFlink: Amount;
  readonly metaspace: Amount;
  readonly overhead: Amount;
  readonly totalProcess: Amount;
}

/**
 * Sizes a process in one of Flink's three ways (`ProcessMemoryUtils.memoryProcessSpecFromConfig`): from the required
 * fine-grained sizes, from total Flink memory, from total process memory; undefined when none of these is set.
 * @param legacyMeans which total the keys of before 1.10 stand for; `heap` is the JobManager's JVM heap
 */
export function deriveProcess<F>(
  c: Calculation, options: ProcessOptions, flinkMemory: FlinkMemory<F>, legacy: Amount | undefined, legacyMeans: 'flink' | 'process' | 'heap',
): ProcessMemory<F> | undefined {
  const { configuration } = c;
  const total = (option: ReadableOption, meaning: 'flink' | 'process', pool: 'totalFlink' | 'totalProcess'): (() => Amount) | undefined => {
    if (isConfigured(configuration, option)) return () => c.size(option, pool);
    if (legacy !== undefined && legacyMeans === meaning) return () => asPool(legacy, pool);
    return undefined;
  };
  const totalFlink = total(options.totalFlink, 'flink', 'totalFlink');
  const totalProcess = total(options.totalProcess, 'process', 'totalProcess');
  const isRequiredSet = flinkMemory.requiredOptions.every((option) => isConfigured(configuration, option))
    || (legacy !== undefined && legacyMeans === 'heap');
  if (isRequiredSet) {
    const flink = flinkMemory.deriveFromRequiredOptions(totalFlink);
    return withTotalFlink(c, options, flink, flink.totalFlink, totalProcess);
  }
  if (totalFlink !== undefined) {
    const size = c.settle(totalFlink());
    return withTotalFlink(c, options, flinkMemory.deriveFromTotalFlink(size), size, totalProcess);
  }
  if (totalProcess !== undefined) return withTotalProcess(c, options, flinkMemory, totalProcess());
  const keys = [...flinkMemory.requiredOptions, options.totalFlink, options.totalProcess];
  c.refuse('size-not-configured', [], {}, keys.map((option) => configuredInput(c, option)));
  return undefined;
}

function configuredInput(c: Calculation, option: ReadableOption): RefusalInput {
  const key = supplyingKey(c.configuration, option);
  const value = key === undefined ? undefined : c.configuration.get(key);
  return { key: key ?? option.key, ...(value === undefined ? {} : { value }) };
}

function withTotalProcess<F>(
  c: Calculation, options: ProcessOptions, flinkMemory: FlinkMemory<F>, totalProcess: Amount,
): ProcessMemory<F> {
  c.settle(totalProcess);
  const metaspace = c.settle(c.size(options.metaspace, 'jvmMetaspace'));
  const overhead = c.settle(c.share('jvmOverhead', totalProcess, c.range(options.overhead)));
  const jvm = c.sum(undefined, [metaspace, overhead]);
  if (jvm.known && totalProcess.known && jvm.bytes > totalProcess.bytes) {
    c.refuse('jvm-exceeds-process', [totalProcess, metaspace, overhead], { required: jvm.bytes, available: totalProcess.bytes });
  }
  const totalFlink = c.settle(c.rest('totalFlink', totalProcess, [metaspace, overhead]));
  return { flink: flinkMemory.deriveFromTotalFlink(totalFlink), totalFlink, metaspace, overhead, totalProcess };
}

function withTotalFlink<F>(
  c: Calculation, options: ProcessOptions, flink: F, totalFlink: Amount, readTotalProcess: (() => Amount) | undefined,
): ProcessMemory<F> {
  const metaspace = c.settle(c.size(options.metaspace, 'jvmMetaspace'));
  const flinkAndMetaspace = c.sum(undefined, [totalFlink, metaspace]);
  if (readTotalProcess === undefined) {
    const overhead = c.settle(c.inverseShare('jvmOverhead', [totalFlink, metaspace], c.range(options.overhead)));
    return { flink, totalFlink, metaspace, overhead, totalProcess: c.settle(c.sum('totalProcess', [totalFlink, metaspace, overhead])) };
  }
  const totalProcess = c.settle(readTotalProcess());
  if (flinkAndMetaspace.known && totalProcess.known && flinkAndMetaspace.bytes > totalProcess.bytes) {
    const amounts = [totalProcess, totalFlink, metaspace];
    c.refuse('flink-exceeds-process', amounts, { required: flinkAndMetaspace.bytes, available: totalProcess.bytes });
  }
  const overhead = c.rest('jvmOverhead', totalProcess, [totalFlink, metaspace]);
  const { known, min, max } = c.range(options.overhead);
  if (known && overhead.known && (overhead.bytes < min.bytes || overhead.bytes > max.bytes)) {
    const amounts = [totalProcess, totalFlink, metaspace, min, max];
    c.refuse('jvm-overhead-out-of-range', amounts, { required: overhead.bytes, bounds: { min: min.bytes, max: max.bytes } });
    return { flink, totalFlink, metaspace, overhead: unknownAmount('jvmOverhead'), totalProcess };
  }
  // Whether a templated bound admits the rest is not known, and neither is then the overhead of a process that starts.
  return { flink, totalFlink, metaspace, overhead: c.settle(overhead), totalProcess };
}

/**
 * The size that the keys of before 1.10 give (`MemoryBackwardsCompatibilityUtils`): `*.heap.size`, or `*.heap.mb` in MiB.
 * Undefined when neither is set, the version no longer has them, or `replacement`, the option they stand for, is set.
 */
export function legacySize(c: Calculation, options: ProcessOptions, replacement: ReadableOption): Amount | undefined {
  const { legacyHeap, legacyHeapMb } = options;
  if (isConfigured(c.configuration, replacement)) return undefined;
  if (isConfigured(c.configuration, legacyHeap)) return c.size(legacyHeap);
  if (!isConfigured(c.configuration, legacyHeapMb)) return undefined;
  const supplied = c.supply(legacyHeapMb);
  if (supplied === undefined) return unknownAmount();
  const mebibytes = parseJavaInteger(supplied.text);
  if (mebibytes === undefined || mebibytes < 0) {
    c.refuseValue(legacyHeapMb, supplied, mebibytes === undefined ? 'not-a-number' : 'negative');
    return unknownAmount();
  }
  return new TakenAmount(undefined, supplied.key, supplied.text, BigInt(mebibytes) * MIB);
}
