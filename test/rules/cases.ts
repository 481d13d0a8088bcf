import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import * as l10n from '@vscode/l10n';
import { sentenceOf } from '../../server/src/rules/index.js';
import { afterFix, expectFindings, findingOf, fixesOf, type Checked, type Found, type Reading } from './support.js';

/** A document with one finding of a rule, and everything that is said and offered about it. */
export interface RuleCase {
  readonly name: string;
  readonly rule: string;
  readonly reading?: Reading;
  /** With `⟦rule: text⟧` for every finding, of other rules as well. */
  readonly text: string;
  readonly says: readonly [english: string, chinese: string];
  /** Every fix, in order: its title, and the document after it. */
  readonly fixes: readonly (readonly [title: string, after: string])[];
}

const CHINESE = readFileSync(path.resolve(__dirname, '../../../l10n/bundle.l10n.zh-cn.json'), 'utf8');

/** A finding's sentence in Chinese. */
export function inChinese({ finding, located }: Found): string {
  l10n.config({ contents: CHINESE });
  try {
    return sentenceOf(finding, located.analysis);
  } finally {
    l10n.config({ contents: '{}' });
  }
}

export function testCases(cases: readonly RuleCase[]): void {
  for (const { name, rule, reading, text, says, fixes } of cases) {
    it(name, () => {
      const checked: Checked = expectFindings(text, reading);
      const found = findingOf(checked, rule);
      assert.deepEqual([found.sentence, inChinese(found)], says);
      assert.deepEqual(fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)]), fixes);
    });
  }
}

/** Documents in which no rule finds anything. */
export function testSilence(documents: Readonly<Record<string, string | readonly [text: string, reading: Reading]>>, usual: Reading = {}): void {
  for (const [name, document] of Object.entries(documents)) {
    it(name, () => {
      const [text, reading] = typeof document === 'string' ? [document, usual] : document;
      expectFindings(text, reading);
    });
  }
}
