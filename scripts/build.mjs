// Bundles for the packed extension: node scripts/build.mjs [--production] [--metafile]
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './lib/paths.mjs';
import { thirdPartyNotices } from './lib/notices.mjs';
import { ensureInstalled } from './lib/npm.mjs';

await ensureInstalled();
const { build } = await import('esbuild');

const production = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const node = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Libraries whose `main` is a UMD wrapper cannot be followed there.
  mainFields: ['module', 'main'],
};

/** @type {import('esbuild').BuildOptions} */
const browser = {
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
};

/** VS Code gives extensions `vscode` through `require`. */
const LENT = ['vscode'];

/** A worker has no folder to read its texts from: they are put into its bundle, as JSON. */
const chineseTexts = JSON.stringify(JSON.parse(readFileSync(join(ROOT, 'l10n/bundle.l10n.zh-cn.json'), 'utf8')));

/** @typedef {import('esbuild').BuildOptions & { entry: string, outfile: string }} Bundle */

/** @type {readonly Bundle[]} */
const BUNDLES = [
  // The language client is a file of its own, so that activation does not load it; `import()` of a CommonJS file would
  // go through the ES module loader, which not every extension host has.
  { ...node, entry: 'client/src/node/main.ts', outfile: 'dist/client/node.js', external: [...LENT, './languageClient.js'], supported: { 'dynamic-import': false } },
  { ...node, entry: 'client/src/node/languageClient.ts', outfile: 'dist/client/languageClient.js', external: LENT },
  { ...browser, entry: 'client/src/browser/main.ts', outfile: 'dist/client/browser.js', format: 'cjs', external: LENT },
  // A function that `node.js` beside it calls, in ASCII: it is read fast, and takes V8 one byte for each character instead of two.
  {
    ...node, entry: 'server/src/node/main.ts', outfile: 'dist/server/main.js', charset: 'ascii',
    banner: { js: '(function (require, module, exports, __dirname) {' }, footer: { js: '})' },
  },
  { ...browser, entry: 'server/src/browser/main.ts', outfile: 'dist/server/browser.js', format: 'iife', define: { FLINK_MEMORY_ZH_CN: JSON.stringify(chineseTexts) } },
  { ...browser, entry: 'client/webview/main.ts', outfile: 'dist/webview/main.js', format: 'iife' },
];

/** @type {Set<string>} */
const inputs = new Set();
rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
const results = await Promise.allSettled(BUNDLES.map(bundle));
if (results.every(({ status }) => status === 'fulfilled')) {
  // Knows the bundle that it runs, as V8's compiled code is kept for that one alone.
  const build = createHash('sha256').update(readFileSync(join(ROOT, 'dist/server/main.js'))).digest('hex').slice(0, 16);
  results.push(...await Promise.allSettled([bundle({ ...node, entry: 'server/src/node/start.ts', outfile: 'dist/server/node.js', define: { FLINK_MEMORY_BUILD: JSON.stringify(build) } })]));
}
writeFileSync(join(ROOT, 'dist', 'ThirdPartyNotices.txt'), thirdPartyNotices(inputs));
for (const result of results) {
  if (result.status === 'rejected') {
    // esbuild has printed its messages already.
    console.error(String(result.reason).split('\n')[0]);
    process.exitCode = 1;
  }
}

/** @param {Bundle} bundle */
async function bundle({ entry, outfile, ...options }) {
  const { metafile } = await build({
    // Chinese texts stay readable, and smaller than as escapes.
    charset: 'utf8',
    ...options,
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    treeShaking: true,
    define: { ...options.define, 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  });
  for (const input of Object.keys(metafile.inputs)) inputs.add(input);
  if (process.argv.includes('--metafile')) {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(join(CACHE, `${outfile.replaceAll('/', '-')}.meta.json`), JSON.stringify(metafile));
  }
  for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
    if (!file.endsWith('.map')) console.log(`${file} ${(bytes / 1024).toFixed(1)} KiB`);
  }
}
