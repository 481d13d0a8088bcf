import type { Span } from './cluster.js';
/** The line end that a text uses, by its first line. */
export declare function lineEndOf(text: string): string;
export declare function lineStart(text: string, offset: number): number;
/** Where the line of an offset ends, before its line end. */
export declare function endOfLine(text: string, offset: number): number;
/** The whole lines of a span with the line end of the last; at the end of a text without one, that of the line before. */
export declare function lineSpan(text: string, span: Span): Span;
/** Where the line before this line start ends; at a text's first line, its start behind a byte order mark. */
export declare function endOfLineBefore(text: string, at: number): number;
/** The column of an offset, a byte order mark not counted. */
export declare function columnOf(text: string, offset: number): number;
