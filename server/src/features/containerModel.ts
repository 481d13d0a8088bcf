import type { Analysis } from '../documents/analysis.js';
import type { ContainerSite } from '../documents/cluster.js';
import { fieldBytes } from '../documents/sizing.js';
import type { ProcessKind } from '../model/derivation.js';
import { containerMemory } from '../model/index.js';
import type { ClusterModel, ContainerMemory } from '../shared/protocol.js';

/**
 * What Kubernetes is asked for, for each process that the operator or Flink starts in a container and that can be sized; what
 * the document itself gives a container.
 */
export function containerModel(analysis: Analysis): ClusterModel['container'] | undefined {
  const taskManager = containerOf('taskManager', analysis);
  const jobManager = containerOf('jobManager', analysis);
  if (taskManager === undefined && jobManager === undefined) return undefined;
  return { ...(taskManager === undefined ? {} : { taskManager }), ...(jobManager === undefined ? {} : { jobManager }) };
}

export function containerOf(process: ProcessKind, { cluster, derivations }: Analysis): ContainerMemory | undefined {
  const site = cluster.processes[process].container;
  if (site !== undefined) return givenContainer(site);
  const derivation = derivations[process];
  const platform = cluster.processes[process].resources.find(({ units }) => units === 'ververica');
  // Ververica Platform asks for what is written, as request and limit.
  const asked = platform === undefined || platform.templated ? undefined : fieldBytes(platform.text, 'ververica')?.toString();
  if (asked !== undefined) return { requestBytes: asked, limitBytes: asked };
  if (cluster.operatorVersion === undefined || derivation?.status !== 'derived') return undefined;
  const factor = cluster.settings.get(`kubernetes.${process.toLowerCase()}.memory.limit-factor`);
  if (factor?.templated === true) return undefined;
  const limitFactor = factor === undefined ? 1 : Number(factor.value);
  // Flink refuses a factor below 1; what cannot be read has no outcome either.
  if (!Number.isFinite(limitFactor) || limitFactor < 1 || factor?.value.trim() === '') return undefined;
  const { requestBytes, limitBytes } = containerMemory(derivation.root.bytes, limitFactor);
  return { requestBytes: requestBytes.toString(), limitBytes: limitBytes.toString(), limitFactor };
}

/** Whoever gives a limit only requests as much: so do Kubernetes and Docker. */
function givenContainer({ request, limit }: ContainerSite): ContainerMemory | undefined {
  const requestBytes = request === undefined ? limit?.bytes : request.bytes;
  const limitBytes = limit?.bytes;
  if (requestBytes === undefined && limitBytes === undefined) return undefined;
  return {
    ...(requestBytes === undefined ? {} : { requestBytes: requestBytes.toString() }),
    ...(limitBytes === undefined ? {} : { limitBytes: limitBytes.toString() }),
  };
}
