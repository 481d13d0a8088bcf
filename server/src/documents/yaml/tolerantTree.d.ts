import { type LocatedNode } from './node.js';
/**
 * Reads what can be read of a text with errors in it (the first document): half-typed keys are normal while typing.
 * `errors` are the offsets at which the text is wrong.
 */
export declare function tolerantTree(text: string): {
    readonly root: LocatedNode | null;
    readonly errors: readonly number[];
};
