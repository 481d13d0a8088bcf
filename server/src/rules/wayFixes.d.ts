import type { Analysis } from '../documents/analysis.js';
import type { ProcessKind } from '../model/derivation.js';
import type { Fix } from './rule.js';
/** The ways out of a process's refusal as fixes, the preferred one first. */
export declare function wayFixes(analysis: Analysis, process: ProcessKind): readonly Fix[];
