import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import * as l10n from '@vscode/l10n';
import * as texts from '../../server/src/shared/texts.js';

const FOLDER = path.resolve(__dirname, '../../../l10n');
const CHINESE = readFileSync(path.join(FOLDER, 'bundle.l10n.zh-cn.json'), 'utf8');
const ENGLISH: unknown = JSON.parse(readFileSync(path.join(FOLDER, 'bundle.l10n.json'), 'utf8'));
const SENTENCES = Object.keys(ENGLISH ?? {});

/** What replaces something, what is replaced, and what is none of both. */
const VALUES: readonly (readonly (string | number | boolean)[])[] = [[], ['a'], ['{1}', '$&', ''], [1, true, 0, 'd', 'e', 'f', 'g', 'h'], ['{x}', '}{', '{{0}}', '{0']];

describe('texts of the bundles', () => {
  afterEach(() => {
    for (const each of [l10n, texts]) each.config({ contents: '{}' });
  });

  for (const [language, contents] of [['English', '{}'], ['Chinese', CHINESE]] as const) {
    it(`says every sentence as @vscode/l10n does: ${language}`, () => {
      for (const each of [l10n, texts]) each.config({ contents });
      for (const sentence of [...SENTENCES, 'unknown {0} to {1} the {0} bundle {']) {
        for (const values of VALUES) assert.equal(texts.t(sentence, ...values), l10n.t(sentence, ...values));
      }
    });
  }
});
