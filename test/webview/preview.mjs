/**
 * Looks at the panel's page outside an editor: `node test/webview/preview.mjs` serves it, `--shoot FOLDER [SCENE…]` takes pictures
 * and checks each scene with axe. `node scripts/pictures.mjs --states` takes them in the real editor.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launchBrowser } from '../../scripts/editor/browser.mjs';
import { openScene } from './openScene.mjs';
import { origin, stop } from './pageServer.mjs';
import { SCENES } from './scenes.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

if (process.argv[2] === '--shoot') {
  const [, , , folder = join(ROOT, '.cache/screenshots/panel'), ...wanted] = process.argv;
  await mkdir(folder, { recursive: true });
  const axe = await readFile(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
  const browser = await launchBrowser();
  try {
    for (const name of wanted.length > 0 ? wanted : Object.keys(SCENES)) {
      const page = await openScene(browser, origin, name, (text) => { console.log(text); });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (beyond > 0) console.log(`${name}: scrolls sideways by ${beyond} px`);
      await page.addScriptTag({ content: axe });
      for (const { id, nodes } of await page.evaluate(async () => (await window.axe.run()).violations)) {
        console.log(`${name}: axe ${id}: ${`${nodes.length} × ${nodes[0].html.slice(0, 120)}`}`);
      }
      await page.screenshot({ path: join(folder, `${name}.png`) });
      await page.close();
    }
  } finally {
    await browser.close();
    stop();
  }
} else {
  console.log(origin);
}
