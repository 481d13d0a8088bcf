import type { Quote } from '../yaml/node.js';
import { type ScalarValue } from '../yaml/scalars.js';
/** Who reads the value back: Flink, the operator, or the API server where the field must be a text. */
export type WrittenFor = 'flink' | 'operator' | 'text';
export interface ScalarStyle {
    readonly quote: Quote;
    /** Within `{…}` or `[…]`, where more characters mean something. */
    readonly flow: boolean;
    readonly reader: WrittenFor;
}
/** Writes a value so that it is read back as exactly this text: in the style asked for, in double quotes where that would say something else. */
export declare function scalarText(value: string, style: ScalarStyle): string;
/** A key, plain where YAML allows. */
export declare function keyTextOf(key: string, quote: Quote, flow: boolean): string;
/** What a value is when it stands without quotes: `2` a number, `true` a boolean, `1g` a text. */
export declare function plainType(value: string, reader: WrittenFor): ScalarValue['type'];
