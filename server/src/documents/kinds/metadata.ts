import { rawText } from '../yaml/flatten.js';
import { type LocatedNode, scalarOf, valueOf } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';

/** What a Kubernetes object is called; a template in it as its author wrote it, empty where it says nothing. */
export function metadataOf(tree: YamlTree, object: LocatedNode): { readonly name: string; readonly namespace: string } {
  const metadata = valueOf(object, 'metadata');
  return { name: written(tree, metadata, 'name'), namespace: written(tree, metadata, 'namespace') };
}

function written(tree: YamlTree, metadata: LocatedNode | undefined, field: string): string {
  const scalar = scalarOf(metadata, field);
  if (scalar === undefined) return '';
  return isTemplated(tree, scalar.span) ? rawText(tree.text, scalar) : scalar.text;
}

/** Whether two objects may stand in one namespace: one that names none gets that of the command that applies it. */
export function isSameNamespace(one: string, other: string): boolean {
  return one === other || one === '' || other === '';
}
