/** From a keystroke to the repainted panel, in the real editor: told, not judged, as machines differ; what stays in its place is judged. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Harness } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { measureRepaints, seesShifts } from '../support/editor/repaints.js';
import { CLICKS, CLICKS_LINES } from './documents.js';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(async () => {
  await harness.stop();
});

/** The columns behind the 5 of 0.25 and the 2 of 2600m; a key there and Backspace by turns change numbers, and nothing but numbers. */
const PLACES = [
  { place: { line: CLICKS_LINES.managedFraction, column: 47 }, pool: 'managed', keystrokes: [{ key: 'Backspace', shows: '0.2 of Flink' }, { key: '5', shows: '0.25 of Flink' }] },
  { place: { line: CLICKS_LINES.taskManagerMemory, column: 17 }, pool: 'totalProcess', keystrokes: [{ key: '1', shows: '21600 MiB' }, { key: 'Backspace', shows: '2600 MiB' }] },
] as const;
const ROUNDS = 10;

journey('keystrokes are drawn at once, and what does not change stays in its place', () => harness, { files: { 'clicks.yaml': CLICKS }, viewport: { width: 1600, height: 1000 } }, async (editor) => {
  await editor.openFile('clicks.yaml');
  await editor.goTo({ line: 1, column: 1 });
  await editor.runCommand('Flink Memory: Open Memory Model');
  const panel = await editor.webview('[data-keep=what-if]');
  await panel.locator('[data-keep=table]').click();
  await editor.openFile('clicks.yaml');
  const times: number[] = [];
  for (const { place, pool, keystrokes } of PLACES) {
    await editor.goTo(place);
    const row = `[role=treeitem][data-pool=${pool}]`;
    // The cursor chooses the part.
    await panel.locator(`${row}[aria-selected=true]`).waitFor();
    const measured = await measureRepaints(editor, panel, row, Array.from({ length: ROUNDS }, () => keystrokes).flat());
    times.push(...measured.times);
    assert.deepEqual([...new Set(measured.shifts)], [], `${pool}: what does not change stays in its place`);
    assert.ok(await seesShifts(panel));
  }
  const sorted = [...times].sort((one, other) => one - other);
  const at = (part: number): string => `${(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN).toFixed(0)} ms`;
  console.log(`from a keystroke to the repainted panel, ${String(times.length)} keystrokes: median ${at(0.5)}, p95 ${at(0.95)}, least ${at(0)}; no layout shift`);
  console.log(`in their order: ${times.map((time) => time.toFixed(0)).join(' ')}`);
});
