import type { ProcessKind } from '../../model/derivation.js';
import { lyftKibibytes } from '../../model/operatorSizes.js';
import { processSizeKey } from '../../model/processOptions.js';
import type { Cluster, ReadingProblem } from '../cluster.js';
import type { MemoryShare } from '../fields.js';
import type { VersionClue } from '../flinkVersion.js';
import { sizingOf } from '../sizing.js';
import { type LocatedNode, nodeAt, pairOf } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { companionOf, containerFields, memoryBytes, memoryOf, ofOtherVersion, readRatio } from './containerMemory.js';
import type { ReadingContext } from './kind.js';
import { objectsOf } from './objects.js';
import { valuesNotText } from './textMap.js';
import {
  type ComputedOption, fieldAt, imageAt, isBefore, operatorCluster, type OperatorLayout, type OperatorProcess, operatorsVersion, releaseAt, textOf, wholeNumberAt,
} from './operatorKind.js';

const LAYOUT: OperatorLayout = {
  kind: 'FlinkApplication',
  spec: ['spec'],
  configuration: 'flinkConfig',
  blocks: { taskManager: ['taskManagerConfig'], jobManager: ['jobManagerConfig'] },
  stronger: 'operator',
};

/** What the operator asks for where an object says nothing (`JobManagerDefaultResources`, `TaskManagerDefaultResources`). */
const DEFAULT_REQUESTS = { taskManager: '1024Mi', jobManager: '3072Mi' } as const;
const DEFAULT_SLOTS = '16';
const SLOTS = 'taskmanager.numberOfTaskSlots';

/** The part of the request that is kept from the process, by the version of Flink (`getValidFraction`). */
const SINCE_1_11 = { name: 'systemMemoryFraction', fallback: 0.2, other: 'offHeapMemoryFraction' } as const;
const BEFORE_1_11 = { name: 'offHeapMemoryFraction', fallback: 0.5, other: 'systemMemoryFraction' } as const;

/** Reads the FlinkApplications of Lyft's flinkk8soperator in a section. */
export function lyftClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  return objectsOf(tree).flatMap((object) => {
    if (object.kind !== 'FlinkApplication' || !object.apiVersion.startsWith('flink.k8s.io/')) return [];
    const spec = nodeAt(object.node, 'spec');
    const field = nodeAt(spec, 'flinkVersion');
    const release = releaseAt(tree, field);
    const isPart = pairOf(spec, 'flinkVersion') === undefined;
    const site = (process: ProcessKind): OperatorProcess => readProcess(tree, spec, process, release, isPart || (field !== undefined && release === undefined));
    const version = operatorsVersion(context, release, imageAt(tree, nodeAt(spec, 'image')));
    // Texts, numbers and booleans are written as they are, collections are refused.
    const collections = valuesNotText(tree, nodeAt(spec, LAYOUT.configuration)).filter((problem) => problem.kind === 'configuration-not-text' && problem.shape !== 'scalar');
    const facts = { version, isPart, problems: collections, job: textOf(tree, spec, 'jarName', 'entryClass', 'programArgs') };
    return [operatorCluster(tree, object, LAYOUT, facts, { taskManager: site('taskManager'), jobManager: site('jobManager') })];
  });
}

