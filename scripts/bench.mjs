// npm run bench: our server and yaml-language-server with the same documents and the same edits, one after the other in each round,
// so that a noisy machine hits both alike. Prints medians and ratios and writes bench/results.json. Nothing here fails for being slow;
// it fails when the answers do not follow the edits.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeDocuments } from '../bench/documents.mjs';
import { timeFindings } from '../bench/findings.mjs';
import { preparePeer } from '../bench/peer.mjs';
import { Session } from '../bench/session.mjs';
import { ROOT } from './lib/paths.mjs';

const ROUNDS = { start: 15, open: 16, edit: 30, findings: 100 };
/** What we want for the 20,000-line file: how many times faster than the peer's net work. */
const ASKED = { start: 2.5, open: 2.5, edit: 20, hover: 20 };
/** Milliseconds within which the server has the findings of a section after an edit of it. */
const ASKED_FINDINGS = 5;
/** The size that the edits alternate between: one that Flink accepts in both documents, one that it refuses. */
const SIZES = { accepted: '9216m', refused: '512m' };

execFileSync(process.execPath, [path.join(ROOT, 'scripts', 'build.mjs'), '--production'], { stdio: 'inherit' });
// What V8 compiled is kept from an earlier start: by our server itself, by Node for either where it can (22 and later).
const compiled = fs.mkdtempSync(path.join(os.tmpdir(), 'flink-memory-bench-'));
process.on('exit', () => fs.rmSync(compiled, { recursive: true, force: true }));
const env = { NODE_COMPILE_CACHE: compiled };
const peer = { ...preparePeer(ROOT), env };
const ours = { name: 'Flink Memory', command: [process.execPath, path.join(ROOT, 'dist', 'server', 'node.js'), '--stdio'], settings: { flinkMemory: {} }, env };
const servers = { ours, peer };
const documents = makeDocuments();
const results = { at: new Date().toISOString(), node: process.version, peer: peer.name, peerSchema: peer.schema, rounds: ROUNDS, measures: [] };

