import { formerNameOf, optionAt, type OptionAt } from '../model/index.js';
import type { FlinkVersion } from '../model/version.js';
import { keyStatus, type KeyStatus } from './keyStatus.js';
import { PerKey } from './perKey.js';

/** What a version of Flink knows of a key: the same for every entry that has it, whatever its value. */
export interface KeyFacts {
  readonly key: string;
  readonly version: FlinkVersion;
  /** The option that reads the key: a former name is read with the type of the option it stands for. */
  readonly option: OptionAt | undefined;
  readonly status: KeyStatus;
}

const known = new PerKey<KeyFacts>((key, version) => ({
  key, version, option: formerNameOf(key, version)?.option ?? optionAt(key, version), status: keyStatus(key, version),
}));

/** The facts of a key. Remembered: the same keys are asked about for every section and at every keystroke. */
export function factsOf(key: string, version: FlinkVersion): KeyFacts {
  return known.get(key, version);
}
