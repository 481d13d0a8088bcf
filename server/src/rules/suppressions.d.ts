import type { LocatedCluster } from '../documents/store.js';
import { type Judged } from './catalogue.js';
import type { RuleContext } from './rule.js';
/**
 * Findings about a section's comments that do nothing, in their order.
 *
 * @param clusters all clusters of one section: a comment is of use when it silences something in any of them
 */
export declare function unusedSuppressions(clusters: readonly LocatedCluster[], context: RuleContext): readonly Judged[];
