/** What the host sends, read into its types. */
import { PART_NAMES, PROCESS_KINDS, REFUSAL_CODES, type PartName, type ProcessKind } from '../../server/src/shared/model.js';
import type { Compared, Locked, PanelView, ToPage } from '../../server/src/shared/panel.js';
import type {
  Changes, ClusterModel, DeploymentModel, ClusterSummary, ConfigurationValue, Consumer, ContainerMemory, EditRefused, FailureModel, InputModel, Location, ManagedShares, MemoryModel, PartModel, Position,
  ProcessModel, Proposal, ProposeResult, Range, StepModel,
} from '../../server/src/shared/protocol.js';
import { isAnyOf, isBoolean, isBytes, isList, isNumber, isObject, isOneOf, isRecordOf, isString, optional, orNull, type Guard } from './guard.js';

export const isPartName: Guard<PartName> = isOneOf(PART_NAMES);
export const isProcessKind: Guard<ProcessKind> = isOneOf(PROCESS_KINDS);

const isPosition = isObject<Position>({ line: isNumber, character: isNumber });
const isRange = isObject<Range>({ start: isPosition, end: isPosition });
const isLocation = isObject<Location>({ uri: isString, range: isRange });
const location = optional(isLocation);

const isStep = isObject<StepModel>({
  op: isAnyOf<StepModel['op']>({ take: true, multiply: true, divide: true, add: true, subtract: true, clampMin: true, clampMax: true }),
  operands: isList(isObject<StepModel['operands'][number]>({
    key: optional(isString), pool: optional(isPartName), value: isString, factor: optional(isBoolean), isDefault: optional(isBoolean),
  })),
  result: isString,
  text: isString,
});

/** Parts lie within each other no deeper than this: a list that never ends is none. */
const MOST_LEVELS = 10;

const isNothing: Guard<never> = (_): _ is never => false;

function isPartOf(levels: number): Guard<PartModel> {
  return isObject<PartModel>({
    pool: isPartName,
    bytes: isBytes,
    share: isNumber,
    from: isAnyOf<PartModel['from']>({ set: true, derived: true, default: true, rest: true, clampedToMin: true, clampedToMax: true }),
    key: optional(isString),
    location,
    origin: optional(isString),
    advice: optional(isString),
    steps: isList(isStep),
    parts: optional(isList(levels > 1 ? isPartOf(levels - 1) : isNothing)),
  });
}
const isPart = isPartOf(MOST_LEVELS);

const isConsumer = isAnyOf<Consumer>({ OPERATOR: true, STATE_BACKEND: true, PYTHON: true });
type Share = ManagedShares['shares'][number];
const isManagedShares = isObject<ManagedShares>({
  used: isList(isConsumer),
  shares: isList(isObject<Share>({
    consumer: isConsumer,
    weight: isNumber,
    fraction: isNumber,
    bytesPerSlot: isBytes,
    rocksdb: optional(isObject<NonNullable<Share['rocksdb']>>({
      blockCache: isBytes, writeBufferManager: isBytes, arenaBlock: isBytes, mutableLimit: isBytes,
    })),
  })),
});

/** Keys to set or to remove. */
export const isChanges: Guard<Changes> = isRecordOf(orNull(isString));

const isFailure = isObject<FailureModel>({
  code: isOneOf(REFUSAL_CODES),
  key: optional(isString),
  reason: optional(isString),
  inputs: isList(isObject<FailureModel['inputs'][number]>({
    key: isString,
    value: optional(isString),
    pool: optional(isPartName),
    bytes: optional(isBytes),
    location,
    accepts: optional(isObject<{ readonly min?: string; readonly max?: string }>({ min: optional(isBytes), max: optional(isBytes) })),
  })),
  required: optional(isBytes),
  available: optional(isBytes),
  bounds: optional(isObject<NonNullable<FailureModel['bounds']>>({ min: isBytes, max: isBytes })),
  message: optional(isString),
  ways: optional(isList(isObject<NonNullable<FailureModel['ways']>[number]>({ title: isString, changes: isChanges }))),
});

