import type { Rule } from './rule.js';
/** Rules about keys. */
export declare const KEY_RULES: readonly Rule[];
