import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Harness } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { FOREIGN } from './documents.js';
import { journeys } from './journeys.js';

/** The language server's entry, as it stands in a command line. */
const SERVER = 'dist/server/node.js';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(async () => {
  await harness.stop();
});

journeys(() => harness, {
  language: 'en',
  managedMemory: 'Managed memory',
  inEachOfThreeSlots: /173\.7 MiB in each of 3 slots/,
  taskManagerTotal: /TaskManager (?:2600|1089) MiB/,
  willNotStart: /Flink will not start/,
  raise: /Raise taskmanager\.memory\.process\.size to 1089m/,
});

journey('a file that is not Flink’s starts no server; typing a marker word does', () => harness, { files: { 'service.yaml': FOREIGN } }, async (editor) => {
  // Workbenches that were closed keep their processes for a while.
  const before = harness.processes(SERVER).length;
  await editor.openFile('service.yaml');
  // The command shows that the extension is active and has had its chance.
  await editor.runCommand('Flink Memory: Show Output');
  await editor.page.locator('.part.panel .monaco-editor').first().waitFor();
  assert.equal(harness.processes(SERVER).length, before);
  await editor.openFile('service.yaml');
  await editor.goTo({ line: 1, column: 1 });
  await editor.page.keyboard.type('# taskmanager');
  await editor.until(() => harness.processes(SERVER).length === before + 1, 'the language server');
});
