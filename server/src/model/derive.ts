import type { Amount } from './amount.js';
import type { Calculation } from './calculation.js';
import type { Derivation, Part, Pool, ProcessKind } from './derivation.js';
import type { FlinkVersion } from './version.js';

/** What besides the configuration decides how Flink derives. */
export interface DerivationContext {
  readonly version: FlinkVersion;
  /**
   * A container environment (YARN, native Kubernetes), where the legacy `*.heap.size` keys mean the whole process;
   * elsewhere they mean total Flink memory (TaskManager) or the JVM heap (JobManager).
   */
  readonly container: boolean;
}

/** Makes the outcome of a finished calculation. `present` is asked only where there are sizes to show. */
export function conclude(
  process: ProcessKind, c: Calculation, present: (() => { pools: ReadonlyMap<Pool, Amount>; root: () => Part }) | undefined,
): Derivation {
  if (c.refusal !== undefined) return { status: 'failed', process, refusal: c.refusal };
  const pools = new Map<Pool, bigint>();
  const presented = present?.();
  for (const [pool, amount] of presented?.pools ?? []) if (amount.known) pools.set(pool, amount.bytes);
  const { unknownKeys } = c;
  if (unknownKeys.length > 0 || presented === undefined) return { status: 'unknown', process, unknownKeys, pools };
  // A search for sizes derives hundreds of times, and nobody looks at the tree.
  let root: Part | undefined;
  return { status: 'derived', process, pools, get root() { return root ??= presented.root(); } };
}
