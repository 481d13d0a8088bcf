import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';

let root: string;
let texts: { readonly problems: readonly string[]; readonly files: Readonly<Record<string, string>> };

before(async () => {
  root = (await import('../../scripts/lib/paths.mjs')).ROOT;
  texts = await (await import('../../scripts/l10n.mjs')).collectTexts();
});

test('every English text has one Chinese text with the same placeholders, and none is left over', () => {
  assert.deepEqual(texts.problems, []);
});

test('the bundles are what npm run l10n writes', () => {
  for (const [file, content] of Object.entries(texts.files)) assert.equal(readFileSync(join(root, file), 'utf8'), content, file);
});
