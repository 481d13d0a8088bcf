import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { OPEN_MODEL, QUIET } from './variants.mjs';

const FILE = 'clicks.yaml';
const MEDIA = join(ROOT, 'media');
const DOCS = join(ROOT, 'docs', 'pictures');
/** States of the panel that are shown elsewhere than in a window of their own, and the folder of their pictures. */
const STATES = { refused: MEDIA, pool: DOCS, 'size-it': DOCS, 'what-if-refused': DOCS, 'compare-cluster': DOCS, tabs: DOCS };
const text = readFileSync(join(ROOT, 'examples', 'kubernetes', 'clicks-session.yaml'), 'utf8');

const load = createRequire(import.meta.url);

/**
 * The harness of the journeys, which is compiled after this.
 * @param {'en' | 'zh-cn'} locale
 */
const startHarness = (locale) => load('../../out/test/support/editor/harness.js').Harness.start({ locale });
/** @typedef {Awaited<ReturnType<typeof startHarness>>} Harness */

/**
 * The place of a text in the file.
 * @param {string} part
 */
function placeOf(part) {
  const lines = text.split('\n');
  const line = lines.map((content) => content.includes(part)).lastIndexOf(true);
  return { line: line + 1, column: (lines[line] ?? '').indexOf(part) + 3 };
}

/** Takes the pictures that README and docs show, in both languages. */
export async function takeReadmePictures() {
  for (const folder of [MEDIA, DOCS]) mkdirSync(folder, { recursive: true });
  for (const [locale, suffix] of /** @type {const} */ ([['en', ''], ['zh-cn', '-zh']])) {
    const harness = await startHarness(locale);
    try {
      await takeWindows(harness, locale, suffix);
      await takePanels(harness, locale, suffix);
    } finally {
      await harness.stop();
    }
  }
}

/**
 * The panel beside its file, and a hover.
 * @param {Harness} harness
 * @param {'en' | 'zh-cn'} locale
 * @param {string} suffix of the files' names
 */
async function takeWindows(harness, locale, suffix) {
  const { THEMES } = load('../../out/test/support/editor/harness.js');
  const files = { [FILE]: text };
  const panel = await harness.open({ files, settings: { ...QUIET, 'workbench.colorTheme': THEMES.dark }, viewport: { width: 1500, height: 800 } });
  await panel.openFile(FILE);
  await panel.goTo(placeOf('taskmanager.memory.managed'));
  await panel.runCommand(OPEN_MODEL[locale]);
  await panel.page.keyboard.press('Control+b');
  await (await panel.webview('[data-pool=managed][aria-selected=true]')).locator('[data-pool=managed]').first().waitFor();
  await panel.capture(join(MEDIA, `panel${suffix}.png`));
  const page = await panel.webview('[data-keep=what-if]');
  await page.locator('[data-keep=what-if]').click();
  const fraction = page.locator('[id="input-taskmanager.memory.managed.fraction"]');
  await fraction.fill('0.5');
  await fraction.press('Enter');
  await page.locator('.share.changed').first().waitFor();
  await panel.capture(join(MEDIA, `what-if${suffix}.png`));
  await panel.close();

  const hover = await harness.open({ files, settings: { ...QUIET, 'workbench.colorTheme': THEMES.light }, viewport: { width: 1000, height: 560 } });
  await hover.openFile(FILE);
  await hover.page.keyboard.press('Control+b');
  // The lens moves all lines when it comes, and hides a hover that is open.
  await hover.page.locator('.codelens-decoration a').first().waitFor();
  await hover.hoverAt(placeOf('memory: '), /TaskManager \d/);
  await hover.capture(join(MEDIA, `hover${suffix}.png`));
  await hover.close();
}

/**
 * Some of the panel's states, on the way through all of them.
 * @param {Harness} harness
 * @param {'en' | 'zh-cn'} locale
 * @param {string} suffix of the files' names
 */
async function takePanels(harness, locale, suffix) {
  const { THEMES } = load('../../out/test/support/editor/harness.js');
  const { FILES, SESSIONS, Visit } = load('../../out/test/pictures/tour.js');
  const folders = new Map(Object.entries(STATES));
  for (const { options, tour } of [SESSIONS.reading, SESSIONS.changing]) {
    const editor = await harness.open({ ...options, files: FILES, settings: { ...QUIET, 'workbench.colorTheme': THEMES.light } });
    const shoot = async (/** @type {string} */ state) => {
      const folder = folders.get(state);
      if (folder !== undefined) await editor.capture(join(folder, `${state}${suffix}.png`), editor.page.locator('iframe.webview.ready').last());
    };
    await tour(await Visit.begin(editor, OPEN_MODEL[locale], shoot));
    await editor.close();
  }
}
