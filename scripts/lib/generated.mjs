import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * Writes a file that a script makes. With `--check` nothing is written; a file that is out of date is said so, with exit code 1.
 * @param {string} file relative to the project
 * @param {string} content
 * @param {string} command what makes it, for whoever finds it out of date
 */
export function writeGenerated(file, content, command) {
  const path = join(ROOT, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  if (process.argv.includes('--check')) {
    console.error(`${file} is out of date: ${command}`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, content);
  }
}
