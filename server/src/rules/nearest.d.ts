/** Which known key an unknown one was probably meant to be: edit distance over dotted segments. */
/** Edit distance (insert, delete, replace, swap of neighbours: each 1), or undefined when it exceeds `limit`. */
export declare function editDistance(left: string, right: string, limit: number): number | undefined;
/** Known keys, taken apart once: the same thousand are compared with every unknown key. */
export declare class KnownKeys {
    #private;
    constructor(keys: readonly string[]);
    /** The keys for which `key` is likely a slip, all of them at the least distance; at most three. */
    nearest(key: string, mostSlips?: number): readonly string[];
    /** For a key that is no mere slip: those with the most telling words in common, of the same process where there are any; at most three. */
    relatives(key: string): readonly string[];
}
