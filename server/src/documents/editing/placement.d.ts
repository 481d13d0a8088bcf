import { type LocatedMap, type LocatedPair } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { type PairIndex, type PlacedPair } from './pairs.js';
/** Where a new pair goes. */
export interface Place {
    /** The mapping that gets it, or the pair without a value that will hold it. */
    readonly container: LocatedMap | LocatedPair;
    /** The pair it follows; absent for one that comes last. */
    readonly after?: LocatedPair;
    /** The keys from the container on: several where mappings between are missing. */
    readonly path: readonly string[];
}
/**
 * Where a key of the configuration at `base` belongs: after the entry that shares most leading parts with it, in the mapping
 * that holds those parts; where there is none, last. Undefined where the way there is no mapping.
 *
 * @param isGone pairs that another change removes
 */
export declare function placeFor(tree: YamlTree, index: PairIndex, base: readonly string[], key: string, isGone: (placed: PlacedPair) => boolean): Place | undefined;
