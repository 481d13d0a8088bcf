import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Looked for upwards because this module runs from `scripts/` and, for the tests, from `out/scripts/`. */
function findRoot() {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package-lock.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The project folder (the one with package-lock.json) was not found');
    folder = parent;
  }
  return folder;
}

/** The project's folder. */
export const ROOT = findRoot();

/** Downloads and everything else that may be deleted at any time. */
export const CACHE = join(ROOT, '.cache');
