import type { ProcessKind } from '../../model/derivation.js';
import { spotifyMebibytes } from '../../model/operatorSizes.js';
import { processSizeKey } from '../../model/processOptions.js';
import type { Cluster, ReadingProblem } from '../cluster.js';
import type { MemoryShare } from '../fields.js';
import type { VersionClue } from '../flinkVersion.js';
import { fieldBytes, sizingOf } from '../sizing.js';
import { type LocatedNode, nodeAt, pairOf } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { companionOf, type ContainerFields, containerFields, memoryBytes, memoryOf, ofOtherVersion, readRatio } from './containerMemory.js';
import type { ReadingContext } from './kind.js';
import { objectsOf } from './objects.js';
import { valuesNotText } from './textMap.js';
import { type ComputedOption, fieldAt, imageAt, isBefore, operatorCluster, type OperatorField, type OperatorLayout, type OperatorProcess, operatorsVersion, releaseAt, textOf, wholeNumberAt } from './operatorKind.js';

const LAYOUT: OperatorLayout = {
  kind: 'FlinkCluster',
  spec: ['spec'],
  configuration: 'flinkProperties',
  blocks: { taskManager: ['taskManager'], jobManager: ['jobManager'] },
  stronger: 'configuration',
};

/** The CRD's defaults, where an object says nothing. */
const DEFAULT_LIMIT = '2Gi';
const DEFAULT_PERCENT = 80;
const DEFAULT_CPUS = 2;
const DEFAULT_TASK_MANAGERS = 3;

const RATIO = 'memoryProcessRatio';
const OF_OLD_FLINK = ['memoryOffHeapRatio', 'memoryOffHeapMin'] as const;

/** Reads the FlinkClusters of Google's and Spotify's flink-on-k8s-operator in a section. */
export function spotifyClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  return objectsOf(tree).flatMap((object) => {
    if (object.kind !== 'FlinkCluster' || !object.apiVersion.startsWith('flinkoperator.k8s.io/')) return [];
    const spec = nodeAt(object.node, 'spec');
    const field = nodeAt(spec, 'flinkVersion');
    const release = releaseAt(tree, field);
    const isPart = pairOf(spec, 'flinkVersion') === undefined;
    const site = (process: ProcessKind): OperatorProcess => readProcess(tree, spec, process, release, isPart || release === undefined);
    const version = operatorsVersion(context, release, imageAt(tree, nodeAt(spec, 'image', 'name')));
    const notTexts = valuesNotText(tree, nodeAt(spec, LAYOUT.configuration));
    const facts = { version, problems: notTexts, isPart, job: textOf(tree, spec, 'job') };
    return [operatorCluster(tree, object, LAYOUT, facts, { taskManager: site('taskManager'), jobManager: site('jobManager') })];
  });
}

/** @param isUnknown nobody knows by which version, or from which other parts, the operator computes the size */
function readProcess(tree: YamlTree, spec: LocatedNode | undefined, process: ProcessKind, release: VersionClue | undefined, isUnknown: boolean): OperatorProcess {
  const fields = containerFields(tree, spec, [process]);
  const { percent, share: ratio, problems } = readPercent(tree, spec, process, isUnknown ? undefined : release);
  const sizingField = sizingOfContainer(fields);
  const isMissing = fields.isThere && sizingField === undefined;
  const text = sizingField?.text ?? DEFAULT_LIMIT;
  const bytes = memoryBytes({ templated: sizingField?.templated === true, text });
  const sizing = percent === undefined ? undefined : sizingOf(text, 'kubernetes', (field) => spotifyMebibytes(field, BigInt(percent)) << 20n);
  const share = ratio === undefined || percent === undefined || bytes === undefined ? undefined : { ...ratio, shareFor: (wanted: bigint) => largerPercent(bytes, percent, wanted) };
  const unknown = isUnknown || bytes === undefined || percent === undefined;
  const companion = sizingField === undefined ? undefined : companionOf(sizingField, fields);
  // A size of nothing is left out; before Flink 1.10, which is not modelled, the operator sets a heap.
  const mebibytes = unknown ? undefined : spotifyMebibytes(bytes, BigInt(percent));
  const isSet = !isMissing && mebibytes !== 0n && (isUnknown || !isBefore(release, 1, 10));
  const size: ComputedOption = {
    key: processSizeKey(process),
    value: mebibytes === undefined ? text : `${mebibytes}m`,
    unknown,
    ...(sizingField === undefined ? {} : { from: { ...sizingField, site: { ...sizingField.site, ...(sizing === undefined ? {} : { sizing }), ...(companion === undefined ? {} : { companion }) } } }),
  };
  return {
    resources: memoryOf(process, fields, sizingField, share),
    computed: [...(isSet ? [size] : []), ...(process === 'taskManager' ? slots(tree, spec, isUnknown) : [])],
    memory: { path: [process, 'resources', 'limits', 'memory'], ...(sizing === undefined ? {} : { sizing }), isMissing },
    container: fields.container,
    replicas: wholeNumberAt(tree, spec, process, 'replicas') ?? (process === 'taskManager' && !isUnknown ? DEFAULT_TASK_MANAGERS : undefined),
    problems,
  };
}

