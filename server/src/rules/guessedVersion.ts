/** What can be said of a key where nobody says which Flink reads the file. */
import type { Cluster } from '../documents/cluster.js';
import { MINOR_VERSIONS, type MinorVersion } from '../model/version.js';
import { factsOf } from './keyFacts.js';
import type { KeyStatus } from './keyStatus.js';

/**
 * The Flinks that an undated file is written for: `config.yaml` comes with 1.19, `flink-conf.yaml` goes with 2.0, the operator
 * begins with 1.13, and so, years later, do clusters that still run.
 */
const WRITTEN_FOR: Readonly<Record<Cluster['format'], readonly [oldest: MinorVersion, newest: MinorVersion | undefined]>> = {
  'flink-conf': ['1.13', '1.20'],
  'config.yaml': ['1.19', MINOR_VERSIONS.at(-1)],
  flinkConfiguration: ['1.13', MINOR_VERSIONS.at(-1)],
};

/**
 * Whether a key's standing with the version at hand is more than a guess: the version is named, or the file's oldest Flink (newest
 * for `future`) says the same. An older name of 1.20 is the only one that 1.18 knows, and what comes with 2.0 is at home in a 2.1.
 */
export function isCertain(key: string, kind: KeyStatus['kind'], { format, version: { source } }: Cluster): boolean {
  if (source !== 'default') return true;
  const [oldest, newest] = WRITTEN_FOR[format];
  const asked = kind === 'future' ? newest : oldest;
  return asked === undefined || factsOf(key, asked).status.kind === kind;
}
