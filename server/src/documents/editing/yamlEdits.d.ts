import type { Cluster } from '../cluster.js';
import type { Change, EditResult } from '../edits.js';
/** Edits of a YAML section: everything wished for is planned on the tree first, so that changes of one mapping fit together. */
export declare function yamlEdits(text: string, cluster: Cluster, changes: readonly Change[]): EditResult;
