import { Configuration } from '../model/configuration.js';
import type { Derivation, Pool, ProcessKind } from '../model/derivation.js';
import { derive, parseMemorySize, processSizeKey } from '../model/index.js';
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
    if (cluster.incomplete || cluster.processes[process].incomplete === true) return { status: 'unknown', process, unknownKeys: [], pools: certainTotal(cluster, process) };
    return derive(process, configuration, { version, container: cluster.container });
  };
  return { cluster, configuration, derivations: { taskManager: of('taskManager'), jobManager: of('jobManager') } };
}

/** What a process gets in all, where a memory field says so over whatever else there may be. */
function certainTotal(cluster: Cluster, process: ProcessKind): ReadonlyMap<Pool, bigint> {
  const setting = cluster.totalsComplete === true && cluster.processes[process].incomplete !== true ? cluster.settings.get(processSizeKey(process)) : undefined;
  const size = setting?.source === 'resource' && !setting.templated ? parseMemorySize(setting.value) : undefined;
  return size !== undefined && 'bytes' in size ? new Map([['totalProcess', size.bytes]]) : new Map();
}
