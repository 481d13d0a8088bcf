/** What the host sends, read into its types. */
import { PART_NAMES, PROCESS_KINDS, type PartName, type ProcessKind } from '../../server/src/shared/model.js';
import type { PanelView, ToPage } from '../../server/src/shared/panel.js';
import type {
  ClusterModel, ClusterSummary, ConfigurationValue, ContainerMemory, FailureModel, Location, ManagedShares, MemoryModel, PartModel, Position,
  ProcessModel, Range, StepModel,
} from '../../server/src/shared/protocol.js';
import { isBoolean, isBytes, isList, isNumber, isObject, isOneOf, isRecordOf, isString, optional, orNull, type Guard } from './guard.js';

export const isPartName: Guard<PartName> = isOneOf(PART_NAMES);
export const isProcessKind: Guard<ProcessKind> = isOneOf(PROCESS_KINDS);

const isPosition = isObject<Position>({ line: isNumber, character: isNumber });
const isRange = isObject<Range>({ start: isPosition, end: isPosition });
const isLocation = isObject<Location>({ uri: isString, range: isRange });
const location = optional(isLocation);

const isStep = isObject<StepModel>({
  op: isOneOf(['take', 'multiply', 'divide', 'add', 'subtract', 'clampMin', 'clampMax']),
  operands: isList(isObject<StepModel['operands'][number]>({
    key: optional(isString), pool: optional(isPartName), value: isString, factor: optional(isBoolean), isDefault: optional(isBoolean),
  })),
  result: isString,
  text: isString,
});

const isPart: Guard<PartModel> = (value): value is PartModel => isPartHere(value);
const isPartHere = isObject<PartModel>({
  pool: isPartName,
  bytes: isBytes,
  share: isNumber,
  from: isOneOf(['set', 'derived', 'default', 'rest', 'clampedToMin', 'clampedToMax']),
  key: optional(isString),
  location,
  origin: optional(isString),
  steps: isList(isStep),
  parts: optional(isList(isPart)),
});

const isConsumer = isOneOf(['OPERATOR', 'STATE_BACKEND', 'PYTHON']);
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

const isFailure = isObject<FailureModel>({
  code: isString,
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
  ways: optional(isList(isObject<NonNullable<FailureModel['ways']>[number]>({ title: isString, changes: isRecordOf(orNull(isString)) }))),
});

const isProcess = isObject<ProcessModel>({
  status: isOneOf(['derived', 'failed', 'unknown', 'absent', 'notModelled']),
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
});

const isContainer = isObject<ContainerMemory>({ requestBytes: optional(isBytes), limitBytes: optional(isBytes), limitFactor: optional(isNumber) });

const isSummary = isObject<ClusterSummary>({ id: isString, name: isString, kind: isString, range: isRange });
const isCluster = isObject<ClusterModel>({
  id: isString,
  name: isString,
  kind: isString,
  range: isRange,
  flinkVersion: isObject<ClusterModel['flinkVersion']>({
    value: isString, source: isOneOf(['comment', 'setting', 'spec', 'image', 'file', 'default']), location,
  }),
  configuration: isRecordOf(isObject<ConfigurationValue>({
    value: isString,
    source: isOneOf(['document', 'resource', 'environment', 'argument', 'otherDocument', 'operatorDefault']),
    location,
    overridden: optional(isList(isObject<NonNullable<ConfigurationValue['overridden']>[number]>({ value: isString, location }))),
  })),
  loading: optional(isObject<NonNullable<ClusterModel['loading']>>({
    code: isOneOf(['duplicate-key', 'several-documents', 'yaml-invalid']), key: optional(isString), location,
  })),
  taskManager: isProcess,
  jobManager: isProcess,
  container: optional(isObject<NonNullable<ClusterModel['container']>>({ taskManager: optional(isContainer), jobManager: optional(isContainer) })),
});

type ModelView = Extract<PanelView, { kind: 'model' }>;
const isModelView = isObject<ModelView>({
  kind: isOneOf(['model']),
  uri: isString,
  fileName: isString,
  model: isObject<MemoryModel>({ version: isNumber, summary: isList(isSummary), clusters: isList(isCluster) }),
  cluster: isString,
  selected: optional(isObject<NonNullable<ModelView['selected']>>({ process: isProcessKind, pool: isPartName })),
});
const isEmptyView = isObject<Extract<PanelView, { kind: 'empty' }>>({
  kind: isOneOf(['empty']), why: isOneOf(['no-document', 'not-flink', 'server-starting']),
});
const isView: Guard<PanelView> = (value): value is PanelView => isModelView(value) || isEmptyView(value);

const isInit = isObject<Extract<ToPage, { type: 'init' }>>({
  type: isOneOf(['init']), language: isString, bundle: isRecordOf(isString), texts: isRecordOf(isString),
});
const isShow = isObject<Extract<ToPage, { type: 'show' }>>({ type: isOneOf(['show']), view: isView });

/** A message of the host's; undefined for anything else that reaches the page. */
export function parseMessage(data: unknown): ToPage | undefined {
  return isInit(data) || isShow(data) ? data : undefined;
}
