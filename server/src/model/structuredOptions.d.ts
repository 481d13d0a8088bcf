/**
 * Splits a text at a delimiter as Flink's `StructuredOptionsSplitter` does: quotes (`'`, `"`) protect delimiters and are
 * doubled inside themselves; blanks around unquoted items go; empty items go. Undefined where Flink throws (a quote left open, text after one).
 */
export declare function splitEscaped(text: string, delimiter: string): readonly string[] | undefined;
