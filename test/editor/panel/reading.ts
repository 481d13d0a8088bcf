/** The drawing, what is said of a part, and the way between file and panel. */
import assert from 'node:assert/strict';
import { accessibilityViolations } from '../../support/editor/accessibility.js';
import { THEMES } from '../../support/editor/harness.js';
import { journey } from '../../support/editor/journey.js';
import { CLICKS, CLICKS_LINES } from '../documents.js';
import { aside, goTo, openPanel, row, waitForRow, type Session } from './panel.js';

/** Sizes of CLICKS in MiB, from the documentation of Flink's memory model: the heap gets what the others leave of 2084. */
const SIZES = {
  totalProcess: 2600, totalFlink: 2084, jvmHeap: 1226.6, frameworkHeap: 128, taskHeap: 1098.6, offHeap: 857.4, managed: 521, jvmDirect: 336.4,
  frameworkOffHeap: 128, taskOffHeap: 0, network: 208.4, jvmMetaspace: 256, jvmOverhead: 260,
} as const;

/** Of managed memory: the overhead is 0.1 as a float, 1 hundred-millionth more, so 4 bytes more than 260 MiB. */
const BYTES = '546 308 095';

export function readingJourneys({ language, harness }: Session): void {
  const { locale, say, pool } = language;

  journey(`${locale}: the drawing is to scale, every part says size, share and where it comes from`, harness, { files: { 'clicks.yaml': CLICKS }, settings: { 'workbench.colorTheme': THEMES.dark }, viewport: { width: 1600, height: 1000 } }, async (editor) => {
    const panel = await openPanel(editor, language, 'clicks.yaml');
    for (const [part, size] of Object.entries(SIZES)) await row(panel, part).locator('.size').filter({ hasText: new RegExp(`^${size} MiB$`) }).waitFor();
    await waitForRow(panel, 'managed', say('{0} of Flink', '0.25'));
    await waitForRow(panel, 'managed', say('{0} %', 20));
    await waitForRow(panel, 'taskHeap', say('the rest'));
    await waitForRow(panel, 'jvmMetaspace', say('default'));
    await waitForRow(panel, 'jvmOverhead', say('{0} of process', '0.1'));

    // As screen readers have it: the nesting of the documentation, and the table with the same numbers.
    const tree: unknown = await panel.getByRole('tree', { name: say('Memory of the {0}', 'TaskManager') }).getByRole('treeitem').evaluateAll((items: readonly { readonly ariaLevel: string; readonly dataset: { readonly pool: string } }[]) => items.map(({ ariaLevel, dataset }) => `${ariaLevel} ${dataset.pool}`));
    assert.deepEqual(tree, [
      '1 totalProcess', '2 totalFlink', '3 jvmHeap', '4 frameworkHeap', '4 taskHeap', '3 offHeap', '4 managed', '4 jvmDirect', '5 frameworkOffHeap', '5 taskOffHeap', '5 network', '2 jvmMetaspace', '2 jvmOverhead',
    ]);
    const table = panel.getByRole('table', { name: say('All parts of the {0}', 'TaskManager') });
    assert.ok(words(await table.getByRole('row', { name: say('Managed memory') }).innerText()).includes(`521 ${BYTES} ${say('{0} %', 20)}`));
    await panel.getByRole('button', { name: say('Table'), exact: true }).click();
    await table.getByRole('row', { name: say('Network memory') }).filter({ visible: true, hasText: '208.4' }).waitFor();

    // The bar is to scale, and each piece has its ribbon; rows are alike, however small their part.
    const heights: unknown = await panel.evaluate(`Object.fromEntries([...document.querySelectorAll('.ties .piece')].map((piece) => [piece.dataset.pool, piece.querySelector('.fill').getBoundingClientRect().height]))`);
    const height = (part: keyof typeof SIZES): number => Number(Object.entries(heights ?? {}).find(([name]) => name === part)?.[1]);
    for (const part of ['managed', 'network', 'jvmMetaspace', 'jvmOverhead', 'frameworkHeap'] as const) {
      assert.ok(Math.abs(height(part) / height('taskHeap') - SIZES[part] / SIZES.taskHeap) < 0.01, `${part}: ${height(part)} of ${height('taskHeap')}`);
      assert.equal(await panel.locator(`.ties .ribbon[data-pool=${part}]`).count(), 1);
    }
    const rowHeights = await panel.locator('[role=treeitem].row').evaluateAll((rows: readonly { readonly offsetHeight: number }[]) => rows.map(({ offsetHeight }) => offsetHeight));
    // A name may break into two lines.
    assert.ok(Math.min(...rowHeights) >= 28 && Math.max(...rowHeights) <= 1.5 * Math.min(...rowHeights), String(rowHeights));
    // Kinds of memory differ by more than colour.
    const signs: unknown = await panel.evaluate(`['taskHeap', 'managed', 'network', 'jvmMetaspace', 'jvmOverhead'].map((pool) => document.querySelector('.ties .piece[data-pool=' + pool + '] [fill^="url"]').getAttribute('fill'))`);
    assert.equal(Array.isArray(signs) ? new Set(signs).size : 0, 5);
    await editor.screenshot(`${locale}-panel-table`);
    assert.deepEqual(await accessibilityViolations(panel), []);
  });

  journey(`${locale}: a part is explained with this file’s numbers; file and panel lead to each other`, harness, { files: { 'clicks.yaml': CLICKS }, settings: { 'workbench.colorTheme': THEMES.light }, viewport: { width: 1600, height: 900 } }, async (editor) => {
    const panel = await openPanel(editor, language, 'clicks.yaml');
    await row(panel, 'managed').click();
    await editor.waitForLine(CLICKS_LINES.managedFraction);
    const about = aside(panel);
    await about.getByRole('heading', { name: say('Managed memory') }).waitFor();
    const text = words(await about.innerText());
    for (const wanted of [
      say('{0} bytes', BYTES), pool('managed', 'text'), pool('managed', 'when'), pool('managed', 'short'), say('When to change it'), say('When it runs short'),
      say('In each of {0} slots: {1}', 3, '173.7 MiB'), say('How RocksDB uses the {0} of a slot:', '173.7 MiB'),
    ]) assert.ok(text.includes(wanted), `“${wanted}” in: ${text}`);
    // Flink's own arithmetic for RocksDB: five sixths are cache, of which two sixths are for write buffers.
    assert.match(text, new RegExp(`${escaped(say('block cache'))}\\s+144\\.7 MiB`));
    assert.match(text, new RegExp(`${escaped(say('write buffers, within the cache'))}\\s+57\\.9 MiB`));
    assert.match(text, /STATE_BACKEND|RocksDB/);
    assert.equal(await about.getByRole('link', { name: say('Memory of the {0} in Flink’s documentation', 'TaskManager') }).getAttribute('href'), `https://nightlies.apache.org/flink/flink-docs-release-1.20/${locale === 'en' ? '' : 'zh/'}docs/deployment/memory/mem_setup_tm/`);
    // The sum: 2084 × 0.25 = 521.
    const sum = about.getByRole('table', { name: say('How it comes about') });
    assert.match(words(await sum.innerText()), /2084.*0\.25.*521/);
    await goTo(editor, 'clicks.yaml', { line: 1, column: 1 });
    await row(panel, 'managed').click();
    await sum.getByRole('button', { name: /managed\.fraction/ }).click();
    await editor.waitForLine(CLICKS_LINES.managedFraction);

    // By keyboard: arrows walk, letters find, Enter goes to the line, Escape to what was chosen before.
    const key = (name: string): Promise<void> => editor.page.keyboard.press(name);
    const focused = async (part: string): Promise<void> => row(panel, part).and(panel.locator(':focus')).waitFor();
    await row(panel, 'managed').focus();
    await key('ArrowDown');
    await focused('jvmDirect');
    await key('ArrowRight');
    await focused('frameworkOffHeap');
    await key('ArrowLeft');
    await focused('jvmDirect');
    await key('End');
    await focused('jvmOverhead');
    await key('Home');
    await focused('totalProcess');
    await row(panel, 'network').focus();
    await editor.page.keyboard.type('jvm');
    await focused('jvmMetaspace');
    await key('Home');
    await focused('totalProcess');
    await key('Enter');
    await editor.waitForLine(CLICKS_LINES.taskManagerMemory);
    await about.getByRole('heading', { name: say('Total process memory') }).waitFor();
    // Each slot's share of everything.
    assert.match(await about.innerText(), new RegExp(`${escaped(say('In each of {0} slots', 3))}[^]*${escaped(say('Task heap'))}\\s+366\\.2 MiB[^]*${escaped(say('Network'))}\\s+69\\.5 MiB`));
    await key('Escape');
    await row(panel, 'managed').and(panel.locator('[aria-selected=true]')).waitFor();
    // The editor's own search opens over the page. What it finds cannot be looked at: this Chromium's window.find finds nothing.
    await key('Control+f');
    const search = editor.page.locator('.simple-find-part.visible input');
    await search.waitFor();
    await editor.page.keyboard.type('208.4');
    assert.equal(await search.inputValue(), '208.4');
    await key('Escape');
    await search.waitFor({ state: 'hidden' });

    // A keystroke keeps what is chosen, what is unfolded and how far it is scrolled.
    const others = about.locator('summary').first();
    await others.click();
    const scrollTop = (): Promise<number> => about.evaluate((element: { readonly scrollTop: number }) => element.scrollTop);
    await about.evaluate((element: { scrollTop: number }) => { element.scrollTop = 120; });
    const scrolled = await scrollTop();
    await goTo(editor, 'clicks.yaml', { line: CLICKS_LINES.managedFraction, column: 47 });
    await editor.page.keyboard.press('Backspace');
    await editor.page.keyboard.type('6');
    // 0.26 of 2084 MiB.
    await waitForRow(panel, 'managed', '541.8');
    assert.equal(await about.locator('details').first().evaluate((element: { readonly open: boolean }) => element.open), true);
    assert.equal(await scrollTop(), scrolled);
    assert.equal(await row(panel, 'managed').getAttribute('aria-selected'), 'true');

    // The line under the cursor chooses its part; the other process has a tab.
    await goTo(editor, 'clicks.yaml', { line: CLICKS_LINES.jobManagerMemory, column: 10 });
    await panel.getByRole('tab', { name: 'JobManager', selected: true }).waitFor();
    await waitForRow(panel, 'totalProcess', '1600');
    await panel.getByRole('tab', { name: 'JobManager' }).press('ArrowLeft');
    await panel.getByRole('tab', { name: 'TaskManager', selected: true }).waitFor();
    await waitForRow(panel, 'totalProcess', '2600');
  });
}

/** A text with plain blanks: sizes have narrow ones. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
