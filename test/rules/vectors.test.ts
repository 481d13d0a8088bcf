import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { MinorVersion } from '../../server/src/model/version.js';
import { asRecord } from '../../server/src/shared/records.js';
import { checkText, fixesOf, type Reading } from './support.js';

interface Refused { readonly who: 'taskManager' | 'jobManager' | 'weights'; readonly code: string }
interface Vector { readonly id: number; readonly conf: Readonly<Record<string, string>>; readonly container: boolean; readonly refusedBy: (version: string) => readonly Refused[] | undefined }

/** What Flink itself answered; see test/vectors. */
const VECTORS: readonly Vector[] = readFileSync(path.resolve(__dirname, '../../../test/vectors/derive.jsonl'), 'utf8').trim().split('\n').map((line) => {
  const raw: unknown = JSON.parse(line);
  const { id, conf, container, expect } = asRecord(raw);
  const answers = Array.isArray(expect) ? expect.map(asRecord) : [];
  return {
    id: Number(id),
    conf: Object.fromEntries(Object.entries(asRecord(conf)).map(([key, value]) => [key, String(value)])),
    container: container === true,
    refusedBy: (version) => {
      const answer = answers.find(({ versions }) => Array.isArray(versions) && versions.includes(version));
      return answer === undefined ? undefined : (['taskManager', 'jobManager', 'weights'] as const).flatMap((who) => {
        const code = asRecord(answer[who])['failure'];
        return typeof code === 'string' && code !== 'not-modelled' ? [{ who, code }] : [];
      });
    },
  };
});

/** The old format cannot hold every value: `#` cuts, outer blanks and empty values go. */
function inOldFormat(conf: Vector['conf']): string | undefined {
  const entries = Object.entries(conf);
  if (entries.some(([, value]) => value === '' || value.trim() !== value || /[#\r\n]/.test(value))) return undefined;
  return entries.map(([key, value]) => `${key}: ${value}\n`).join('');
}

function inYaml(conf: Vector['conf']): string {
  return Object.entries(conf).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('');
}

function everyRefusalIsFoundAndFixed(version: MinorVersion, file: string, write: (conf: Vector['conf']) => string | undefined): void {
  const reading: Reading = { file, settings: { flinkVersion: version } };
  let refusals = 0;
  for (const vector of VECTORS) {
    const text = vector.container ? undefined : write(vector.conf);
    const expected = vector.refusedBy(version);
    if (text === undefined || expected === undefined) continue;
    const checked = checkText(text, reading);
    // A file that names no process of Flink's is not recognised as one.
    if (checked.document.clusters(checked.context.settings).length === 0) continue;
    for (const { who, code } of expected) {
      const found = checked.found.filter(({ finding }) => finding.rule === code && (who === 'weights' || (finding.process ?? who) === who));
      assert.notEqual(found.length, 0, `vector ${vector.id}, ${version}: ${who} is refused with ${code}, and nothing is found`);
      const fixes = found.flatMap((each) => fixesOf(checked, each));
      assert.ok(fixes.some(({ preferred }) => preferred), `vector ${vector.id}, ${version}: no fix for ${code} of the ${who}`);
      refusals++;
    }
    if (expected.length === 0) {
      const errors = checked.found.filter(({ finding }) => finding.level === 'error').map(({ finding }) => `${finding.rule} ${finding.key ?? ''}`);
      assert.deepEqual(errors, [], `vector ${vector.id}, ${version}: Flink accepts it`);
    }
  }
  assert.ok(refusals > 500, `only ${refusals} refusals`);
}

describe('What released Flinks refused is found, and has a proven fix', () => {
  for (const version of ['1.12', '1.20'] as const) {
    it(`flink-conf.yaml, ${version}`, () => everyRefusalIsFoundAndFixed(version, 'flink-conf.yaml', inOldFormat));
  }
  for (const version of ['1.20', '2.2'] as const) {
    it(`config.yaml, ${version}`, () => everyRefusalIsFoundAndFixed(version, 'config.yaml', inYaml));
  }
});
