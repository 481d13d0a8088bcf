import type { ProcessKind } from '../../model/derivation.js';
import { DEPLOYED_KINDS, type Cluster, type DeployedKind, type ProcessSite, type ResourceMemory, type Setting, type Span, type VersionFound } from '../cluster.js';
import { findVersion, type VersionClue, versionOfImage, versionOfSpec } from '../flinkVersion.js';
import { patchedCluster } from '../kustomize/patchedCluster.js';
import { patchedObject } from '../kustomize/patchedObject.js';
import { chartDefaults, minorNumber, MODE_SINCE } from '../operatorReleases.js';
import { flatten } from '../yaml/flatten.js';
import { type LocatedNode, nodeAt, pairOf, scalarAt, scalarOf } from '../yaml/node.js';
import { conditionalEntries } from '../yaml/templateEffects.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import { Admission } from './admission.js';
import { deploymentSettings } from './deploymentSettings.js';
import { DeploymentSpec } from './deploymentSpec.js';
import { readSessionJob } from './flinkSessionJob.js';
import { type ReadingContext, settingsOf } from './kind.js';
import { metadataOf } from './metadata.js';
import { type KubernetesObject, objectsOf } from './objects.js';
import { completeness, openEnds } from './openEnds.js';
import { lacksCores, operatorKeys } from './operatorKeys.js';
import { MERGES_BY_NAME, templateMemory } from './podTemplates.js';
import { operatorMinor, readResources, resourcesUnused, sizesOf } from './resourceMemory.js';

/** The first release of the operator that passes canaries over. */
const CANARIES_SINCE = 5;

/** Reads the Apache FlinkDeployments and FlinkSessionJobs of a section: others have a kind of that name too, so the group is asked as well. */
export function flinkDeploymentClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  return objectsOf(tree).flatMap((object) => {
    const { kind, apiVersion } = object;
    if (!apiVersion.startsWith('flink.apache.org/')) return [];
    if (kind === 'FlinkSessionJob') return [readSessionJob(tree, object, context)];
    return kind === 'FlinkDeployment' || kind === 'FlinkBlueGreenDeployment' ? [asPatched(readDeployment(tree, object, kind, context), tree, object, kind, context)] : [];
  });
}

/** A patch of Kustomize's with what its base says; any other deployment as it is. */
function asPatched(own: Cluster, tree: YamlTree, object: KubernetesObject, kind: DeployedKind, context: ReadingContext): Cluster {
  const patched = own.mayBePartial ? patchedObject(tree, object, context) : undefined;
  if (patched === undefined) return own;
  const { section, object: below, locate } = patched.base;
  const base = readDeployment(section.tree, below, kind, context);
  const whole = readDeployment(patched.tree, patched.object, kind, context);
  return patchedCluster({ own, base, whole }, patched.assembly, locate);
}

function readDeployment(tree: YamlTree, object: KubernetesObject, kind: DeployedKind, context: ReadingContext): Cluster {
  const { node, kindPair: { span: head } } = object;
  const specPath = object.path.concat(DEPLOYED_KINDS[kind]);
  const configurationPath = specPath.concat('flinkConfiguration');
  const spec = new DeploymentSpec(nodeAt(node, ...DEPLOYED_KINDS[kind]));
  const flat = flatten(tree, spec.configuration, 'operator');
  const operatorVersion = operatorMinor(spec, context.settings.operatorVersion);
  const resources = {
    taskManager: readResources(tree, spec, 'taskManager', operatorVersion),
    jobManager: readResources(tree, spec, 'jobManager', operatorVersion),
  };
  const sizes = sizesOf(resources.jobManager, operatorVersion).concat(sizesOf(resources.taskManager, operatorVersion));
  const entries = conditionalEntries(tree, flat.entries.concat(sizes.map(({ entry }) => entry)).sort((a, b) => a.keySpan.start - b.keySpan.start));
  const settings = deploymentSettings(spec, settingsOf(flat.entries, flat.winners, entries.now), { ...chartDefaults(operatorVersion), ...context.settings.operatorDefaults }, { operatorVersion, resources, sizes }, entries.now);
  const { job } = spec;
  const canary = minorNumber(operatorVersion) >= CANARIES_SINCE && scalarAt(node, 'metadata', 'labels', 'flink.apache.org/canary')?.text === 'true';
  const mayBePartial = !canary && isPart(spec);
  const isThere = (process: ProcessKind): boolean => !canary && !(mayBePartial && !isSized(process, resources[process], settings));
  const open = openEnds(tree, spec.node, specPath, configurationPath);
  const process = (kind: ProcessKind): ProcessSite => {
    const site = processSite(spec, kind, head, resources[kind], settings, isThere(kind));
    return open.processes.has(kind) ? { ...site, incomplete: true } : site;
  };
  const admission = new Admission(tree, spec, operatorVersion);
  const refusedAs = canary || open.spec ? [] : admission.refusals(settings);
  const standalone = isStandalone(spec.node, operatorVersion);
  const keys = canary ? [] : operatorKeys(tree, spec, { operatorVersion, standalone, settings });
  const isWhole = !canary && !mayBePartial && !open.spec && !open.configuration && !open.processes.has('taskManager') && !flat.openEnded;
  const coreless = isWhole && lacksCores(spec, keys, { operatorVersion, standalone, settings });
  const { name, namespace } = metadataOf(tree, node);
  const processes = { taskManager: process('taskManager'), jobManager: process('jobManager') };
  const { incomplete, totalsComplete } = completeness(open, flat.openEnded);
  return {
    kind,
    format: 'flinkConfiguration',
    name,
    namespace,
    specPath,
    configurationPath,
    span: node.span,
    head,
    version: readVersion(tree, spec.node, context),
    operatorVersion,
    operatorKeys: keys,
    container: !standalone,
    mayBePartial,
    sizedElsewhere: mayBePartial ? true : undefined,
    refusedAs: refusedAs.length === 0 ? undefined : refusedAs,
    incomplete,
    totalsComplete,
    entries: entries.all,
    settings,
    problems: entries.problems(flat.problems).concat(
      admission.notTexts(),
      admission.notNumbers(),
      templateMemory(tree, spec, settings.get(MERGES_BY_NAME)?.value === 'true'),
      resourcesUnused(spec, operatorVersion),
      coreless ? [{ kind: 'cpu-not-given', span: processes.taskManager.head }] : [],
    ),
    processes,
    job: job === undefined ? undefined : tree.text.slice(job.span.start, job.span.end),
    canary,
  };
}

