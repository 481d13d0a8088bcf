import type { LocatedNode } from './node.js';
/**
 * Reads the YAML that nearly all manifests are written in, a line at a time: block mappings and sequences of one-line
 * scalars, and one-line lists. Undefined for everything else, well-formed or not, which is the parsers' to judge. A process
 * that has just started runs this several times as fast as a parser, whose code is not compiled by then.
 */
export declare function plainTree(text: string): LocatedNode | undefined;
