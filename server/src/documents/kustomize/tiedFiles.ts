import type { Span } from '../cluster.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import { foldersAround, isSameUri, type OtherFiles, resolveUri } from '../otherFiles.js';
import { userOf } from './components.js';
import { type GeneratedConfigMap, kustomizationIn, mayBeAbout } from './kustomization.js';

const FOLDERS = 4;
const DEPTH = 5;
const MAX_FILES = 60;
/** More kustomizations, or files with lines in one of them, than anybody ties together. */
const MAX_KUSTOMIZATIONS = 40;

/** A ConfigMap that a kustomization makes. */
export interface MadeConfigMap {
  /** Every name that objects know it by, before and behind the prefixes that it gets. */
  readonly names: readonly string[];
  /** The files that become its data, by their keys. */
  readonly files: ReadonlyMap<string, string>;
  /** Texts of the kustomization's file, by their keys. */
  readonly literals: ReadonlyMap<string, PlacedText>;
  /** Files with lines `key=value`. */
  readonly envs: readonly string[];
  readonly behavior: GeneratedConfigMap['behavior'];
  /** It takes files that are none of this workspace. */
  readonly isOpen: boolean;
  /** Where the kustomization names it. */
  readonly kustomization: { readonly uri: string; readonly text: string; readonly place: Span };
}

/** What a kustomization ties to a file. */
export interface TiedFiles {
  /** The folder of the kustomization that does; absent where none does. */
  readonly folder?: string;
  /** Files of objects and patches. */
  readonly objects: readonly string[];
  readonly configMaps: readonly MadeConfigMap[];
  /** Whether something that is not followed here may change an object. */
  readonly mayChange: (kind: string, name: string) => boolean;
}

const NOTHING: TiedFiles = { objects: [], configMaps: [], mayChange: () => false };

/** The files that kustomizations beside or above a file tie together with it; what only a component names, those that use the component. */
export function filesTiedTo(uri: string, files: OtherFiles): TiedFiles {
  for (const folder of foldersAround(uri, FOLDERS)) {
    const found = tiedIn(folder, files, 0, { left: MAX_KUSTOMIZATIONS });
    if (found?.objects.some((one) => isSameUri(one, uri)) !== true) continue;
    const here = kustomizationIn(folder, (one) => files.text(one));
    const user = here?.kustomization.isComponent === true ? userOf(here, files) : undefined;
    const all = user === undefined ? found : tiedIn(user.folder, files, 0, { left: MAX_KUSTOMIZATIONS }) ?? found;
    return { ...all, folder: user?.folder ?? folder, objects: [...new Set(all.objects)].slice(0, MAX_FILES) };
  }
  return NOTHING;
}

/** @param count how many more are read */
function tiedIn(folder: string, files: OtherFiles, depth: number, count: { left: number }): TiedFiles | undefined {
  if (count.left-- <= 0) return undefined;
  const found = kustomizationIn(folder, (uri) => files.text(uri));
  if (found === undefined || depth >= DEPTH) return undefined;
  const { kustomization, uri, text } = found;
  const { resources, components, patches, configMaps, prefix, suffix, mayChange } = kustomization;
  const objects = [...resources, ...patches.flatMap(({ path }) => path ?? [])].filter(isFile).flatMap((path) => resolveUri(folder, path) ?? []);
  const within = [...resources.filter((path) => !isFile(path)), ...components].flatMap((path) => {
    const inner = resolveUri(folder, path);
    return (inner === undefined ? undefined : tiedIn(`${inner}/`, files, depth + 1, count)) ?? [];
  });
  const own = configMaps.map((generated) => made(generated, folder, { uri, text, place: generated.place }));
  return {
    objects: [...objects, ...within.flatMap((one) => one.objects)],
    configMaps: [...own, ...within.flatMap((one) => one.configMaps)].map((one) => ({ ...one, names: [...new Set([...one.names, ...one.names.map((name) => `${prefix}${name}${suffix}`)])] })),
    mayChange: (kind, name) => mayChange(kind, name) || patches.some((patch) => mayBeAbout(patch, kind, name)) || within.some((one) => one.mayChange(kind, name)),
  };
}

function made({ name, files, literals, envs, behavior }: GeneratedConfigMap, folder: string, kustomization: MadeConfigMap['kustomization']): MadeConfigMap {
  const all = [...files].map(([key, path]) => [key, resolveUri(folder, path)] as const);
  const found = envs.slice(0, MAX_KUSTOMIZATIONS).map((path) => resolveUri(folder, path));
  return {
    names: [name],
    files: new Map(all.flatMap(([key, uri]): [string, string][] => (uri === undefined ? [] : [[key, uri]]))),
    literals,
    envs: found.filter((uri) => uri !== undefined),
    behavior,
    isOpen: found.includes(undefined) || envs.length > found.length,
    kustomization,
  };
}

function isFile(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
