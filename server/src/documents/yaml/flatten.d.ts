import type { Entry, ReadingProblem, SettingSource, Span } from '../cluster.js';
import { type LocatedNode } from './node.js';
import { type YamlTree } from './tree.js';
/** Who reads the mapping: Flink a `config.yaml`, or the operator its `flinkConfiguration`. */
export type Reader = 'flink' | 'operator';
/** A mapping of Flink configuration, flat, nested or mixed, as located entries. */
export interface FlatConfiguration {
    /** In the order of the text, losers included. */
    readonly entries: readonly Entry[];
    /** The entry that counts for each key. */
    readonly winners: ReadonlyMap<string, Entry>;
    readonly problems: readonly ReadingProblem[];
    /** The first key that stands twice in one mapping. */
    readonly duplicate?: {
        readonly key: string;
        readonly span: Span;
    };
    /** The first key without a value, or that is no text, or a value of an unknown tag: Flink cannot load such a file. */
    readonly unreadable?: {
        readonly key?: string;
        readonly span: Span;
    };
    /** A template puts keys here that nobody knows. */
    readonly openEnded: boolean;
}
/** Flattens a mapping as its reader does: keys joined with dots, lists to one text, empty mappings to nothing. */
export declare function flatten(tree: YamlTree, root: LocatedNode | null | undefined, reader: Reader, source?: SettingSource): FlatConfiguration;
/** A value as written, without its quotes. */
export declare function rawText(text: string, node: LocatedNode): string;
