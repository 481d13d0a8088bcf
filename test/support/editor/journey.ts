import { test } from 'node:test';
import type { Editor } from './editor.js';
import type { Harness, SessionOptions } from './harness.js';

/** A test in a workbench of its own. Where it fails, `.cache/screenshots/failed-NAME.png` shows how it looked. */
export function journey(name: string, harness: () => Harness, options: SessionOptions, body: (editor: Editor) => Promise<void>): void {
  test(name, { timeout: 180_000 }, async () => {
    const editor = await harness().open(options);
    try {
      await body(editor);
    } catch (error) {
      await editor.screenshot(`failed-${name}`);
      throw error;
    } finally {
      await editor.close();
    }
  });
}
