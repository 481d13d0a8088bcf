// Asks a release what test/vectors expect of it: node scripts/ask-flink/replay.mjs --flink 2.4.0 [--add] [derive …]
// With --add, answers that are not there yet (or others than before) are written into the vectors.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../lib/paths.mjs';
import { askFlink, build } from './flink.mjs';
import { differences, expected, questionsOf, versionName, withVersion } from './vectors.mjs';

/** How many differences of one file are printed. */
const SHOWN = 10;

/**
 * @param {string} text JSON lines
 * @returns {import('./vectors.mjs').Line[]}
 */
function parseLines(text) {
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
}

/**
 * @param {import('./flink.mjs').Built} built
 * @param {string} question
 * @param {string} version its name in the vectors
 * @param {boolean} add
 */
function replay(built, question, version, add) {
  const file = join(ROOT, `test/vectors/${question}.jsonl`);
  const lines = parseLines(readFileSync(file, 'utf8'));
  const answers = parseLines(askFlink(built, [question], lines.map((line) => `${JSON.stringify({ ...line, expect: undefined })}\n`).join('')));
  if (answers.length !== lines.length) throw new Error(`${String(answers.length)} answers to ${String(lines.length)} questions`);
  let unknown = 0;
  const different = answers.flatMap((answer, index) => {
    const line = lines[index];
    const wanted = line === undefined ? undefined : expected(line, version);
    if (wanted === undefined) unknown += 1;
    const found = wanted === undefined ? [] : differences(wanted, answer);
    return found.length === 0 ? [] : [`  ${String(line?.id ?? index)}: ${found.join('; ')}`];
  });
  console.log(`${question}: ${String(answers.length - unknown - different.length)} as expected, ${String(different.length)} different, ${String(unknown)} without an expectation`);
  for (const line of different.slice(0, SHOWN)) console.log(line);
  if (add && lines.some(({ expect }) => expect !== undefined)) writeFileSync(file, lines.map((line, index) => `${JSON.stringify(withVersion(line, version, answers[index] ?? {}))}\n`).join(''));
  return different.length === 0;
}

const { values, positionals } = parseArgs({ options: { flink: { type: 'string' }, add: { type: 'boolean', default: false } }, allowPositionals: true });
const release = values.flink;
if (release === undefined) {
  console.error('node scripts/ask-flink/replay.mjs --flink RELEASE [--add] [derive|flink-conf|config-yaml|managed]…');
  process.exit(2);
}
try {
  const built = await build(release);
  const questions = questionsOf(release).filter((question) => positionals.length === 0 || positionals.includes(question));
  const same = questions.map((question) => replay(built, question, versionName(release), values.add));
  if (same.includes(false) && !values.add) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