/** An address that a link may have: nothing that runs. */
const isPage: Guard<string> = (value): value is string => isString(value) && /^https:\/\/[\w./#-]+$/.test(value);

const isProcess = isObject<ProcessModel>({
  status: isAnyOf<ProcessModel['status']>({ derived: true, failed: true, unknown: true, absent: true, notModelled: true }),
  pools: optional(isRecordOf(isBytes)),
  parts: optional(isList(isPart)),
  jvmArguments: optional(isList(isString)),
  dynamicConfiguration: optional(isRecordOf(isString)),
  slots: optional(isNumber),
  perSlot: optional(isObject<NonNullable<ProcessModel['perSlot']>>({ taskHeap: isBytes, taskOffHeap: isBytes, managed: isBytes, network: isBytes })),
  managedShares: optional(isList(isManagedShares)),
  unknownKeys: optional(isList(isString)),
  failure: optional(isFailure),
  replicas: optional(isNumber),
  page: optional(isPage),
});

const isContainer = isObject<ContainerMemory>({ requestBytes: optional(isBytes), limitBytes: optional(isBytes), limitFactor: optional(isNumber), requestCpu: optional(isNumber), limitCpu: optional(isNumber) });
const isContainers = optional(isObject<NonNullable<ClusterModel['container']>>({ taskManager: optional(isContainer), jobManager: optional(isContainer) }));

const isSummary = isObject<ClusterSummary>({ id: isString, name: isString, kind: isString, range: isRange, file: optional(isString) });
const isInput = isObject<InputModel>({
  key: isString,
  kind: isAnyOf<InputModel['kind']>({ size: true, fraction: true, count: true, choice: true }),
  pool: optional(isPartName),
  value: optional(isString),
  default: optional(isString),
  amount: optional(isString),
  templated: optional(isBoolean),
  accepts: optional(isObject<NonNullable<InputModel['accepts']>>({ min: optional(isString), max: optional(isString) })),
  slider: optional(isObject<NonNullable<InputModel['slider']>>({ min: isString, max: isString, step: isString })),
  choices: optional(isList(isString)),
});
const isEditRefused = isObject<EditRefused>({
  code: isAnyOf<EditRefused['code']>({ 'not-flink': true, 'cluster-not-found': true, templated: true, 'not-writable': true, 'key-not-found': true }),
  key: optional(isString),
});
type Loading = NonNullable<ClusterModel['loading']>;
const isCluster = isObject<ClusterModel>({
  id: isString,
  name: isString,
  kind: isString,
  range: isRange,
  file: optional(isString),
  inputs: optional(isList(isInput)),
  notWritable: optional(isEditRefused),
  flinkVersion: isObject<ClusterModel['flinkVersion']>({
    value: isString,
    source: isAnyOf<ClusterModel['flinkVersion']['source']>({ comment: true, setting: true, spec: true, image: true, file: true, default: true }),
    patchFrom: optional(isAnyOf<'image'>({ image: true })),
    location,
  }),
  configuration: isRecordOf(isObject<ConfigurationValue>({
    value: isString,
    source: isAnyOf<ConfigurationValue['source']>({ document: true, resource: true, environment: true, argument: true, otherDocument: true, operatorDefault: true }),
    location,
    overridden: optional(isList(isObject<NonNullable<ConfigurationValue['overridden']>[number]>({ value: isString, location }))),
  })),
  loading: optional(isObject<Loading>({
    code: isAnyOf<Loading['code']>({ 'duplicate-key': true, 'several-documents': true, 'yaml-invalid': true }), key: optional(isString), location,
  })),
  taskManager: isProcess,
  jobManager: isProcess,
  container: isContainers,
  deployment: optional(isObject<DeploymentModel>({
    operatorVersion: isString, flinkVersion: isString, accepted: isBoolean, code: optional(isString), taskManager: isProcess, jobManager: isProcess,
    failure: optional(isObject<NonNullable<DeploymentModel['failure']>>({ code: isString, key: optional(isString) })), container: isContainers,
  })),
});

type ModelView = Extract<PanelView, { kind: 'model' }>;
const isModelView = isObject<ModelView>({
  kind: isOneOf(['model']),
  uri: isString,
  fileName: isString,
  model: isObject<MemoryModel>({ version: isNumber, summary: isList(isSummary), clusters: isList(isCluster) }),
  cluster: isString,
  selected: optional(isObject<NonNullable<ModelView['selected']>>({ process: isProcessKind, pool: isPartName })),
  locked: optional(isBoolean),
});
type EmptyView = Extract<PanelView, { kind: 'empty' }>;
const isEmptyView = isObject<EmptyView>({
  kind: isOneOf(['empty']), why: isAnyOf<EmptyView['why']>({ 'no-document': true, 'not-flink': true, 'server-starting': true, 'server-failed': true }),
  locked: optional(isObject<Locked>({ uri: isString, fileName: isString, line: isNumber })),
});
const isView: Guard<PanelView> = (value): value is PanelView => isModelView(value) || isEmptyView(value);

const isInit = isObject<Extract<ToPage, { type: 'init' }>>({
  type: isOneOf(['init']), language: isString, bundle: isRecordOf(isString), texts: isRecordOf(isString),
});
const isShow = isObject<Extract<ToPage, { type: 'show' }>>({ type: isOneOf(['show']), view: isView });
const isWhatIf = isObject<Extract<ToPage, { type: 'whatIf' }>>({ type: isOneOf(['whatIf']), ticket: isNumber, cluster: isString, after: optional(isCluster) });
const isProposal = isObject<Proposal>({
  changes: isChanges,
  reasons: isList(isObject<Proposal['reasons'][number]>({ key: isString, value: orNull(isString), text: isString })),
  notes: isList(isString),
});
type Refused = Exclude<ProposeResult, Proposal>;
const isRefused = isObject<Refused>({ refused: isString, memory: optional(isBytes) });
const isProposed: Guard<ProposeResult> = (value): value is ProposeResult => isProposal(value) || isRefused(value);
const isProposalMessage = isObject<Extract<ToPage, { type: 'proposal' }>>({ type: isOneOf(['proposal']), cluster: isString, result: optional(isProposed) });
const isApplied = isObject<Extract<ToPage, { type: 'applied' }>>({ type: isOneOf(['applied']), cluster: isString });
const isCompared = isObject<Extract<ToPage, { type: 'compared' }>>({
  type: isOneOf(['compared']),
  compared: optional(isObject<Compared>({ uri: isString, cluster: isString, label: isString, here: isString, other: isCluster, isBefore: isBoolean })),
});
const isRenamed = isObject<Extract<ToPage, { type: 'renamed' }>>({ type: isOneOf(['renamed']), uri: isString, cluster: optional(isString), to: isString });
const MESSAGES: readonly Guard<ToPage>[] = [isInit, isShow, isWhatIf, isProposalMessage, isApplied, isRenamed, isCompared];

/** A message of the host's; undefined for anything else that reaches the page. */
export function parseMessage(data: unknown): ToPage | undefined {
  return isToPage(data) ? data : undefined;
}

function isToPage(data: unknown): data is ToPage {
  return MESSAGES.some((isMessage) => isMessage(data));
}
