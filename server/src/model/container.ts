import { decimalOf, powerOfTen } from './decimal.js';
import { MAX_INT } from './javaNumbers.js';
import { MIB } from './memorySize.js';

/** Memory of a process's main container, in bytes: what Kubernetes is asked for. */
export interface ContainerMemory {
  readonly requestBytes: bigint;
  readonly limitBytes: bigint;
  readonly limitFactor: number;
}

/**
 * Request and limit as Flink writes them (`KubernetesUtils.getResourceRequirements`): the process size in whole MiB,
 * truncated, and that times the limit factor, truncated. A factor below 1 is not refused here.
 */
export function containerMemory(processBytes: bigint, limitFactor = 1): ContainerMemory {
  // `MemorySize.getMebiBytes` is an int: sizes no machine has wrap around.
  const mebibytes = BigInt.asIntN(32, processBytes / MIB);
  // Java multiplies an int by a double and casts back to int, which stops at its largest.
  const limit = wholeOf(Number(mebibytes) * limitFactor);
  return {
    requestBytes: mebibytes * MIB,
    limitBytes: (limit > MAX_INT ? MAX_INT : limit) * MIB,
    limitFactor,
  };
}

function wholeOf(value: number): bigint {
  if (!Number.isFinite(value)) return value > 0 ? MAX_INT : 0n;
  const { unscaled, scale } = decimalOf(value);
  return unscaled / powerOfTen(scale);
}
