import { type KubernetesObject, objectsOf } from '../kinds/objects.js';
import { foldersAround, isSameUri, type OtherFiles, resolveUri } from '../otherFiles.js';
import { type SectionText, splitSections } from '../sections.js';
import { type LocatedNode, resolveAlias, scalarAt } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { Assembly, type ForeignSection } from './assembly.js';
import { type KustomizationFile, kustomizationIn, namePattern, pairsAt, type Patch, type PatchTarget } from './kustomization.js';
import { merged } from './merge.js';
import { operated } from './operations.js';
import { isSelected } from './selector.js';

/** An object as a kustomization makes it of a base and its patches, of which one is the document at hand. */
export interface PatchedObject {
  readonly tree: YamlTree;
  readonly object: KubernetesObject;
  readonly assembly: Assembly;
  /** The object that is patched, in its own document. */
  readonly base: { readonly section: ForeignSection; readonly object: KubernetesObject };
}

/** How far above a patch its kustomization is looked for, itself included, and how deep bases of bases are followed. */
const FOLDERS = 4;
const DEPTH = 5;
/** More files than anybody ties together for one object. */
const MAX_FILES = 60;

/** What becomes of an object that a kustomization beside or above its file names as a patch; undefined where none does, or nobody can tell. */
export function patchedObject(tree: YamlTree, object: KubernetesObject, uri: string, files: OtherFiles): PatchedObject | undefined {
  for (const folder of foldersAround(uri, FOLDERS)) {
    const file = kustomizationIn(folder, (one) => files.text(one));
    const own = file?.kustomization.patches.find(({ path }) => path !== undefined && names(folder, path, uri));
    if (file !== undefined && own !== undefined) return new Builder(tree, object, uri, files).build({ ...file, folder }, own);
  }
  return undefined;
}

function names(folder: string, path: string, uri: string): boolean {
  const named = resolveUri(folder, path);
  return named !== undefined && isSameUri(named, uri);
}

/** A kustomization with the folder that its paths begin in. */
interface Here extends KustomizationFile {
  readonly folder: string;
}

/** An object on its way through kustomizations. */
interface Found {
  readonly section: ForeignSection;
  readonly object: KubernetesObject;
  /** As patched so far; undefined where something happened to it that is not followed. */
  readonly node: LocatedNode | undefined;
  /** Every name that it has had. */
  readonly names: readonly string[];
  /** What kustomizations have added to it, beside what stands in it. */
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
}

/** What a patch has: objects to be merged, or operations. */
type Given =
  | { readonly object: KubernetesObject; readonly node: () => LocatedNode }
  | { readonly operations: () => LocatedNode };

class Builder {
  readonly #object: KubernetesObject;
  readonly #uri: string;
  readonly #files: OtherFiles;
  readonly #assembly: Assembly;
  #read = 0;

  constructor(tree: YamlTree, object: KubernetesObject, uri: string, files: OtherFiles) {
    this.#object = object;
    this.#uri = uri;
    this.#files = files;
    this.#assembly = new Assembly(tree);
  }

