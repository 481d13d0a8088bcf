import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { groupCommands, spawnGroup, stopGroup } from '../lib/processes.mjs';

/** What a test or a person wants to see nothing of, and what differs between the web and the desktop by default. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'files.autoSave': 'off',
  'git.enabled': false,
  'workbench.editor.revealIfOpen': true,
  'editor.cursorBlinking': 'solid',
  'workbench.reduceMotion': 'on',
};

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] 0 or nothing: a free one
 * @property {string} [locale] display language, `en` by default
 * @property {Readonly<Record<string, unknown>>} [settings] user settings beside our own
 * @property {Readonly<Record<string, string>>} [env] for the server, and so for extensions and test entries
 *
 * @typedef {object} Session
 * @property {string} folder absolute path of the folder to open
 * @property {string} extension absolute path of the extension under development
 * @property {string} [file] absolute path of a file to open in it
 * @property {string} [tests] absolute path of a module that exports `run(): Promise<void>`, run in the extension host
 *
 * @typedef {object} EditorServer
 * @property {number} port
 * @property {string} directory its data; removed by `stop`
 * @property {(session: Session) => string} address where a browser finds the workbench
 * @property {() => Promise<void>} stop ends the server, its extension hosts and language servers
 * @property {Promise<void>} exited resolves when it has ended for whatever reason
 * @property {() => string} output what it printed so far
 * @property {() => readonly string[]} processes command lines of all that runs for it
 */

/**
 * Serves VS Code to browsers on this machine.
 * @param {{ node: string, server: string }} editor from `prepareEditor`
 * @param {ServerOptions} [options]
 * @returns {Promise<EditorServer>}
 */
export async function startServer(editor, options = {}) {
  // A short path, since the server's sockets lie in it.
  const directory = mkdtempSync(join(tmpdir(), 'flink-memory-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  const user = join(directory, 'data', 'User');
  for (const folder of [user, join(directory, 'tmp'), join(directory, 'cache')]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...SETTINGS, ...options.settings }, undefined, 2));
  const locale = options.locale ?? 'en';
  if (locale !== 'en') writeLanguagePack(join(directory, 'data'), locale);

  const child = spawnGroup(editor.node, [
    '--require', join(ROOT, 'scripts', 'editor', 'guard.cjs'),
    join(editor.server, 'out', 'server-main.js'),
    '--host', '127.0.0.1',
    '--port', String(options.port ?? 0),
    '--without-connection-token',
    '--accept-server-license-terms',
    // The development path in the address is honoured only with this.
    '--enable-smoke-test-driver',
    '--disable-telemetry',
    '--disable-workspace-trust',
    '--server-data-dir', directory,
    '--locale', locale,
  ], {
    cwd: directory,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...withoutNodeOptions(process.env),
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      TMPDIR: join(directory, 'tmp'),
      XDG_RUNTIME_DIR: join(directory, 'tmp'),
      XDG_CACHE_HOME: join(directory, 'cache'),
      ...options.env,
    },
  });

  let output = '';
  const exited = /** @type {Promise<void>} */ (new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  }));
  const port = await /** @type {Promise<number>} */ (new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      void stopGroup(child);
      reject(new Error(`The VS Code server did not start:\n${output}`));
    }, 60_000);
    const read = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString('utf8')).slice(-100_000);
      if (output.includes('listen EADDRINUSE')) {
        clearTimeout(deadline);
        reject(new Error(`Port ${String(options.port)} is in use.`));
        // It would go on without one.
        void stopGroup(child);
        return;
      }
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match === null) return;
      clearTimeout(deadline);
      resolve(Number(match[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    void exited.then(() => {
      clearTimeout(deadline);
      reject(new Error(`The VS Code server ended:\n${output}`));
    });
  }));

  return {
    port,
    directory,
    exited,
    output: () => output,
    processes: () => groupCommands(child),
    address: ({ folder, extension, file, tests }) => {
      const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${String(port)}${urlPath(path)}`;
      const payload = [
        ['extensionDevelopmentPath', remote(extension)],
        ...(file === undefined ? [] : [['openFile', remote(file)]]),
        ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
      ];
      return `http://127.0.0.1:${String(port)}/?folder=${encodeURIComponent(urlPath(folder)).replaceAll('%2F', '/')}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    },
    stop: async () => {
      await stopGroup(child);
      rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

/**
 * Debugger and loader flags of the process around are not meant for a VS Code.
 * @param {NodeJS.ProcessEnv} env
 */
function withoutNodeOptions(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'NODE_OPTIONS' && name !== 'NODE_TEST_CONTEXT' && !name.startsWith('VSCODE_')));
}

/** @param {string} path */
function urlPath(path) {
  const slashed = path.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}

/**
 * An empty language pack: the editor stays English, and the extension is told `locale` and gets its own translations.
 * @param {string} data
 * @param {string} locale
 */
function writeLanguagePack(data, locale) {
  const translations = join(data, 'empty.i18n.json');
  writeFileSync(translations, '{"contents":{}}');
  writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({
    [locale]: {
      hash: 'x',
      label: locale,
      // With an empty list the extension is not loaded at all.
      extensions: [{ extensionIdentifier: { id: 'empty.pack' }, version: '1.0.0' }],
      translations: { vscode: translations },
    },
  }));
}
