import { type Rule } from './rule.js';
/** Rules about what Flink refuses besides sums. */
export declare const REFUSAL_RULES: readonly Rule[];
