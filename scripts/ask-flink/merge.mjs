// Brings a release's options into data/options.json: node scripts/ask-flink/merge.mjs --flink 2.4.0 [--check]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeGenerated } from '../lib/generated.mjs';
import { ROOT } from '../lib/paths.mjs';
import { askFlink, build, ownJars } from './flink.mjs';
import { format, merge } from './mergeOptions.mjs';
import { versionName } from './vectors.mjs';

const FILE = 'data/options.json';

const { values } = parseArgs({ options: { flink: { type: 'string' }, check: { type: 'boolean' } } });
const release = values.flink;
if (release === undefined) {
  console.error('node scripts/ask-flink/merge.mjs --flink RELEASE [--check]');
  process.exit(2);
}
try {
  const built = await build(release);
  // Their options would look as if this version had lost them.
  if (built.missing.length > 0) throw new Error(`Not merged: no artifact of ${built.missing.join(', ')} ${release} was found`);
  const states = JSON.parse(askFlink(built, ['options', ...ownJars(built, release)]));
  const { catalogue, changes } = merge(JSON.parse(readFileSync(join(ROOT, FILE), 'utf8')), versionName(release), states);
  writeGenerated(FILE, format(catalogue), `node scripts/ask-flink/merge.mjs --flink ${release}`);
  for (const [what, keys] of Object.entries(changes)) {
    console.log(`${String(keys.length)} ${what}${keys.map((key) => `\n  ${key}`).join('')}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
