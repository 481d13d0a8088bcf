/** Documents that are made of files of the workspace that nobody opened. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { Harness, THEMES } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';

const BASE = 'base/payments.yaml';
const PATCH = 'prod/memory.yaml';
const EXAMPLE = join(process.cwd(), 'examples', 'kustomize');
const FILES = Object.fromEntries(
  readdirSync(EXAMPLE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml')).map((path) => [path, readFileSync(join(EXAMPLE, path), 'utf8')]),
);

const COMPOSE = `services:
  taskmanager:
    image: flink:1.20
    command: taskmanager
    env_file: [{path: local.env, required: false}]
`;

describe('Other files of the workspace', () => {
  let harness: Harness;
  before(async () => { harness = await Harness.start({ locale: 'en' }); });
  after(async () => { await harness.stop(); });

  journey('a patch shows what its base says, follows it, and leads to it', () => harness, { files: FILES, settings: { 'workbench.colorTheme': THEMES.light } }, async (editor) => {
    await editor.openFile(PATCH);
    const whole = await editor.hoverAt({ line: 3, column: 3 }, /JobManager 1600 MiB/);
    assert.match(whole, /TaskManager 8192 MiB/);
    assert.match(whole, /Together with base\/payments\.yaml/);
    await editor.screenshot('kustomize-hover');
    const base = join(editor.places.folder, BASE);
    writeFileSync(base, readFileSync(base, 'utf8').replace('memory: 1600m', 'memory: 3200m'));
    await editor.hoverAt({ line: 3, column: 3 }, /JobManager 3200 MiB/);
    await editor.goTo({ line: 8, column: 20 });
    await editor.page.keyboard.press('F12');
    await editor.page.locator('.tab.active[aria-label^="payments.yaml"], .tab.active .tab-label[aria-label^="payments.yaml"]').first().waitFor();
    await editor.waitForLine(11);
  });

  journey('an optional file of variables counts when it is there, and is nothing when it is not', () => harness, { files: { 'compose.yaml': COMPOSE }, settings: { 'workbench.colorTheme': THEMES.light } }, async (editor) => {
    await editor.openFile('compose.yaml');
    const head = { line: 2, column: 5 };
    await editor.hoverAt(head, /TaskManager 1728 MiB/);
    writeFileSync(join(editor.places.folder, 'local.env'), 'FLINK_PROPERTIES="taskmanager.memory.process.size: 4g"\n');
    await editor.hoverAt(head, /TaskManager 4096 MiB/);
  });
});
