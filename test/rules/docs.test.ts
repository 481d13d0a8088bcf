import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ALL_RULES } from '../../server/src/rules/index.js';
import type { RuleLevel, Settings } from '../../server/src/shared/settings.js';
import { checkText } from './support.js';

const LEVELS: Readonly<Record<'rules.md' | 'rules.zh-cn.md', Readonly<Record<RuleLevel, string>>>> = {
  'rules.md': { error: 'Error.', warning: 'Warning.', information: 'Information.', hint: 'Hint.', off: 'Off.' },
  'rules.zh-cn.md': { error: '错误。', warning: '警告。', information: '信息。', hint: '提示。', off: '关闭。' },
};

/** Rules about an operator that is not the one assumed. */
const SETTINGS: Readonly<Record<string, Partial<Settings>>> = { 'nested-configuration-unsupported': { operatorVersion: '1.12' } };

interface Chapter { readonly id: string; readonly level: string; readonly examples: readonly { readonly language: string; readonly text: string }[] }

function chaptersOf(file: keyof typeof LEVELS): readonly Chapter[] {
  const text = readFileSync(path.resolve(__dirname, '../../../docs', file), 'utf8');
  return text.split(/^### /m).slice(1).map((chapter) => ({
    id: /^\S+/.exec(chapter)?.[0] ?? '',
    level: /^\*\*(.+?)\*\*/m.exec(chapter)?.[1] ?? '',
    examples: [...chapter.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', example = '']) => ({ language, text: example })),
  }));
}

for (const file of ['rules.md', 'rules.zh-cn.md'] as const) {
  describe(`docs/${file}`, () => {
    const chapters = chaptersOf(file);

    it('has every rule once, in order, at its level', () => {
      assert.deepEqual(
        chapters.map(({ id, level }) => ({ id, level })),
        ALL_RULES.map(({ id, level }) => ({ id, level: LEVELS[file][level] })),
      );
    });

    it('shows each rule in its first example and not in its second', () => {
      for (const { id, examples } of chapters) {
        const found = examples.map(({ language, text }) => {
          // A rule that is off by default is shown as it is found once somebody turns it on.
          const rules = ALL_RULES.some((rule) => rule.id === id && rule.level === 'off') ? { [id]: 'information' as const } : {};
          const checked = checkText(text, { file: language === 'properties' ? 'flink-conf.yaml' : 'config.yaml', settings: { rules, ...SETTINGS[id] } });
          return checked.found.some(({ finding }) => finding.rule === id);
        });
        assert.deepEqual(found, [true, false], id);
      }
    });
  });
}

it('Both languages show the same examples', () => {
  assert.deepEqual(chaptersOf('rules.md').map(({ examples }) => examples), chaptersOf('rules.zh-cn.md').map(({ examples }) => examples));
});
