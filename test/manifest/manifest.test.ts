import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';

let root: string;

before(async () => {
  root = (await import('../../scripts/lib/paths.mjs')).ROOT;
});

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

function texts(file: string): ReadonlyMap<string, string> {
  const content: unknown = JSON.parse(read(file));
  assert.ok(typeof content === 'object' && content !== null);
  return new Map(Object.entries(content).map(([key, text]: [string, unknown]) => [key, String(text)]));
}

test('the manifest\'s texts are there in both languages, and no others', () => {
  const wanted = new Set([...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
  assert.ok(wanted.size > 0);
  for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
    assert.deepEqual([...texts(file).keys()].sort(), [...wanted].sort(), file);
    for (const [key, text] of texts(file)) assert.notEqual(text.trim(), '', key);
  }
});

test('the Chinese texts are Chinese', () => {
  const english = texts('package.nls.json');
  for (const [key, text] of texts('package.nls.zh-cn.json')) {
    // Names that are the same in both languages stay.
    if (text !== english.get(key)) assert.match(text, /\p{Script=Han}/u, key);
  }
});

test('every visible text of the manifest is a %key%', () => {
  const visible = new Set(['title', 'shortTitle', 'category', 'description', 'markdownDescription', 'displayName', 'label']);
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const at = `${path}.${key}`;
      if (visible.has(key) && typeof inner === 'string') assert.match(inner, /^%[^%]+%$/, at);
      else visit(inner, at);
    }
  };
  visit(JSON.parse(read('package.json')), 'package.json');
});

test('the files that the manifest names exist', () => {
  for (const [, path] of read('package.json').matchAll(/"(\.?\/?(?:media|syntaxes|l10n|docs|data)\/[^"]+)"/g)) {
    if (path !== undefined && !path.includes('*')) assert.ok(existsSync(join(root, path)), path);
  }
});

test('the walkthrough’s links lead to commands of ours or of VS Code, in both languages to the same', () => {
  const commands = new Set([...read('package.json').matchAll(/"command": "(flinkMemory\.[^"]+)"/g)].map(([, command]) => command));
  const linksOf = (file: string): readonly string[] =>
    [...texts(file)].filter(([key]) => key.startsWith('walkthrough.')).flatMap(([, text]) => [...text.matchAll(/\(command:([^)]+)\)/g)].map(([, command]) => command ?? ''));
  const links = linksOf('package.nls.json');
  assert.ok(links.length >= 4);
  assert.deepEqual(linksOf('package.nls.zh-cn.json'), links);
  for (const link of links) assert.ok(commands.has(link) || link === 'workbench.action.files.openFile', link);
});
