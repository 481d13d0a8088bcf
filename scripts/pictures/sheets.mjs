import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '../editor/browser.mjs';

/**
 * Writes `index.html` with all pictures of the folder, and `sheets/STATE.png` with those of a state side by side.
 * @param {string} folder
 * @param {readonly string[]} variants in the order in which they are shown
 */
export async function writeSheets(folder, variants) {
  const pictures = readdirSync(folder).flatMap((file) => {
    const [, state = '', variant = ''] = /^([^.]+)\.([^.]+)\.png$/.exec(file) ?? [];
    return state === '' || state === 'failed' ? [] : [{ file, state, order: variants.indexOf(variant) }];
  });
  const states = [...new Set(pictures.map(({ state }) => state))].sort();
  const section = (/** @type {string} */ state) => {
    const shown = pictures.filter((picture) => picture.state === state).sort((one, other) => one.order - other.order);
    return `<section id="${state}"><h2>${state}</h2>${shown.map(({ file }) => `<a href="${file}"><img src="${file}" alt="${file}"></a>`).join('')}</section>`;
  };
  const index = join(folder, 'index.html');
  writeFileSync(index, `<!DOCTYPE html><meta charset="UTF-8"><title>Flink Memory: pictures</title><style>${STYLE}</style>${states.map(section).join('\n')}\n`);
  const sheets = join(folder, 'sheets');
  mkdirSync(sheets, { recursive: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
    await page.goto(pathToFileURL(index).href);
    for (const state of states) await page.locator(`#${state}`).screenshot({ path: join(sheets, `${state}.png`) });
  } finally {
    await browser.close();
  }
}

const STYLE = 'body { margin: 0; font-family: sans-serif; } section { display: flex; flex-wrap: wrap; gap: 8px; padding: 8px; background: #888; } h2 { flex: 1 1 100%; margin: 0; } img { display: block; max-width: 784px; }';
