/** Comparing: with another Flink, another cluster, the last commit, the clipboard. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityViolations } from '../../support/editor/accessibility.js';
import { THEMES } from '../../support/editor/harness.js';
import { journey } from '../../support/editor/journey.js';
import { CLICKS, CLICKS_LINES, FOREIGN } from '../documents.js';
import { aside, goTo, openPanel, press, row, waitForRow, type Session } from './panel.js';

const FILE = 'clicks.yaml';

/** 4 GiB: overhead 409.6, metaspace 256, Flink 3430.4, of which managed memory takes 0.4. */
const ORDERS = CLICKS.replace('name: clicks', 'name: orders').replace('"2600m"', '"4g"').replace('    taskmanager.memory.managed.fraction: "0.25"\n', '');

const PAYMENTS = CLICKS.replace('name: clicks', 'name: payments').replace('"2600m"', '"8g"');

/** Metaspace of 512 MiB: 256 less for Flink. */
const PASTED = 'taskmanager.memory.process.size: 2600m\ntaskmanager.memory.managed.fraction: 0.25\ntaskmanager.memory.jvm-metaspace.size: 512m\n';

/** The file's first commit, with managed memory at 0.5; the folder has the file as CLICKS has it. */
function commit(folder: string): void {
  writeFileSync(join(folder, FILE), CLICKS.replace('"0.25"', '"0.5"'));
  const git = (...given: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=Journey', '-c', 'user.email=journey@example.invalid', '-c', 'commit.gpgsign=false', ...given], { cwd: folder, stdio: 'pipe' });
  };
  git('init', '--quiet');
  git('add', FILE);
  git('commit', '--quiet', '--message', 'Clicks');
  writeFileSync(join(folder, FILE), CLICKS);
}

export function compareJourneys({ language, harness }: Session): void {
  const { locale, say } = language;

  journey(`${locale}: compared with the last commit, the clipboard, another cluster and another Flink`, harness, {
    files: { [FILE]: CLICKS, 'orders.yaml': ORDERS, 'prod/payments.yaml': PAYMENTS, 'prod/service.yaml': FOREIGN }, prepare: commit,
    settings: { 'workbench.colorTheme': THEMES.dark, 'git.enabled': true }, viewport: { width: 1600, height: 1000 },
  }, async (editor) => {
    await editor.openFile('orders.yaml');
    const panel = await openPanel(editor, language, FILE);
    const compareWith = async (entry: string | RegExp, title: string): Promise<void> => {
      await press(panel, say('Compare…')).click();
      await editor.page.getByText(say('Compare {0} with…', 'clicks')).first().waitFor();
      await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: entry }).first().click();
      await aside(panel).getByRole('heading', { name: title }).waitFor();
    };
    const end = async (): Promise<void> => {
      await press(panel, say('End the comparison')).click();
      await press(panel, say('End the comparison')).waitFor({ state: 'detached' });
      await waitForRow(panel, 'managed', say('{0} of Flink', '0.25'));
    };

    // Half of 2084 MiB before, a quarter now; the comparison follows the text.
    await compareWith(say('The last commit'), say('{0} → {1}', say('last commit'), say('now')));
    await waitForRow(panel, 'managed', /1042.*521.*−521/);
    assert.match(await aside(panel).innerText(), /1042 → 521 MiB/);
    await editor.screenshot(`${locale}-panel-compare-commit`);
    assert.deepEqual(await accessibilityViolations(panel), []);
    await goTo(editor, FILE, { line: CLICKS_LINES.managedFraction, column: 47 });
    await editor.page.keyboard.press('Backspace');
    await editor.page.keyboard.type('6');
    await waitForRow(panel, 'managed', /1042.*541\.8.*−500\.2/);
    await editor.page.keyboard.press('Backspace');
    await editor.page.keyboard.type('5');
    await waitForRow(panel, 'managed', /1042.*521.*−521/);
    await end();

    await editor.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(PASTED)})`);
    await compareWith(say('The clipboard'), say('{0} → {1}', 'clicks', say('clipboard')));
    // 2600 − 512 − 260 = 1828, of which a quarter.
    await waitForRow(panel, 'jvmMetaspace', /256.*512.*\+256/);
    await waitForRow(panel, 'managed', /521.*457.*−64/);
    // In the table too.
    await press(panel, say('Table')).click();
    const table = panel.getByRole('table', { name: say('All parts of the {0}', 'TaskManager') });
    await table.getByRole('columnheader', { name: say('{0}, MiB', say('clipboard')) }).waitFor();
    assert.match(await table.getByRole('row', { name: say('JVM metaspace') }).innerText(), /256\s+512\s+\+256/);
    await press(panel, say('Table')).click();
    await end();

    await editor.page.evaluate(`navigator.clipboard.writeText('nothing of Flink’s')`);
    await press(panel, say('Compare…')).click();
    await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: say('The clipboard') }).click();
    await editor.notified(say('The clipboard holds no configuration of Flink. Copy one, then compare again.'));
    await waitForRow(panel, 'managed', say('{0} of Flink', '0.25'));

    await compareWith(/^orders.*orders\.yaml/, say('{0} → {1}', 'clicks', 'orders'));
    await waitForRow(panel, 'totalProcess', /2600.*4096.*\+1496/);
    // 0.4 of 3430.4.
    await waitForRow(panel, 'managed', /521.*1372\.2.*\+851\.2/);
    await end();

    // A cluster of a file that nobody has opened; what is not Flink's is not offered.
    await press(panel, say('Compare…')).click();
    const entries = editor.page.locator('.quick-input-list .monaco-list-row');
    await entries.filter({ hasText: say('Another file of the workspace…') }).click();
    await editor.page.getByText(say('Compare with which file?')).first().waitFor();
    await entries.filter({ hasText: 'prod/payments.yaml' }).waitFor();
    assert.equal(await entries.count(), 1);
    await entries.first().click();
    await waitForRow(panel, 'totalProcess', /2600.*8192.*\+5592/);
    await end();

    // The same sizes: that is said, too.
    await compareWith('Flink 1.11', say('{0} → {1}', 'Flink 1.20', 'Flink 1.11'));
    await aside(panel).getByText(say('Every part has the same size.')).waitFor();
    await editor.screenshot(`${locale}-panel-compare-version`);
    assert.deepEqual(await accessibilityViolations(panel), []);
    await row(panel, 'managed').click();
    await end();
  });
}
