import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launchBrowser } from '../editor/browser.mjs';
import { ROOT } from '../lib/paths.mjs';
import { writeSheets } from './sheets.mjs';
import { OPEN_MODEL, QUIET, VARIANTS } from './variants.mjs';

const load = createRequire(import.meta.url);

/**
 * States that are taken of the page alone, by the names of its scenes (test/webview/scenes.mjs). In the editor the first are over
 * before anybody sees them, a commit needs a repository in the opened folder, and each of the others would need a file of its own
 * only to say another sentence in the same place.
 */
const ALONE = [
  'loading', 'no-document', 'gone', 'no-longer', 'server-failed', 'compare-commit', 'container', 'refused-jvm', 'refused-value', 'refused-overhead', 'not-configured', 'not-modelled',
  'what-if-template', 'narrow-300', 'split-560', 'wide',
];

/**
 * Takes a picture of every state of the panel, `STATE.VARIANT.png`.
 * @param {string} folder
 * @param {readonly string[] | undefined} only names of variants or sessions; all without
 */
export async function takeStates(folder, only) {
  mkdirSync(folder, { recursive: true });
  const named = VARIANTS.filter(({ name }) => only?.includes(name) === true);
  const variants = named.length > 0 ? named : VARIANTS;
  const sessions = only?.filter((name) => !named.some((variant) => variant.name === name)) ?? [];
  const isWanted = (/** @type {string} */ session) => sessions.length === 0 || sessions.includes(session);
  if (isWanted('page')) await takeOfPage(folder, variants);
  await takeInEditor(folder, variants, isWanted);
  await writeSheets(folder, VARIANTS.map(({ name }) => name));
}

/**
 * @param {string} folder
 * @param {readonly import('./variants.mjs').Variant[]} variants
 */
async function takeOfPage(folder, variants) {
  const { origin, stop } = await import(join(ROOT, 'test/webview/pageServer.mjs'));
  const { openScene } = await import(join(ROOT, 'test/webview/openScene.mjs'));
  const browser = await launchBrowser();
  try {
    for (const { name, locale, page: theme } of variants) {
      for (const state of ALONE) {
        const page = await openScene(browser, origin, state, console.log, { theme, language: locale });
        await page.screenshot({ path: join(folder, `${state}.${name}.png`) });
        await page.close();
      }
    }
  } finally {
    await browser.close();
    stop();
  }
}

/**
 * @param {string} folder
 * @param {readonly import('./variants.mjs').Variant[]} variants
 * @param {(session: string) => boolean} isWanted
 */
async function takeInEditor(folder, variants, isWanted) {
  const { Harness, THEMES } = load('../../out/test/support/editor/harness.js');
  const { FILES, SESSIONS, Visit } = load('../../out/test/pictures/tour.js');
  const wanted = Object.keys(SESSIONS).filter(isWanted).map((name) => SESSIONS[name]);
  if (wanted.length === 0) return;
  for (const locale of new Set(variants.map((variant) => variant.locale))) {
    const harness = await Harness.start({ locale });
    try {
      for (const { name, theme } of variants.filter((variant) => variant.locale === locale)) {
        for (const { options, tour } of wanted) {
          const editor = await harness.open({ ...options, files: FILES, settings: { ...QUIET, 'workbench.colorTheme': THEMES[theme] } });
          const shoot = (/** @type {string} */ state, what = 'panel') =>
            editor.capture(join(folder, `${state}.${name}.png`), what === 'panel' ? editor.page.locator('iframe.webview.ready').last() : undefined);
          try {
            await tour(await Visit.begin(editor, OPEN_MODEL[locale], shoot));
          } catch (error) {
            await editor.capture(join(folder, `failed.${name}.png`));
            throw error;
          } finally {
            await editor.close();
          }
        }
      }
    } finally {
      await harness.stop();
    }
  }
}
