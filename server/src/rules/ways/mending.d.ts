/** Values that Flink has not come to read yet, and would refuse: a way out is judged by what comes of it once they are mended. */
import { type Configuration, type FlinkVersion } from '../../model/index.js';
import type { ProcessKind } from '../../model/derivation.js';
/** Keys with what they are to be: a text, or `null` for nothing. */
export type Changes = Readonly<Record<string, string | null>>;
/** What makes every value readable, and every range one: the likely meaning where there is one, else nothing at all. */
export declare function mendingChanges(process: ProcessKind, configuration: Configuration, version: FlinkVersion): Changes;
