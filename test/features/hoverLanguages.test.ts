import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import * as l10n from '@vscode/l10n';
import { hover } from '../../server/src/features/index.js';
import type { Language } from '../../server/src/shared/language.js';
import { caret, hoverText, open, type OpenOptions } from '../support/features.js';

const ROOT = join(__dirname, '..', '..', '..');
const COMMANDS = ['flinkMemory.openPanel'];

/** The session's language, until the test is over. */
function speak(language: Language, context: TestContext): void {
  const set = (file: string): void => { l10n.config({ contents: readFileSync(join(ROOT, 'l10n', file), 'utf8') }); };
  set(language === 'en' ? 'bundle.l10n.json' : 'bundle.l10n.zh-cn.json');
  context.after(() => { set('bundle.l10n.json'); });
}

function inChinese(source: string, options: OpenOptions = {}): string {
  const opened = open(source, { ...options, language: 'zh-cn' });
  return hoverText(hover(opened.document, caret(opened), opened.context));
}

test('Chinese has its own brackets, its comma for lists, and no blank before per cent', (context) => {
  speak('zh-cn', context);
  const head = inChinese('apiVersion: flink.apache.org/v1beta1\nkind: Flink‸Deployment\nmetadata: {name: a}\nspec:\n  flinkVersion: v1_20\n  taskManager: {resource: {memory: 2g}}\n');
  assert.match(head, /Flink 1\.20（来自 spec\.flinkVersion）/);
  const total = inChinese('taskmanager.memory.process.‸size: 2600m\n', { uri: 'file:///conf/flink-conf.yaml', hoverImages: true });
  assert.match(total, /\| 框架堆 \| 128 \| 5% \|/);
  assert.match(total, /!\[框架堆 5%、任务堆 \d+%、/);
  const templated = inChinese('taskmanager.memory.process.‸size: "{{ a }}"\ntaskmanager.memory.managed.size: "{{ b }}"\n', { uri: 'file:///conf/flink-conf.yaml' });
  assert.match(templated, /取决于 `taskmanager\.[a-z.]+`、`taskmanager\.[a-z.]+`。/);
  // 1 GiB until Flink 1.16, no bound since.
  const changed = inChinese('taskmanager.memory.process.size: 4g\ntaskmanager.memory.network.‸max: 1g\n', { uri: 'file:///conf/flink-conf.yaml', settings: { flinkVersion: '1.20' } });
  assert.match(changed, /默认值：无上限（[^（）]*`1 gb`[^（）]*）/);
  for (const text of [head, templated]) assert.doesNotMatch(text, /\p{Script=Han}[^）]{0,9}\)/u);
});

test('a patch release of the image’s is not said to stand in the field', (context) => {
  const patched = (image: string): string => `apiVersion: flink.apache.org/v1beta1\nkind: Flink‸Deployment\nmetadata: {name: a}\nspec:\n  image: ${image}\n  flinkVersion: v1_20\n  taskManager: {resource: {memory: 2g}}\n`;
  const inEnglish = (image: string): string => {
    const opened = open(patched(image));
    return hoverText(hover(opened.document, caret(opened), opened.context));
  };
  speak('en', context);
  assert.match(inEnglish('flink:1.20.1'), /Flink 1\.20\.1 \(from flinkVersion and image\)/);
  assert.match(inEnglish('flink:1.20'), /Flink 1\.20 \(from spec\.flinkVersion\)/);
  // Another minor's is not asked.
  assert.match(inEnglish('flink:1.19.1'), /Flink 1\.20 \(from spec\.flinkVersion\)/);
  speak('zh-cn', context);
  assert.match(inChinese(patched('flink:1.20.1')), /Flink 1\.20\.1（来自 flinkVersion 和镜像）/);
});

test('bold text ends where Chinese goes on', (context) => {
  speak('zh-cn', context);
  const text = inChinese('taskmanager.memory.process.‸size: 500m\ntaskmanager.memory.flink.size: 1g\n', { uri: 'file:///conf/flink-conf.yaml' });
  assert.match(text, /^\*\*Flink 将无法启动 TaskManager：还缺 780 MiB。\*\* /);
});

/** Characters to a line of a hover that is 750 px wide, and lines to one that is 250 px high; both a little less than there is. */
const WIDTH = 105;
const HEIGHT = 11;

/** The lines that a hover takes; a gap between paragraphs is half of one. */
function height(markdown: string): number {
  const shown = markdown.replace(/\]\([^)]*\)/g, ']').replace(/^!\[[^\]]*\]/gm, '[]').split('\n').filter((line) => !/^\|[ -:|]*$/.test(line));
  return shown.reduce((sum, line) => sum + (line === '' ? 0.5 : Math.ceil(widthOf(line) / WIDTH)), 0);
}

function widthOf(line: string): number {
  return line.length + (line.match(/[\u3000-\u9fff\uff00-\uffef]/g) ?? []).length;
}

const EXAMPLES = [
  'standalone/flink-conf.yaml', 'standalone-2/config.yaml', 'kubernetes/clicks-session.yaml', 'kubernetes/shop.yaml',
  'broken/flink-conf.yaml', 'broken/config.yaml', 'broken/orders.yaml', 'broken/clicks.yaml',
] as const;

for (const language of ['en', 'zh-cn'] as const) {
  test(`no hover of the examples needs scrolling (${language})`, (context) => {
    speak(language, context);
    let seen = 0;
    for (const file of EXAMPLES) {
      const source = readFileSync(join(ROOT, 'examples', file), 'utf8');
      const { document, context: features } = open(source, { uri: `file:///examples/${file}`, commands: COMMANDS, language });
      for (const [line, text] of source.split('\n').entries()) {
        for (const character of new Set([text.search(/\S/), text.lastIndexOf(': ') + 2])) {
          const found = character < 0 ? undefined : hover(document, { line, character }, features);
          if (found === undefined) continue;
          seen += 1;
          assert.ok(height(hoverText(found)) <= HEIGHT, `${file}:${String(line + 1)}\n${hoverText(found)}`);
        }
      }
    }
    assert.ok(seen > 50);
  });
}