function readVersion(tree: YamlTree, spec: LocatedNode | undefined, context: ReadingContext): VersionFound {
  const field = scalarOf(spec, 'flinkVersion');
  const clueOfField = clue(tree, field, versionOfSpec);
  const found = findVersion({
    comment: context.versionComment,
    setting: context.settings.flinkVersion,
    spec: clueOfField,
    image: clue(tree, scalarOf(spec, 'image'), versionOfImage),
    file: context.versionOfFile,
  });
  if (field === undefined || field.text === '' || isTemplated(tree, field.span)) return found;
  const written = { text: field.text, span: field.span };
  return { ...found, field: written };
}

function clue(tree: YamlTree, scalar: (LocatedNode & { readonly kind: 'scalar' }) | undefined, read: (text: string, span: Span) => VersionClue | undefined): VersionClue | undefined {
  return scalar === undefined || isTemplated(tree, scalar.span) ? undefined : read(scalar.text, scalar.span);
}

/** Before the CRD knew `mode`, the API server dropped it: the deployment was native whatever it said. */
export function isStandalone(spec: LocatedNode | undefined, operatorVersion: string): boolean {
  return scalarOf(spec, 'mode')?.text === 'standalone' && minorNumber(operatorVersion) >= MODE_SINCE;
}

/** Whether this can be no deployment by itself, as no operator takes one without a version: then it is a part that is merged into another. */
function isPart({ node, jobManager, taskManager }: DeploymentSpec): boolean {
  if (pairOf(node, 'flinkVersion') === undefined) return true;
  // A whole deployment has one of these beside its version; a patch of Kustomize's may be about anything else.
  return jobManager.pair === undefined && taskManager.pair === undefined && pairOf(node, 'serviceAccount') === undefined && pairOf(node, 'job') === undefined;
}

/** Whether anything in the document speaks of a process's memory. */
export function isSized(process: ProcessKind, resources: readonly ResourceMemory[], settings: ReadonlyMap<string, unknown>): boolean {
  const name = process.toLowerCase();
  return resources.length > 0 || [...settings.keys()].some((key) => key.startsWith(`${name}.memory.`) || key.startsWith(`${name}.heap.`));
}

function processSite(
  spec: DeploymentSpec, kind: ProcessKind, head: Span, resources: readonly ResourceMemory[], settings: ReadonlyMap<string, Setting>, present: boolean,
): ProcessSite {
  const { node, pair, resource } = spec[kind];
  const replicas = wholeNumber(node, 'replicas') ?? (kind === 'taskManager' ? taskManagersForJob(spec, settings) : undefined);
  const own = pair?.key.span ?? head;
  const site: ProcessSite = resource === undefined ? { present, head: own, resources } : { present, head: own, resources, hasResource: true };
  return replicas === undefined ? site : { ...site, replicas };
}

/** As many TaskManagers as the job's parallelism needs slots (`FlinkUtils#getNumTaskManagers`). */
function taskManagersForJob({ job }: DeploymentSpec, settings: ReadonlyMap<string, Setting>): number | undefined {
  const parallelism = wholeNumber(job, 'parallelism');
  const slots = settings.get('taskmanager.numberOfTaskSlots');
  const perTaskManager = slots === undefined ? 1 : /^\d{1,6}$/.test(slots.value) && !slots.templated ? Number(slots.value) : 0;
  return parallelism === undefined || perTaskManager === 0 ? undefined : Math.ceil(parallelism / perTaskManager);
}

function wholeNumber(block: LocatedNode | undefined, field: string): number | undefined {
  const text = scalarOf(block, field)?.text ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
