// Everything that has to hold: node scripts/test.mjs [--only STAGE,…] [--seed NUMBER|random] [FILE…]
// Stages: types build lint unit grammar editor. With FILEs only these of test/ are run. Last line: `N passed, N failed`.
// Property tests try the same inputs in every run, so that what turns red is the change; with another seed they try others.
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { filesBelow } from './lib/files.mjs';
import { ensureInstalled } from './lib/npm.mjs';
import { ROOT } from './lib/paths.mjs';
import { endWithNpm, run } from './lib/processes.mjs';

const MINUTE = 60_000;
const MODULES = join(ROOT, 'node_modules');
const { values, positionals } = parseArgs({ options: { only: { type: 'string' }, seed: { type: 'string', default: '1' } }, allowPositionals: true });
const chosen = values.only?.split(',');
const seed = values.seed === 'random' ? String(randomInt(2 ** 31)) : values.seed;
if (!/^-?\d+$/.test(seed)) throw new Error(`--seed is a whole number or random, not ${seed}.`);

let passed = 0;
/** @type {string[]} */
const failures = [];

/**
 * @param {string} name
 * @param {boolean} ok
 */
function count(name, ok) {
  if (ok) passed++;
  else failures.push(name);
}

/**
 * One stage. Whatever it throws is its failure, and the next one runs all the same.
 * @param {string} name
 * @param {() => Promise<void>} body
 */
async function stage(name, body) {
  if (chosen !== undefined && !chosen.includes(name)) return;
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
  const start = performance.now();
  const before = failures.length;
  try {
    await body();
  } catch (error) {
    console.error(error);
    count(`${name} (crashed)`, false);
  }
  console.log(`── ${name}: ${failures.length === before ? 'ok' : 'FAILED'} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/**
 * A stage that is one test: a command that succeeds.
 * @param {string} name
 * @param {string} script below node_modules, or of the project
 * @param {...string} args
 */
async function command(name, script, ...args) {
  const { code } = await run(process.execPath, [script, ...args], { cwd: ROOT, timeout: 8 * MINUTE });
  count(name, code === 0);
}

/**
 * Runs compiled test files with node:test and counts every test in them.
 * @param {string} name
 * @param {readonly string[]} sources below test/, `.ts`
 * @param {number} concurrency files at a time
 * @param {number} timeout milliseconds for all of them
 */
async function nodeTests(name, sources, concurrency, timeout) {
  const files = sources.filter((source) => positionals.length === 0 || positionals.some((wanted) => source.includes(wanted)));
  if (files.length === 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'flink-memory-results-'));
  const results = join(folder, 'results.jsonl');
  try {
    const { code } = await run(process.execPath, [
      '--enable-source-maps',
      `--import=${pathToFileURL(join(ROOT, 'scripts', 'lib', 'seed.mjs')).href}`,
      '--test',
      `--test-concurrency=${String(concurrency)}`,
      '--test-reporter=spec', '--test-reporter-destination=stdout',
      `--test-reporter=${join(ROOT, 'scripts', 'lib', 'reporter.mjs')}`, `--test-reporter-destination=${results}`,
      ...files.map((file) => join(ROOT, 'out', file.replace(/\.ts$/, '.js'))),
    ], { cwd: ROOT, timeout, env: { ...process.env, PROPERTY_SEED: seed } });
    const tests = readFileSync(results, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
    const before = failures.length;
    for (const test of tests) count(`${test.name}  (${test.file === undefined ? name : relative(ROOT, test.file)})${test.unproven === true ? ': crashed, skipped, to do, or a file without a test' : ''}`, test.passed);
    if (tests.length === 0) count(`${name}: no test ran`, false);
    // A crash, a time-out or a file that proves nothing has no test of its own to blame.
    else if (code !== 0 && failures.length === before) count(`${name}: node --test ended with exit code ${String(code)}`, false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {Promise<number>} exit code */
async function main() {
  try {
    await ensureInstalled();
  } catch (error) {
    console.error(error);
    count('install', false);
    return report();
  }

  // 250 MB to download and unpack: while the compiler runs. A failure shows when the editor is asked for.
  const wantsEditor = chosen === undefined || chosen.includes('editor');
  const preparation = wantsEditor ? run(process.execPath, [join(ROOT, 'scripts', 'editor', 'main.mjs')], { cwd: ROOT, quiet: true }) : undefined;

  await stage('types', () => command('types', join(MODULES, 'typescript', 'bin', 'tsc'), '-b', '--pretty', 'false'));
  await stage('build', () => command('build', join(ROOT, 'scripts', 'build.mjs'), '--production'));
  await stage('lint', () => command('lint', join(MODULES, 'eslint', 'bin', 'eslint.js'), '--max-warnings=0', '.'));
  await stage('unit', () => {
    console.log(`Property tests with --seed ${seed}`);
    return nodeTests('unit', filesBelow('test', /^test\/(?!editor\/).*\.test\.ts$/), 2, 10 * MINUTE);
  });
  await stage('grammar', async () => {
    for (const file of filesBelow('test/grammar', /\.test\.[\w-]+$/)) {
      if (file.endsWith('.ts')) continue;
      const grammars = filesBelow('test/grammar', /\.tmLanguage\.json$/).flatMap((grammar) => ['-g', grammar]);
      await command(file, join(MODULES, 'vscode-tmgrammar-test', 'dist', 'unit.js'), ...grammars, file);
    }
  });
  await stage('editor', async () => {
    if (preparation !== undefined) {
      const { code, output } = await preparation;
      if (code !== 0) throw new Error(`The editor could not be prepared:\n${output}`);
    }
    await nodeTests('editor', filesBelow('test/editor', /\.test\.ts$/), 1, 14 * MINUTE);
  });
  return report();
}

function report() {
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
  console.log(`\n${String(passed)} passed, ${String(failures.length)} failed`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
}

endWithNpm();
process.exitCode = await main();
