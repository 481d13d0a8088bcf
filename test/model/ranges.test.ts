import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PROCESS_KINDS, ProcessSettings, rangeRefusals } from '../../server/src/model/index.js';
import { configurationOf, fieldsOf, readVectors } from './vectors.js';

describe('A range that is none', () => {
  it('is refused by every Flink that was asked, whatever else the configuration says', () => {
    let refused = 0;
    for (const { id, fields, expect } of readVectors('derive.jsonl')) {
      const configuration = configurationOf(fields['conf']);
      for (const { versions, fields: answer } of expect) {
        for (const version of versions) {
          for (const process of PROCESS_KINDS) {
            if (rangeRefusals(ProcessSettings.of(process, configuration, { version, container: false })).length === 0) continue;
            assert.equal(typeof fieldsOf(answer[process])['failure'], 'string', `vector ${id}: the ${process} of ${version} is accepted`);
            refused++;
          }
        }
      }
    }
    assert.ok(refused > 500, String(refused));
  });
});
