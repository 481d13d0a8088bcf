import { Configuration } from '../model/configuration.js';
import type { Derivation, ProcessKind } from '../model/derivation.js';
import { derive } from '../model/index.js';
import type { Cluster } from './cluster.js';

/** A cluster with what Flink derives from it: what rules, hover and panel are made from. */
export interface Analysis {
  readonly cluster: Cluster;
  readonly configuration: Configuration;
  /** Undefined where nothing can be derived: the file does not load, the version is not modelled, the process is absent. */
  readonly derivations: Readonly<Record<ProcessKind, Derivation | undefined>>;
}

/** Derives both processes of a cluster from what Flink sees after every override. */
export function analyse(cluster: Cluster): Analysis {
  const values = new Map<string, string>();
  const unknown = new Set<string>();
  cluster.settings.forEach(({ value, templated }, key) => {
    values.set(key, value);
    if (templated) unknown.add(key);
  });
  const configuration = new Configuration(values, unknown);
  const version = cluster.version.version;
  const of = (process: ProcessKind): Derivation | undefined => {
    if (version === undefined || cluster.loading !== undefined || !cluster.processes[process].present) return undefined;
    // Any option may be among the keys that a template puts there: no number is certain.
    if (cluster.incomplete || cluster.processes[process].incomplete === true) return { status: 'unknown', process, unknownKeys: [], pools: new Map() };
    return derive(process, configuration, { version, container: cluster.container });
  };
  return { cluster, configuration, derivations: { taskManager: of('taskManager'), jobManager: of('jobManager') } };
}