/** The limit, or the request where there is no limit (`UpperBoundedResourceList`). */
function sizingOfContainer({ request, limit }: ContainerFields): OperatorField | undefined {
  const isNothing = limit !== undefined && !limit.templated && fieldBytes(limit.text, 'kubernetes') === 0n;
  return limit === undefined || isNothing ? request : limit;
}

function readPercent(
  tree: YamlTree, spec: LocatedNode | undefined, process: ProcessKind, release: VersionClue | undefined,
): { readonly percent: number | undefined; readonly share: Omit<MemoryShare, 'shareFor'> | undefined; readonly problems: readonly ReadingProblem[] } {
  const field = fieldAt(tree, spec, [process, RATIO], RATIO);
  const place = { field: RATIO, path: [process, RATIO], isPercent: true };
  const isOld = release !== undefined && isBefore(release, 1, 10);
  const misplaced = release === undefined ? [] : (isOld ? [RATIO] : OF_OLD_FLINK).flatMap((name) => {
    const wrong = fieldAt(tree, spec, [process, name], name);
    // A minimum of nothing is none.
    const isNone = wrong !== undefined && name === 'memoryOffHeapMin' && fieldBytes(wrong.text, 'kubernetes') === 0n;
    return wrong === undefined || isNone ? [] : [ofOtherVersion(process, wrong, name, isOld ? OF_OLD_FLINK[0] : RATIO)];
  });
  if (field === undefined || isOld) return { percent: DEFAULT_PERCENT, share: { ...place, text: String(DEFAULT_PERCENT), isDefault: true }, problems: misplaced };
  const reading = readRatio(process, field, { name: RATIO, min: 0, max: 100, isWhole: true });
  if (reading === 'unknown') return { percent: undefined, share: undefined, problems: misplaced };
  if ('problem' in reading) return { percent: undefined, share: undefined, problems: [reading.problem, ...misplaced] };
  return { percent: reading.value, share: { ...place, text: field.text, isDefault: false }, problems: misplaced };
}

/** The smallest percentage above the present one that gives at least so many bytes. */
function largerPercent(memory: bigint, present: number, wanted: bigint): string | undefined {
  for (let percent = present + 1; percent <= 100; percent++) if (spotifyMebibytes(memory, BigInt(percent)) << 20n >= wanted) return String(percent);
  return undefined;
}

/** Half as many slots as cpus, where `flinkProperties` says nothing (`calTaskManagerTaskSlots`). */
function slots(tree: YamlTree, spec: LocatedNode | undefined, isUnknown: boolean): readonly ComputedOption[] {
  const resources = nodeAt(spec, 'taskManager', 'resources');
  const cpu = ['limits', 'requests'].map((side) => fieldAt(tree, resources, [side, 'cpu'], 'cpu')).find((field) => field !== undefined && field.text !== '0');
  const cpus = cpu === undefined ? (resources === undefined ? BigInt(DEFAULT_CPUS) : 0n) : cpu.templated ? undefined : fieldBytes(cpu.text, 'kubernetes');
  const count = cpus === undefined ? 1n : cpus / 2n;
  return [{ key: 'taskmanager.numberOfTaskSlots', value: (count === 0n ? 1n : count).toString(), unknown: isUnknown || cpus === undefined }];
}
