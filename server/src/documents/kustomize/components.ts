import { fileNameOf, foldersAround, isSameUri, type OtherFiles, resolveUri } from '../otherFiles.js';
import { type KustomizationFile, kustomizationIn, KUSTOMIZATION_NAMES } from './kustomization.js';

/** How far above a component one that uses it is looked for, and by way of how many others. */
const FOLDERS = 4;
const DEPTH = 5;

/**
 * The kustomization that uses a component. A component does not name it, so it is looked for in the folders above and among the
 * open files; undefined where none is found, or several, of which each would make something else of it.
 */
export function userOf(component: KustomizationFile, files: OtherFiles, depth = 0): KustomizationFile | undefined {
  const open = files.open().filter((uri) => KUSTOMIZATION_NAMES.some((name) => name === fileNameOf(uri))).map((uri) => uri.slice(0, uri.lastIndexOf('/') + 1));
  const folders = new Set([...foldersAround(component.folder, FOLDERS), ...open]);
  const users = [...folders].flatMap((folder) => {
    const file = kustomizationIn(folder, (uri) => files.text(uri));
    return file?.kustomization.components.some((path) => isFolder(folder, path, component.folder)) === true ? [file] : [];
  });
  const [user, ...others] = users;
  if (user === undefined || others.length > 0) return undefined;
  if (!user.kustomization.isComponent) return user;
  return depth < DEPTH ? userOf(user, files, depth + 1) : undefined;
}

function isFolder(from: string, path: string, folder: string): boolean {
  const named = resolveUri(from, path);
  return named !== undefined && isSameUri(`${named}/`, folder);
}
