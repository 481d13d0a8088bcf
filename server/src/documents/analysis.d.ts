import { Configuration } from '../model/configuration.js';
import type { Derivation, ProcessKind } from '../model/derivation.js';
import type { Cluster } from './cluster.js';
/** A cluster with what Flink derives from it: what rules, hover and panel are made from. */
export interface Analysis {
    readonly cluster: Cluster;
    readonly configuration: Configuration;
    /** Undefined where nothing can be derived: the file does not load, the version is not modelled, the process is absent. */
    readonly derivations: Readonly<Record<ProcessKind, Derivation | undefined>>;
}
/** Derives both processes of a cluster from what Flink sees after every override. */
export declare function analyse(cluster: Cluster): Analysis;
