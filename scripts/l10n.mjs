// The texts of the program: node scripts/l10n.mjs [--check]
// Exports the English sentences of all `l10n.t('…')` to l10n/bundle.l10n.json and joins l10n/zh/*.json to
// l10n/bundle.l10n.zh-cn.json. Says what is untranslated, stale or has other placeholders; with --check nothing is
// written, and files that are out of date are an error too.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import l10nDev from '@vscode/l10n-dev';
import { filesBelow } from './lib/files.mjs';
import { ROOT } from './lib/paths.mjs';

const ENGLISH = 'l10n/bundle.l10n.json';
const CHINESE = 'l10n/bundle.l10n.zh-cn.json';

/** @param {string} text */
function placeholders(text) {
  return [...text.matchAll(/\{\w+\}/g)].map(([placeholder]) => placeholder).sort().join(' ');
}

/** @param {Readonly<Record<string, unknown>>} texts */
function print(texts) {
  const sorted = Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`;
}

/** @param {string} file */
function read(file) {
  /** @type {unknown} */
  const content = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
  return typeof content === 'object' && content !== null ? Object.entries(content) : [];
}

/**
 * @returns {Promise<{ problems: string[], files: Record<string, string> }>} what is wrong, and the files as they should be
 */
export async function collectTexts() {
  const sources = ['client/src', 'client/webview', 'server/src'].flatMap((folder) => filesBelow(folder, /(?<!\.generated)(?<!\.d)\.ts$/));
  const english = await l10nDev.getL10nJson(sources.map((file) => ({ extension: '.ts', contents: readFileSync(join(ROOT, file), 'utf8') })));
  /** @type {string[]} */
  const problems = [];
  /** @type {Record<string, string>} */
  const chinese = {};
  /** @type {Map<string, string>} */
  const translatedIn = new Map();
  for (const file of filesBelow('l10n/zh', /\.json$/)) {
    for (const [sentence, text] of read(file)) {
      const other = translatedIn.get(sentence);
      if (typeof text !== 'string' || text.trim() === '') problems.push(`${file}: no text for “${sentence}”`);
      else if (other !== undefined && chinese[sentence] !== text) problems.push(`${file}: “${sentence}” is translated otherwise in ${other}`);
      else if (!(sentence in english)) problems.push(`${file}: nobody says “${sentence}”`);
      else {
        translatedIn.set(sentence, file);
        chinese[sentence] = text;
      }
      if (typeof text === 'string' && placeholders(text) !== placeholders(sentence)) problems.push(`${file}: other placeholders in “${text}” than in “${sentence}”`);
    }
  }
  for (const sentence of Object.keys(english)) {
    if (!(sentence in chinese)) problems.push(`No Chinese for “${sentence}”`);
  }
  return { problems, files: { [ENGLISH]: print(english), [CHINESE]: print(chinese) } };
}

async function main() {
  const { problems, files } = await collectTexts();
  for (const [file, content] of Object.entries(files)) {
    const path = join(ROOT, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === content) continue;
    if (process.argv.includes('--check')) problems.push(`${file} is out of date: npm run l10n`);
    else writeFileSync(path, content);
  }
  for (const problem of problems) console.error(problem);
  return problems.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
