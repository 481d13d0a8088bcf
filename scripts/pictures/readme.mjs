import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { OPEN_MODEL, QUIET } from './variants.mjs';

const FILE = 'clicks.yaml';
const MEDIA = join(ROOT, 'media');
const text = readFileSync(join(ROOT, 'examples', 'kubernetes', 'clicks-session.yaml'), 'utf8');

/**
 * The place of a text in the file.
 * @param {string} part
 */
function placeOf(part) {
  const lines = text.split('\n');
  const line = lines.map((content) => content.includes(part)).lastIndexOf(true);
  return { line: line + 1, column: (lines[line] ?? '').indexOf(part) + 3 };
}

/** Takes the pictures that the README shows, in both languages. */
export async function takeReadmePictures() {
  mkdirSync(MEDIA, { recursive: true });
  await takeIn('en', '');
  await takeIn('zh-cn', '-zh');
}

/**
 * @param {'en' | 'zh-cn'} locale
 * @param {string} suffix of the files' names
 */
async function takeIn(locale, suffix) {
  const { Harness, THEMES } = createRequire(import.meta.url)('../../out/test/support/editor/harness.js');
  const files = { [FILE]: text };
  const harness = await Harness.start({ locale });
  try {
    const panel = await harness.open({ files, settings: { ...QUIET, 'workbench.colorTheme': THEMES.dark }, viewport: { width: 1640, height: 900 } });
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
  } finally {
    await harness.stop();
  }
}
