import type { ProcessKind } from '../../model/derivation.js';
import type { Cluster, ProcessSite } from '../cluster.js';
import { findVersion, versionOfImage } from '../flinkVersion.js';
import { bitnamiRole } from '../layers/bitnami.js';
import { flinkCommand, type FlinkCommand } from '../layers/command.js';
import { memberCluster } from '../linking/memberCluster.js';
import type { Member, MemberFacts } from '../linking/member.js';
import { LISTS_OF_PODS } from '../kustomize/merge.js';
import { patchedMember } from '../kustomize/patchedMember.js';
import { type MadeObject, patchedObject } from '../kustomize/patchedObject.js';
import { itemsOf, type LocatedNode, type NodePath, nodeAt, pairOf, scalarAt } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import { podContainerSite } from './containerFields.js';
import type { ReadingContext } from './kind.js';
import { metadataOf } from './metadata.js';
import { type KubernetesObject, objectsOf } from './objects.js';
import { mountedConfigMap, podVariables } from './podConfiguration.js';
import { expanded } from './podReferences.js';

const TEMPLATE: NodePath = ['spec', 'template', 'spec'];
const SELECTOR: NodePath = ['spec', 'selector'];

/** Kubernetes' own kinds that start pods, each with its group and where the pod's spec stands. */
const WORKLOADS: Readonly<Record<string, WorkloadKind>> = {
  Deployment: { group: /^(?:apps|extensions)\//, pod: TEMPLATE, required: SELECTOR },
  StatefulSet: { group: /^apps\//, pod: TEMPLATE, required: SELECTOR },
  ReplicaSet: { group: /^(?:apps|extensions)\//, pod: TEMPLATE, required: SELECTOR },
  DaemonSet: { group: /^(?:apps|extensions)\//, pod: TEMPLATE, required: SELECTOR },
  Job: { group: /^batch\//, pod: TEMPLATE, required: [...TEMPLATE, 'restartPolicy'] },
  CronJob: { group: /^batch\//, pod: ['spec', 'jobTemplate', ...TEMPLATE], required: ['spec', 'schedule'] },
  Pod: { group: /^v1$/, pod: ['spec'] },
};

/** What a section that holds one of them says that it, or anything in it, is. */
export const WORKLOAD_KINDS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet', 'Job', 'CronJob', 'Pod', 'List']);

/** Reads the workloads of a section that start processes of Flink's: each container that does is a cluster, until it is linked with what it belongs to. */
export function workloadClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  // Where a template breaks the text nobody knows what else it holds.
  if (tree.errors.length > 0 && tree.templates.spans.length > 0) return [];
  return objectsOf(tree).flatMap((object) => {
    const kind = kindOf(object);
    if (kind === undefined) return [];
    const patched = isPart(object, kind) ? patchedObject(tree, object, context, LISTS_OF_PODS) : undefined;
    const all = patched === undefined ? processesOf(tree, object, kind, context) : patchedProcesses(tree, object, kind, patched, context);
    return all.map(({ facts, member }) => memberCluster(facts, member));
  });
}

interface WorkloadKind {
  readonly group: RegExp;
  readonly pod: NodePath;
  /** A field that it cannot do without, but in a patch. */
  readonly required?: NodePath;
}

function kindOf({ kind, apiVersion }: KubernetesObject): WorkloadKind | undefined {
  const workload = Object.hasOwn(WORKLOADS, kind) ? WORKLOADS[kind] : undefined;
  return workload?.group.test(apiVersion) === true ? workload : undefined;
}

/** Whether this can be no workload by itself: then it is a patch, or nothing. */
function isPart({ node }: KubernetesObject, { pod, required }: WorkloadKind): boolean {
  const containers = itemsOf(nodeAt(node, ...pod, 'containers'));
  return containers.length === 0 || containers.some((container) => pairOf(container, 'image') === undefined) || (required !== undefined && nodeAt(node, ...required) === undefined);
}

/** A process of Flink's that a workload starts. */
interface Process {
  readonly facts: MemberFacts;
  readonly member: Member;
  /** Its container's name. */
  readonly container: string | undefined;
}

function processesOf(tree: YamlTree, object: KubernetesObject, { pod: path }: WorkloadKind, context: ReadingContext): readonly Process[] {
  const { node, kindPair: { span: head } } = object;
  const pod = nodeAt(node, ...path);
  const facts = { ...metadataOf(tree, node), span: node.span, head };
  return pod === undefined ? [] : itemsOf(nodeAt(pod, 'containers')).flatMap((container): readonly Process[] => {
    const member = memberOf(tree, object, pod, container, context);
    return member === undefined ? [] : [{ facts, member, container: scalarAt(container, 'name')?.text }];
  });
}

/** The processes of what a patch makes of its base, as those of the patch. */
function patchedProcesses(tree: YamlTree, object: KubernetesObject, kind: WorkloadKind, { tree: whole, object: made, assembly, base }: MadeObject, context: ReadingContext): readonly Process[] {
  const { node, kindPair } = object;
  const below = processesOf(base.section.tree, base.object, kind, context);
  const own = metadataOf(tree, node);
  const list = nodeAt(node, ...kind.pod, 'containers');
  const placeOf = (container: string | undefined): NodePath | undefined => {
    const at = list?.kind === 'sequence' ? list.items.findIndex((item) => scalarAt(item, 'name')?.text === container) : -1;
    return at < 0 ? undefined : [...object.path, ...kind.pod, 'containers', at];
  };
  return processesOf(whole, made, kind, context).map(({ facts, member, container }): Process => {
    const under = below.find((one) => one.container === container);
    return {
      facts: { name: own.name === '' ? facts.name : own.name, namespace: own.namespace, span: node.span, head: kindPair.span },
      member: { ...patchedMember(member, assembly, kindPair.value.span, placeOf(container)), ...(under === undefined ? {} : { base: { facts: under.facts, member: under.member, locate: base.locate } }) },
      container,
    };
  });
}

function memberOf(tree: YamlTree, object: KubernetesObject, pod: LocatedNode, container: LocatedNode, context: ReadingContext): Member | undefined {
  const imageNode = scalarAt(container, 'image');
  const image = imageNode === undefined || isTemplated(tree, imageNode.span) ? undefined : imageNode.text;
  const { variables, references, hasProperties, values } = podVariables(tree, container);
  const command = flinkCommand(tree, [pairOf(container, 'command'), pairOf(container, 'args')], expanded(values));
  const found = mountedConfigMap(pod, container);
  const mounted = found === 'unknown' ? undefined : found;
  const bitnamis = command === undefined ? bitnamiRole(image, modeOf(container)) : undefined;
  const role = bitnamis ?? roleOf(container, object, command);
  const isFlink = bitnamis !== undefined || hasProperties || found !== undefined || saysFlink(imageNode?.text, image === undefined, command);
  if (role === undefined || !isFlink || isOperators(imageNode?.text)) return undefined;
  const version = findVersion({
    comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile,
    image: image === undefined || imageNode === undefined ? undefined : versionOfImage(image, imageNode.span),
  });
  return {
    role, image, version, variables, references, site: site(tree, object, container, role),
    ...(image === undefined || imageNode === undefined ? {} : { imageSpan: imageNode.span }),
    ...(command === undefined ? {} : { command }),
    ...(mounted === undefined ? {} : { mounted }),
    ...(found === 'unknown' ? { isConfiguredElsewhere: true } : {}),
  };
}

function site(tree: YamlTree, { node, kindPair }: KubernetesObject, container: LocatedNode, role: ProcessKind): ProcessSite {
  const memory = podContainerSite(tree, container);
  const replicas = scalarAt(node, 'spec', 'replicas')?.text ?? '';
  return {
    present: true,
    head: pairOf(container, 'name')?.value.span ?? kindPair.value.span,
    resources: [],
    ...(memory === undefined ? {} : { container: memory }),
    ...(role === 'taskManager' && /^\d{1,9}$/.test(replicas) ? { replicas: Number(replicas) } : {}),
  };
}

/** By its command; where the image's own is left, by what its author calls it. */
function roleOf(container: LocatedNode, { node }: KubernetesObject, command: FlinkCommand | undefined): ProcessKind | undefined {
  if (command !== undefined) return command.role;
  if (pairOf(container, 'command') !== undefined || pairOf(container, 'args') !== undefined) return undefined;
  const names = [scalarAt(container, 'name'), scalarAt(node, 'metadata', 'name'), scalarAt(node, 'metadata', 'labels', 'component')].map((name) => name?.text ?? '');
  for (const name of names) {
    if (/task-?manager/i.test(name)) return 'taskManager';
    if (/job-?manager/i.test(name)) return 'jobManager';
  }
  return undefined;
}

/** What Bitnami's image is told to run. */
function modeOf(container: LocatedNode): string | undefined {
  const env = nodeAt(container, 'env');
  const mode = env?.kind === 'sequence' ? env.items.find((item) => scalarAt(item, 'name')?.text === 'FLINK_MODE') : undefined;
  return scalarAt(mode, 'value')?.text;
}

/** Other software has task managers too: the image says that it is Flink, or the arguments do. */
function saysFlink(image: string | undefined, isUnknown: boolean, command: FlinkCommand | undefined): boolean {
  if (command === undefined) return false;
  return isUnknown || /flink/i.test(image ?? '') || command.words.some(({ text }) => /^(?:-D)?(?:taskmanager|jobmanager)\.[\w.-]+=/.test(text));
}

/** Operators for Flink have it in their names as well, and run none of its processes. */
function isOperators(image: string | undefined): boolean {
  return /operator/i.test((image ?? '').split('/').at(-1) ?? '');
}
