/** A pasted error is explained in both display languages, and one of its changes is applied. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Harness, THEMES } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { CLICKS } from './documents.js';

const CONF = 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m\n';
const ERROR = 'ERROR TaskManager died java.lang.OutOfMemoryError: Metaspace';

const LANGUAGES = [
  { locale: 'en', which: 'Which file configures the process?', page: 'Error Explained', command: 'Flink Memory: Explain an Error…', all: 'All of taskmanager.log', typed: 'Type or paste it…', title: 'The JVM metaspace is used up', fix: /jvm-metaspace\.size: 512m, taskmanager/ },
  { locale: 'zh-cn', which: '进程由哪个文件配置？', page: '错误解释', command: 'Flink 内存: 解释错误…', all: 'taskmanager.log 的全部内容', typed: '输入或粘贴…', title: 'JVM 元空间耗尽', fix: /jvm-metaspace\.size: 512m、taskmanager/ },
] as const;

for (const { locale, which, page: tab, command, all, typed, title, fix } of LANGUAGES) {
  describe(locale, () => {
    let harness: Harness;
    before(async () => { harness = await Harness.start({ locale }); });
    after(async () => { await harness.stop(); });

    journey(`${locale}: an error explained`, () => harness, { files: { 'flink-conf.yaml': CONF }, settings: { 'workbench.colorTheme': THEMES.light } }, async (editor) => {
      await editor.openFile('flink-conf.yaml');
      await editor.runAskingCommand(command, typed);
      const { page } = editor;
      await page.locator('.quick-input-widget input').fill(ERROR);
      await page.keyboard.press('Enter');
      const explanation = await editor.webview('h1');
      assert.equal(await explanation.locator('h1').innerText(), title);
      await editor.screenshot(`${locale}-error-explained`);
      await explanation.getByRole('link', { name: 'taskmanager.memory.process.size', exact: true }).click();
      await editor.waitForLine(2);
      await explanation.getByRole('link', { name: fix }).click();
      await editor.waitForDirty();
      // The page keeps up: twice as much again.
      await editor.webview('a:has-text("jvm-metaspace.size: 1g")');
      await editor.openFile('flink-conf.yaml');
      assert.equal(await editor.save('flink-conf.yaml'), `${CONF.replace('1728m', '1992m')}taskmanager.memory.jvm-metaspace.size: 512m\n`);
    });

    journey(`${locale}: an open log explained with the file beside it`, () => harness, { files: { 'flink-conf.yaml': CONF, 'taskmanager.log': `INFO started\n${ERROR}\n` } }, async (editor) => {
      await editor.openFile('flink-conf.yaml');
      await editor.openFile('taskmanager.log');
      await editor.runCommand(command);
      await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: all }).click();
      const explanation = await editor.webview('h1');
      assert.equal(await explanation.locator('h1').innerText(), title);
      await explanation.getByRole('link', { name: fix }).waitFor();
    });

    journey(`${locale}: whoever turns away from a question gets no page`, () => harness, { files: { 'dev.yaml': CLICKS, 'prod.yaml': CLICKS, 'taskmanager.log': `INFO started\n${ERROR}\n` } }, async (editor) => {
      for (const file of ['dev.yaml', 'prod.yaml', 'taskmanager.log']) await editor.openFile(file);
      const { page } = editor;
      const question = page.locator('.quick-input-widget').filter({ hasText: which });
      const ask = async (): Promise<void> => {
        await editor.runCommand(command);
        await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: all }).click();
        await question.waitFor();
      };
      await ask();
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'hidden' });
      await ask();
      assert.equal(await page.locator('.tab').filter({ hasText: tab }).count(), 0);
      await question.locator('.monaco-list-row').filter({ hasText: 'prod.yaml' }).click();
      const explanation = await editor.webview('h1');
      assert.equal(await explanation.locator('h1').innerText(), title);
      await explanation.locator('footer').filter({ hasText: 'prod.yaml' }).waitFor();
    });
  });
}
