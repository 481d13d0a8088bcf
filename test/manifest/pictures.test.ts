/** The pictures of README and docs: they are there, they are small, and nobody has to look at the other language's. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const ROOT = path.resolve(__dirname, '../../..');
/** Bytes: a README is read over slow lines, too. */
const LARGEST = 200 * 1024;

/** The pictures that a page shows, as paths from the project's folder. */
function picturesOf(page: string): readonly string[] {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  return [...text.matchAll(/!\[([^\]]+)\]\(([^)]+\.png)\)/g)].map(([, , file = '']) => path.posix.join(path.posix.dirname(page), file));
}

for (const [english, chinese] of [['README.md', 'README.zh-cn.md'], ['docs/panel.md', 'docs/panel.zh-cn.md']] as const) {
  test(`${english} and ${chinese} show the same pictures, each in its language`, () => {
    const pictures = picturesOf(english);
    assert.ok(pictures.length > 2);
    assert.deepEqual(picturesOf(chinese), pictures.map((file) => file.replace(/\.png$/, '-zh.png')));
    for (const file of [...pictures, ...picturesOf(chinese)]) {
      const { size } = statSync(path.join(ROOT, file));
      assert.ok(size < LARGEST, `${file} has ${size} bytes`);
    }
  });
}

test('no picture is kept that nothing shows', () => {
  const ofWalkthrough = [...readFileSync(path.join(ROOT, 'package.json'), 'utf8').matchAll(/"svg": "([^"]+)"/g)].map(([, file = '']) => file);
  const shown = new Set(['media/icon.png', ...ofWalkthrough, ...['README.md', 'README.zh-cn.md', 'docs/panel.md', 'docs/panel.zh-cn.md'].flatMap(picturesOf)]);
  const kept = ['media', 'media/walkthrough', 'docs/pictures'].flatMap((folder) => readdirSync(path.join(ROOT, folder)).filter((file) => /\.(?:png|svg)$/.test(file)).map((file) => `${folder}/${file}`));
  assert.deepEqual(kept.filter((file) => !shown.has(file)), []);
});
