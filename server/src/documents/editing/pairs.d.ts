import type { Span } from '../cluster.js';
import { type LocatedMap, type LocatedNode, type LocatedPair } from '../yaml/node.js';
/** A pair with the mappings around it, outermost first; the last one holds it. */
export interface PlacedPair {
    readonly pair: LocatedPair;
    readonly map: LocatedMap;
    readonly above: readonly PlacedPair[];
}
/** Every pair of a tree, found again by where it stands; none behind an alias, which belongs to its anchor, none within a list. */
export declare class PairIndex {
    #private;
    constructor(root: LocatedNode | null);
    /** Whether an edit there would change another place too, by way of an alias. */
    isShared(node: LocatedNode): boolean;
    at(span: Span): PlacedPair | undefined;
    all(): Iterable<PlacedPair>;
}
/** The keys from the root to a pair. */
export declare function pathOf(placed: PlacedPair): readonly string[];
