import { type KubernetesObject } from '../kinds/objects.js';
import { type LocatedNode, scalarAt } from '../yaml/node.js';
import { namePattern, pairsAt, type PatchTarget } from './kustomization.js';
import { isSelected } from './selector.js';

/** What a patch is about: what its target says, else the kind and name that it has itself. */
export interface Wanted {
  readonly kind: string | undefined;
  readonly name: RegExp | undefined;
  readonly labels?: string;
  readonly annotations?: string;
  readonly group?: string;
  readonly namespace?: string;
  /** Its name is a pattern that is not followed. */
  readonly isUnclear: boolean;
}

/** What a patch may be about. */
export interface Candidate {
  readonly object: KubernetesObject;
  /** As patched so far. */
  readonly node: LocatedNode | undefined;
  /** Every name that it has had. */
  readonly names: readonly string[];
  /** What kustomizations have added to it, beside what stands in it. */
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
}

/** @param object what the patch has itself */
export function targetOf(object: KubernetesObject, target: PatchTarget | undefined): Wanted {
  if (target === undefined) return { kind: object.kind, name: exactly(scalarAt(object.node, 'metadata', 'name')?.text ?? ''), isUnclear: false };
  const { name = '', kind, group, namespace, labelSelector: labels, annotationSelector: annotations } = target;
  const pattern = name === '' ? undefined : namePattern(name);
  return {
    kind, name: pattern, ...(group === undefined ? {} : { group }), ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }), isUnclear: name !== '' && pattern === undefined,
  };
}

/** Whether a patch is about an object; undefined where nobody can tell. */
export function matches({ object, node, names: all, ...added }: Candidate, { kind, group, name, namespace, labels, annotations, isUnclear }: Wanted): boolean | undefined {
  if (kind !== undefined && kind !== object.kind) return false;
  if (group !== undefined && !object.apiVersion.startsWith(`${group}/`)) return false;
  if (name !== undefined && !all.some((one) => name.test(one))) return false;
  const of = (field: 'labels' | 'annotations', selector: string | undefined): boolean | undefined =>
    (selector === undefined ? true : isSelected(selector, new Map([...pairsAt(node ?? object.node, 'metadata', field), ...added[field]])));
  // Another namespace may be the one that a kustomization gives it.
  const isThere = namespace === undefined || scalarAt(object.node, 'metadata', 'namespace')?.text === namespace ? true : undefined;
  const chosen = [of('labels', labels), of('annotations', annotations), isThere];
  if (chosen.includes(false)) return false;
  return isUnclear || chosen.includes(undefined) ? undefined : true;
}

function exactly(name: string): RegExp {
  return new RegExp(`^${name.replace(/[^\w-]/g, '\\$&')}$`);
}
