import type { Amount } from './amount.js';
import type { Calculation } from './calculation.js';
import { POOLS, type Derivation, type Part, type Pool, type ProcessKind } from './derivation.js';
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

/** What a process with known sizes shows: its pools, and the tree of its parts once somebody looks. */
export interface Presented {
  readonly pools: Readonly<Partial<Record<Pool, Amount>>>;
  readonly root: () => Part;
}

/** Makes the outcome of a finished calculation. `present` is asked only where there are sizes to show. */
export function conclude(
  process: ProcessKind, c: Calculation, present: (() => Presented) | undefined,
): Derivation {
  if (c.refusal !== undefined) return { status: 'failed', process, refusal: c.refusal };
  const pools = new Map<Pool, bigint>();
  const presented = present?.();
  if (presented !== undefined) {
    for (const pool of POOLS) {
      const amount = presented.pools[pool];
      if (amount?.known === true) pools.set(pool, amount.bytes);
    }
  }
  const { unknownKeys } = c;
  if (unknownKeys.length > 0 || presented === undefined) return { status: 'unknown', process, unknownKeys, pools };
  // A search for sizes derives hundreds of times, and nobody looks at the tree.
  let root: Part | undefined;
  return { status: 'derived', process, pools, get root() { return root ??= presented.root(); } };
}
