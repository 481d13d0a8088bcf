/** From a keystroke to the repainted panel, in the real editor: told, not judged, as machines differ; what stays in its place is judged. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Harness } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { type Keystroke, measureRepaints, seesShifts } from '../support/editor/repaints.js';
import { CLICKS, CLICKS_LINES } from './documents.js';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(async () => {
  await harness.stop();
});

const ROUNDS = 15;

journey('keystrokes are drawn at once, and what does not change stays in its place', () => harness, { files: { 'clicks.yaml': CLICKS }, viewport: { width: 1600, height: 1000 } }, async (editor) => {
  await editor.openFile('clicks.yaml');
  await editor.goTo({ line: 1, column: 1 });
  await editor.runCommand('Flink Memory: Open Memory Model');
  const panel = await editor.webview('[data-keep=what-if]');
  await editor.openFile('clicks.yaml');
  // Behind the 5 of 0.25: the fraction is 0.2 and 0.25 by turns.
  await editor.goTo({ line: CLICKS_LINES.managedFraction, column: 47 });
  const managed = '[role=treeitem][data-pool=managed]';
  await panel.locator(managed).filter({ hasText: '0.25 of Flink' }).waitFor();
  const keystrokes = Array.from({ length: ROUNDS }, (): readonly Keystroke[] => [{ key: 'Backspace', shows: '0.2 of Flink' }, { key: '5', shows: '0.25 of Flink' }]).flat();
  const { times, shift } = await measureRepaints(editor, panel, managed, keystrokes);
  assert.equal(times.length, keystrokes.length);
  const sorted = [...times].sort((one, other) => one - other);
  const at = (part: number): string => `${(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN).toFixed(0)} ms`;
  console.log(`from a keystroke to the repainted panel, ${String(times.length)} keystrokes: median ${at(0.5)}, p95 ${at(0.95)}, least ${at(0)}; layout shift ${String(shift)}`);
  console.log(`in their order: ${times.map((time) => time.toFixed(0)).join(' ')}`);
  assert.equal(shift, 0, 'what does not change stays in its place');
  assert.ok(await seesShifts(panel));
});
