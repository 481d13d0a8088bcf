import type { KubernetesObject } from '../kinds/objects.js';
import { foldersAround, isSameUri, locator, type OtherFiles, resolveUri } from '../otherFiles.js';
import type { Location } from '../../shared/protocol.js';
import type { Span } from '../cluster.js';
import type { Locate } from '../layers/distantFile.js';
import { offsetBy } from '../spans.js';
import { resolveAlias } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { Assembly, type ForeignSection } from './assembly.js';
import { userOf } from './components.js';
import { type KustomizationFile, kustomizationIn, type Patch } from './kustomization.js';
import type { MergedLists } from './merge.js';
import { type Found, groupOf, ObjectBuilder } from './objectBuilder.js';
import { matches, targetOf } from './target.js';

/** An object as a kustomization makes it of a base and its patches, of which one may be the document at hand. */
export interface MadeObject {
  readonly tree: YamlTree;
  readonly object: KubernetesObject;
  readonly assembly: Assembly;
  readonly isPatched: boolean;
  /** A span of the tree that is none of the document at hand as a place in its file. */
  readonly locate: Locate;
  /** What is patched, in its own document. */
  readonly base: { readonly section: ForeignSection; readonly object: KubernetesObject; readonly locate: Locate };
}

/** How far above a patch its kustomization is looked for, itself included. */
const FOLDERS = 4;

/**
 * What becomes of an object that a kustomization beside or above its file names as a patch; undefined where none does, or nobody
 * can tell.
 *
 * @param lists the lists that patches of this kind merge
 */
export function patchedObject(tree: YamlTree, object: KubernetesObject, { uri, files }: { readonly uri: string; readonly files: OtherFiles }, lists?: MergedLists): MadeObject | undefined {
  for (const folder of foldersAround(uri, FOLDERS)) {
    const named = kustomizationIn(folder, (one) => files.text(one));
    const own = named?.kustomization.patches.find(({ path }) => path !== undefined && names(folder, path, uri));
    if (named === undefined || own === undefined) continue;
    const here = named.kustomization.isComponent ? userOf(named, files) : named;
    return here === undefined ? undefined : build(tree, { object, uri }, here, here === named ? own : undefined, files, lists);
  }
  return undefined;
}

/** @param patch the patch as the kustomization names it; undefined where a component of it does */
function build(tree: YamlTree, own: { readonly object: KubernetesObject; readonly uri: string }, here: KustomizationFile, patch: Patch | undefined, files: OtherFiles, lists: MergedLists = new Map()): MadeObject | undefined {
  const { object } = own;
  const { kind, apiVersion } = object;
  const group = groupOf(apiVersion);
  const assembly = new Assembly(tree);
  const builder = new ObjectBuilder({ kind, group, word: group, lists }, files, assembly, own);
  const wanted = patch === undefined ? undefined : targetOf(object, patch.target);
  const isMeant = (one: Found): boolean | undefined => (wanted === undefined ? one.isPatchedHere : matches(one, wanted));
  const [base, ...others] = builder.gathered(here).filter((one) => isMeant(one) !== false);
  if (base === undefined || others.length > 0 || isMeant(base) === undefined) return undefined;
  return madeOf(builder.patched(base, here), object, assembly);
}

/**
 * The objects of one kind and name that a kustomization makes; undefined for one to which something happens that is not followed.
 *
 * @param besides the file that asks, which is left out
 */
export function madeObjects(folder: string, { kind, group, name }: { readonly kind: string; readonly group: string; readonly name: string }, files: OtherFiles, besides: string): readonly (MadeObject | undefined)[] {
  const here = kustomizationIn(folder, (uri) => files.text(uri));
  if (here === undefined) return [];
  const assembly = new Assembly(NOTHING);
  const builder = new ObjectBuilder({ kind, group, word: name, lists: new Map() }, files, assembly, { uri: besides });
  return builder.gathered(here).filter(({ names: all }) => all.includes(name)).map((found) => madeOf(builder.patched(found, here), found.object, assembly));
}

/** No document at hand. */
const NOTHING: YamlTree = { text: '', root: null, errors: [], templates: { masked: '', spans: [], splices: [], conditional: [] } };

function madeOf({ node, section, isPatched, ...found }: Found, object: KubernetesObject, assembly: Assembly): MadeObject | undefined {
  const root = node === undefined ? undefined : resolveAlias(node);
  if (root?.kind !== 'map') return undefined;
  const inFile = locator(section.uri, section.text);
  const locate = (span: Span): Location => inFile(offsetBy(span, section.start));
  const anchor = locate(found.object.kindPair.value.span);
  return {
    tree: assembly.tree(root), object: { ...object, node: root, path: [] }, assembly, isPatched,
    locate: (span) => assembly.locate(span) ?? anchor,
    base: { section, object: found.object, locate },
  };
}

function names(folder: string, path: string, uri: string): boolean {
  const named = resolveUri(folder, path);
  return named !== undefined && isSameUri(named, uri);
}
