import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import * as l10n from '@vscode/l10n';

/** Rules and features speak Chinese until the test is over. */
export function speakChinese(context: TestContext): void {
  const set = (file: string): void => { l10n.config({ contents: readFileSync(path.resolve(__dirname, '../../../l10n', file), 'utf8') }); };
  set('bundle.l10n.zh-cn.json');
  context.after(() => { set('bundle.l10n.json'); });
}
