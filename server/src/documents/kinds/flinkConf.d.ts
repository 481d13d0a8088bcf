import type { Cluster } from '../cluster.js';
import { type ReadingContext } from './kind.js';
/** Whether a file of this name and language is in the old format; a Kubernetes resource under that name is not. */
export declare function isFlinkConf(fileName: string, languageId: string, text: string): boolean;
/** Reads a `flink-conf.yaml` as one cluster; none where it holds options of the operator only, which has a file of that name too. */
export declare function flinkConfClusters(text: string, context: ReadingContext): readonly Cluster[];
