import type { Analysis } from '../documents/analysis.js';
import type { ContainerSite } from '../documents/cluster.js';
import { fieldBytes } from '../documents/sizing.js';
import type { ProcessKind } from '../model/derivation.js';
import { containerCpu, containerMemory, cpuLimitFactor } from '../model/index.js';
import type { ClusterModel, ContainerMemory } from '../shared/protocol.js';

/**
 * What Kubernetes is asked for, for each process that the operator or Flink starts in a container and that can be sized; what
 * the document itself gives a container.
 */
export function containerModel(analysis: Analysis): ClusterModel['container'] | undefined {
  return both(containerOf('taskManager', analysis), containerOf('jobManager', analysis));
}

/**
 * The same by the Flink inside the operator: without both sizes it makes neither pod, but for a native TaskManager's, which the
 * JobManager asks for.
 *
 * @param native whether the deployment is one, for which the operator's analysis takes every deployment
 */
export function operatorsContainers(own: Analysis, native: boolean): ClusterModel['container'] | undefined {
  const isSized = own.derivations.taskManager?.status === 'derived' && own.derivations.jobManager?.status === 'derived';
  return both(native || isSized ? containerOf('taskManager', own, native) : undefined, isSized ? containerOf('jobManager', own, native) : undefined);
}

function both(taskManager: ContainerMemory | undefined, jobManager: ContainerMemory | undefined): ClusterModel['container'] | undefined {
  if (taskManager === undefined && jobManager === undefined) return undefined;
  return { ...(taskManager === undefined ? {} : { taskManager }), ...(jobManager === undefined ? {} : { jobManager }) };
}

/** Undefined too where Flink refuses to make the container: see `refusedFactor`. */
export function containerOf(process: ProcessKind, analysis: Analysis, native = analysis.cluster.container): ContainerMemory | undefined {
  const { cluster, derivations } = analysis;
  const site = cluster.processes[process].container;
  if (site !== undefined) return givenContainer(site);
  const derivation = derivations[process];
  const platform = cluster.processes[process].resources.find(({ units }) => units === 'ververica');
  // Ververica Platform asks for what is written, as request and limit.
  const asked = platform === undefined || platform.templated ? undefined : fieldBytes(platform.text, 'ververica')?.toString();
  if (asked !== undefined) return { requestBytes: asked, limitBytes: asked };
  if (cluster.operatorVersion === undefined || derivation?.status !== 'derived' || refusedFactor(process, analysis, native) !== undefined) return undefined;
  const limitFactor = memoryFactor(process, analysis);
  if (limitFactor === undefined) return undefined;
  const { requestBytes, limitBytes } = containerMemory(derivation.root.bytes, limitFactor);
  const cpu = coresOf(process, analysis, native);
  return {
    requestBytes: requestBytes.toString(), limitBytes: limitBytes.toString(), limitFactor,
    ...(cpu === undefined ? {} : { requestCpu: cpu.request, limitCpu: cpu.limit }),
  };
}

/**
 * The key of a limit factor below 1, for which Flink makes no container (`KubernetesJobManagerParameters`,
 * `KubernetesTaskManagerParameters`). The operator asks nothing of the kind of a standalone TaskManager, whose limit is then below its request.
 */
export function refusedFactor(process: ProcessKind, analysis: Analysis, native: boolean): string | undefined {
  if (process === 'taskManager' && !native) return undefined;
  const isBelowOne = (factor: number | undefined): boolean => factor !== undefined && factor < 1;
  const name = `kubernetes.${process.toLowerCase()}`;
  if (isBelowOne(memoryFactor(process, analysis))) return `${name}.memory.limit-factor`;
  return isBelowOne(cpuLimitFactor(process, asDeployed(analysis))) ? `${name}.cpu.limit-factor` : undefined;
}

/** The key of a memory limit factor that is no number. */
export function unreadableFactor(process: ProcessKind, analysis: Analysis): string | undefined {
  const key = `kubernetes.${process.toLowerCase()}.memory.limit-factor`;
  const isTemplated = analysis.cluster.settings.get(key)?.templated === true;
  return !isTemplated && memoryFactor(process, analysis) === undefined ? key : undefined;
}

/** Undefined where a template decides, or the value is no number. */
function memoryFactor(process: ProcessKind, { cluster }: Analysis): number | undefined {
  const factor = cluster.settings.get(`kubernetes.${process.toLowerCase()}.memory.limit-factor`);
  if (factor === undefined) return 1;
  const value = factor.templated || factor.value.trim() === '' ? NaN : Number(factor.value);
  return Number.isFinite(value) ? value : undefined;
}

function coresOf(process: ProcessKind, analysis: Analysis, native: boolean): ReturnType<typeof containerCpu> {
  const { version: { version }, operatorKeys = [] } = analysis.cluster;
  const isUnknown = operatorKeys.some(({ key, value }) => value === undefined && key.startsWith(`kubernetes.${process.toLowerCase()}.cpu`));
  return version === undefined || isUnknown ? undefined : containerCpu(process, asDeployed(analysis), { version, container: native });
}

/** With what the operator sets besides sizes, which no derivation asks for. */
function asDeployed({ configuration, cluster: { operatorKeys = [] } }: Analysis): Analysis['configuration'] {
  const known = operatorKeys.flatMap(({ key, value }): [string, string][] => (value === undefined ? [] : [[key, value]]));
  return known.length === 0 ? configuration : configuration.with(Object.fromEntries(known));
}

/** Whoever gives Kubernetes a limit only requests as much; Docker reserves nothing then, and limits nothing to 0. */
function givenContainer({ request, limit }: ContainerSite): ContainerMemory | undefined {
  const limitBytes = limit?.units === 'docker' && limit.bytes === 0n ? undefined : limit?.bytes;
  const requestBytes = request === undefined && limit?.units === 'kubernetes' ? limit.bytes : request?.bytes;
  if (requestBytes === undefined && limitBytes === undefined) return undefined;
  return {
    ...(requestBytes === undefined ? {} : { requestBytes: requestBytes.toString() }),
    ...(limitBytes === undefined ? {} : { limitBytes: limitBytes.toString() }),
  };
}
