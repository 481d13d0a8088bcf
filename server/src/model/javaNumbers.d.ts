/** `Long.MAX_VALUE`. */
export declare const MAX_LONG = 9223372036854775807n;
/** `Integer.parseInt`: a sign and decimal digits of any script, no blanks. Undefined where Java throws. */
export declare function parseJavaInteger(text: string): number | undefined;
/** `Long.parseLong`. Undefined where Java throws. */
export declare function parseJavaLong(text: string): bigint | undefined;
/** Decimal digits of any script (`１２`) as ASCII: `Character.digit` and `BigDecimal` read them all. */
export declare function toAsciiDigits(text: string): string;
/** `Double.parseDouble`, `NaN` and the infinities included. Undefined where Java throws. */
export declare function parseJavaDouble(text: string): number | undefined;
/** `Float.parseFloat`: the float nearest to the text itself, which rounding by way of a double can miss. */
export declare function parseJavaFloat(text: string): number | undefined;
/** `Double.toString` of a finite number: `6.0`, `2.5`, `1.0E10`. */
export declare function printJavaDouble(value: number): string;
/** What `ConfigurationUtils.convertToBoolean` makes of a text. */
export declare function parseJavaBoolean(text: string): boolean | undefined;
