import { type KubernetesObject, objectsOf } from '../kinds/objects.js';
import { foldersAround, isSameUri, type OtherFiles, resolveUri } from '../otherFiles.js';
import { splitSections } from '../sections.js';
import { type LocatedNode, resolveAlias, scalarAt } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { Assembly, type ForeignSection } from './assembly.js';
import { type Kustomization, KUSTOMIZATION_NAMES, namePattern, type Patch, type PatchTarget, readKustomization } from './kustomization.js';
import { merged } from './merge.js';

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
    for (const name of KUSTOMIZATION_NAMES) {
      const text = files.text(`${folder}${name}`);
      const kustomization = text === undefined ? undefined : readKustomization(text);
      const own = kustomization?.patches.find(({ path }) => path !== undefined && names(folder, path, uri));
      if (kustomization === undefined || own === undefined) continue;
      return new Builder(tree, object, uri, files).build(kustomization, folder, own);
    }
  }
  return undefined;
}

function names(folder: string, path: string, uri: string): boolean {
  const named = resolveUri(folder, path);
  return named !== undefined && isSameUri(named, uri);
}

/** An object on its way through kustomizations. */
interface Found {
  readonly section: ForeignSection;
  readonly object: KubernetesObject;
  /** As patched so far; undefined where a patch did something that is not followed. */
  readonly node: LocatedNode | undefined;
  /** Every name that it has had. */
  readonly names: readonly string[];
}

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

  build(kustomization: Kustomization, folder: string, own: Patch): PatchedObject | undefined {
    const wanted = targetOf(this.#object, own.target);
    const found = this.#objectsOf(kustomization, folder, 0).filter((one) => matches(one, wanted));
    const [base] = found;
    if (base === undefined || found.length > 1 || kustomization.components.length > 0 || mayChange(kustomization, base)) return undefined;
    const node = this.#patched(base, kustomization, folder).node;
    const root = node === undefined ? undefined : resolveAlias(node);
    if (root?.kind !== 'map') return undefined;
    const tree = this.#assembly.tree(root);
    return { tree, object: { ...this.#object, node: root, path: [] }, assembly: this.#assembly, base: { section: base.section, object: base.object } };
  }

  /** The deployments that a kustomization begins with, in files and in the kustomizations that it names. */
  #objectsOf({ resources }: Kustomization, folder: string, depth: number): readonly Found[] {
    return resources.flatMap((path) => {
      const uri = resolveUri(folder, path);
      if (uri === undefined || depth >= DEPTH) return [];
      return /\.ya?ml$/i.test(path) ? this.#inFile(uri) : this.#inFolder(`${uri}/`, depth + 1);
    });
  }

  #inFolder(folder: string, depth: number): readonly Found[] {
    for (const name of KUSTOMIZATION_NAMES) {
      const text = this.#text(`${folder}${name}`);
      const kustomization = text === undefined ? undefined : readKustomization(text);
      if (kustomization === undefined) continue;
      const { prefix, suffix, components } = kustomization;
      return this.#objectsOf(kustomization, folder, depth).map((found) => {
        const { node, names: before, ...rest } = this.#patched(found, kustomization, folder);
        return { ...rest, node: components.length > 0 || mayChange(kustomization, found) ? undefined : node, names: [...before, ...before.map((one) => `${prefix}${one}${suffix}`)] };
      });
    }
    return [];
  }

  #inFile(uri: string): readonly Found[] {
    return this.#deploymentsIn(uri).map(({ section, object }) => ({
      section, object, node: this.#assembly.add(section, object.node), names: [scalarAt(object.node, 'metadata', 'name')?.text ?? ''],
    }));
  }

  #deploymentsIn(uri: string): readonly { readonly section: ForeignSection; readonly object: KubernetesObject }[] {
    const text = this.#text(uri);
    return text === undefined ? [] : sectionsOf(uri, text).flatMap((section) => objectsOf(section.tree).filter(isDeployment).map((object) => ({ section, object })));
  }

  #text(uri: string): string | undefined {
    return ++this.#read > MAX_FILES ? undefined : this.#files.text(uri);
  }

  #patched(found: Found, { patches }: Kustomization, folder: string): Found {
    return patches.reduce((now, patch) => this.#withPatch(now, patch, folder), found);
  }

  #withPatch(found: Found, patch: Patch, folder: string): Found {
    if (found.node === undefined || (patch.target !== undefined && !matches(found, targetOf(found.object, patch.target)))) return found;
    const given = this.#nodesOf(patch, folder);
    // A patch that cannot be read may be about this object.
    if (given === undefined) return { ...found, node: undefined };
    const own = given.filter(({ object }) => patch.target !== undefined || matches(found, targetOf(object, undefined)));
    return { ...found, node: own.reduce<LocatedNode | undefined>((now, { node }) => (now === undefined ? undefined : merged(now, node())), found.node) };
  }

  /** The objects that a patch speaks of; undefined where it is no object (operations of JSON 6902) or cannot be read. */
  #nodesOf({ path, text: inline }: Patch, folder: string): readonly { readonly object: KubernetesObject; readonly node: () => LocatedNode }[] | undefined {
    const uri = path === undefined ? undefined : resolveUri(folder, path);
    if (uri !== undefined && isSameUri(uri, this.#uri)) return [{ object: this.#object, node: () => this.#object.node }];
    const text = uri === undefined ? inline : this.#text(uri);
    if (text === undefined) return undefined;
    const sections = uri === undefined ? sectionsOf('', text, '') : sectionsOf(uri, text, '');
    if (sections.some(({ tree: { root, errors } }) => errors.length > 0 || (root !== null && resolveAlias(root)?.kind !== 'map'))) return undefined;
    return sections.flatMap((section) => objectsOf(section.tree).map((object) => ({ object, node: () => this.#assembly.add(section, object.node) })));
  }
}

function isDeployment({ kind, apiVersion }: KubernetesObject): boolean {
  return (kind === 'FlinkDeployment' || kind === 'FlinkBlueGreenDeployment') && apiVersion.startsWith('flink.apache.org/');
}

const MARKER = 'flink.apache.org/';

function sectionsOf(uri: string, text: string, marker = MARKER): readonly ForeignSection[] {
  return splitSections(text).flatMap((part) => (part.text.includes(marker) ? [{ uri, text, start: part.start, tree: readYaml(part.text) }] : []));
}

/** What a patch is about: what its target says, else the kind and name that it has itself. */
interface Wanted {
  readonly kind: string | undefined;
  readonly name: RegExp | undefined;
  /** It chooses in a way that is not followed. */
  readonly isUnclear: boolean;
}

function targetOf(object: KubernetesObject, target: PatchTarget | undefined): Wanted {
  if (target === undefined) return { kind: object.kind, name: exactly(scalarAt(object.node, 'metadata', 'name')?.text ?? ''), isUnclear: false };
  const { name = '', kind, selects } = target;
  const pattern = name === '' ? undefined : namePattern(name);
  return { kind, name: pattern, isUnclear: selects || (name !== '' && pattern === undefined) };
}

function matches({ object, names: all }: Found, { kind, name, isUnclear }: Wanted): boolean {
  if (isUnclear) return false;
  return (kind === undefined || kind === object.kind) && (name === undefined || all.some((one) => name.test(one)));
}

function exactly(name: string): RegExp {
  return new RegExp(`^${name.replace(/[^\w-]/g, '\\$&')}$`);
}

/** Whether something besides its patches may change an object. */
function mayChange(kustomization: Kustomization, { object: { kind }, names: all }: Found): boolean {
  return all.some((name) => kustomization.mayChange(kind, name));
}
