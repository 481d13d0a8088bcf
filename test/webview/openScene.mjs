/** Opens a scene in a browser and does what leads to its state. */
import { SCENES } from './scenes.mjs';

/** `[field, text]`: types it and leaves the field; `[slider, key]` presses a key there. */
async function fill(page, [place, text]) {
  const field = page.locator(place).first();
  if (await field.getAttribute('type') === 'range') await field.press(text);
  else if (await field.evaluate((element) => element.localName === 'select')) await field.selectOption(text);
  else {
    await field.fill(text);
    await field.press('Enter');
  }
}

/**
 * A page of the scene, in its window and with its clicks done; to be closed by the caller. `variant` is another theme and language.
 * What goes wrong in it is told to `warn`.
 */
export async function openScene(browser, origin, name, warn, variant = {}) {
  const { width = 1100, height = 720, zoom = 1, clicks = [] } = SCENES[name];
  const page = await browser.newPage({
    bypassCSP: true, reducedMotion: 'reduce', viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) }, deviceScaleFactor: zoom,
  });
  page.on('console', (message) => { if (message.type() === 'error' || message.text().includes('failed')) warn(`${name}: ${message.text()}`); });
  page.on('pageerror', (error) => { warn(`${name}: ${error.message}`); });
  const answer = await page.goto(`${origin}/${name}?${new URLSearchParams(variant)}`);
  if (answer?.status() !== 200) warn(`${name}: ${await answer?.text()}`);
  await page.locator('#app > :not(:empty)').first().waitFor({ state: 'attached', timeout: 10_000 });
  for (const click of clicks) await (typeof click === 'string' ? page.locator(click).first().click() : fill(page, click));
  await page.waitForLoadState('networkidle');
  return page;
}
