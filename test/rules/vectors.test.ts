import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MinorVersion } from '../../server/src/model/version.js';
import { writeFile, type RandomFile } from '../support/configurations.js';
import { DERIVE_VECTORS } from '../support/vectors.js';
import { checkText, fixesOf, type Reading } from './support.js';

function everyRefusalIsFoundAndFixed(version: MinorVersion, file: RandomFile['file']): void {
  const reading: Reading = { file, settings: { flinkVersion: version } };
  let refusals = 0;
  for (const vector of DERIVE_VECTORS) {
    const text = vector.container ? undefined : writeFile(file, Object.entries(vector.conf));
    const expected = vector.answers.find(({ versions }) => versions.includes(version))?.refused;
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
    it(`flink-conf.yaml, ${version}`, () => everyRefusalIsFoundAndFixed(version, 'flink-conf.yaml'));
  }
  for (const version of ['1.20', '2.2'] as const) {
    it(`config.yaml, ${version}`, () => everyRefusalIsFoundAndFixed(version, 'config.yaml'));
  }
});
