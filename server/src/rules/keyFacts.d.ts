import { type OptionAt } from '../model/index.js';
import type { FlinkVersion } from '../model/version.js';
import { type KeyStatus } from './keyStatus.js';
/** What a version of Flink knows of a key: the same for every entry that has it, whatever its value. */
export interface KeyFacts {
    readonly key: string;
    readonly version: FlinkVersion;
    /** The option that reads the key: a former name is read with the type of the option it stands for. */
    readonly option: OptionAt | undefined;
    readonly status: KeyStatus;
}
/** The facts of a key. Remembered: the same keys are asked about for every section and at every keystroke. */
export declare function factsOf(key: string, version: FlinkVersion): KeyFacts;
