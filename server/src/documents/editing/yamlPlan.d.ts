import type { Span } from '../cluster.js';
import type { EditResult } from '../edits.js';
import type { Reader } from '../yaml/flatten.js';
import { type LocatedPair } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import type { PlacedPair } from './pairs.js';
import type { Place } from './placement.js';
/** What will become of a YAML text, collected on its tree and written at the end. */
export declare class YamlPlan {
    #private;
    constructor(tree: YamlTree, reader: Reader);
    replace(span: Span, text: string): void;
    isRemoved(pair: LocatedPair): boolean;
    /** @param isText the field has to be a text, as the CRD says of `memory` */
    setValue({ pair, map }: PlacedPair, value: string, isText: boolean): boolean;
    setKey({ pair, map }: PlacedPair, key: string): boolean;
    remove({ pair }: PlacedPair): boolean;
    add({ container, after, path }: Place, value: string, isText?: boolean): boolean;
    edits(): EditResult;
}
