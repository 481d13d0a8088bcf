import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * All files below a folder of the project, sorted, as paths relative to the project with forward slashes.
 * @param {string} folder relative to the project; one that does not exist has no files
 * @param {RegExp} pattern what the path has to match
 * @returns {string[]}
 */
export function filesBelow(folder, pattern) {
  const start = join(ROOT, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => pattern.test(path))
    .sort();
}
