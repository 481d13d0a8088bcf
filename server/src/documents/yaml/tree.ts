import type { Span } from '../cluster.js';
import { eventTree } from './eventTree.js';
import type { LocatedNode } from './node.js';
import { plainTree } from './plainTree.js';
import { readTemplates, type Templates } from './templates.js';
import { tolerantTree } from './tolerantTree.js';

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
export function readYaml(text: string): YamlTree {
  const templates = readTemplates(text);
  try {
    return { text, root: plainTree(templates.masked) ?? eventTree(templates.masked), errors: [], templates };
  } catch {
    // js-yaml stops at the first error and gives nothing; the other parser goes on.
  }
  try {
    const { root, errors } = tolerantTree(templates.masked);
    // Without errors the text is YAML after all: js-yaml is strict about a `}` in column 0, SnakeYAML and Go are not.
    return { text, root, errors, templates };
  } catch {
    // Nested so deeply that no parser can hold it.
    return { text, root: null, errors: [0], templates };
  }
}

/** Whether a template takes part in what stands at a place. */
export function isTemplated(tree: YamlTree, span: Span): boolean {
  const { spans } = tree.templates;
  return spans.length > 0 && spans.some((template) => template.start < span.end && template.end > span.start);
}
