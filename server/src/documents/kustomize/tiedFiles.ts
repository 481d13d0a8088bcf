import { foldersAround, isSameUri, type OtherFiles, resolveUri } from '../otherFiles.js';
import { type Kustomization, KUSTOMIZATION_NAMES, readKustomization } from './kustomization.js';

const FOLDERS = 4;
const DEPTH = 5;
const MAX_FILES = 60;

/** What a kustomization ties to a file. */
export interface TiedFiles {
  /** Files of objects and patches. */
  readonly objects: readonly string[];
  /** ConfigMaps that are made of files, by their keys. */
  readonly configMaps: readonly { readonly name: string; readonly files: ReadonlyMap<string, string> }[];
}

const NOTHING: TiedFiles = { objects: [], configMaps: [] };

/** The files that kustomizations beside or above a file tie together with it. */
export function filesTiedTo(uri: string, files: OtherFiles): TiedFiles {
  for (const folder of foldersAround(uri, FOLDERS)) {
    const found = tiedIn(folder, files, 0);
    if (found?.objects.some((one) => isSameUri(one, uri)) === true) return { ...found, objects: found.objects.slice(0, MAX_FILES) };
  }
  return NOTHING;
}

function tiedIn(folder: string, files: OtherFiles, depth: number): TiedFiles | undefined {
  const kustomization = kustomizationIn(folder, files);
  if (kustomization === undefined || depth >= DEPTH) return undefined;
  const { resources, patches, configMaps } = kustomization;
  const objects = [...resources, ...patches.flatMap(({ path }) => path ?? [])].filter((path) => /\.ya?ml$/i.test(path)).flatMap((path) => resolveUri(folder, path) ?? []);
  const within = resources.filter((path) => !/\.ya?ml$/i.test(path)).flatMap((path) => {
    const uri = resolveUri(folder, path);
    return (uri === undefined ? undefined : tiedIn(`${uri}/`, files, depth + 1)) ?? [];
  });
  const own = configMaps.map((generated) => ({
    name: generated.name,
    files: new Map([...generated.files].flatMap(([key, path]): [string, string][] => {
      const uri = resolveUri(folder, path);
      return uri === undefined ? [] : [[key, uri]];
    })),
  }));
  return { objects: [...objects, ...within.flatMap((one) => one.objects)], configMaps: [...own, ...within.flatMap((one) => one.configMaps)] };
}

function kustomizationIn(folder: string, files: OtherFiles): Kustomization | undefined {
  for (const name of KUSTOMIZATION_NAMES) {
    const text = files.text(`${folder}${name}`);
    const kustomization = text === undefined ? undefined : readKustomization(text);
    if (kustomization !== undefined) return kustomization;
  }
  return undefined;
}
