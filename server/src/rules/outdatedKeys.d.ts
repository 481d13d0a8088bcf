import type { Rule } from './rule.js';
/** In the order of docs/rules.md. */
export declare const OUTDATED_KEY_RULES: readonly Rule[];
