import type { Span } from '../cluster.js';
import { EmbeddedText, type PlacedText } from '../embedded/embeddedText.js';
import { partOf } from '../embedded/partOfText.js';
import { itemsOf, keyText, type LocatedMap, type LocatedNode, type LocatedScalar, nodeAt, pairOf, resolveAlias, scalarAt } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';

/** The names of a file that ties others together (`konfig.RecognizedKustomizationFileNames`). */
export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** What a patch is applied to, where it does not say so itself. */
export interface PatchTarget {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/** A patch that a kustomization applies: a file by its path, or a text of its own. */
export interface Patch {
  readonly path?: string;
  readonly text?: string;
  /** The same with its places in the kustomization, where it is written so that they are known. */
  readonly placed?: PlacedText;
  readonly target?: PatchTarget;
}

/** A generator of a ConfigMap, with what becomes its data. */
export interface GeneratedConfigMap {
  readonly name: string;
  /** Where it is named. */
  readonly place: Span;
  /** Whole files, by their keys. */
  readonly files: ReadonlyMap<string, string>;
  /** Texts of the kustomization itself, by their keys. */
  readonly literals: ReadonlyMap<string, PlacedText>;
  /** Files with lines `key=value`. */
  readonly envs: readonly string[];
  /** Whether it makes one, or changes or replaces one that is there already. */
  readonly behavior: 'create' | 'merge' | 'replace';
}

/** What becomes of an image, wherever a container names it. */
export interface NewImage {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
  /** What says so. */
  readonly written: LocatedScalar;
}

/** How many pods an object shall have. */
export interface NewReplicas {
  readonly name: string;
  readonly count: LocatedScalar;
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
  /** What it adds to its objects when its patches are done. */
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** Folders of others that change what there is by then. */
  readonly components: readonly string[];
  /** It is such a one itself. */
  readonly isComponent: boolean;
  /** Done when its patches are. */
  readonly images: readonly NewImage[];
  readonly replicas: readonly NewReplicas[];
  /** Its own text. */
  readonly tree: YamlTree;
  /** Whether something other than patches, and not followed here, may change what is read of an object. */
  readonly mayChange: (kind: string, name: string) => boolean;
}

/** Fields that change any object, or how patches are merged, in ways that are not followed. */
const BEYOND = ['transformers', 'openapi'] as const;

/** A kustomization in its file. */
export interface KustomizationFile {
  readonly kustomization: Kustomization;
  readonly uri: string;
  readonly text: string;
  /** In which its paths begin; ends with a slash. */
  readonly folder: string;
}

/** That of a folder; undefined where it has none. */
export function kustomizationIn(folder: string, read: (uri: string) => string | undefined): KustomizationFile | undefined {
  for (const name of KUSTOMIZATION_NAMES) {
    const uri = `${folder}${name}`;
    const text = read(uri);
    const kustomization = text === undefined ? undefined : readKustomization(text);
    if (text !== undefined && kustomization !== undefined) return { kustomization, uri, text, folder };
  }
  return undefined;
}

/** Reads a kustomization; undefined for a text that is none. */
function readKustomization(text: string): Kustomization | undefined {
  const tree = readYaml(text);
  const { root, errors, templates } = tree;
  const map = root === null ? undefined : resolveAlias(root);
  if (map?.kind !== 'map' || errors.length > 0 || templates.spans.length > 0) return undefined;
  const kind = scalarAt(map, 'kind')?.text ?? 'Kustomization';
  if (kind !== 'Kustomization' && kind !== 'Component') return undefined;
  return {
    resources: [...textsAt(map, 'resources'), ...textsAt(map, 'bases')],
    patches: [
      ...itemsAt(map, 'patchesStrategicMerge').flatMap((item) => strategicPatch(tree, item)),
      ...mapsAt(map, 'patches').map((node) => patchOf(tree, node)),
      ...mapsAt(map, 'patchesJson6902').map((node) => patchOf(tree, node)),
    ],
    configMaps: mapsAt(map, 'configMapGenerator').map((node) => generated(tree, node)),
    prefix: scalarAt(map, 'namePrefix')?.text ?? '',
    suffix: scalarAt(map, 'nameSuffix')?.text ?? '',
    labels: new Map([...pairsAt(map, 'commonLabels'), ...mapsAt(map, 'labels').flatMap((one) => pairsAt(one, 'pairs'))]),
    annotations: new Map(pairsAt(map, 'commonAnnotations')),
    components: textsAt(map, 'components'),
    isComponent: kind === 'Component',
    images: mapsAt(map, 'images').flatMap((node) => newImage(node) ?? []),
    replicas: mapsAt(map, 'replicas').flatMap((node) => newReplicas(node) ?? []),
    tree,
    mayChange: changes(map),
  };
}

function newImage(node: LocatedMap): NewImage | undefined {
  const [name, newName, newTag, digest] = ['name', 'newName', 'newTag', 'digest'].map((field) => scalarAt(node, field));
  const written = newTag ?? digest ?? newName;
  if (name === undefined || written === undefined) return undefined;
  return {
    name: name.text, written,
    ...(newName === undefined ? {} : { newName: newName.text }),
    ...(newTag === undefined ? {} : { newTag: newTag.text }),
    ...(digest === undefined ? {} : { digest: digest.text }),
  };
}

function newReplicas(node: LocatedMap): NewReplicas | undefined {
  const name = scalarAt(node, 'name');
  const count = scalarAt(node, 'count');
  return name === undefined || count === undefined ? undefined : { name: name.text, count };
}

function changes(map: LocatedMap): Kustomization['mayChange'] {
  if (BEYOND.some((field) => nodeAt(map, field) !== undefined)) return () => true;
  const replacements = mapsAt(map, 'replacements');
  // Those of another file are not read.
  if (replacements.some((one) => nodeAt(one, 'path') !== undefined)) return () => true;
  const targets = replacements.flatMap((one) => mapsAt(one, 'targets')).filter((target) => !textsAt(target, 'fieldPaths').every((path) => path.startsWith('metadata.')));
  return (kind, name) => targets.some((target) => {
    const select = { kind: scalarAt(target, 'select', 'kind')?.text ?? kind, name: scalarAt(target, 'select', 'name')?.text ?? name };
    return select.kind === kind && select.name.includes(name);
  });
}

/** Whether a patch that is not read as an object may be about one; a name may have got a prefix by then. */
export function mayBeAbout({ text, target }: Patch, kind: string, name: string): boolean {
  if (target === undefined) return text?.includes(kind) === true && text.includes(name);
  if (target.kind !== undefined && target.kind !== kind) return false;
  return target.name === undefined || target.name.includes(name) || namePattern(target.name)?.test(name) !== false;
}

/** The only patterns that people write: names, and `.*` for any. */
export function namePattern(name: string): RegExp | undefined {
  return /^(?:[\w-]|\.\*){1,100}$/.test(name) ? new RegExp(`^${name}$`) : undefined;
}

function strategicPatch(tree: YamlTree, item: LocatedNode): readonly Patch[] {
  if (item.kind !== 'scalar' || item.text === '') return [];
  if (!/\n|^\s*[{]|: /.test(item.text)) return [{ path: item.text }];
  const placed = EmbeddedText.ofItem(tree, item);
  return [{ text: item.text, ...(placed === undefined ? {} : { placed }) }];
}

function patchOf(tree: YamlTree, node: LocatedMap): Patch {
  const path = scalarAt(node, 'path')?.text;
  const pair = pairOf(node, 'patch');
  const text = scalarAt(node, 'patch')?.text;
  const placed = pair === undefined ? undefined : EmbeddedText.of(tree, pair);
  const target = nodeAt(node, 'target');
  return {
    ...(path === undefined ? {} : { path }),
    ...(text === undefined ? {} : { text }),
    ...(placed === undefined ? {} : { placed }),
    ...(target === undefined ? {} : { target: targetOf(target) }),
  };
}

function targetOf(node: LocatedNode): PatchTarget {
  const field = (name: keyof PatchTarget): Partial<PatchTarget> => {
    const text = scalarAt(node, name)?.text;
    return text === undefined ? {} : { [name]: text };
  };
  return { ...field('group'), ...field('kind'), ...field('name'), ...field('namespace'), ...field('labelSelector'), ...field('annotationSelector') };
}

function generated(tree: YamlTree, node: LocatedMap): GeneratedConfigMap {
  const files = new Map<string, string>();
  for (const written of textsAt(node, 'files')) {
    const at = written.indexOf('=');
    const path = written.slice(at + 1);
    files.set(at < 0 ? path.slice(path.lastIndexOf('/') + 1) : written.slice(0, at), path);
  }
  const name = scalarAt(node, 'name');
  const behavior = scalarAt(node, 'behavior')?.text;
  const literals = itemsAt(node, 'literals').flatMap((item): [string, PlacedText][] => {
    const whole = EmbeddedText.ofItem(tree, item);
    const [written = '', key = '', quote = '', value = ''] = whole === undefined ? [] : LITERAL.exec(whole.text) ?? [];
    if (whole === undefined || written === '') return [];
    const start = written.length - quote.length - value.length;
    return [[key, partOf(whole, start, start + value.length)]];
  });
  return {
    name: name?.text ?? '',
    place: name?.span ?? node.span,
    files,
    literals: new Map(literals),
    envs: [...textsAt(node, 'envs'), ...(scalarAt(node, 'env')?.text ?? '').split('\n').filter((path) => path !== '')],
    behavior: behavior === 'merge' || behavior === 'replace' ? behavior : 'create',
  };
}

/** `key=value`, the value perhaps in quotes, which are no part of it. */
const LITERAL = /^([^=]+)=(["']?)([^]*)\2$/;


/** The pairs of a mapping of texts. */
export function pairsAt(node: LocatedNode | undefined, ...path: readonly string[]): readonly (readonly [string, string])[] {
  const map = nodeAt(node, ...path);
  return map?.kind !== 'map' ? [] : map.pairs.flatMap((pair) => {
    const value = resolveAlias(pair.value);
    return value?.kind === 'scalar' ? [[keyText(pair) ?? '', value.text] as const] : [];
  });
}

function textsAt(map: LocatedMap, key: string): readonly string[] {
  return itemsAt(map, key).flatMap((item) => (item.kind === 'scalar' && item.text !== '' ? [item.text] : []));
}

function mapsAt(map: LocatedMap, key: string): readonly LocatedMap[] {
  return itemsAt(map, key).flatMap((item) => (item.kind === 'map' ? [item] : []));
}

function itemsAt(map: LocatedMap, key: string): readonly Exclude<LocatedNode, { kind: 'alias' }>[] {
  return itemsOf(nodeAt(map, key));
}
