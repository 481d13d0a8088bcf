/** Names of things in the session's language, for server and panel alike. Each side configures `@vscode/l10n` before it asks. */
import * as l10n from '@vscode/l10n';
import type { PartName, ProcessKind } from '../model/derivation.js';
import type { ClusterModel, Consumer } from './protocol.js';

type Words<Key extends string> = Readonly<Record<Key, () => string>>;

/** Names one after the other, as the session's language lists them: Chinese has a comma for lists alone. */
export function listed(names: readonly string[]): string {
  return names.reduce((list, name) => (list === '' ? name : l10n.t('{0}, {1}', list, name)), '');
}

/** A remark after what it is about, in the brackets of the session's language. */
export function withRemark(text: string, remark: string): string {
  return l10n.t('{0} ({1})', text, remark);
}

const POOL_NAMES: Words<PartName> = {
  frameworkHeap: () => l10n.t('Framework heap memory'),
  taskHeap: () => l10n.t('Task heap memory'),
  frameworkOffHeap: () => l10n.t('Framework off-heap memory'),
  taskOffHeap: () => l10n.t('Task off-heap memory'),
  network: () => l10n.t('Network memory'),
  managed: () => l10n.t('Managed memory'),
  jvmMetaspace: () => l10n.t('JVM metaspace'),
  jvmOverhead: () => l10n.t('JVM overhead'),
  jvmHeap: () => l10n.t('JVM heap'),
  jvmDirect: () => l10n.t('Direct memory'),
  offHeap: () => l10n.t('Off-heap memory'),
  totalFlink: () => l10n.t('Total Flink memory'),
  totalProcess: () => l10n.t('Total process memory'),
};

const POOL_LABELS: Words<PartName> = {
  frameworkHeap: () => l10n.t('Framework heap'),
  taskHeap: () => l10n.t('Task heap'),
  frameworkOffHeap: () => l10n.t('Framework off-heap'),
  taskOffHeap: () => l10n.t('Task off-heap'),
  network: () => l10n.t('Network'),
  managed: () => l10n.t('Managed'),
  jvmMetaspace: () => l10n.t('JVM metaspace'),
  jvmOverhead: () => l10n.t('JVM overhead'),
  jvmHeap: () => l10n.t('JVM heap'),
  jvmDirect: () => l10n.t('Direct'),
  offHeap: () => l10n.t('Off-heap'),
  totalFlink: () => l10n.t('Total Flink'),
  totalProcess: () => l10n.t('Process'),
};

/** A part's full name, as a title: `Managed memory`. A JobManager's direct memory is its off-heap memory. */
export function poolName(pool: PartName, process: ProcessKind = 'taskManager'): string {
  return POOL_NAMES[namedAs(pool, process)]();
}

/** A part's short name, for rows of a table or a drawing: `Managed`. */
export function poolLabel(pool: PartName, process: ProcessKind = 'taskManager'): string {
  return POOL_LABELS[namedAs(pool, process)]();
}

/** A part's name within a sentence: `total Flink memory`, `JVM heap`. */
export function poolInSentence(pool: PartName, process: ProcessKind = 'taskManager'): string {
  const name = poolName(pool, process);
  return /^[A-Z][a-z]/.test(name) && !name.startsWith('Flink') ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

function namedAs(pool: PartName, process: ProcessKind): PartName {
  return process === 'jobManager' && pool === 'jvmDirect' ? 'offHeap' : pool;
}

/** A key without the part that all memory options share: `network.min`. */
export function shortKey(key: string): string {
  return key.replace(/^(?:task|job)manager\.(?:memory\.)?/, '');
}

/** `TaskManager`, `JobManager`: names of Flink's that no language translates. */
export function processName(process: ProcessKind): string {
  return process === 'taskManager' ? 'TaskManager' : 'JobManager';
}

const VERSION_SOURCES: Words<ClusterModel['flinkVersion']['source']> = {
  comment: () => l10n.t('from the comment in this file'),
  setting: () => l10n.t('from the settings'),
  spec: () => l10n.t('from spec.flinkVersion'),
  image: () => l10n.t('from the image tag'),
  file: () => l10n.t('from the file name'),
  default: () => l10n.t('assumed, none is named'),
};

/** How the Flink version was found. */
export function versionSourceText({ source, patchFrom }: Pick<ClusterModel['flinkVersion'], 'source' | 'patchFrom'>): string {
  return patchFrom === 'image' ? l10n.t('from flinkVersion and image') : VERSION_SOURCES[source]();
}

const CONSUMERS: Words<Consumer> = {
  OPERATOR: () => l10n.t('Batch and SQL operators'),
  STATE_BACKEND: () => l10n.t('State backend (RocksDB)'),
  PYTHON: () => l10n.t('Python workers'),
};

/** Who uses managed memory. */
export function consumerName(consumer: Consumer): string {
  return CONSUMERS[consumer]();
}
