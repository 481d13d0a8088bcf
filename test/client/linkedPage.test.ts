import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linkedPageHtml, withLineCommands } from '../../client/src/linkedPage.js';

describe('A page of Markdown', () => {
  it('has links to lines as commands that show them, and leaves all else as it is', () => {
    const uri = 'file:///conf%20(old)/flink-conf.yaml';
    const made = withLineCommands(`- Line [3](<${uri}#L3>): x\n- [docs](https://example.org/#L3) [4](<no line>)`);
    const [, argument = ''] = /\]\(command:flinkMemory\.reveal\?([^)\s]+)\)/.exec(made) ?? [];
    const place = { line: 2, character: 0 };
    assert.deepEqual(JSON.parse(decodeURIComponent(argument)), [{ uri, range: { start: place, end: place } }]);
    assert.ok(made.endsWith('- [docs](https://example.org/#L3) [4](<no line>)'));
  });

  it('runs nothing, and escapes what is not its body', () => {
    const html = linkedPageHtml({ title: 'a <b>', language: 'en', nonce: 'n"1', body: '<p>x</p>' });
    assert.match(html, /default-src 'none'; .*; style-src/);
    assert.doesNotMatch(html, /<script|script-src/);
    assert.match(html, /<title>a &lt;b&gt;<\/title>/);
    assert.match(html, /<main>\n<p>x<\/p>\n<\/main>/);
  });
});
