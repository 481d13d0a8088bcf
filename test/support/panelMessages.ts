/**
 * Every message between the panel's page and its host, with everything that may be in one. The compiler wants all of it: a message or a
 * property that is added later has to be added here, and is attacked then like the others.
 */
import type { PanelView, ToHost, ToPage } from '../../server/src/shared/panel.js';
import type { ClusterModel, ContainerMemory, Location, ProcessModel } from '../../server/src/shared/protocol.js';

/** With all that is optional. Lists may be empty. */
type Complete<T> =
  T extends string | number | boolean | null ? T
  : T extends readonly (infer Item)[] ? readonly Complete<Item>[]
  : { readonly [Key in keyof T]-?: Complete<Exclude<T[Key], undefined>> };

/** One message at least of each type. */
type Samples<Message extends { readonly type: string }> = { readonly [Type in Message['type']]: readonly [Complete<Message & { type: Type }>, ...Complete<Message & { type: Type }>[]] };

const CHANGES = { 'taskmanager.memory.process.size': '4g', 'taskmanager.memory.managed.size': null };
const ABOUT = { cluster: 'clicks', process: 'taskManager' } as const;

/** From the page to its host. */
export const TO_HOST: Samples<ToHost> = {
  ready: [{ type: 'ready' }],
  discarded: [{ type: 'discarded' }],
  select: [{ type: 'select', ...ABOUT, pool: 'managed' }],
  revealKey: [{ type: 'revealKey', cluster: 'clicks', key: 'taskmanager.memory.process.size' }],
  chooseCluster: [{ type: 'chooseCluster', cluster: 'clicks' }],
  applyWay: [{ type: 'applyWay', ...ABOUT, way: 1 }],
  whatIf: [{ type: 'whatIf', ...ABOUT, changes: CHANGES, ticket: 7 }],
  propose: [
    { type: 'propose', cluster: 'clicks', wanted: { preset: 'heap' } },
    { type: 'propose', cluster: 'clicks', wanted: { wishes: { slots: 2, stateBackend: 'rocksdb', memory: '4294967296', reserve: 30 } } },
  ],
  showChanges: [{ type: 'showChanges', cluster: 'clicks', changes: CHANGES }],
  applyChanges: [{ type: 'applyChanges', cluster: 'clicks', changes: CHANGES }],
  compare: [{ type: 'compare', cluster: 'clicks' }],
  endCompare: [{ type: 'endCompare', cluster: 'clicks' }],
  copy: [{ type: 'copy', ...ABOUT, what: 'table', changes: CHANGES }],
  save: [{ type: 'save', ...ABOUT, format: 'svg', content: '<svg/>', changes: CHANGES }],
  lock: [{ type: 'lock', cluster: 'clicks' }],
  unlock: [{ type: 'unlock' }],
  failed: [{ type: 'failed', message: 'it broke' }],
};

const RANGE = { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } };
const LOCATION: Complete<Location> = { uri: 'file:///flink-conf.yaml', range: RANGE };
const MIB = '1048576';

const PROCESS: Complete<ProcessModel> = {
  status: 'derived',
  pools: {
    frameworkHeap: MIB, taskHeap: MIB, frameworkOffHeap: MIB, taskOffHeap: MIB, network: MIB, managed: MIB, jvmMetaspace: MIB, jvmOverhead: MIB, jvmHeap: MIB, jvmDirect: MIB, totalFlink: MIB, totalProcess: MIB,
  },
  parts: [{
    pool: 'totalProcess', bytes: MIB, share: 1, from: 'set', key: 'taskmanager.memory.process.size', location: LOCATION, origin: 'set', advice: 'Enough.',
    steps: [{ op: 'take', operands: [{ key: 'taskmanager.memory.process.size', pool: 'totalProcess', value: MIB, factor: false, isDefault: false }], result: MIB, text: '1 MiB' }],
    parts: [{ pool: 'managed', bytes: MIB, share: 0.5, from: 'rest', key: 'k', location: LOCATION, origin: 'o', advice: 'a', steps: [], parts: [] }],
  }],
  jvmArguments: ['-Xmx1048576'],
  dynamicConfiguration: { 'taskmanager.cpu.cores': '1' },
  slots: 2,
  perSlot: { taskHeap: MIB, taskOffHeap: MIB, managed: MIB, network: MIB },
  managedShares: [{
    used: ['STATE_BACKEND'],
    shares: [{ consumer: 'STATE_BACKEND', weight: 70, fraction: 1, bytesPerSlot: MIB, rocksdb: { blockCache: MIB, writeBufferManager: MIB, arenaBlock: MIB, mutableLimit: MIB } }],
  }],
  unknownKeys: ['taskmanager.memory.managed.size'],
  failure: {
    code: 'pools-exceed-flink', key: 'taskmanager.memory.managed.size', reason: 'blank',
    inputs: [{ key: 'taskmanager.memory.managed.size', value: '1g', pool: 'managed', bytes: MIB, location: LOCATION, accepts: { min: MIB, max: MIB } }],
    required: MIB, available: MIB, bounds: { min: MIB, max: MIB }, message: 'Too much.', ways: [{ title: 'Raise it', changes: CHANGES }],
  },
  replicas: 2,
  page: 'https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/deployment/memory/mem_setup_tm/',
};

