import type { Cluster } from '../cluster.js';
import { type YamlTree } from '../yaml/tree.js';
import { type ReadingContext } from './kind.js';
/** Reads a section as an Apache FlinkDeployment: others have a kind of that name too, so the group is asked as well. */
export declare function flinkDeploymentClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[];
