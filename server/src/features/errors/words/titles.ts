import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../model/derivation.js';
import { processName } from '../../../shared/words.js';
import type { ErrorCode, RecognisedError } from '../recognised.js';

const refused = (process: ProcessKind | undefined): string =>
  process === undefined ? l10n.t('Flink refuses the memory sizes') : l10n.t('Flink refuses the memory sizes of the {0}', processName(process));

const weights = (): string => l10n.t('The weights of managed memory cannot be used');

const TITLES: Readonly<Record<ErrorCode, (process: ProcessKind | undefined) => string>> = {
  'size-not-configured': refused,
  'jvm-exceeds-process': refused,
  'flink-exceeds-process': refused,
  'jvm-overhead-out-of-range': refused,
  'pools-exceed-flink': refused,
  'network-out-of-range': refused,
  'network-buffers-mismatch': refused,
  'off-heap-exceeds-flink': refused,
  'heap-plus-off-heap-not-flink': refused,
  'heap-exceeds-flink': refused,
  'totals-differ': refused,
  'memory-configuration': refused,
  'value-invalid': () => l10n.t('A value cannot be read'),
  'range-invalid': () => l10n.t('A fraction or its bounds cannot be used'),
  'segment-size-invalid': () => l10n.t('The segment size cannot be used'),
  'cpu-not-positive': () => l10n.t('The number of CPU cores is not positive'),
  'weight-negative': weights,
  'consumer-unknown': weights,
  'memory-not-configured': () => l10n.t('The operator finds no memory size'),
  'quantity-invalid': () => l10n.t('The operator cannot read a memory size'),
  'limit-factor-invalid': () => l10n.t('A limit factor is below 1'),
  'duplicate-key': () => l10n.t('A key stands twice in config.yaml'),
  'several-documents': () => l10n.t('config.yaml holds several YAML documents'),
  'yaml-invalid': () => l10n.t('The file is not valid YAML'),
  'line-ignored': () => l10n.t('Flink has dropped a line of flink-conf.yaml'),
  metaspace: () => l10n.t('The JVM metaspace is used up'),
  heap: () => l10n.t('The JVM heap is used up'),
  'direct-memory': () => l10n.t('Direct memory is used up'),
  'network-buffers': () => l10n.t('There are too few network buffers'),
  'network-pool': () => l10n.t('Network memory could not be allocated'),
  'managed-fraction-zero': () => l10n.t('An operator gets no managed memory'),
  'managed-exhausted': () => l10n.t('Managed memory is used up'),
  'managed-segments': () => l10n.t('An operator gets too little managed memory'),
  'rocksdb-flushes': () => l10n.t('The write buffers of RocksDB are too small'),
  'batch-shuffle': () => l10n.t('There is too little memory for reading batch shuffles'),
  'native-threads': () => l10n.t('No more threads can be started'),
  'native-memory': () => l10n.t('The operating system gives no more memory'),
  'jvm-start': () => l10n.t('The JVM does not start'),
  'out-of-memory': () => l10n.t('The JVM has run out of memory'),
  killed: () => l10n.t('The process was killed from outside (exit code 137)'),
  'yarn-physical': () => l10n.t('YARN has killed a container that used too much memory'),
  'yarn-virtual': () => l10n.t('YARN has killed a container for its virtual memory'),
  'yarn-request': () => l10n.t('YARN gives out no container of that size'),
  'pod-unschedulable': () => l10n.t('No node has room for the pod'),
  'quota-exceeded': () => l10n.t('The quota of the namespace has no room for the pod'),
  'limit-range': () => l10n.t('The namespace allows no container of that size'),
  evicted: () => l10n.t('The pod was evicted because its node ran out of memory'),
  'request-above-limit': () => l10n.t('A container requests more memory than its limit'),
  'kubernetes-quantity': () => l10n.t('Kubernetes cannot read a quantity'),
  'configuration-value-type': () => l10n.t('The operator wants this value in quotes'),
  'environment-size': () => l10n.t('The process size in the environment cannot be used'),
  'configuration-missing': () => l10n.t('Flink finds no configuration file'),
  'jvm-parameters': () => l10n.t('The start script got no memory sizes'),
  'exit-143': () => l10n.t('The process was asked to end (exit code 143)'),
  'exit-239': () => l10n.t('The process ended itself after a fatal error (exit code 239)'),
  'crash-loop': () => l10n.t('Kubernetes starts the container again and again'),
  'slots-missing': () => l10n.t('There are too few task slots'),
  'taskmanager-lost': () => l10n.t('A TaskManager is gone'),
  'fraction-clamped': () => l10n.t('A bound overrules a fraction'),
  'heap-small': () => l10n.t('The heap of the JobManager is small'),
  'job-store': () => l10n.t('The job store may need more than the heap has'),
  'former-heap': () => l10n.t('A former heap option is in use'),
};

/** A few words for an error, without numbers. */
export function titleFor({ code, process }: Pick<RecognisedError, 'code' | 'process'>): string {
  return TITLES[code](process);
}
