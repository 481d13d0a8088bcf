// A VS Code with the extension: npm start [-- FOLDER] [--no-open] [--port N] [--locale zh-cn]
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/npm.mjs';
import { ROOT } from './lib/paths.mjs';
import { endWithNpm, run } from './lib/processes.mjs';

const USAGE = 'npm start [-- FOLDER] [--no-open] [--port N] [--locale LANGUAGE]';

/** What a first look sees, where no other folder is asked for. */
const FIRST = join(ROOT, 'examples', 'kubernetes', 'clicks-session.yaml');

/** The folder may be one of a repository, as examples/ is: without its commits the panel has no last one to compare with. */
const SETTINGS = { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'always' };

/**
 * @typedef {object} Options
 * @property {string} folder
 * @property {string} [file] to open in it
 * @property {boolean} open
 * @property {number} port
 * @property {string} locale
 */

/** @returns {Options | string} what is asked for, or what is wrong with it */
function readArguments() {
  let parsed;
  try {
    parsed = parseArgs({
      options: { 'no-open': { type: 'boolean' }, port: { type: 'string' }, locale: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = parsed;
  const [given, ...more] = positionals;
  if (more.length > 0) return `One folder only: ${positionals.join(' ')}`;
  // npm starts scripts in the project's folder; a relative path is meant from where the person is.
  const folder = given === undefined ? join(ROOT, 'examples') : resolve(process.env['INIT_CWD'] ?? process.cwd(), given);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return `${folder} is not a folder`;
  const port = values.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return `${port} is not a port`;
  return { folder, ...(given === undefined ? { file: FIRST } : {}), open: values['no-open'] !== true, port: Number(port), locale: values.locale ?? 'en' };
}

/** Where the desktop's `code` is on the PATH. */
function desktopCode() {
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

/**
 * Opens a window of its own and waits until it is closed.
 * @param {string} code
 * @param {Options} options
 */
async function startDesktop(code, { folder, file, locale }) {
  // Data of its own, so that the window is a process of its own that `--wait` waits for, and ends with this script.
  const data = mkdtempSync(join(tmpdir(), 'flink-memory-code-'));
  process.once('exit', () => rmSync(data, { recursive: true, force: true, maxRetries: 3 }));
  const args = ['--wait', '--new-window', '--user-data-dir', data, `--extensionDevelopmentPath=${ROOT}`, '--locale', locale, folder, ...(file === undefined ? [] : [file])];
  console.log(`Flink Memory opens in VS Code: ${folder}`);
  const { code: exit } = process.platform === 'win32' ? await run('cmd', ['/c', code, ...args]) : await run(code, args);
  return exit;
}

/** @param {string} address */
function openBrowser(address) {
  const [command, ...args] = process.platform === 'darwin' ? ['open', address]
    : process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', address]
      : ['xdg-open', address];
  if (command === undefined) return;
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // Without a desktop there is nothing to open it with; the address is printed.
  child.on('error', () => undefined);
  child.unref();
}

/**
 * Serves a VS Code until it is ended.
 * @param {Options} options
 */
async function startServed({ folder, file, open, port, locale }) {
  const { prepareEditor } = await import('./editor/prepare.mjs');
  const { startServer } = await import('./editor/server.mjs');
  console.log('Preparing a VS Code (about 100 MB the first time)…');
  const server = await startServer(await prepareEditor(), { port, locale, settings: SETTINGS });
  const address = server.address({ folder, extension: ROOT, ...(file === undefined ? {} : { file }) });
  console.log(`\nFlink Memory is ready: ${address}\n\nCtrl+C ends it.`);
  if (open) openBrowser(address);
  await server.exited;
  console.error(`The VS Code server ended:\n${server.output()}`);
  return 1;
}

async function main() {
  const options = readArguments();
  if (typeof options === 'string') {
    console.error(`${options}\n${USAGE}`);
    return 2;
  }
  await ensureInstalled();
  console.log('Building…');
  const build = await run(process.execPath, [join(ROOT, 'scripts', 'build.mjs')], { cwd: ROOT, quiet: true });
  if (build.code !== 0) {
    console.error(build.output);
    return 1;
  }
  // --no-open serves only, and a port is one to serve at.
  const code = options.open && options.port === 0 ? desktopCode() : undefined;
  return code === undefined ? startServed(options) : startDesktop(code, options);
}

endWithNpm();
try {
  process.exitCode = await main();
} catch (error) {
  // A port that is taken, or nothing to fetch a VS Code from: what it says is enough.
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
