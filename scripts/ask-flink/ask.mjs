// Asks a released Flink: node scripts/ask-flink/ask.mjs --flink 2.3.0 options|derive|flink-conf|config-yaml|managed [FILE]
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { askFlink, build, ownJars } from './flink.mjs';
import { questionsOf, versionName } from './vectors.mjs';

const USAGE = `node scripts/ask-flink/ask.mjs --flink RELEASE options|derive|flink-conf|config-yaml|managed [FILE]
Answers come as JSON lines, in the form of test/vectors. FILE (or the standard input) holds JSON lines; it may also be one
flink-conf.yaml or config.yaml. Lines that name another version in "version" are left out.`;

/**
 * JSON lines for the process that asks.
 * @param {string | undefined} file
 * @param {string} question
 * @param {string} release
 */
function readLines(file, question, release) {
  const text = readFileSync(file ?? 0, 'utf8');
  if (file?.endsWith('.yaml') === true) return `${JSON.stringify({ id: basename(file), name: `${question.replace('-yaml', '')}.yaml`, text })}\n`;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const asked = lines.filter((line) => {
    const { version } = JSON.parse(line);
    return version === undefined || version === versionName(release);
  });
  if (asked.length < lines.length) console.error(`${String(lines.length - asked.length)} lines of other versions left out`);
  return asked.map((line) => `${line}\n`).join('');
}

const { values, positionals } = parseArgs({ options: { flink: { type: 'string' } }, allowPositionals: true });
const [question, file] = positionals;
if (values.flink === undefined || question === undefined) {
  console.error(USAGE);
  process.exit(2);
}
try {
  const questions = ['options', ...questionsOf(values.flink)];
  if (!questions.includes(question)) throw new Error(`Flink ${values.flink} can be asked for ${questions.join(', ')}, not for ${question}`);
  const built = await build(values.flink);
  if (question === 'options') {
    if (built.missing.length > 0) console.error(`No artifact of: ${built.missing.join(', ')}`);
    process.stdout.write(askFlink(built, ['options', ...ownJars(built, values.flink)]));
  } else {
    process.stdout.write(askFlink(built, [question], readLines(file, question, values.flink)));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
