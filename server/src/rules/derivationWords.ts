/** What a refusal of Flink's says, with this document's numbers. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import { poolOfKey } from '../model/index.js';
import type { PartName, Pool, ProcessKind, Refusal } from '../model/derivation.js';
import { mebibytes, sizeText } from '../shared/sizes.js';
import { listed, poolInSentence, poolName, processName, withRemark } from '../shared/words.js';
import { nameOf } from './settings.js';
import { leastHeap } from './thresholds.js';
import type { Way } from './ways.js';

/** Above this nobody means a bound: Flink's "unlimited". */
const UNLIMITED = 1n << 62n;

/** What is wrong with the numbers; how much is missing is told apart. A clause without an end, so that what Flink does can follow. */
export function refusalText(refusal: Refusal, process: ProcessKind, version: string): string {
  const required = sizeText(refusal.required ?? 0n);
  const available = sizeText(refusal.available ?? 0n);
  const size = (pool: PartName): string => sizeText(refusal.parts.find((part) => part.pool === pool)?.bytes ?? 0n);
  switch (refusal.code) {
    case 'jvm-exceeds-process':
      return l10n.t('JVM metaspace {0} and JVM overhead {1} need {2}, but the process has {3}', size('jvmMetaspace'), size('jvmOverhead'), required, available);
    case 'flink-exceeds-process':
      return l10n.t('Total Flink memory {0} and JVM metaspace {1} need {2}, but the process has {3}', size('totalFlink'), size('jvmMetaspace'), required, available);
    case 'jvm-overhead-out-of-range':
      return l10n.t('Process size and total Flink memory leave {0} for JVM overhead, which must be {1}', required, boundsText(refusal));
    case 'pools-exceed-flink':
      return l10n.t('{0} = {1}, but total Flink memory is {2}', sumText(refusal, process), required, available);
    case 'network-out-of-range':
      return l10n.t('The other pools leave {0} of total Flink memory for the network, which must be {1}', required, boundsText(refusal));
    case 'network-buffers-mismatch':
      return l10n.t('The other pools leave {0} of total Flink memory for the network, but the configured number of buffers takes {1}', available, required);
    case 'off-heap-exceeds-flink':
      return l10n.t('Off-heap memory {0} leaves nothing of total Flink memory {1} for the JVM heap', required, available);
    case 'heap-plus-off-heap-not-flink':
      return refusal.required === refusal.available
        ? l10n.t('Flink {0} does not accept heap, off-heap and total Flink memory together, even though heap and off-heap add up to that total of {1}', version, required)
        : l10n.t('Heap and off-heap memory make {0}, but total Flink memory is {1}', required, available);
    case 'heap-exceeds-flink':
      return l10n.t('The JVM heap of {0} exceeds total Flink memory of {1}', required, available);
    default:
      return l10n.t('No memory size is set for the {0}', processName(process));
  }
}

const SHORT: ReadonlySet<Refusal['code']> = new Set(['jvm-exceeds-process', 'flink-exceeds-process', 'pools-exceed-flink', 'heap-exceeds-flink']);

/** What the parts ask for beyond what there is, in bytes; undefined where the refusal is about something else. */
export function missingBytes({ code, required, available }: Refusal): bigint | undefined {
  if (!SHORT.has(code) || required === undefined || available === undefined || required <= available) return undefined;
  return required - available;
}

function boundsText({ bounds }: Refusal): string {
  if (bounds === undefined) return '';
  return bounds.max >= UNLIMITED ? l10n.t('at least {0}', sizeText(bounds.min)) : l10n.t('between {0} and {1}', sizeText(bounds.min), sizeText(bounds.max));
}

const SUMMED: ReadonlySet<PartName> = new Set(['frameworkHeap', 'taskHeap', 'frameworkOffHeap', 'taskOffHeap', 'managed', 'network']);

/** `Framework heap memory 128 + managed memory 345.6 + …`: what was settled before the sum was compared. */
function sumText({ parts }: Refusal, process: ProcessKind): string {
  const terms = parts.filter(({ pool, bytes }) => SUMMED.has(pool) && bytes > 0n);
  return terms.map(({ pool, bytes }, index) => `${index === 0 ? poolName(pool, process) : poolInSentence(pool, process)} ${mebibytes(bytes)}`).join(' + ');
}

/** More keys than these in a sentence tell nobody anything; the title of the fix has them all. */
const MOST_NAMES = 2;

