import { type KubernetesObject, objectsOf } from '../kinds/objects.js';
import { isSameUri, type OtherFiles, resolveUri } from '../otherFiles.js';
import { type SectionText, splitSections } from '../sections.js';
import { type LocatedNode, resolveAlias, scalarAt } from '../yaml/node.js';
import { readYaml } from '../yaml/tree.js';
import type { Assembly, ForeignSection } from './assembly.js';
import { type KustomizationFile, kustomizationIn, type Patch } from './kustomization.js';
import { type MergedLists, merged } from './merge.js';
import { operated } from './operations.js';
import { type Candidate, matches, targetOf } from './target.js';
import { transformed } from './transformers.js';

/** How deep bases of bases are followed. */
const DEPTH = 5;
/** More files than anybody ties together for one object. */
const MAX_FILES = 60;

/** Which objects are built. */
export interface Sought {
  readonly kind: string;
  readonly group: string;
  /** A word that they have for certain. */
  readonly word: string;
  /** The lists that patches merge. */
  readonly lists: MergedLists;
}

/** An object on its way through kustomizations. */
export interface Found extends Candidate {
  readonly section: ForeignSection;
  /** Undefined where something happened to it that is not followed. */
  readonly node: LocatedNode | undefined;
  /** Patches were laid over it, and the one at hand is one of them. */
  readonly isPatched: boolean;
  readonly isPatchedHere: boolean;
}

/** The document at hand: its file is not asked for, as it would be read again at every edit. */
export interface OwnDocument {
  readonly uri: string;
  /** The patch that it is; absent where it is none of the objects that are sought. */
  readonly object?: KubernetesObject;
}

/** What a patch has: objects to be merged, or operations. */
type Given =
  | { readonly object: KubernetesObject; readonly node: () => LocatedNode }
  | { readonly operations: () => LocatedNode };

/** The group of an `apiVersion`; empty for Kubernetes' core. */
export function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

/** Makes objects as kustomizations do: of files, bases, components and patches. */
export class ObjectBuilder {
  readonly #sought: Sought;
  readonly #files: OtherFiles;
  readonly #assembly: Assembly;
  readonly #own: OwnDocument;
  #read = 0;

  constructor(sought: Sought, files: OtherFiles, assembly: Assembly, own: OwnDocument) {
    this.#sought = sought;
    this.#files = files;
    this.#assembly = assembly;
    this.#own = own;
  }