  build(here: Here, own: Patch): PatchedObject | undefined {
    const wanted = targetOf(this.#object, own.target);
    const found = this.#gathered(here, 0).filter((one) => matches(one, wanted) !== false);
    const [base] = found;
    if (base === undefined || found.length > 1 || matches(base, wanted) === undefined) return undefined;
    const { node } = this.#patched(base, here);
    const root = node === undefined ? undefined : resolveAlias(node);
    if (root?.kind !== 'map') return undefined;
    const tree = this.#assembly.tree(root);
    return { tree, object: { ...this.#object, node: root, path: [] }, assembly: this.#assembly, base: { section: base.section, object: base.object } };
  }

  /** The deployments that a kustomization patches: of files, of the kustomizations that it names, with what its components do to them. */
  #gathered({ kustomization: { resources, components }, folder }: Here, depth: number): readonly Found[] {
    const found = resources.flatMap((path) => {
      const uri = resolveUri(folder, path);
      if (uri === undefined || depth >= DEPTH) return [];
      return /\.ya?ml$/i.test(path) ? this.#inFile(uri) : this.#inFolder(`${uri}/`, depth + 1);
    });
    return components.reduce<readonly Found[]>((now, path) => this.#withComponent(now, resolveUri(folder, path), depth + 1), found);
  }

  #inFolder(folder: string, depth: number): readonly Found[] {
    const file = kustomizationIn(folder, (uri) => this.#text(uri));
    if (file === undefined) return [];
    const here = { ...file, folder };
    return this.#gathered(here, depth).map((found) => this.#done(this.#patched(found, here), here));
  }

  /** A component changes what there is by then; one that is not at hand may do anything. */
  #withComponent(found: readonly Found[], uri: string | undefined, depth: number): readonly Found[] {
    const file = uri === undefined || depth >= DEPTH ? undefined : kustomizationIn(`${uri}/`, (one) => this.#text(one));
    if (file === undefined) return found.map((one) => ({ ...one, node: undefined }));
    const here = { ...file, folder: `${uri ?? ''}/` };
    const { components } = file.kustomization;
    const own = this.#gathered({ ...here, kustomization: { ...file.kustomization, components: [] } }, depth);
    const all = components.reduce<readonly Found[]>((now, path) => this.#withComponent(now, resolveUri(here.folder, path), depth + 1), [...found, ...own]);
    return all.map((one) => this.#done(this.#patched(one, here), here));
  }

  #done(found: Found, { kustomization: { prefix, suffix, labels, annotations } }: Here): Found {
    return {
      ...found,
      names: [...found.names, ...found.names.map((one) => `${prefix}${one}${suffix}`)],
      labels: new Map([...found.labels, ...labels]),
      annotations: new Map([...found.annotations, ...annotations]),
    };
  }

  #inFile(uri: string): readonly Found[] {
    const text = this.#text(uri);
    const sections = text === undefined ? [] : sectionsOf(text, (part) => ({ uri, text, start: part.start }), MARKER);
    return sections.flatMap((section) => objectsOf(section.tree).filter(isDeployment).map((object) => ({
      section, object, node: this.#assembly.add(section, object.node), names: [scalarAt(object.node, 'metadata', 'name')?.text ?? ''], labels: new Map(), annotations: new Map(),
    })));
  }

  #text(uri: string): string | undefined {
    return ++this.#read > MAX_FILES ? undefined : this.#files.text(uri);
  }

  #patched(found: Found, here: Here): Found {
    const { kustomization: { patches, mayChange } } = here;
    const patched = patches.reduce((now, patch) => this.#withPatch(now, patch, here), found);
    return found.names.some((name) => mayChange(found.object.kind, name)) ? { ...patched, node: undefined } : patched;
  }

  #withPatch(found: Found, patch: Patch, here: Here): Found {
    const isMeant = patch.target === undefined ? true : matches(found, targetOf(found.object, patch.target));
    if (found.node === undefined || isMeant === false) return found;
    const given = this.#given(patch, here);
    // A patch that cannot be read, or chooses in a way that is not followed, may be about this object.
    if (given === undefined || isMeant === undefined) return { ...found, node: undefined };
    const own = given.filter((one) => patch.target !== undefined || ('object' in one && matches(found, targetOf(one.object, undefined)) !== false));
    return { ...found, node: own.reduce<LocatedNode | undefined>((now, one) => (now === undefined ? undefined : applied(now, one)), found.node) };
  }

  /** What a patch does; undefined where it cannot be read. */
  #given({ path, text: inline, placed, target }: Patch, { uri: own, text: source, folder }: Here): readonly Given[] | undefined {
    const uri = path === undefined ? undefined : resolveUri(folder, path);
    if (uri !== undefined && isSameUri(uri, this.#uri)) return [{ object: this.#object, node: () => this.#object.node }];
    const text = path === undefined ? inline : uri === undefined ? undefined : this.#text(uri);
    if (text === undefined) return undefined;
    const sections = sectionsOf(placed !== undefined && path === undefined ? placed.text : text, ({ start }) => (
      uri === undefined ? { uri: own, text: source, start, ...(placed === undefined ? {} : { toFile: (span) => placed.toSection(span) }) } : { uri, text, start }), '');
    if (sections.some(({ tree: { errors } }) => errors.length > 0)) return undefined;
    const given: Given[] = [];
    for (const section of sections) {
      const { root } = section.tree;
      const node = root === null ? undefined : resolveAlias(root);
      if (node === undefined) continue;
      if (node.kind === 'map') given.push(...objectsOf(section.tree).map((object) => ({ object, node: () => this.#assembly.add(section, object.node) })));
      else if (node.kind === 'sequence' && target !== undefined) given.push({ operations: () => this.#assembly.add(section, node) });
      else return undefined;
    }
    return given;
  }
}

function applied(node: LocatedNode, given: Given): LocatedNode | undefined {
  if ('object' in given) return merged(node, given.node());
  const operations = given.operations();
  return operations.kind === 'sequence' ? operated(node, operations) : undefined;
}

function isDeployment({ kind, apiVersion }: KubernetesObject): boolean {
  return (kind === 'FlinkDeployment' || kind === 'FlinkBlueGreenDeployment') && apiVersion.startsWith('flink.apache.org/');
}

const MARKER = 'flink.apache.org/';

function sectionsOf(text: string, place: (part: SectionText) => Omit<ForeignSection, 'tree'>, marker: string): readonly ForeignSection[] {
  return splitSections(text).flatMap((part) => (part.text.includes(marker) ? [{ ...place(part), tree: readYaml(part.text) }] : []));
}

/** What a patch is about: what its target says, else the kind and name that it has itself. */
interface Wanted {
  readonly kind: string | undefined;
  readonly name: RegExp | undefined;
  readonly labels?: string;
  readonly annotations?: string;
  readonly group?: string;
  readonly namespace?: string;
  /** Its name is a pattern that is not followed. */
  readonly isUnclear: boolean;
}

function targetOf(object: KubernetesObject, target: PatchTarget | undefined): Wanted {
  if (target === undefined) return { kind: object.kind, name: exactly(scalarAt(object.node, 'metadata', 'name')?.text ?? ''), isUnclear: false };
  const { name = '', kind, group, namespace, labelSelector: labels, annotationSelector: annotations } = target;
  const pattern = name === '' ? undefined : namePattern(name);
  return {
    kind, name: pattern, ...(group === undefined ? {} : { group }), ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }), isUnclear: name !== '' && pattern === undefined,
  };
}

/** Whether a patch is about an object; undefined where nobody can tell. */
function matches({ object, node, names: all, ...added }: Found, { kind, group, name, namespace, labels, annotations, isUnclear }: Wanted): boolean | undefined {
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
