import type { Span } from '../cluster.js';
/** How a scalar is written. */
export type Quote = 'plain' | 'single' | 'double' | 'block';
/** A YAML scalar. `span` covers it as written, quotes or block header included; an absent value has an empty span behind the colon. */
export interface LocatedScalar {
    readonly kind: 'scalar';
    readonly span: Span;
    /** Without quotes, escapes and folding. */
    readonly text: string;
    readonly quote: Quote;
    /** In full: `tag:yaml.org,2002:str` for `!!str`. */
    readonly tag?: string;
}
export interface LocatedPair {
    readonly span: Span;
    readonly key: LocatedNode;
    readonly value: LocatedNode;
}
/** A YAML mapping. Equal keys are all kept: which one counts is the reader's matter. */
export interface LocatedMap {
    readonly kind: 'map';
    readonly span: Span;
    readonly flow: boolean;
    readonly pairs: readonly LocatedPair[];
    readonly tag?: string;
}
export interface LocatedSequence {
    readonly kind: 'sequence';
    readonly span: Span;
    readonly flow: boolean;
    readonly items: readonly LocatedNode[];
    readonly tag?: string;
}
/** `*name`: its span is where it stands, its target the node that bears the anchor (absent where there is none). */
export interface LocatedAlias {
    readonly kind: 'alias';
    readonly span: Span;
    readonly target?: LocatedNode;
}
export type LocatedNode = LocatedScalar | LocatedMap | LocatedSequence | LocatedAlias;
/** The tag of a text, whatever it looks like. */
export declare const TEXT_TAG = "tag:yaml.org,2002:str";
/** Deeper nesting than any configuration has; beyond it a text is not read further, so that no recursion runs away. */
export declare const MAX_DEPTH = 200;
/** The node behind an alias, or the node itself. */
export declare function resolveAlias(node: LocatedNode): Exclude<LocatedNode, LocatedAlias> | undefined;
/** The text of a scalar key; undefined for a key that is a mapping or a sequence. */
export declare function keyText(pair: LocatedPair): string | undefined;
/** The pair of a key: where it stands twice, the last. */
export declare function pairOf(node: LocatedNode | undefined, key: string): LocatedPair | undefined;
/** Follows keys through mappings: `nodeAt(root, 'spec', 'flinkVersion')`. */
export declare function nodeAt(node: LocatedNode | undefined, ...path: readonly string[]): LocatedNode | undefined;
/** The scalar at a path. */
export declare function scalarAt(node: LocatedNode | undefined, ...path: readonly string[]): LocatedScalar | undefined;
/** How often an alias stands for a mapping or a sequence. */
export declare function countCollectionAliases(node: LocatedNode): number;
