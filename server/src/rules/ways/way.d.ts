import type { Derivation, RefusalCode } from '../../model/derivation.js';
/** What every way tells. Sizes are bytes. */
interface Outcome {
    /** The key to change, as the configuration spells it. */
    readonly key: string;
    /** The process starts then; otherwise it only gets as far as a later refusal. */
    readonly starts: boolean;
    readonly after: Derivation;
    /** By how much it changes what it changes. */
    readonly cost: bigint;
    /** Other keys that have to go as well, where no single change helps. */
    readonly without: readonly string[];
}
/** Another size for a setting. */
export interface Resize extends Outcome {
    readonly kind: 'resize';
    readonly from: bigint;
    readonly to: bigint;
    /** The new value as the author would write it. */
    readonly text: string;
    /** Only this size will do: whole MiB to either side are refused. */
    readonly exact: boolean;
    /** More than Flink asks for: with the next size that it accepts hardly any heap would be left. */
    readonly roomy: boolean;
}
/** A smaller fraction. */
export interface Lowered extends Outcome {
    readonly kind: 'fraction';
    readonly text: string;
    /** See {@link Resize.roomy}. */
    readonly roomy: boolean;
}
/** A setting that goes. */
export interface Removal extends Outcome {
    readonly kind: 'remove';
}
/** A change of one setting with which Flink gets past a refusal. */
export type Way = Resize | Lowered | Removal;
/** The less a way changes the earlier it comes; of two that change equally much the better habit. */
export declare function byCost(code: RefusalCode): (left: Way, right: Way) => number;
/** The better habit first: one total instead of two, pools before totals before bounds. */
export declare function taste({ kind, key }: Pick<Way, 'kind' | 'key'>, code: RefusalCode): number;
/** Whether a way can have been meant: shares that nearly add up to everything fit into petabytes, which helps nobody. */
export declare function isSensible(way: Way): boolean;
/** How far two sizes are apart, in bytes. */
export declare function distance(left: bigint, right: bigint): bigint;
export {};
