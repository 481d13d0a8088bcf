import type { Configuration } from './configuration.js';
import type { ProcessKind } from './derivation.js';
import type { DerivationContext } from './derive.js';
import { parseJavaDouble } from './javaNumbers.js';
import { readableOption, supplyingKey } from './options.js';
import { slotsOf } from './slots.js';
import { isAtLeast, type FlinkVersion } from './version.js';

/** Cores of a process's main container. */
export interface ContainerCpu {
  readonly request: number;
  readonly limit: number;
}

/** The release in which the options about cpu got their present names. */
const AMOUNT_SINCE = '1.17';

/**
 * The cores that Flink asks Kubernetes for (`KubernetesJobManagerParameters`, `KubernetesWorkerResourceSpecFactory`): as many as
 * slots where a TaskManager's are not set. A standalone TaskManager of the operator's has -1 then. Undefined where a template decides.
 */
export function containerCpu(process: ProcessKind, configuration: Configuration, { version, container }: DerivationContext): ContainerCpu | undefined {
  const request = process === 'jobManager' ? amount(process, configuration, version) : taskManagerCores(configuration, { version, container });
  const factor = cpuLimitFactor(process, configuration);
  return request === undefined || factor === undefined ? undefined : { request, limit: request * factor };
}

function taskManagerCores(configuration: Configuration, { version, container }: DerivationContext): number | undefined {
  const cores = numberAt(configuration, 'taskmanager.cpu.cores');
  if (container && cores !== null) return cores;
  const set = amount('taskManager', configuration, version);
  return !container || set === undefined || set > 0 ? set : slotsOf(configuration, version);
}

/** `kubernetes.….cpu.amount`, or its former name; by default 1 for a JobManager, and -1, which is none, for a TaskManager. */
function amount(process: ProcessKind, configuration: Configuration, version: FlinkVersion): number | undefined {
  const former = `kubernetes.${process.toLowerCase()}.cpu`;
  const option = readableOption(isAtLeast(version, AMOUNT_SINCE) ? `${former}.amount` : former, version);
  const key = option === undefined ? undefined : supplyingKey(configuration, option);
  const value = key === undefined ? null : numberAt(configuration, key);
  return value ?? (value === null ? (process === 'jobManager' ? 1 : -1) : undefined);
}

/** How many times the request the limit is; undefined where nobody knows. */
export function cpuLimitFactor(process: ProcessKind, configuration: Configuration): number | undefined {
  const factor = numberAt(configuration, `kubernetes.${process.toLowerCase()}.cpu.limit-factor`);
  return factor === null ? 1 : factor;
}

/** null where the key is not set, undefined where it is unknown or no number. */
function numberAt(configuration: Configuration, key: string): number | null | undefined {
  const text = configuration.get(key);
  if (text === undefined && !configuration.isUnknown(key)) return null;
  return configuration.isUnknown(key) || text === undefined ? undefined : parseJavaDouble(text);
}
