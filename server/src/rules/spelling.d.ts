/**
 * How an author writes sizes: what stands between number and unit, the unit's letter case, its long or short form.
 * A new value is spelled the way the old one was, so that a fix looks like the author's own hand.
 */
export interface SizeStyle {
    readonly blank: string;
    /** From bytes up to GiB, each as this author would write it. */
    readonly units: readonly [string, string, string, string];
    /** A plain count of MiB, as the former `*.mb` keys want it. */
    readonly countOfMib: boolean;
}
/** Flink's usual short form: `1728m`. */
export declare const PLAIN_STYLE: SizeStyle;
/** The style of a value; Flink's short form for what has none (a bare number, no number at all). */
export declare function styleOf(key: string, value: string | undefined): SizeStyle;
/** Spells whole bytes in a style, in the largest unit up to GiB that leaves no remainder; GiB only from `1g` on and when the style is free to. */
export declare function spell(bytes: bigint, style: SizeStyle): string;
/**
 * The roundest size within an interval of bytes that lies nearest to `from`: a whole MiB where there is one, else a whole KiB, else bytes.
 * `min` and `max` are inclusive; undefined is unbounded. Undefined when the interval is empty.
 */
export declare function roundest(from: bigint, min: bigint | undefined, max: bigint | undefined, onlyMib?: boolean): bigint | undefined;