  /** The objects that a kustomization patches: of files, of the kustomizations that it names, with what its components do to them. */
  gathered({ kustomization: { resources, components }, folder }: KustomizationFile, depth = 0): readonly Found[] {
    const found = resources.flatMap((path) => {
      const uri = resolveUri(folder, path);
      if (uri === undefined || depth >= DEPTH) return [];
      return /\.ya?ml$/i.test(path) ? this.#inFile(uri) : this.#inFolder(`${uri}/`, depth + 1);
    });
    return components.reduce<readonly Found[]>((now, path) => this.#withComponent(now, resolveUri(folder, path), depth + 1), found);
  }

  /** With all that a kustomization itself does to it. */
  patched(found: Found, here: KustomizationFile): Found {
    const { kustomization } = here;
    const { patches, mayChange } = kustomization;
    const patched = patches.reduce((now, patch) => this.#withPatch(now, patch, here), found);
    if (found.names.some((name) => mayChange(found.object.kind, name))) return { ...patched, node: undefined };
    if (patched.node === undefined || this.#sought.lists.size === 0) return patched;
    return { ...patched, node: transformed(patched.node, found.names, kustomization, (node) => this.#assembly.add({ uri: here.uri, text: here.text, start: 0, tree: kustomization.tree }, node)) };
  }

  #inFolder(folder: string, depth: number): readonly Found[] {
    const here = kustomizationIn(folder, (uri) => this.#text(uri));
    return here === undefined ? [] : this.gathered(here, depth).map((found) => this.#done(this.patched(found, here), here));
  }

  /** A component changes what there is by then; one that is not at hand may do anything. */
  #withComponent(found: readonly Found[], uri: string | undefined, depth: number): readonly Found[] {
    const here = uri === undefined || depth >= DEPTH ? undefined : kustomizationIn(`${uri}/`, (one) => this.#text(one));
    if (here === undefined) return found.map((one) => ({ ...one, node: undefined }));
    const { components } = here.kustomization;
    const own = this.gathered({ ...here, kustomization: { ...here.kustomization, components: [] } }, depth);
    const all = components.reduce<readonly Found[]>((now, path) => this.#withComponent(now, resolveUri(here.folder, path), depth + 1), [...found, ...own]);
    return all.map((one) => this.#done(this.patched(one, here), here));
  }

  #done(found: Found, { kustomization: { prefix, suffix, labels, annotations } }: KustomizationFile): Found {
    return {
      ...found,
      names: [...found.names, ...found.names.map((one) => `${prefix}${one}${suffix}`)],
      labels: new Map([...found.labels, ...labels]),
      annotations: new Map([...found.annotations, ...annotations]),
    };
  }

  #inFile(uri: string): readonly Found[] {
    const text = isSameUri(uri, this.#own.uri) ? undefined : this.#text(uri);
    const { kind, group, word } = this.#sought;
    const sections = text === undefined ? [] : sectionsOf(text, (part) => ({ uri, text, start: part.start }), [kind, word]);
    return sections.flatMap((section) => objectsOf(section.tree).filter((object) => object.kind === kind && groupOf(object.apiVersion) === group).map((object) => ({
      section, object, node: this.#assembly.add(section, object.node), names: [scalarAt(object.node, 'metadata', 'name')?.text ?? ''], labels: new Map(), annotations: new Map(), isPatched: false, isPatchedHere: false,
    })));
  }

  #text(uri: string): string | undefined {
    return ++this.#read > MAX_FILES ? undefined : this.#files.text(uri);
  }

  #withPatch(found: Found, patch: Patch, here: KustomizationFile): Found {
    const isMeant = patch.target === undefined ? true : matches(found, targetOf(found.object, patch.target));
    if (found.node === undefined || isMeant === false) return found;
    const given = this.#given(patch, here);
    // A patch that cannot be read, or chooses in a way that is not followed, may be about this object.
    if (given === undefined || isMeant === undefined) return { ...found, node: undefined };
    const meant = given.filter((one) => patch.target !== undefined || ('object' in one && matches(found, targetOf(one.object, undefined)) !== false));
    return {
      ...found,
      node: meant.reduce<LocatedNode | undefined>((now, one) => (now === undefined ? undefined : this.#applied(now, one)), found.node),
      isPatched: found.isPatched || meant.length > 0,
      isPatchedHere: found.isPatchedHere || meant.some((one) => 'object' in one && one.object === this.#own.object),
    };
  }

  /** What a patch does; undefined where it cannot be read. */
  #given({ path, text: inline, placed, target }: Patch, { uri: own, text: source, folder }: KustomizationFile): readonly Given[] | undefined {
    const uri = path === undefined ? undefined : resolveUri(folder, path);
    if (uri !== undefined && isSameUri(uri, this.#own.uri)) {
      const { object } = this.#own;
      return object === undefined ? [] : [{ object, node: () => object.node }];
    }
    const text = path === undefined ? inline : uri === undefined ? undefined : this.#text(uri);
    if (text === undefined) return undefined;
    const sections = sectionsOf(placed !== undefined && path === undefined ? placed.text : text, ({ start }) => (
      uri === undefined ? { uri: own, text: source, start, ...(placed === undefined ? {} : { toFile: (span) => placed.toSection(span) }) } : { uri, text, start }), []);
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

  #applied(node: LocatedNode, given: Given): LocatedNode | undefined {
    if ('object' in given) return merged(node, given.node(), this.#sought.lists);
    const operations = given.operations();
    return operations.kind === 'sequence' ? operated(node, operations) : undefined;
  }
}

function sectionsOf(text: string, place: (part: SectionText) => Omit<ForeignSection, 'tree'>, words: readonly string[]): readonly ForeignSection[] {
  return splitSections(text).flatMap((part) => (words.every((word) => part.text.includes(word)) ? [{ ...place(part), tree: readYaml(part.text) }] : []));
}
