/** Taking away: texts in the clipboard, pictures and a page in files. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { THEMES } from '../../support/editor/harness.js';
import { journey } from '../../support/editor/journey.js';
import { CLICKS } from '../documents.js';
import { hasFocus, openPanel, press, waitForRow, type Session } from './panel.js';

const FILE = 'clicks.yaml';
const SECRET = 'wJalrXUtnFEMI';
/** With something wrong in it and something to hide. */
const TEXT = CLICKS.replace('    state.backend.type: rocksdb\n', `    state.backend.type: rocksdb\n    s3.secret-key: ${SECRET}\n    taskmanger.numberOfTaskSlots: "2"\n`);

/** The keys of memory in CLICKS, in their order. */
const SETTINGS = {
  'jobmanager.memory.process.size': '1600m', 'state.backend.type': 'rocksdb', 'taskmanager.memory.managed.fraction': '0.25', 'taskmanager.memory.process.size': '2600m', 'taskmanager.numberOfTaskSlots': '3',
} as const;

export function takeAwayJourneys({ language, harness }: Session): void {
  const { locale, say } = language;

  journey(`${locale}: a diagnosis without secrets, settings for every place, a table; pictures and a page for printing that open`, harness, {
    files: { [FILE]: TEXT }, settings: { 'workbench.colorTheme': THEMES.light, 'files.simpleDialog.enable': true }, viewport: { width: 1600, height: 1000 },
  }, async (editor) => {
    const panel = await openPanel(editor, language, FILE);
    const summary = panel.locator('summary').filter({ hasText: say('Take away') });
    const choose = async (entry: string): Promise<void> => {
      await summary.click();
      await panel.getByRole('button', { name: entry, exact: true }).click();
    };
    const copied = editor.page.locator('.statusbar-item').filter({ hasText: say('Copied') });
    const copy = async (entry: string): Promise<string> => {
      await editor.page.evaluate(`navigator.clipboard.writeText('')`);
      await choose(entry);
      await editor.until(async () => await editor.page.evaluate('navigator.clipboard.readText()') !== '', `“${entry}” in the clipboard`);
      await copied.waitFor();
      return String(await editor.page.evaluate('navigator.clipboard.readText()'));
    };

    const diagnosis = await copy(say('Diagnosis for a ticket'));
    for (const wanted of [
      `# ${say('Memory of {0}', 'clicks')}`, say('File: {0}', `${FILE} (FlinkDeployment)`), say('Flink: {0}, {1}', '1.20', say('from spec.flinkVersion')),
      say('Managed memory'), say('Findings'), 'unknown-key', 's3.secret-key: ******', '-XX:MaxMetaspaceSize=268435456',
    ]) assert.ok(diagnosis.includes(wanted), `“${wanted}” in: ${diagnosis}`);
    assert.match(diagnosis, /\| 521 \| 546\s308\s095 \|/);
    for (const hidden of [SECRET, editor.places.folder]) assert.ok(!diagnosis.includes(hidden), hidden);

    const markdown = await copy(say('Markdown table'));
    const lines = markdown.trim().split('\n');
    assert.equal(lines[0], `| ${[say('Part'), say('MiB'), say('Bytes'), say('Share'), say('From')].join(' | ')} |`);
    // A head, a line below it, and 13 parts.
    assert.equal(lines.length, 15);
    assert.ok(lines.some((line) => line.includes(say('JVM metaspace')) && line.includes('| 256 |')), markdown);

    const all = Object.entries(SETTINGS);
    assert.equal(await copy(say('-D arguments')), all.map(([key, value]) => `-D${key}=${value}`).join(' '));
    assert.equal(await copy('flink-conf.yaml'), all.map(([key, value]) => `${key}: ${value}\n`).join(''));
    assert.equal(await copy('flinkConfiguration'), `flinkConfiguration:\n${all.map(([key, value]) => `  ${key}: "${value}"\n`).join('')}`);
    assert.equal(await copy('config.yaml'), `jobmanager:
  memory:
    process:
      size: 1600m
state:
  backend:
    type: rocksdb
taskmanager:
  numberOfTaskSlots: 3
  memory:
    managed:
      fraction: 0.25
    process:
      size: 2600m
`);

    const save = async (entry: string, name: string): Promise<string> => {
      await choose(entry);
      const box = editor.page.locator('.quick-input-widget input[type=text]');
      const path = join(editor.places.folder, name);
      await editor.until(async () => await box.inputValue() === path, `${name} proposed`);
      await box.press('Enter');
      await editor.notified(say('Saved as {0}.', name));
      assert.ok(existsSync(path), name);
      return path;
    };
    const viewer = await editor.page.context().newPage();

    const svg = await save('SVG', 'clicks-taskManager.svg');
    assert.match(readFileSync(svg, 'utf8'), /^<svg /);
    await viewer.goto(pathToFileURL(svg).href);
    // Drawn by the browser, with the words and numbers of the panel, and nothing from elsewhere.
    await viewer.locator('svg').waitFor();
    const drawn = await viewer.locator('svg').first().innerHTML();
    for (const wanted of [say('Managed'), '521', say('Task heap'), '1098.6']) assert.ok(drawn.includes(wanted), wanted);
    assert.doesNotMatch(drawn, /<script|href=|https?:\/\/(?!www\.w3\.org)/);
    const size: unknown = await viewer.evaluate('[document.documentElement.getBoundingClientRect().width, document.documentElement.getBoundingClientRect().height].map((each) => each > 300)');
    assert.deepEqual(size, [true, true]);

    const png = readFileSync(await save('PNG', 'clicks-taskManager.png'));
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    await viewer.goto('about:blank');
    // Twice as many pixels as the picture is wide, and more than one colour in them.
    const looks: unknown = await viewer.evaluate(`(async () => {
      const image = new Image();
      image.src = 'data:image/png;base64,${png.toString('base64')}';
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const colours = new Set();
      for (let at = 0; at < data.length; at += 4 * 97) colours.add(data.slice(at, at + 3).join());
      return image.width > 600 && image.height > 600 && colours.size > 8;
    })()`);
    assert.equal(looks, true);

    const page = await save(say('Page for printing'), 'clicks-taskManager.html');
    await viewer.goto(pathToFileURL(page).href);
    await viewer.getByRole('heading', { name: 'clicks' }).waitFor();
    await viewer.getByRole('row', { name: new RegExp(`^${say('Managed memory')} `) }).filter({ hasText: '521' }).waitFor();
    assert.equal(await viewer.evaluate(`(({ complete, naturalWidth }) => complete && naturalWidth > 300)(document.querySelector('img'))`), true);
    assert.equal(await viewer.evaluate('document.documentElement.lang'), locale);
    assert.equal((await viewer.pdf()).subarray(0, 5).toString('latin1'), '%PDF-');
    await viewer.close();

    // While something is tried out that is what is taken away, and the menu says so.
    await press(panel, say('What if…')).click();
    await press(panel, say('Heap state')).click();
    await waitForRow(panel, 'managed', '−521');
    assert.equal(await copy('flink-conf.yaml'), Object.entries({ ...SETTINGS, 'state.backend.type': 'hashmap', 'taskmanager.memory.managed.fraction': '0' }).map(([key, value]) => `${key}: ${value}\n`).join(''));
    assert.ok((await copy(say('Diagnosis for a ticket'))).includes(`## ${say('Tried out, not in the file')}`));
    await summary.click();
    await panel.getByRole('group', { name: say('Copy the settings that are tried out as') }).waitFor();
    await editor.page.keyboard.press('Escape');

    // The menu closes by Escape, and the focus is where it was.
    await summary.press('Enter');
    await panel.getByRole('button', { name: 'SVG', exact: true }).focus();
    await editor.page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'SVG', exact: true }).waitFor({ state: 'hidden' });
    assert.equal(await hasFocus(summary), true);
  });
}
