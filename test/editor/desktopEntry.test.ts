/** The entry of `npm run test:desktop`, run in the harness's extension host: once for each display language. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Harness } from '../support/editor/harness.js';
import { FOREIGN } from './documents.js';

for (const locale of ['en', 'zh-cn']) {
  test(`the desktop's tests, in ${locale}`, { timeout: 240_000 }, async (context) => {
    const harness = await Harness.start({ locale });
    try {
      // Beside this file in out/test.
      const results = await harness.runInExtensionHost(join(__dirname, '..', 'desktop', 'index.js'), { files: { 'service.yaml': FOREIGN } });
      assert.ok(results.length > 0);
      for (const { name, error } of results) await context.test(name, () => assert.equal(error, undefined));
    } finally {
      await harness.stop();
    }
  });
}
