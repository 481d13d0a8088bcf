import type { Analysis } from '../documents/analysis.js';
import type { Finding, Rule, RuleContext } from './rule.js';
/**
 * The parts of all rules that look at single entries, in one pass over the entries that count. Which rules a key concerns is
 * found out once for each key and version: most keys of most files concern none, and cost a look into a map.
 */
export declare class EntryPass {
    #private;
    constructor(rules: readonly Rule[]);
    /** Findings about single entries, of the rules that are asked by their id. */
    find(analysis: Analysis, context: RuleContext, asks: (id: string) => boolean): Generator<Finding>;
}
