import { type LocatedNode } from './node.js';
/**
 * Reads a well-formed document (the first of the text) from js-yaml's parser events: several times as fast as a syntax tree.
 * Throws at the first error, as that parser does; null stands for an empty document.
 */
export declare function eventTree(text: string): LocatedNode | null;
/** Behind the colon that follows a key, or the key's end where there is none (`{a}`). */
export declare function behindColon(text: string, keyEnd: number): number;
/** Where a block scalar's last visible character ends: trailing empty lines belong to nobody's edit. */
export declare function lastInk(text: string, end: number): number;
