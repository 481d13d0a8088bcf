// A .vsix: node scripts/package.mjs. Needs no network once the dependencies are installed.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './lib/npm.mjs';
import { ROOT } from './lib/paths.mjs';

await ensureInstalled();
const { createVSIX, listFiles, PackageManager } = await import('@vscode/vsce');

/** What the extension does not work without. */
const NEEDED = [
  'package.json', 'package.nls.json', 'package.nls.zh-cn.json', 'LICENSE',
  'dist/client/node.js', 'dist/client/languageClient.js', 'dist/client/browser.js',
  'dist/server/node.js', 'dist/server/main.js', 'dist/server/browser.js',
  'dist/webview/main.js', 'dist/webview/main.css', 'dist/ThirdPartyNotices.txt',
  'l10n/bundle.l10n.zh-cn.json',
  // The panel's texts about pools: the client reads them beside the bundle.
  'data/pools.en.json', 'data/pools.zh-cn.json',
  // The walkthrough's example and pictures.
  'media/walkthrough/orders.yaml', 'media/walkthrough/files.svg', 'media/walkthrough/hover.svg', 'media/walkthrough/fix.svg', 'media/walkthrough/panel.svg',
];
/** What else may be in it. */
const ALLOWED = /^(?:README(?:\.zh-cn)?\.md|CHANGELOG\.md|docs\/rules[\w.-]*\.md|l10n\/bundle\.l10n\.json|media\/[\w-]+\.png|syntaxes\/[\w.-]+\.json)$/;

/** @type {{ name: string, version: string, repository?: unknown }} */
const { name, version, repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const vsix = join(ROOT, `${name}-${version}.vsix`);
// `vscode:prepublish` builds the bundles. VS Code's page about an extension follows no link into the package: once there is a repository, they lead there.
await createVSIX({ cwd: ROOT, packagePath: vsix, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: repository !== undefined });

const packed = (await listFiles({ cwd: ROOT, packageManager: PackageManager.None })).map((file) => file.replaceAll('\\', '/'));
const problems = [
  ...NEEDED.filter((file) => !packed.includes(file) || !existsSync(join(ROOT, file))).map((file) => `${file} is missing`),
  ...packed.filter((file) => !NEEDED.includes(file) && !ALLOWED.test(file)).map((file) => `${file} does not belong in it`),
];
for (const problem of problems) console.error(`${vsix}: ${problem}`);
console.log(`${vsix}: ${String(packed.length)} files, ${(statSync(vsix).size / 1024).toFixed(0)} KiB`);
process.exitCode = problems.length === 0 ? 0 : 1;
