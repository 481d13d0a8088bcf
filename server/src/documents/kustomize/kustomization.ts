import { type LocatedMap, type LocatedNode, nodeAt, resolveAlias, scalarAt } from '../yaml/node.js';
import { readYaml } from '../yaml/tree.js';

/** The names of a file that ties others together (`konfig.RecognizedKustomizationFileNames`). */
export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** What a patch is applied to, where it does not say so itself. */
export interface PatchTarget {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** It chooses by labels or annotations as well. */
  readonly selects: boolean;
}

/** A patch that a kustomization applies: a file by its path, or a text of its own. */
export interface Patch {
  readonly path?: string;
  readonly text?: string;
  readonly target?: PatchTarget;
}

/** A generator of a ConfigMap: the files that become its data, by their keys. */
export interface GeneratedConfigMap {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

/** What a `kustomization.yaml` says of other files; paths as they are written, relative to its folder. */
export interface Kustomization {
  /** Files and folders that the objects come from, in their order. */
  readonly resources: readonly string[];
  /** In the order in which they are applied. */
  readonly patches: readonly Patch[];
  readonly configMaps: readonly GeneratedConfigMap[];
  /** What stands before and behind the names of its objects when it is done. */
  readonly prefix: string;
  readonly suffix: string;
  /** It does more to its objects than can be followed here. */
  readonly doesMore: boolean;
}

/** Fields that change objects in ways that are not followed. */
const BEYOND = ['components', 'transformers', 'replacements', 'vars', 'helmCharts', 'openapi', 'crds'] as const;

/** Reads a kustomization; undefined for a text that is none. */
export function readKustomization(text: string): Kustomization | undefined {
  const { root, errors, templates } = readYaml(text);
  const map = root === null ? undefined : resolveAlias(root);
  if (map?.kind !== 'map' || errors.length > 0 || templates.spans.length > 0) return undefined;
  const kind = scalarAt(map, 'kind')?.text ?? 'Kustomization';
  if (kind !== 'Kustomization') return undefined;
  return {
    resources: [...textsAt(map, 'resources'), ...textsAt(map, 'bases')],
    patches: [
      ...textsAt(map, 'patchesStrategicMerge').map((patch) => (/\n|^\s*[{]|: /.test(patch) ? { text: patch } : { path: patch })),
      ...mapsAt(map, 'patches').map(patchOf),
      ...mapsAt(map, 'patchesJson6902').map(patchOf),
    ],
    configMaps: mapsAt(map, 'configMapGenerator').map(generated),
    prefix: scalarAt(map, 'namePrefix')?.text ?? '',
    suffix: scalarAt(map, 'nameSuffix')?.text ?? '',
    doesMore: BEYOND.some((field) => nodeAt(map, field) !== undefined),
  };
}

function patchOf(node: LocatedMap): Patch {
  const path = scalarAt(node, 'path')?.text;
  const text = scalarAt(node, 'patch')?.text;
  const target = nodeAt(node, 'target');
  return {
    ...(path === undefined ? {} : { path }),
    ...(text === undefined ? {} : { text }),
    ...(target === undefined ? {} : { target: targetOf(target) }),
  };
}

function targetOf(node: LocatedNode): PatchTarget {
  const field = (name: 'group' | 'kind' | 'name' | 'namespace'): Partial<PatchTarget> => {
    const text = scalarAt(node, name)?.text;
    return text === undefined ? {} : { [name]: text };
  };
  return {
    ...field('group'), ...field('kind'), ...field('name'), ...field('namespace'),
    selects: nodeAt(node, 'labelSelector') !== undefined || nodeAt(node, 'annotationSelector') !== undefined,
  };
}

function generated(node: LocatedMap): GeneratedConfigMap {
  const files = new Map<string, string>();
  for (const written of textsAt(node, 'files')) {
    const at = written.indexOf('=');
    const path = written.slice(at + 1);
    files.set(at < 0 ? path.slice(path.lastIndexOf('/') + 1) : written.slice(0, at), path);
  }
  return { name: scalarAt(node, 'name')?.text ?? '', files };
}

function textsAt(map: LocatedMap, key: string): readonly string[] {
  return itemsAt(map, key).flatMap((item) => (item.kind === 'scalar' && item.text !== '' ? [item.text] : []));
}

function mapsAt(map: LocatedMap, key: string): readonly LocatedMap[] {
  return itemsAt(map, key).flatMap((item) => (item.kind === 'map' ? [item] : []));
}

function itemsAt(map: LocatedMap, key: string): readonly Exclude<LocatedNode, { kind: 'alias' }>[] {
  const list = nodeAt(map, key);
  return list?.kind === 'sequence' ? list.items.flatMap((item) => resolveAlias(item) ?? []) : [];
}