const CONTAINER: Complete<ContainerMemory> = { requestBytes: MIB, limitBytes: MIB, limitFactor: 1, requestCpu: 1, limitCpu: 2 };
const SUMMARY = { id: 'clicks', name: 'clicks', kind: 'FlinkDeployment', range: RANGE, file: 'flink-conf.yaml' };

const CLUSTER: Complete<ClusterModel> = {
  ...SUMMARY,
  flinkVersion: { value: '1.20', source: 'spec', patchFrom: 'image', location: LOCATION },
  configuration: { 'taskmanager.memory.process.size': { value: '4g', source: 'resource', location: LOCATION, overridden: [{ value: '3g', location: LOCATION }] } },
  loading: { code: 'duplicate-key', key: 'a', location: LOCATION },
  taskManager: PROCESS,
  jobManager: { ...PROCESS, status: 'failed' },
  container: { taskManager: CONTAINER, jobManager: CONTAINER },
  deployment: { operatorVersion: '1.15', flinkVersion: '1.20', accepted: false, code: 'x', failure: { code: 'x', key: 'k' }, container: { taskManager: CONTAINER, jobManager: CONTAINER }, taskManager: PROCESS, jobManager: PROCESS },
  inputs: [{
    key: 'taskmanager.memory.process.size', kind: 'size', pool: 'totalProcess', value: '4g', default: '0', amount: MIB, templated: false, accepts: { min: MIB, max: MIB },
    slider: { min: MIB, max: MIB, step: MIB }, choices: ['rocksdb'],
  }],
  notWritable: { code: 'templated', key: 'k' },
};

const VIEW: Complete<Extract<PanelView, { kind: 'model' }>> = {
  kind: 'model', uri: 'file:///flink-conf.yaml', fileName: 'flink-conf.yaml', cluster: 'clicks', selected: { process: 'taskManager', pool: 'managed' }, locked: true,
  model: { version: 3, summary: [SUMMARY], clusters: [CLUSTER] },
};

/** From the host to its page. */
export const TO_PAGE: Samples<ToPage> = {
  init: [{ type: 'init', language: 'en', bundle: { Managed: 'Managed' }, texts: { 'pool.managed': '…' } }],
  show: [
    { type: 'show', view: VIEW },
    { type: 'show', view: { kind: 'empty', why: 'not-flink', locked: { uri: 'file:///clicks.yaml', fileName: 'clicks.yaml', line: 7 } } },
  ],
  whatIf: [{ type: 'whatIf', ticket: 1, cluster: 'clicks', after: CLUSTER }],
  proposal: [
    { type: 'proposal', cluster: 'clicks', result: { changes: CHANGES, reasons: [{ key: 'k', value: null, text: '' }], notes: ['n'] } },
    { type: 'proposal', cluster: 'clicks', result: { refused: 'No.', memory: MIB } },
  ],
  applied: [{ type: 'applied', cluster: 'clicks' }],
  renamed: [{ type: 'renamed', uri: 'file:///clicks.yaml', cluster: 'clicks', to: 'orders' }],
  compared: [{ type: 'compared', compared: { uri: 'file:///clicks.yaml', cluster: 'clicks', label: 'a', here: 'b', other: CLUSTER, isBefore: true } }],
};