const nothingCompiled = { NODE_DISABLE_COMPILE_CACHE: '1' };
await measureStart('very first start → initialize', { ours: { ...ours, env: nothingCompiled }, peer: { ...peer, env: nothingCompiled } });
for (const server of Object.values(servers)) await useOnce(server);
await measureStart('start → initialize', servers, ASKED.start);
for (const [name, text] of Object.entries(documents)) {
  await measureOpen(name, text);
  await measureEdits(name, text);
  await measureFindings(name, text);
}
fs.writeFileSync(path.join(ROOT, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
print();

/** A session before those that are measured. */
async function useOnce(server) {
  const session = new Session(server);
  await session.initialize();
  await session.open(uriOf('large'), documents.large);
  await session.end();
}

async function measureStart(measure, started, asked) {
  const times = { ours: [], peer: [] };
  for (let round = -1; round < ROUNDS.start; round++) {
    for (const [who, server] of Object.entries(started)) {
      const session = new Session(server);
      const took = await session.initialize();
      await session.stop();
      if (round >= 0) times[who].push(took);
    }
  }
  report(measure, 'any', times, asked);
}

async function measureOpen(name, text) {
  const times = { ours: [], peer: [] };
  for (let round = 0; round < ROUNDS.open; round++) {
    for (const [who, server] of Object.entries(servers)) {
      const session = new Session(server);
      await session.initialize();
      const { ms } = await session.open(uriOf(name), text);
      await session.stop();
      times[who].push(ms);
    }
  }
  report('open → diagnostics', name, times, name === 'large' ? ASKED.open : undefined);
}

async function measureEdits(name, text) {
  const target = sizeOfLastTaskManager(text);
  const edited = { ours: [], peer: [] };
  const hovered = { ours: [], peer: [] };
  const sessions = {};
  for (const [who, server] of Object.entries(servers)) {
    sessions[who] = new Session(server);
    await sessions[who].initialize();
    await sessions[who].open(uriOf(name), text);
  }
  const written = { ours: target.written, peer: target.written };
  const replace = (who, size) => {
    const range = { start: target.at, end: { line: target.at.line, character: target.at.character + written[who].length } };
    written[who] = size;
    return range;
  };

  const answers = new Set();
  for (let round = 0; round < ROUNDS.edit; round++) {
    const size = round % 2 === 0 ? SIZES.refused : SIZES.accepted;
    for (const who of Object.keys(servers)) {
      const { ms, items } = await sessions[who].edit(replace(who, size), size);
      edited[who].push(ms);
      if (who === 'ours') answers.add(`${size}: ${isRefused(items, target.at.line)}`);
    }
  }
  expectAnswers([...answers].sort(), [`${SIZES.refused}: true`, `${SIZES.accepted}: false`].sort());

  for (let round = 0; round < ROUNDS.edit; round++) {
    const size = round % 2 === 0 ? SIZES.refused : SIZES.accepted;
    for (const who of Object.keys(servers)) {
      const range = replace(who, size);
      const from = sessions[who].change(range, size);
      const { ms, text: shown } = await sessions[who].hover(target.at, from);
      hovered[who].push(ms);
      if (who === 'ours' && !shown.replace(/[\s\u00a0\u202f]/g, '').includes(size.slice(0, -1))) throw new Error(`the hover after the edit to ${size} does not show it:\n${shown}`);
      await sessions[who].settle();
    }
  }
  for (const session of Object.values(sessions)) await session.stop();
  report('edit → diagnostics', name, edited, name === 'large' ? ASKED.edit : undefined);
  report('hover after an edit', name, hovered, name === 'large' ? ASKED.hover : undefined);
}

/** No peer: this is about what the server does itself, and nobody's protocol or process is in it. */
async function measureFindings(name, text) {
  const ours = summary(await timeFindings(ROOT, text, SIZES, ROUNDS.findings));
  results.measures.push({ measure: 'findings of an edited section', document: name, ours, asked: ASKED_FINDINGS, reached: ours.median < ASKED_FINDINGS });
}

/** The value of `taskManager.resource.memory` in the last FlinkDeployment. */
function sizeOfLastTaskManager(text) {
  const lines = text.split('\n');
  const line = lines.findLastIndex((content) => content.startsWith('      memory: '));
  return { at: { line, character: '      memory: '.length }, written: lines[line].slice('      memory: '.length) };
}

/** Whether the section at the line has an error: the documents' other sections keep theirs, whatever is typed. */
function isRefused(items, line) {
  return items.some((item) => item.severity === 1 && Math.abs(item.range.start.line - line) < 40 && /TaskManager|taskmanager/.test(JSON.stringify(item)));
}

function expectAnswers(seen, expected) {
  if (JSON.stringify(seen) !== JSON.stringify(expected)) throw new Error(`the diagnostics do not follow the edits: ${seen.join(', ')}`);
}

function uriOf(name) {
  return `file:///bench/${name}.yaml`;
}

function report(measure, document, times, asked) {
  const row = { measure, document, ours: summary(times.ours), peer: summary(times.peer) };
  row.ratio = round(row.peer.median / row.ours.median);
  if (asked !== undefined) Object.assign(row, { asked, reached: row.ratio >= asked });
  results.measures.push(row);
}

function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { n: sorted.length, median: round(median), p95: round(sorted[Math.ceil(0.95 * sorted.length) - 1]), min: round(sorted[0]), max: round(sorted.at(-1)) };
}

function round(value) {
  return Math.round(value * 100) / 100;
}

function print() {
  console.log(`\nMedians in ms (95th percentile); ${peer.name} without its 200 ms delay, schema: ${peer.schema}\n`);
  const header = ['', 'document', 'Flink Memory', 'yaml-language-server', 'times faster', 'asked'];
  const rows = results.measures.map((row) => [
    row.measure, row.document, `${row.ours.median} (${row.ours.p95})`, row.peer === undefined ? '' : `${row.peer.median} (${row.peer.p95})`,
    row.ratio === undefined ? '' : `${row.ratio}×`,
    row.asked === undefined ? '' : `${row.ratio === undefined ? `below ${row.asked} ms` : `${row.asked}×`} ${row.reached ? '✓' : '✗'}`,
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  for (const row of [header, ...rows]) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
}
