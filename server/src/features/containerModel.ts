import type { Analysis } from '../documents/analysis.js';
import type { ProcessKind } from '../model/derivation.js';
import { containerMemory } from '../model/index.js';
import type { ClusterModel, ContainerMemory } from '../shared/protocol.js';

/** What Kubernetes is asked for, for each process that the operator or Flink starts in a container and that can be sized. */
export function containerModel(analysis: Analysis): ClusterModel['container'] | undefined {
  const taskManager = containerOf('taskManager', analysis);
  const jobManager = containerOf('jobManager', analysis);
  if (taskManager === undefined && jobManager === undefined) return undefined;
  return { ...(taskManager === undefined ? {} : { taskManager }), ...(jobManager === undefined ? {} : { jobManager }) };
}

export function containerOf(process: ProcessKind, { cluster, derivations }: Analysis): ContainerMemory | undefined {
  const derivation = derivations[process];
  if (cluster.operatorVersion === undefined || derivation?.status !== 'derived') return undefined;
  const factor = cluster.settings.get(`kubernetes.${process.toLowerCase()}.memory.limit-factor`);
  if (factor?.templated === true) return undefined;
  const limitFactor = factor === undefined ? 1 : Number(factor.value);
  // Flink refuses a factor below 1; what cannot be read has no outcome either.
  if (!Number.isFinite(limitFactor) || limitFactor < 1 || factor?.value.trim() === '') return undefined;
  const { requestBytes, limitBytes } = containerMemory(derivation.root.bytes, limitFactor);
  return { requestBytes: requestBytes.toString(), limitBytes: limitBytes.toString(), limitFactor };
}
