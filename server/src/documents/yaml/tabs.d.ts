import type { LocatedNode } from './node.js';
/**
 * Where SnakeYAML refuses a text for a tab although YAML allows it there: SnakeYAML's scanner takes a tab for the beginning
 * of a token that there is none of, except behind a plain scalar, within a scalar and in a comment.
 */
export declare function refusedTab(text: string, root: LocatedNode | null): number | undefined;
