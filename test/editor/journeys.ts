/** The main journeys, said once for both display languages: only the words to look for differ. */
import assert from 'node:assert/strict';
import { THEMES, type Harness } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { CLICKS, CLICKS_LINES, FOREIGN, TOO_SMALL, TOO_SMALL_FIXED } from './documents.js';

/** What a language shows where the journeys look. */
export interface Words {
  readonly language: string;
  readonly managedMemory: string;
  readonly inEachOfThreeSlots: RegExp;
  readonly taskManagerTotal: RegExp;
  readonly willNotStart: RegExp;
  readonly raise: RegExp;
}

const FILES = { 'clicks.yaml': CLICKS, 'flink-conf.yaml': TOO_SMALL, 'service.yaml': FOREIGN };

export function journeys(harness: () => Harness, words: Words): void {
  const named = (name: string): string => `${words.language}: ${name}`;
  const options = (theme: keyof typeof THEMES) => ({ files: FILES, settings: { 'workbench.colorTheme': THEMES[theme] } });

  journey(named('hover on resource.memory and on a pool'), harness, options('light'), async (editor) => {
    await editor.openFile('clicks.yaml');
    const total = await editor.hoverAt({ line: CLICKS_LINES.taskManagerMemory, column: 9 }, words.taskManagerTotal);
    for (const number of ['1098.6', '521', '208.4', '256', '260']) assert.ok(total.includes(number), `${number} in: ${total}`);
    await editor.screenshot(`${words.language}-hover-resource-memory`);
    const pool = await editor.hoverAt({ line: CLICKS_LINES.managedFraction, column: 12 }, new RegExp(words.managedMemory));
    assert.match(pool, /521 MiB/);
    assert.match(pool, words.inEachOfThreeSlots);
    await editor.screenshot(`${words.language}-hover-managed-fraction`);
  });

  journey(named('hover on the total, a problem, its fix from the light bulb'), harness, options('dark'), async (editor) => {
    await editor.openFile('flink-conf.yaml');
    const hover = await editor.hoverAt({ line: 4, column: 12 }, words.willNotStart);
    assert.match(hover, /1089m/);
    await editor.screenshot(`${words.language}-hover-refused`);
    const problems = await editor.problems(/taskmanager\.memory\.process\.size|982/);
    assert.match(problems.join('\n'), /982/);
    await editor.screenshot(`${words.language}-problems`);
    await editor.openFile('flink-conf.yaml');
    await editor.applyQuickFix({ line: 4, column: 36 }, words.raise);
    await editor.waitForDirty();
    assert.equal(await editor.save('flink-conf.yaml'), TOO_SMALL_FIXED);
    await editor.problems('none');
    assert.match(await editor.hoverAt({ line: 4, column: 12 }, words.taskManagerTotal), /1089/);
  });
}
