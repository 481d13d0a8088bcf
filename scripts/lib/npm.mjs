import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { run } from './processes.mjs';

/**
 * Runs npm. The one that started this script is taken where there is one, because `npm` on Windows is a shell script.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, quiet?: boolean }} [options]
 */
export function npm(args, options = {}) {
  // The flags of the npm around this one (npm test --silent) are not meant for it.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command)/i.test(name)));
  const script = process.env['npm_execpath'];
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) return run(process.execPath, [script, ...args], { ...options, env });
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args], { ...options, env }) : run('npm', args, { ...options, env });
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockEntry
 * @param {string} path
 * @returns {Record<string, LockEntry>}
 */
function lockedPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

/** True when node_modules holds exactly the versions that package-lock.json names. */
function isInstalled() {
  const installedLock = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const installed = lockedPackages(installedLock);
  return Object.entries(lockedPackages(join(ROOT, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    // An optional package may be one for another platform.
    if (found === undefined) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity && existsSync(join(ROOT, path, 'package.json'));
  });
}

/**
 * Installs the project's dependencies where they are missing or others than the lock file names.
 * @throws Error with npm's last words when they cannot be installed
 */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing dependencies (npm ci)…');
  const { code } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT });
  if (code !== 0) throw new Error(`npm ci failed with exit code ${String(code)}`);
}
