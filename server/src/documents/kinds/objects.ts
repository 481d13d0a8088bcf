import { type LocatedMap, type LocatedPair, type NodePath, nodeAt, pairOf, resolveAlias, scalarOf } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';

/** A Kubernetes object in a section. */
export interface KubernetesObject {
  readonly node: LocatedMap;
  /** From the section's root to it: empty, or `['items', 3]` within a `List`, `['objects', 3]` within a `Template`. */
  readonly path: NodePath;
  readonly apiVersion: string;
  /** The pair that names the kind, and the kind; others have kinds of the same name, so the group is to be asked as well. */
  readonly kindPair: LocatedPair;
  readonly kind: string;
}

/** Deeper than anybody nests lists in lists. */
const MAX_LISTS = 4;

/**
 * The objects of a section, each once: the document itself, or those of a `List`, as `kubectl get -o yaml` writes it, or of
 * OpenShift's `Template`. What a parameter of that one is put into is unknown, whatever its `value` is: it exists to be given another.
 */
export function objectsOf({ root }: Pick<YamlTree, 'root'>): readonly KubernetesObject[] {
  const node = root === null ? undefined : resolveAlias(root);
  return node?.kind === 'map' ? objectsIn(node, [], MAX_LISTS) : [];
}

function objectsIn(node: LocatedMap, path: NodePath, lists: number): readonly KubernetesObject[] {
  const kindPair = pairOf(node, 'kind');
  const named = kindPair === undefined ? undefined : resolveAlias(kindPair.value);
  const kind = named?.kind === 'scalar' ? named.text : undefined;
  if (kindPair === undefined || kind === undefined) return [];
  const apiVersion = scalarOf(node, 'apiVersion')?.text ?? '';
  const field = fieldOfObjects(kind, apiVersion);
  if (field === undefined) return [{ node, path, apiVersion, kindPair, kind }];
  const items = pairOf(node, field) === undefined || lists === 0 ? undefined : nodeAt(node, field);
  if (items?.kind !== 'sequence') return [];
  // What stands behind an alias is read where it is written.
  return items.items.flatMap((item, at) => (item.kind === 'map' ? objectsIn(item, [...path, field, at], lists - 1) : []));
}

/** The field of an object that holds others; undefined where it is one itself. */
function fieldOfObjects(kind: string, apiVersion: string): string | undefined {
  if (kind === 'List' && apiVersion === 'v1') return 'items';
  // The group came later than the kind.
  return kind === 'Template' && (apiVersion === 'v1' || apiVersion === 'template.openshift.io/v1') ? 'objects' : undefined;
}