/** @param isUnknown nobody knows by which version, or from which other parts, the operator computes the size */
function readProcess(tree: YamlTree, spec: LocatedNode | undefined, process: ProcessKind, release: VersionClue | undefined, isUnknown: boolean): OperatorProcess {
  const [block = ''] = LAYOUT.blocks[process];
  const fields = containerFields(tree, spec, [block]);
  const { request, isThere } = fields;
  const rule = !isUnknown && isBefore(release, 1, 11) ? BEFORE_1_11 : SINCE_1_11;
  const { fraction, share: ratio, problems } = readFraction(tree, spec, process, block, rule, isUnknown);
  const text = request?.text ?? (isThere ? '0' : DEFAULT_REQUESTS[process]);
  const bytes = memoryBytes({ templated: request?.templated === true, text });
  const sizeOf = (field: bigint): bigint => lyftKibibytes(field, fraction ?? 0) * 1024n;
  const share = ratio === undefined || bytes === undefined ? undefined : { ...ratio, shareFor: (wanted: bigint) => smallerFraction(bytes, fraction ?? 0, wanted) };
  const sizing = fraction === undefined ? undefined : sizingOf(request?.text ?? DEFAULT_REQUESTS[process], 'kubernetes', sizeOf);
  const isMissing = isThere && request === undefined;
  // Of nothing every share is nothing.
  const unknown = isUnknown || bytes === undefined || (sizing === undefined && !isMissing);
  const value = unknown ? text : `${lyftKibibytes(bytes, fraction ?? 0)}k`;
  const companion = request === undefined ? undefined : companionOf(request, fields);
  const size: ComputedOption = {
    key: rule === SINCE_1_11 ? processSizeKey(process) : `${process.toLowerCase()}.heap.size`,
    value,
    unknown,
    ...(request === undefined ? {} : { from: { ...request, site: { ...request.site, ...(sizing === undefined ? {} : { sizing }), ...(companion === undefined ? {} : { companion }) } } }),
  };
  return {
    resources: memoryOf(process, fields, request, share),
    computed: [size, ...(process === 'taskManager' ? [slots(tree, spec, isUnknown)] : [])],
    memory: { path: [block, 'resources', 'requests', 'memory'], ...(sizing === undefined ? {} : { sizing }), isMissing },
    container: fields.container,
    replicas: process === 'jobManager' ? wholeNumberAt(tree, spec, block, 'replicas') : taskManagers(tree, spec),
    problems,
  };
}

function readFraction(
  tree: YamlTree, spec: LocatedNode | undefined, process: ProcessKind, block: string, { name, fallback, other }: typeof SINCE_1_11 | typeof BEFORE_1_11, isUnknown: boolean,
): { readonly fraction: number | undefined; readonly share: Omit<MemoryShare, 'shareFor'> | undefined; readonly problems: readonly ReadingProblem[] } {
  const field = fieldAt(tree, spec, [block, name], name);
  const wrong = isUnknown ? undefined : fieldAt(tree, spec, [block, other], other);
  const misplaced = wrong === undefined ? [] : [ofOtherVersion(process, wrong, other, name)];
  if (field === undefined) return { fraction: fallback, share: { field: name, text: String(fallback), isDefault: true, path: [block, name], isPercent: false }, problems: misplaced };
  const reading = readRatio(process, field, { name, min: 0, max: 1, isWhole: false });
  if (reading === 'unknown') return { fraction: undefined, share: undefined, problems: misplaced };
  if ('problem' in reading) return { fraction: undefined, share: undefined, problems: [reading.problem, ...misplaced] };
  return { fraction: reading.value, share: { field: name, text: field.text, isDefault: false, path: [block, name], isPercent: false }, problems: misplaced };
}

/** The largest fraction of whole hundredths below the present one that leaves at least so many bytes. */
function smallerFraction(request: bigint, present: number, wanted: bigint): string | undefined {
  for (let hundredths = Math.ceil(present * 100) - 1; hundredths >= 0; hundredths--) {
    if (lyftKibibytes(request, hundredths / 100) * 1024n >= wanted) return String(hundredths / 100);
  }
  return undefined;
}

/** As many as the job's parallelism needs slots (`ComputeTaskManagerReplicas`). */
function taskManagers(tree: YamlTree, spec: LocatedNode | undefined): number | undefined {
  const parallelism = wholeNumberAt(tree, spec, 'parallelism');
  const field = fieldAt(tree, spec, ['taskManagerConfig', 'taskSlots'], 'taskSlots');
  const perTaskManager = field === undefined ? Number(DEFAULT_SLOTS) : (wholeNumberAt(tree, spec, 'taskManagerConfig', 'taskSlots') ?? 0);
  return parallelism === undefined || perTaskManager === 0 ? undefined : Math.ceil(parallelism / perTaskManager);
}

/** The number of slots, which goes over whatever `flinkConfig` says. */
function slots(tree: YamlTree, spec: LocatedNode | undefined, isUnknown: boolean): ComputedOption {
  const field = fieldAt(tree, spec, ['taskManagerConfig', 'taskSlots'], 'taskSlots');
  if (field === undefined) return { key: SLOTS, value: DEFAULT_SLOTS, unknown: isUnknown };
  return { key: SLOTS, value: field.text, unknown: field.templated, from: { ...field, site: { ...field.site, isNumber: true } } };
}

