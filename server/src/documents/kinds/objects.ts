import { type LocatedMap, type LocatedPair, type NodePath, nodeAt, pairOf, resolveAlias, scalarAt } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';

/** A Kubernetes object in a section. */
export interface KubernetesObject {
  readonly node: LocatedMap;
  /** From the section's root to it: empty, or `['items', 3]` within a `List`. */
  readonly path: NodePath;
  readonly apiVersion: string;
  /** The pair that names the kind, and the kind; others have kinds of the same name, so the group is to be asked as well. */
  readonly kindPair: LocatedPair;
  readonly kind: string;
}

/** Deeper than anybody nests lists in lists. */
const MAX_LISTS = 4;

/** The objects of a section, each once: the document itself, or the items of a `List`, as `kubectl get -o yaml` writes it. */
export function objectsOf({ root }: Pick<YamlTree, 'root'>): readonly KubernetesObject[] {
  const node = root === null ? undefined : resolveAlias(root);
  return node?.kind === 'map' ? objectsIn(node, [], MAX_LISTS) : [];
}

function objectsIn(node: LocatedMap, path: NodePath, lists: number): readonly KubernetesObject[] {
  const kindPair = pairOf(node, 'kind');
  const kind = scalarAt(node, 'kind')?.text;
  if (kindPair === undefined || kind === undefined) return [];
  const apiVersion = scalarAt(node, 'apiVersion')?.text ?? '';
  if (kind !== 'List' || apiVersion !== 'v1') return [{ node, path, apiVersion, kindPair, kind }];
  const items = pairOf(node, 'items') === undefined || lists === 0 ? undefined : nodeAt(node, 'items');
  if (items?.kind !== 'sequence') return [];
  // What stands behind an alias is read where it is written.
  return items.items.flatMap((item, at) => (item.kind === 'map' ? objectsIn(item, [...path, 'items', at], lists - 1) : []));
}
