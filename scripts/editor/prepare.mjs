import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { CACHE, ROOT } from '../lib/paths.mjs';
import { npm } from '../lib/npm.mjs';
import { unpackTar } from '../lib/tar.mjs';

/** @typedef {{ package: string, integrity: string }} Pinned */

const FOLDER = join(CACHE, 'editor');
const SOURCES = join(ROOT, 'scripts', 'editor');
/** @type {{ vscode: Pinned, node: Record<string, Pinned>, chromium: Pinned, fonts: Pinned[] }} */
const VERSIONS = JSON.parse(readFileSync(join(SOURCES, 'versions.json'), 'utf8'));
const PLATFORM = `${process.platform}-${process.arch}`;
const NODE_NEEDED = 24;

/**
 * Makes `FOLDER/<name>-<hash of what goes in>` once. It is built beside that place and moved there when it is complete,
 * so that a preparation which was interrupted, or two at the same time, do no harm.
 * @param {string} name
 * @param {readonly string[]} ingredients
 * @param {(folder: string) => Promise<void>} build
 * @returns {Promise<string>}
 */
async function once(name, ingredients, build) {
  const hash = createHash('sha256').update(JSON.stringify(ingredients)).digest('hex').slice(0, 12);
  const folder = join(FOLDER, `${name}-${hash}`);
  if (existsSync(folder)) return folder;
  removeAbandoned(name);
  const partial = join(FOLDER, `${name}.${String(process.pid)}.${randomBytes(4).toString('hex')}.partial`);
  mkdirSync(partial, { recursive: true });
  try {
    await build(partial);
    try {
      renameSync(partial, folder);
    } catch (error) {
      // Another process was faster with the same thing.
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

/** @param {string} name */
function removeAbandoned(name) {
  if (!existsSync(FOLDER)) return;
  for (const entry of readdirSync(FOLDER)) {
    const [owner, pid] = entry.split('.');
    if (owner !== name || !entry.endsWith('.partial')) continue;
    try {
      process.kill(Number(pid), 0);
    } catch {
      rmSync(join(FOLDER, entry), { recursive: true, force: true });
    }
  }
}

/**
 * Downloads one package with npm and checks it against the integrity that is pinned here.
 * @param {Pinned} pinned
 * @param {string} folder where the download may lie for a moment
 * @returns {Promise<Buffer>} the uncompressed tar archive
 */
async function download(pinned, folder) {
  const place = join(folder, `download-${randomBytes(4).toString('hex')}`);
  mkdirSync(place);
  try {
    const { code, output } = await npm(['pack', pinned.package, '--pack-destination', place, '--loglevel=error'], { cwd: place, quiet: true });
    const file = readdirSync(place).find((entry) => entry.endsWith('.tgz'));
    if (code !== 0 || file === undefined) throw new Error(`npm pack ${pinned.package} failed: ${output.trim()}`);
    const archive = readFileSync(join(place, file));
    const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    if (integrity !== pinned.integrity) throw new Error(`${pinned.package} is not what versions.json pins: ${integrity}`);
    return gunzipSync(archive);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/**
 * Node for the VS Code server: this one where it is new enough (nothing compiled is used), else one from the registry.
 * @returns {Promise<string>} path of the executable
 */
async function prepareNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) return process.execPath;
  const pinned = VERSIONS.node[PLATFORM];
  if (pinned === undefined) throw new Error(`VS Code's server needs Node ${String(NODE_NEEDED)}, and for ${PLATFORM} it must be installed by hand`);
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const folder = await once('node', [pinned.integrity], async (partial) => {
    unpackTar(await download(pinned, partial), partial, (path) => (path === `package/bin/${executable}` ? executable : undefined));
  });
  return join(folder, executable);
}

/**
 * VS Code's server and workbench, with its two compiled parts that matter in plain JavaScript.
 * @returns {Promise<string>} folder that holds `out/server-main.js`
 */
function prepareServer() {
  const watchdog = join(SOURCES, 'replacements', 'native-watchdog.cjs');
  const spdlog = join(SOURCES, 'replacements', 'spdlog.cjs');
  return once('vscode', [VERSIONS.vscode.integrity, readFileSync(watchdog, 'utf8'), readFileSync(spdlog, 'utf8')], async (partial) => {
    const prefix = 'package/lib/vscode/';
    // Copilot is 40 MB that nothing here uses.
    unpackTar(await download(VERSIONS.vscode, partial), partial, (path) => (path.startsWith(prefix) && !path.startsWith(`${prefix}extensions/copilot/`) ? path.slice(prefix.length) : undefined));
    // Scripts would compile native modules, for which there may be no compiler and no headers.
    const { code, output } = await npm(['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: partial, quiet: true });
    if (code !== 0) throw new Error(`npm install of the VS Code server's dependencies failed: ${output.trim()}`);
    const modules = join(partial, 'node_modules');
    for (const unused of ['@microsoft/mxc-sdk', ...readdirSync(join(modules, '@github')).filter((entry) => /^copilot-sdk-/.test(entry)).map((entry) => `@github/${entry}`)]) {
      rmSync(join(modules, unused), { recursive: true, force: true });
    }
    const compiled = join(modules, '@vscode', 'native-watchdog', 'build', 'Release');
    mkdirSync(compiled, { recursive: true });
    copyFileSync(watchdog, join(compiled, 'watchdog.js'));
    copyFileSync(spdlog, join(modules, '@vscode', 'spdlog', 'index.js'));
  });
}

/**
 * What a VS Code that is served to a browser consists of. Downloads it on first use (about 100 MB).
 * @returns {Promise<{ node: string, server: string }>} the Node executable and the folder of the server
 */
export async function prepareEditor() {
  const [node, server] = await Promise.all([prepareNode(), prepareServer()]);
  return { node, server };
}

/** The browser's own libraries need this; on an older system NSS has to be installed. */
function glibcIsNewEnough() {
  const report = process.report.getReport();
  const header = typeof report === 'object' && 'header' in report ? report.header : undefined;
  const version = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header ? String(header.glibcVersionRuntime) : '';
  const [major, minor] = version.split('.').map(Number);
  return major !== undefined && minor !== undefined && (major > 2 || (major === 2 && minor >= 34));
}

/**
 * A Chromium with its libraries and fonts, so that text looks the same on every machine. Elsewhere than on Linux x64 an
 * installed Chrome is taken.
 * @returns {Promise<{ executablePath?: string, channel?: string, env: Record<string, string> }>} options for Playwright's launch
 */
export async function prepareBrowser() {
  if (PLATFORM !== 'linux-x64') return { channel: 'chrome', env: {} };
  const pinned = [VERSIONS.chromium, ...VERSIONS.fonts];
  const folder = await once('chromium', pinned.map(({ integrity }) => integrity), async (partial) => {
    for (const font of VERSIONS.fonts) {
      unpackTar(await download(font, partial), partial, (path) => (/\.(ttf|otf)$/.test(path) ? `fonts/${basename(path)}` : undefined));
    }
    const packed = join(partial, 'packed');
    unpackTar(await download(VERSIONS.chromium, partial), packed, (path) => (/\/(chromium|al2023\.tar)\.br$/.test(path) ? basename(path) : undefined));
    writeFileSync(join(partial, 'chromium'), brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))), { mode: 0o755 });
    unpackTar(brotliDecompressSync(readFileSync(join(packed, 'al2023.tar.br'))), partial);
    rmSync(packed, { recursive: true });
  });
  // Without a font there is no error, but all text is 0 wide.
  const cache = join(CACHE, 'fontconfig');
  mkdirSync(cache, { recursive: true });
  const configuration = join(folder, `fonts.${String(process.pid)}.conf`);
  writeFileSync(configuration, fontConfiguration(join(folder, 'fonts'), cache));
  const shared = join(folder, 'fonts.conf');
  renameSync(configuration, shared);
  return {
    executablePath: join(folder, 'chromium'),
    env: { FONTCONFIG_FILE: shared, ...(glibcIsNewEnough() ? { LD_LIBRARY_PATH: join(folder, 'lib') } : {}) },
  };
}

/**
 * @param {string} fonts
 * @param {string} cache
 */
function fontConfiguration(fonts, cache) {
  /** @type {readonly (readonly [string, readonly string[]])[]} */
  const aliases = [
    ['monospace', ['DejaVu Sans Mono', 'Noto Sans S Chinese']],
    ['sans-serif', ['DejaVu Sans', 'Noto Sans S Chinese']],
    ['system-ui', ['DejaVu Sans', 'Noto Sans S Chinese']],
  ];
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `<dir>${escapeXml(fonts)}</dir>`,
    `<cachedir>${escapeXml(cache)}</cachedir>`,
    // Among all of the family the regular weight of system-ui came out with serifs.
    `<selectfont><rejectfont>${['Serif', 'Math', 'Condensed', 'ExtraLight'].map((style) => `<glob>*${style}*</glob>`).join('')}</rejectfont></selectfont>`,
    ...aliases.map(([family, preferred]) => `<alias><family>${family}</family><prefer>${preferred.map((name) => `<family>${name}</family>`).join('')}</prefer></alias>`),
    '</fontconfig>',
    '',
  ].join('\n');
}

/** @param {string} text */
function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
