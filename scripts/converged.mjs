// Questions to a real Flink: node scripts/converged.mjs [count] [seed] > FILE (after tsc -b), see test/rules/convergedLines.ts.
import { createRequire } from 'node:module';

const { convergedLines } = createRequire(import.meta.url)('../out/test/rules/convergedLines.js');

const [count = '200', seed = '1'] = process.argv.slice(2);
for (const line of convergedLines(Number(count), Number(seed))) console.log(line);
