import type { Configuration } from './configuration.js';
import type { ProcessKind, Refusal } from './derivation.js';
import type { DerivationContext } from './derive.js';
/** Sizes with which a process is accepted, in bytes, inclusive; an absent side is unbounded (but for 64 bits). */
export interface AcceptedRange {
    readonly min?: bigint;
    readonly max?: bigint;
}
/** Fractions with which a process is accepted, inclusive, as decimals with at most four places. */
export interface AcceptedFractions {
    readonly min: string;
    readonly max: string;
}
/**
 * The sizes of `key` with which Flink derives the process while everything else stays as it is; the key need not be set.
 * Undefined when there is none, when a template takes part, or when the key is no size of this process
 * (`taskmanager.memory.segment-size` has no range: it is a power of two).
 */
export declare function acceptedRange(process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string): AcceptedRange | undefined;
/**
 * The size nearest to `from` with which Flink derives the process while everything else stays as it is, as a multiple of the
 * first of `steps` that gives one; undefined when there is none. Looks only on the side that the refusal of `from` points
 * to, and where the missing bytes say, so that it takes a few derivations where a whole range takes a hundred.
 *
 * @param refusal what Flink says to `from`, where that is known already
 */
export declare function nearestAccepted(process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string, from: bigint, steps: readonly bigint[], refusal?: Refusal): bigint | undefined;
/** The same for a fraction (`taskmanager.memory.managed.fraction`), in steps of 0.0001 from 0 to 0.9999. */
export declare function acceptedFractions(process: ProcessKind, configuration: Configuration, context: DerivationContext, key: string): AcceptedFractions | undefined;
/** The accepted value next to the refused one, between a refused and an accepted value. */
export declare function edge(refused: bigint, accepted: bigint, isAccepted: (value: bigint) => boolean): bigint;
