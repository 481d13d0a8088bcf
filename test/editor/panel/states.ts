/** What the panel says where there are no sizes to draw, or not all of them: each state tells what to do next. */
import assert from 'node:assert/strict';
import { accessibilityViolations } from '../../support/editor/accessibility.js';
import { THEMES } from '../../support/editor/harness.js';
import { journey } from '../../support/editor/journey.js';
import { CLICKS, CLICKS_LINES, FOREIGN, TOO_SMALL } from '../documents.js';
import { aside, goTo, openPanel, press, row, waitForRow, type Session } from './panel.js';

const TEMPLATED = CLICKS.replace('managed.fraction: "0.25"', 'managed.size: "{{ .Values.managed }}"').replace('"1600m"', '"{{ .Values.jobManager }}"');

/** One process of two: the other has a Deployment of its own. */
export const TASK_MANAGER_ONLY = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: parcels-taskmanager
spec:
  template:
    spec:
      containers:
        - name: taskmanager
          image: flink:1.20
          args: ["taskmanager"]
          env:
            - name: FLINK_PROPERTIES
              value: |
                taskmanager.memory.process.size: 2600m
`;

const TWICE = 'taskmanager.memory.process.size: 1728m\ntaskmanager.memory.process.size: 1729m\njobmanager.memory.process.size: 1600m\n';
const OLD = '# flink-memory: version 1.10\njobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m\n';

export function stateJourneys({ language, harness }: Session): void {
  const { locale, say } = language;
  const refused = say('Flink will not start this {0}', 'TaskManager');

  journey(`${locale}: a refused configuration is drawn, with its excess and its ways out`, harness, {
    files: { 'flink-conf.yaml': TOO_SMALL }, settings: { 'workbench.colorTheme': THEMES.light }, viewport: { width: 1600, height: 1000 },
  }, async (editor) => {
    const panel = await openPanel(editor, language, 'flink-conf.yaml');
    const about = aside(panel);
    await about.getByRole('heading', { name: refused }).waitFor();
    // 512 less metaspace 256 and overhead 192 are 64 for Flink; the framework's 2 × 128, managed memory, 0.4 of 64, and the least of network memory are 345.6.
    assert.match(await about.innerText(), /345\.6 MiB[^]*64 MiB[^]*281\.6 MiB/);
    await panel.getByText(/^\+281\.6(?: MiB)?$/).first().waitFor();
    assert.equal(await panel.locator('.ties [fill="url(#hatch-excess)"]').count(), 1);
    // Who takes part is marked in the drawing, and the tab says which process it is.
    await row(panel, 'frameworkHeap').getByRole('img', { name: say('takes part in the error') }).waitFor();
    assert.equal(await row(panel, 'taskHeap').getByRole('img', { name: say('takes part in the error') }).count(), 0);
    await panel.getByRole('tab', { name: 'TaskManager' }).getByRole('img', { name: say('refused') }).waitFor();
    // Numbers that do not exist are not invented.
    await row(panel, 'taskHeap').getByText(say('size unknown')).waitFor();
    // 448 and 320 / 0.6 are 981.33: less than what is printed would not do.
    await about.getByText(say('accepted: {0} or more', '981.4 MiB')).waitFor();
    await editor.screenshot(`${locale}-panel-refused`);
    assert.deepEqual(await accessibilityViolations(panel), []);

    await about.getByRole('listitem').getByRole('button', { name: '982m' }).click();
    await waitForRow(panel, 'totalProcess', '982');
    await about.getByRole('heading', { name: refused }).waitFor({ state: 'detached' });
    await goTo(editor, 'flink-conf.yaml', { line: 1, column: 1 });
    assert.equal(await editor.save('flink-conf.yaml'), TOO_SMALL.replace('512m', '982m'));
    await editor.page.keyboard.press('Control+z');
    await about.getByRole('heading', { name: refused }).waitFor();
    assert.equal(await editor.save('flink-conf.yaml'), TOO_SMALL);
    // The other process is not refused, and is drawn as ever: a tenth of 1600 is below the least overhead.
    await panel.getByRole('tab', { name: 'JobManager' }).click();
    await waitForRow(panel, 'totalProcess', '1600');
    await waitForRow(panel, 'jvmOverhead', /192/);
    await waitForRow(panel, 'jvmOverhead', say('at its minimum'));
  });

  journey(`${locale}: templated, partial, not loaded, not modelled, empty and loading states say what to do next`, harness, {
    files: { 'templated.yaml': TEMPLATED, 'taskmanager.yaml': TASK_MANAGER_ONLY, 'config.yaml': TWICE, 'flink-conf.yaml': OLD, 'service.yaml': FOREIGN, 'clicks.yaml': CLICKS },
    settings: { 'workbench.colorTheme': THEMES.dark }, viewport: { width: 1600, height: 900 },
  }, async (editor) => {
    // Before there is anything of Flink's; then, while the server starts, the page says so.
    const panel = await openPanel(editor, language, 'service.yaml');
    const about = aside(panel);
    await panel.getByRole('heading', { name: say('This file sets no memory of Flink’s.') }).waitFor();
    await panel.evaluate(`window.said = []; new MutationObserver(() => { window.said.push(document.body.innerText); }).observe(document.body, { childList: true, subtree: true }); undefined`);
    await goTo(editor, 'templated.yaml', { line: 1, column: 1 });
    await about.getByRole('heading', { name: say('The size of this {0} depends on a template', 'TaskManager') }).waitFor();
    const said: unknown = await panel.evaluate('window.said');
    assert.ok(Array.isArray(said) && said.some((text) => String(text).includes(say('Reading the file…'))), JSON.stringify(said));
    await about.getByText('{{ .Values.managed }}').waitFor();
    await row(panel, 'managed').getByText(say('depends on a template')).waitFor();
    await waitForRow(panel, 'managed', '?');
    assert.ok(await panel.locator('.ties [fill="url(#hatch-rest)"]').count() > 0);
    await editor.screenshot(`${locale}-panel-templated`);
    assert.deepEqual(await accessibilityViolations(panel), []);
    await about.getByRole('button', { name: 'taskmanager.memory.managed.size' }).first().click();
    await editor.waitForLine(CLICKS_LINES.managedFraction);
    // In a what-if the template's own field is closed, and says why.
    await press(panel, say('What if…')).click();
    const field = about.getByRole('textbox', { name: 'managed.size', exact: true });
    await field.waitFor();
    assert.equal(await field.isDisabled(), true);
    await about.getByText(say('depends on a template'), { exact: true }).first().waitFor();
    await press(panel, say('Discard')).click();
    await panel.getByRole('tab', { name: 'JobManager' }).click();
    await about.getByRole('heading', { name: say('The size of this {0} depends on a template', 'JobManager') }).waitFor();
    await about.getByText('{{ .Values.jobManager }}').waitFor();

    const tells = async (...sentences: readonly string[]): Promise<void> => {
      for (const sentence of sentences) await panel.getByText(sentence).first().waitFor();
      assert.deepEqual(await accessibilityViolations(panel), [], sentences[0]);
    };
    await goTo(editor, 'taskmanager.yaml', { line: 1, column: 1 });
    await panel.getByRole('heading', { name: 'parcels-taskmanager' }).waitFor();
    await panel.getByRole('tab', { name: 'TaskManager', selected: true }).waitFor();
    await waitForRow(panel, 'totalProcess', '2600');
    await panel.getByRole('tab', { name: 'JobManager' }).click();
    await tells(say('No {0} is configured here.', 'JobManager'), say('Its memory is set in another file.'));
    await goTo(editor, 'config.yaml', { line: 1, column: 1 });
    await tells(say('Flink cannot load this file: a key occurs twice.'), say('Keep one of the two.'));
    await panel.getByRole('button', { name: 'taskmanager.memory.process.size' }).click();
    await editor.waitForLine(2);
    await goTo(editor, 'flink-conf.yaml', { line: 1, column: 1 });
    await panel.getByRole('heading', { name: 'flink-conf.yaml' }).waitFor();
    await panel.getByRole('tab', { name: 'JobManager' }).click();
    await tells(say('Flink {0} has no memory model for the {1} that could be drawn.', '1.10', 'JobManager'), say('Choose another Flink version if this is not the one you run.'));
    await goTo(editor, 'service.yaml', { line: 1, column: 1 });
    await tells(say('This file sets no memory of Flink’s.'), say('Go to a Flink configuration, a FlinkDeployment or another file that does: the drawing follows.'));
    await editor.screenshot(`${locale}-panel-empty`);

    // The server started anew: the panel draws on.
    await goTo(editor, 'clicks.yaml', { line: 1, column: 1 });
    await panel.getByRole('heading', { name: 'clicks' }).waitFor();
    await editor.runCommand(language.command('restartServer'));
    await goTo(editor, 'clicks.yaml', { line: CLICKS_LINES.managedFraction, column: 47 });
    await editor.page.keyboard.press('Backspace');
    await editor.page.keyboard.type('6');
    await waitForRow(panel, 'managed', '541.8');
    await editor.save('clicks.yaml');

    // Without any file.
    await editor.runCommand('View: Close All Editors in Group');
    await panel.getByText(say('No file is open.')).waitFor();
    await panel.getByText(say('Open a Flink configuration, a FlinkDeployment or another file that sets Flink’s memory.')).waitFor();
    assert.deepEqual(await accessibilityViolations(panel), []);
  });
}
