import type { ProcessKind } from '../model/derivation.js';
import type { EditRefusal } from '../shared/protocol.js';
import type { Cluster, Entry, Span } from './cluster.js';
/** A wish about a located configuration; `editsFor` knows how each kind of document writes it. */
export type Change = 
/** Give an entry another value, in its own place and quoting style. */
{
    readonly kind: 'setValue';
    readonly entry: Entry;
    readonly value: string;
}
/** Give an entry another key, and perhaps another value. */
 | {
    readonly kind: 'rename';
    readonly entry: Entry;
    readonly key: string;
    readonly value?: string;
}
/** Remove an entry with its line; a mapping that becomes empty goes too. */
 | {
    readonly kind: 'removeEntry';
    readonly entry: Entry;
}
/** Set a key where it counts: changes the entry that wins, or adds one beside its relatives. */
 | {
    readonly kind: 'set';
    readonly key: string;
    readonly value: string;
}
/** Remove every entry of a key. */
 | {
    readonly kind: 'remove';
    readonly key: string;
}
/** Replace text as it stands, e.g. a line that Flink drops. */
 | {
    readonly kind: 'replace';
    readonly span: Span;
    readonly text: string;
}
/** Set the memory field of a process's resource (`resource.memory`). */
 | {
    readonly kind: 'setResource';
    readonly process: ProcessKind;
    readonly value: string;
};
/** One edit of the section's text. */
export interface TextChange {
    readonly span: Span;
    readonly text: string;
}
export type EditResult = {
    readonly edits: readonly TextChange[];
} | {
    readonly refused: {
        readonly code: Exclude<EditRefusal, 'not-flink' | 'cluster-not-found'>;
        readonly key?: string;
    };
};
/**
 * Writes changes as edits of the section's text: ordered, without overlap, in the style of what stands there, comments and
 * order kept. Refused as a whole where one of them cannot be written: a template would be overwritten, or the place is
 * none that can be written (behind an alias, a value the format cannot hold).
 *
 * @param text the section's text, the one that `cluster` was read from
 */
export declare function editsFor(text: string, cluster: Cluster, changes: readonly Change[]): EditResult;
/** Applies edits that do not overlap to the text they were made for. */
export declare function applyEdits(text: string, edits: readonly TextChange[]): string;
