import type { ProcessKind } from '../../model/derivation.js';
import { processSizeKey } from '../../model/processOptions.js';
import type { Cluster, ClusterKind } from '../cluster.js';
import { versionOfTag } from '../flinkVersion.js';
import { fieldBytes, sizingOf } from '../sizing.js';
import { type LocatedNode, nodeAt, pairOf, scalarAt } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import type { ReadingContext } from './kind.js';
import { type KubernetesObject, objectsOf } from './objects.js';
import { fieldAt, operatorCluster, type OperatorLayout, type OperatorProcess, operatorsVersion, releaseAt, textOf, wholeNumberAt } from './operatorKind.js';

/** Where each of Ververica Platform's kinds has the `spec` of a cluster. */
const SPECS: ReadonlyMap<string, { readonly kind: ClusterKind; readonly spec: readonly string[] }> = new Map([
  ['Deployment', { kind: 'VervericaDeployment', spec: ['spec', 'template', 'spec'] }],
  ['SessionCluster', { kind: 'VervericaSessionCluster', spec: ['spec'] }],
  ['VvpDeployment', { kind: 'VervericaDeployment', spec: ['spec', 'deployment', 'spec', 'template', 'spec'] }],
]);

/** What the platform takes where an object says nothing. */
const DEFAULT_MEMORY = { taskManager: '2G', jobManager: '1G' } as const;

/** Below it the platform shrinks pools of Flink's in its own way: nothing is told of such processes. */
const ADJUSTED_BELOW = 1_000_000_000n;

/** Reads Deployments and SessionClusters of Ververica Platform in a section, also those for its Kubernetes operator. */
export function ververicaClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  return objectsOf(tree).flatMap((object) => {
    const place = SPECS.get(object.kind);
    if (place === undefined || !isOfPlatform(object)) return [];
    const spec = nodeAt(object.node, ...place.spec);
    if (spec?.kind !== 'map' || !isFlinks(spec)) return [];
    // What runs in a session cluster has the memory of that one.
    if (pairOf(nodeAt(object.node, ...place.spec.slice(0, -2)), 'sessionClusterName') !== undefined) return [];
    const layout: OperatorLayout = {
      ...place,
      configuration: 'flinkConfiguration',
      blocks: { taskManager: ['resources', 'taskmanager'], jobManager: ['resources', 'jobmanager'] },
      // The platform's documentation does not say which counts.
      stronger: 'unknown',
    };
    const artifact = pairOf(spec, 'artifact') === undefined ? spec : nodeAt(spec, 'artifact');
    const isPatch = scalarAt(object.node, 'spec', 'syncingMode')?.text === 'PATCH';
    const site = (process: ProcessKind): OperatorProcess => readProcess(tree, spec, process, layout, isPatch);
    const version = operatorsVersion(context, releaseAt(tree, nodeAt(artifact, 'flinkVersion')), imageTag(tree, artifact));
    const facts = { version, isPart: false, job: textOf(tree, spec, 'artifact') };
    return [operatorCluster(tree, object, layout, facts, { taskManager: site('taskManager'), jobManager: site('jobManager') })];
  });
}

/** The platform's own API knows `v1` and no group; a Deployment of Kubernetes' is one of `apps/v1`. */
function isOfPlatform({ kind, apiVersion }: KubernetesObject): boolean {
  return kind === 'VvpDeployment' ? apiVersion.startsWith('ververica.platform/') : apiVersion === 'v1' || apiVersion === '';
}

/** What only these have: an artifact with its configuration, or memory by process. */
function isFlinks(spec: LocatedNode): boolean {
  const resources = nodeAt(spec, 'resources');
  const isSized = pairOf(resources, 'taskmanager') !== undefined || pairOf(resources, 'jobmanager') !== undefined;
  return pairOf(spec, 'containers') === undefined && (isSized || (pairOf(spec, 'artifact') !== undefined && pairOf(spec, 'flinkConfiguration') !== undefined));
}

function imageTag(tree: YamlTree, artifact: LocatedNode | undefined): ReturnType<typeof versionOfTag> {
  const tag = scalarAt(artifact, 'flinkImageTag');
  return tag === undefined || isTemplated(tree, tag.span) ? undefined : versionOfTag(tag.text, tag.span);
}

/** @param isPatch what is left out stays as the platform has it */
function readProcess(tree: YamlTree, spec: LocatedNode, process: ProcessKind, { blocks }: OperatorLayout, isPatch: boolean): OperatorProcess {
  const key = processSizeKey(process);
  const memoryPath = [...blocks[process], 'memory'];
  const field = fieldAt(tree, spec, memoryPath, 'resources.memory');
  const text = field?.text ?? DEFAULT_MEMORY[process];
  const bytes = field?.templated === true || (field === undefined && isPatch) ? undefined : fieldBytes(text, 'ververica');
  const unknown = bytes === undefined || bytes < ADJUSTED_BELOW;
  const sizing = sizingOf(text, 'ververica', (size) => size);
  return {
    resources: field === undefined ? [] : [{
      process, field: 'resources.memory', units: 'ververica', text, templated: field.templated, keySpan: field.keySpan, valueSpan: field.valueSpan, site: field.site, effective: true,
    }],
    computed: [{ key, value: bytes === undefined ? text : `${bytes}b`, unknown, ...(field === undefined ? {} : { from: { ...field, site: { ...field.site, sizing } } }) }],
    memory: { path: memoryPath, sizing, isMissing: false },
    replicas: process === 'taskManager' ? wholeNumberAt(tree, spec, 'numberOfTaskManagers') : undefined,
    problems: [],
  };
}
