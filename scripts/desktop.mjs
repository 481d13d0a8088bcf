// The tests of test/desktop in a desktop VS Code that @vscode/test-electron downloads: node scripts/desktop.mjs [VERSION]
// VERSION is `stable` by default; `minimum` is the oldest that the manifest allows. Needs a display (on Linux: xvfb-run).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './lib/npm.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

await ensureInstalled();
for (const command of [[join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'], [join(ROOT, 'scripts', 'build.mjs'), '--production']]) {
  const { code } = await run(process.execPath, command, { cwd: ROOT });
  if (code !== 0) process.exit(code);
}
const { runTests } = await import('@vscode/test-electron');
const asked = process.argv[2] ?? 'stable';
/** @type {{ engines: { vscode: string } }} */
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const workspace = mkdtempSync(join(tmpdir(), 'flink-memory-workspace-'));
try {
  process.exitCode = await runTests({
    version: asked === 'minimum' ? manifest.engines.vscode.replace(/^\D+/, '') : asked,
    cachePath: join(ROOT, '.cache', 'desktop'),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: join(ROOT, 'out', 'test', 'desktop', 'index.js'),
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
  });
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
