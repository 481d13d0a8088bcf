import type { Cluster } from '../cluster.js';
import type { Change, EditResult } from '../edits.js';
/** Edits of the old format: a line for each key, nothing is quoted. */
export declare function lineEdits(text: string, cluster: Cluster, changes: readonly Change[]): EditResult;
/** How many leading parts two dotted keys share. */
export declare function commonParts(left: string, right: string): number;
