import { type Amount } from './amount.js';
import type { Configuration } from './configuration.js';
import type { PartName, Refusal, RefusalCode, RefusalInput, RefusalReason } from './derivation.js';
import { type ReadableOption } from './options.js';
import type { RangeOptions } from './processOptions.js';
/** A fraction and the bounds of what it gives (`RangeFraction`). */
export interface Range {
    readonly known: boolean;
    readonly min: Amount;
    readonly max: Amount;
    /** The Java float, widened. */
    readonly fraction: number;
    readonly fractionKey: string;
    /** As the configuration or the catalogue writes it. */
    readonly fractionText: string;
    readonly fractionIsDefault: boolean;
}
/** What a refusal may say besides its code. */
export interface RefusalDetails {
    readonly key?: string;
    readonly reason?: RefusalReason;
    readonly required?: bigint;
    readonly available?: bigint;
    readonly bounds?: {
        readonly min: bigint;
        readonly max: bigint;
    };
}
/** A value of an option, with the key that supplied it. */
export interface Supplied {
    readonly key: string;
    readonly text: string;
    readonly isDefault: boolean;
}
/**
 * One pass through Flink's arithmetic. Nothing in it throws: the first refusal is kept, and from then on, as from the
 * first value hidden in a template, sizes that depend on it are unknown and checks on them do not take place.
 */
export declare class Calculation {
    #private;
    readonly configuration: Configuration;
    constructor(configuration: Configuration);
    get refusal(): Refusal | undefined;
    /** Templated keys that were read, in order. */
    get unknownKeys(): readonly string[];
    /** Keeps the first refusal; none after a templated value, as nobody knows whether Flink would get this far. */
    refuse(code: RefusalCode, amounts: readonly Amount[], details?: RefusalDetails, inputs?: readonly RefusalInput[]): void;
    /** Notes a size as settled: a later refusal shows it. Returns it. */
    settle(amount: Amount): Amount;
    /** The text of an option; undefined when there is none, it is a template, or all is over already. */
    supply(option: ReadableOption): Supplied | undefined;
    /** The same for what no size depends on: a template does not make the outcome unknown. */
    supplyKnown(option: ReadableOption): Supplied | undefined;
    /** Refuses a value that cannot be read. */
    refuseValue(option: ReadableOption, supplied: Supplied, reason: RefusalReason): void;
    /** Reads a size option (`getMemorySizeFromConfig`). */
    size(option: ReadableOption, pool?: PartName): Amount;
    /** A size that an option gives directly; without a text it is the option's default. */
    taken(pool: PartName | undefined, key: string, text: string | undefined, bytes: bigint): Amount;
    /** Reads a fraction with its bounds (`ProcessMemoryUtils.getRangeFraction`): bounds first, then the fraction, then checks. */
    range(options: RangeOptions): Range;
    /** The same between bounds that are known already. */
    rangeBetween(min: Amount, max: Amount, option: ReadableOption): Range;
    /** A fraction of `base` within its bounds (`deriveWithFraction`). */
    share(pool: PartName, base: Amount, range: Range): Amount;
    /** A fraction of `base` that no bounds limit (managed memory). */
    unboundedShare(pool: PartName, base: Amount, fraction: ReadableOption): Amount;
    /** A number that an option gives, times a size (the legacy network buffers). */
    product(pool: PartName, count: Supplied, factor: bigint, size: Amount): Amount;
    /** The size that is the fraction of itself and `rest` together, within its bounds (`deriveWithInverseFraction`). */
    inverseShare(pool: PartName, rest: readonly Amount[], range: Range): Amount;
    /** Adds sizes; more than 64 bits are refused (`MemorySize.add`). */
    sum(pool: PartName | undefined, amounts: readonly Amount[]): Amount;
    /** What `parts` leave of `total`. Unknown when they leave less than nothing: that has been refused by then. */
    rest(pool: PartName, total: Amount, parts: readonly Amount[]): Amount;
}
