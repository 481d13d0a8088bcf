import type { Analysis } from '../documents/analysis.js';
import type { Entry, Span } from '../documents/cluster.js';
import type { ProcessKind } from '../model/derivation.js';
/** The entry that Flink gets a key from, where it stands in the document. */
export declare function winningEntry(analysis: Analysis, key: string): Entry | undefined;
/**
 * What Flink sees for a key once an edit has removed what sets it: what stands beneath, `null` where nothing does. Undefined
 * where the document does not set it, or where nobody knows what stands beneath.
 */
export declare function afterRemoval(analysis: Analysis, key: string): string | null | undefined;
/** The whole entry, from its key to the end of its value. */
export declare function entrySpan(entry: Entry): Span;
/** Where a finding about a value stands: the value, or the key where there is none. */
export declare function valueSpan(entry: Entry): Span;
/** An entry's value in its author's words: `2Gi` in `resource.memory`, where the operator hands Flink a number of bytes. */
export declare function authorText(analysis: Analysis, entry: Entry): string;
/** An entry as its author knows it: a key of Flink's, or a field such as `taskManager.resource.memory`. */
export declare function entryName(entry: Entry): string;
/** A key as the document writes it where it counts; see `entryName`. */
export declare function nameOf(analysis: Analysis, key: string): string;
/** The process a key belongs to, by its name. */
export declare function processOf(key: string): ProcessKind;
