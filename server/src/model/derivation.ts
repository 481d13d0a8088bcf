import type { ProcessSettings } from './processSettings.js';

/** What deriving a process gives: a tree of parts that explains itself, or a refusal with its numbers. All sizes are bytes. */

export const PROCESS_KINDS = ['taskManager', 'jobManager'] as const;
export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** Pools of a TaskManager and, below them, the sums that Flink's documentation names. A JobManager has six of these. */
export const POOLS = [
  'frameworkHeap', 'taskHeap', 'frameworkOffHeap', 'taskOffHeap', 'network', 'managed', 'jvmMetaspace', 'jvmOverhead',
  'jvmHeap', 'jvmDirect', 'totalFlink', 'totalProcess',
] as const;
export type Pool = (typeof POOLS)[number];
/**
 * What is drawn: the pools, and `offHeap`, the box around managed and direct memory in Flink's drawing of a TaskManager,
 * which is no pool of its own.
 */
export type PartName = Pool | 'offHeap';

/**
 * Where a part's size comes from: its own option is set; a fraction of something; the option's default; what the others
 * leave over; a fraction that its minimum or maximum overruled.
 */
export type PartSource = 'set' | 'derived' | 'default' | 'rest' | 'clampedToMin' | 'clampedToMax';

/** One value in a step: an option (by the key that supplied it), another part, or both; its value in bytes, or a factor as decimal text. */
export interface Operand {
  readonly key?: string;
  /** True when no key of the configuration supplied the value: it is the option's default. */
  readonly isDefault?: boolean;
  readonly pool?: PartName;
  readonly value: bigint | string;
}

export type StepOperation = 'take' | 'multiply' | 'divide' | 'add' | 'subtract' | 'clampMin' | 'clampMax';

/**
 * One line of a calculation that can be checked by hand.
 *
 * `take`: the operand is the result. `add`, `subtract` (first operand minus all others), `clampMin`, `clampMax`: bytes.
 * `multiply`: the product, truncated; a factor is read as a Java `float` (0.1 counts as 0.10000000149011612), a whole
 * number as it is. `divide`: operands are a size and a fraction; the result is size × fraction ÷ (1 − fraction), truncated:
 * what has to be added to the size, so that it is that fraction of the sum.
 */
export interface Step {
  readonly op: StepOperation;
  readonly operands: readonly Operand[];
  readonly result: bigint;
}

export interface Part {
  readonly pool: PartName;
  readonly bytes: bigint;
  readonly from: PartSource;
  /**
   * The option that decided the size, as the configuration spells it (possibly a former name) or, at its default, by its
   * current name: a size, a fraction, or the minimum or maximum that overruled one. Absent when it is the rest or a sum.
   */
  readonly key?: string | undefined;
  /** How the size comes about; the last step's result is `bytes`. Computed when it is asked for. */
  readonly steps: readonly Step[];
  readonly parts?: readonly Part[];
}

/** The part of that name in a tree of parts; a JobManager lacks some. */
export function findPart(part: Part, name: PartName): Part | undefined {
  if (part.pool === name) return part;
  for (const child of part.parts ?? []) {
    const found = findPart(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export const DERIVATION_CODES = [
  'size-not-configured', 'jvm-exceeds-process', 'flink-exceeds-process', 'jvm-overhead-out-of-range', 'pools-exceed-flink',
  'network-out-of-range', 'network-buffers-mismatch', 'off-heap-exceeds-flink', 'heap-plus-off-heap-not-flink', 'heap-exceeds-flink',
] as const;
export type DerivationCode = (typeof DERIVATION_CODES)[number];
export const REFUSAL_CODES = [
  ...DERIVATION_CODES,
  'range-invalid', 'value-invalid', 'overflow', 'cpu-not-positive', 'segment-size-invalid', 'weight-negative', 'consumer-unknown',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why a value cannot be read, or why a range is none. */
export type RefusalReason =
  | 'unit-unknown' | 'number-missing' | 'blank' | 'overflow' | 'not-a-number' | 'not-a-boolean' | 'not-a-map' | 'negative'
  | 'min-above-max' | 'fraction-outside';

/** An option or a derived part that takes part in a refusal. */
export interface RefusalInput {
  /** The option's key as the configuration spells it, or the current name of an option that is at its default. */
  readonly key: string;
  /** Present when the option is set. */
  readonly value?: string | undefined;
  readonly pool?: PartName | undefined;
  /** What the option or its default amounts to here. */
  readonly bytes?: bigint;
}

export interface Refusal {
  readonly code: RefusalCode;
  /**
   * The one option at fault, where Flink names one (value-invalid, range-invalid), by its current name;
   * `inputs` has the key that stands in the configuration.
   */
  readonly key?: string | undefined;
  readonly reason?: RefusalReason | undefined;
  readonly inputs: readonly RefusalInput[];
  /** What the parts ask for together, and what there is; present for refusals that compare two sizes. */
  readonly required?: bigint | undefined;
  readonly available?: bigint | undefined;
  /** The bounds that a derived size missed (jvm-overhead-out-of-range, network-out-of-range): `required` is then the derived size. */
  readonly bounds?: { readonly min: bigint; readonly max: bigint } | undefined;
  /** The parts whose sizes were settled before the refusal, in Flink's order: what the panel draws against the frame. */
  readonly parts: readonly Part[];
}

/** A process that Flink sizes: only of such a one is more to be told, and is anything advised. */
export interface Derived {
  readonly status: 'derived';
  readonly process: ProcessKind;
  /** All pools, and the tree of parts: made when they are asked for. */
  readonly pools: ReadonlyMap<Pool, bigint>;
  readonly root: Part;
  /** One part alone, as it stands in the tree but without what it consists of; a JobManager lacks some. */
  part(pool: Pool): Part | undefined;
}

export type Derivation =
  | Derived
  /** `settings`: what was derived of, for whoever looks for a way past the refusal. */
  | { readonly status: 'failed'; readonly process: ProcessKind; readonly refusal: Refusal; readonly settings: ProcessSettings }
  /** A templated value takes part: only pools that no template can touch are given. */
  | { readonly status: 'unknown'; readonly process: ProcessKind; readonly unknownKeys: readonly string[]; readonly pools: ReadonlyMap<Pool, bigint> }
  /** A JobManager of Flink 1.10 has no such model. */
  | { readonly status: 'notModelled'; readonly process: ProcessKind };
