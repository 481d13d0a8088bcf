import { isPart } from './amount.js';
import type { Calculation } from './calculation.js';
import { POOLS, type Derivation, type Derived, type Part, type Pool, type ProcessKind } from './derivation.js';
import type { ProcessMemory } from './processMemory.js';
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

/** Makes the outcome of a finished calculation. */
export function conclude({ settings, refusal, unknownKeys }: Calculation, memory: ProcessMemory | undefined): Derivation {
  const { process } = settings;
  if (refusal !== undefined) return { status: 'failed', process, refusal, settings };
  if (memory === undefined || unknownKeys.length > 0) return { status: 'unknown', process, unknownKeys, pools: memory === undefined ? new Map() : knownPools(memory) };
  return new DerivedProcess(process, memory);
}

function knownPools(memory: ProcessMemory): ReadonlyMap<Pool, bigint> {
  const pools = new Map<Pool, bigint>();
  for (const pool of POOLS) {
    const amount = memory.part(pool);
    if (amount?.known === true) pools.set(pool, amount.bytes);
  }
  return pools;
}

/** A search for sizes derives hundreds of times, and nobody looks at most of what comes out. */
class DerivedProcess implements Derived {
  readonly status = 'derived';
  readonly process: ProcessKind;
  readonly #memory: ProcessMemory;
  #pools: ReadonlyMap<Pool, bigint> | undefined;
  #root: Part | undefined;

  constructor(process: ProcessKind, memory: ProcessMemory) {
    this.process = process;
    this.#memory = memory;
  }

  get pools(): ReadonlyMap<Pool, bigint> {
    return this.#pools ??= knownPools(this.#memory);
  }

  get root(): Part {
    return this.#root ??= this.#memory.tree();
  }

  part(pool: Pool): Part | undefined {
    const amount = this.#memory.part(pool);
    return amount !== undefined && isPart(amount) ? amount : undefined;
  }
}
