import type { Span } from '../cluster.js';
import type { LocatedNode } from './node.js';
import { type Templates } from './templates.js';
/** The first YAML document of a text, as far as it can be read. */
export interface YamlTree {
    readonly text: string;
    /** null for a document without content. */
    readonly root: LocatedNode | null;
    /** Where the text is no YAML; empty for a well-formed one. */
    readonly errors: readonly number[];
    readonly templates: Templates;
}
/** Reads a document: line by line where it is simple, by parser events where it is well-formed, tolerantly where it is not. Never throws. */
export declare function readYaml(text: string): YamlTree;
/** Whether a template takes part in what stands at a place. */
export declare function isTemplated(tree: YamlTree, span: Span): boolean;
