import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { MinorVersion } from '../../server/src/model/version.js';
import { RANDOM_FILES, writeFile, type RandomFile } from '../support/configurations.js';
import { DERIVE_VECTORS, type VectorAnswer } from '../support/vectors.js';
import { assertAccepted, assertFewSteps, converge } from './converge.js';

/** Names Flink, so that a file with any other key is known as one of its own. */
const HOST = ['taskmanager.host', 'localhost'] as const;

/** How many steps it took. */
function convergesInFewSteps({ version, file, pairs }: RandomFile): number | undefined {
  const text = writeFile(file, [HOST, ...pairs]);
  if (text === undefined) return undefined;
  const converged = converge(text, { file, settings: { flinkVersion: version } });
  assertAccepted(converged);
  assertFewSteps(converged, text);
  return converged.steps.length;
}

/** The latest version with each of the two files among those that answered alike. */
const WITH_FLINK_CONF: readonly MinorVersion[] = ['1.20', '1.16', '1.12', '1.11', '1.10'];
const WITH_CONFIG_YAML: readonly MinorVersion[] = ['2.3', '1.20'];

function filesOf({ versions }: VectorAnswer): readonly Omit<RandomFile, 'pairs'>[] {
  const latest = (candidates: readonly MinorVersion[]): MinorVersion | undefined => candidates.find((version) => versions.includes(version));
  const [older, newer] = [latest(WITH_FLINK_CONF), latest(WITH_CONFIG_YAML)];
  return [
    ...(older === undefined ? [] : [{ version: older, file: 'flink-conf.yaml' as const }]),
    ...(newer === undefined ? [] : [{ version: newer, file: 'config.yaml' as const }]),
  ];
}

describe('Preferred fixes, one after another, lead to what Flink accepts: a step for each value or range, three for each process', () => {
  it('from random configurations', () => {
    fc.assert(fc.property(RANDOM_FILES, (file) => {
      convergesInFewSteps(file);
    }), { numRuns: 200 });
  });

  // The whole of Flink's memory is managed and network memory, whatever it is; without the fraction an older key counts, which Flink cannot read.
  for (const [older, value] of [['taskmanager.network.memory.fraction', '50'], ['taskmanager.network.numberOfBuffers', '-1']] as const) {
    it(`from a share that has to go, and ${older} with it`, () => {
      const pairs = [['taskmanager.memory.process.size', '448m'], ['taskmanager.memory.network.fraction', '0.6'], [older, value]] as const;
      assert.notEqual(convergesInFewSteps({ version: '1.20', file: 'config.yaml', pairs }), undefined);
    });
  }

  it('from everything that released Flinks refused', () => {
    let converged = 0;
    for (const { conf, answers } of DERIVE_VECTORS.filter((vector) => !vector.container)) {
      for (const answer of answers.filter(({ refused }) => refused.length > 0)) {
        for (const file of filesOf(answer)) if (convergesInFewSteps({ ...file, pairs: Object.entries(conf) }) !== undefined) converged++;
      }
    }
    assert.ok(converged > 1500, String(converged));
  });
});