/** The number that would do, as a sentence; empty where it takes changes of many keys. */
export function adviceText(way: Way | undefined, analysis: Analysis, process: ProcessKind): string {
  if (way === undefined || !way.starts || way.without.length > MOST_NAMES) return '';
  const gone = listed(way.without.map((key) => nameOf(analysis, key)));
  const name = nameOf(analysis, way.key);
  if (way.kind === 'remove') return l10n.t('Without {0} it would start.', listed([...way.without, way.key].map((key) => nameOf(analysis, key))));
  const value = leavesHeap(way, analysis, process) ? way.text : withRemark(way.text, heapOf(way, process));
  if (way.kind === 'resize' && way.exact) return gone === '' ? l10n.t('{0} of {1} would do.', name, value) : l10n.t('Without {0}, {1} of {2} would do.', gone, name, value);
  if (way.kind === 'resize' && way.to > way.from) {
    return gone === '' ? l10n.t('{0} of at least {1} would do.', name, value) : l10n.t('Without {0}, {1} of at least {2} would do.', gone, name, value);
  }
  return gone === '' ? l10n.t('{0} of at most {1} would do.', name, value) : l10n.t('Without {0}, {1} of at most {2} would do.', gone, name, value);
}

/** Whether a way leaves a heap of use: where not, the preferred fix goes further, and the sentence says why. */
function leavesHeap({ after }: Way, { configuration, cluster: { version: { version } } }: Analysis, process: ProcessKind): boolean {
  if (version === undefined || after.status !== 'derived') return true;
  const { pool, bytes } = leastHeap(process, configuration, version);
  return (after.part(pool)?.bytes ?? 0n) >= bytes;
}

/** A way as the title of a fix, with what comes of it. */
export function wayTitle(way: Way, analysis: Analysis, process: ProcessKind): string {
  const title = changeTitle(way, analysis, process);
  return way.without.length === 0 ? title : l10n.t('Remove {0}; {1}', way.without.map((key) => nameOf(analysis, key)).join(', '), title);
}

function changeTitle(way: Way, analysis: Analysis, process: ProcessKind): string {
  const name = nameOf(analysis, way.key);
  switch (way.kind) {
    case 'remove': {
      const outcome = outcomeOf(way, analysis, process);
      return outcome === undefined ? l10n.t('Remove {0}', name) : l10n.t('Remove {0} ({1})', name, outcome);
    }
    case 'fraction':
      if (way.roomy) return l10n.t('Lower {0} to {1} ({2})', name, way.text, heapOf(way, process));
      return way.starts ? l10n.t('Lower {0} to {1} (largest that works)', name, way.text) : l10n.t('Lower {0} to {1}', name, way.text);
    case 'resize':
      return resizeTitle(way, name, process);
  }
}

function resizeTitle(way: Extract<Way, { kind: 'resize' }>, name: string, process: ProcessKind): string {
  if (!way.starts || way.exact) return l10n.t('Set {0} to {1}', name, way.text);
  if (way.to > way.from) {
    return way.roomy ? l10n.t('Raise {0} to {1} ({2})', name, way.text, heapOf(way, process)) : l10n.t('Raise {0} to {1} (smallest that works)', name, way.text);
  }
  return way.roomy ? l10n.t('Lower {0} to {1} ({2})', name, way.text, heapOf(way, process)) : l10n.t('Lower {0} to {1} (largest that works)', name, way.text);
}

/** What the pool behind a removed key becomes; for total Flink memory what the heap becomes, which is what people ask. */
function outcomeOf(way: Way, { cluster: { version: { version } } }: Analysis, process: ProcessKind): string | undefined {
  const own = version === undefined ? undefined : poolOfKey(process, way.key, version);
  return becomes(way, own === 'totalFlink' ? 'jvmHeap' : own, process);
}

/** What a way does for the heap that matters: the JobManager's, or that of the tasks. */
function heapOf(way: Way, process: ProcessKind): string {
  return becomes(way, process === 'taskManager' ? 'taskHeap' : 'jvmHeap', process) ?? '';
}

function becomes({ after }: Way, pool: Pool | undefined, process: ProcessKind): string | undefined {
  const bytes = pool === undefined || after.status !== 'derived' ? undefined : after.part(pool)?.bytes;
  return pool === undefined || bytes === undefined ? undefined : l10n.t('{0} becomes {1}', poolInSentence(pool, process), sizeText(bytes));
}
