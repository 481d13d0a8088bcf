/** Rules about pools that the file makes smaller than Flink would: metaspace, and memory outside the heap. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { ceilToMebibyte, parseMemorySize, readableOption } from '../model/index.js';
import type { Pool } from '../model/derivation.js';
import { sizeText } from '../shared/sizes.js';
import { poolName } from '../shared/words.js';
import { advised, derivedOf, poolOf, raise, removal } from './advice.js';
import { sentences } from './print.js';
import type { KeyFacts } from './keyFacts.js';
import { defineRule, type Fix, type Noticed, type Rule } from './rule.js';
import { processOf, valueSpan } from './settings.js';

interface ThinPayload {
  /** The key as it is written, and that of the option. */
  readonly key: string;
  readonly option: string;
  readonly pool: Pool;
  /** In bytes: what is set, and Flink's default. */
  readonly bytes: string;
  readonly usual: string;
}

type Pools = Readonly<Record<string, Pool>>;

/** An option that is set below its default: the default is the threshold, and Flink its source. */
function noticeThin(pools: Pools, entry: Entry, { option, version }: KeyFacts, analysis: Analysis): Noticed<ThinPayload> | undefined {
  const pool = pools[option?.key ?? ''];
  const usual = option === undefined ? undefined : readableOption(option.key, version)?.defaultBytes;
  const read = parseMemorySize(entry.value);
  if (option === undefined || pool === undefined || usual === undefined || !('bytes' in read) || read.bytes >= usual) return undefined;
  const process = processOf(option.key);
  const derived = derivedOf(analysis, process);
  // A size that another one overrules is no size.
  if (derived === undefined || poolOf(derived, pool) !== read.bytes) return undefined;
  return {
    span: valueSpan(entry), key: entry.key, process,
    payload: { key: entry.key, option: option.key, pool, bytes: read.bytes.toString(), usual: usual.toString() },
  };
}

function sayThin({ pool, option, bytes, usual }: ThinPayload, analysis: Analysis): string {
  return l10n.t(
    '{0} is {1}, less than the {2} that Flink {3} gives by default.',
    poolName(pool, processOf(option)), sizeText(BigInt(bytes)), sizeText(BigInt(usual)), analysis.cluster.version.text,
  );
}

function fixThin({ key, option, pool }: ThinPayload, analysis: Analysis): readonly Fix[] {
  const process = processOf(option);
  const fix = advised(analysis, process, [removal(analysis, key)], [pool, process === 'taskManager' ? 'taskHeap' : 'jvmHeap', 'totalProcess']);
  return fix === undefined ? [] : [fix];
}

const METASPACE: Pools = { 'taskmanager.memory.jvm-metaspace.size': 'jvmMetaspace', 'jobmanager.memory.jvm-metaspace.size': 'jvmMetaspace' };

const metaspaceThin = defineRule<ThinPayload>({
  id: 'metaspace-thin',
  level: 'hint',
  entries: {
    about: 'value',
    concerns: ({ option }) => option !== undefined && option.key in METASPACE,
    notice: (entry, facts, analysis) => noticeThin(METASPACE, entry, facts, analysis),
  },
  say: ({ payload }, analysis) => sentences(
    sayThin(payload, analysis), l10n.t('When the classes of Flink and its jobs do not fit, the process ends with OutOfMemoryError: Metaspace.'),
  ),
  fixes: ({ payload }, analysis) => fixThin(payload, analysis),
});

const FRAMEWORK_OFF_HEAP = 'taskmanager.memory.framework.off-heap.size';
/** Cut out of framework off-heap memory, so it must be smaller (FLINK-20740). */
const BATCH_SHUFFLE = 'taskmanager.memory.framework.off-heap.batch-shuffle.size';
const OFF_HEAP: Pools = { [FRAMEWORK_OFF_HEAP]: 'frameworkOffHeap', 'jobmanager.memory.off-heap.size': 'jvmDirect' };

/** Task off-heap memory has no threshold: a configuration file names no connector, and no source a size for one. */
const offHeapThin = defineRule<ThinPayload>({
  id: 'off-heap-thin',
  level: 'hint',
  entries: {
    about: 'value',
    concerns: ({ option }) => option !== undefined && (option.key in OFF_HEAP || option.key === BATCH_SHUFFLE),
    notice: (entry, facts, analysis) => (facts.option?.key === BATCH_SHUFFLE ? noticeShuffle(entry, facts, analysis) : noticeThin(OFF_HEAP, entry, facts, analysis)),
  },
  say({ payload }, analysis) {
    if (payload.option !== BATCH_SHUFFLE) {
      return sentences(sayThin(payload, analysis), l10n.t('Network code and file systems of Flink itself take direct memory from it and may find too little.'));
    }
    return l10n.t(
      'Batch shuffles may read with {0}, but that comes out of framework off-heap memory, which is {1}: large ones end with OutOfMemoryError: Direct buffer memory.',
      sizeText(BigInt(payload.bytes)), sizeText(BigInt(payload.usual)),
    );
  },
  fixes: ({ payload }, analysis) => (payload.option === BATCH_SHUFFLE ? fixShuffle(payload, analysis) : fixThin(payload, analysis)),
});

/** `usual` is here the pool that the size comes out of. */
function noticeShuffle(entry: Entry, { option }: KeyFacts, analysis: Analysis): Noticed<ThinPayload> | undefined {
  const read = parseMemorySize(entry.value);
  const derived = derivedOf(analysis, 'taskManager');
  if (option === undefined || derived === undefined || !('bytes' in read)) return undefined;
  const pool = poolOf(derived, 'frameworkOffHeap');
  if (read.bytes < pool) return undefined;
  return {
    span: valueSpan(entry), key: entry.key, process: 'taskManager',
    payload: { key: entry.key, option: option.key, pool: 'frameworkOffHeap', bytes: read.bytes.toString(), usual: pool.toString() },
  };
}

/** Framework off-heap memory with as much beside the shuffle as there is by default, or the shuffle's default. */
function fixShuffle({ key, bytes }: ThinPayload, analysis: Analysis): readonly Fix[] {
  const { version } = analysis.cluster.version;
  const usual = (option: string): bigint => (version === undefined ? undefined : readableOption(option, version)?.defaultBytes) ?? 0n;
  const enough = ceilToMebibyte(BigInt(bytes) + usual(FRAMEWORK_OFF_HEAP) - usual(BATCH_SHUFFLE));
  const pools: readonly Pool[] = ['frameworkOffHeap', 'taskHeap', 'totalProcess'];
  return [[raise(analysis, FRAMEWORK_OFF_HEAP, enough)], [removal(analysis, key)]].flatMap((edits) => advised(analysis, 'taskManager', edits, pools) ?? []);
}

/** Rules about pools that the file makes small. */
export const THIN_POOL_RULES: readonly Rule[] = [metaspaceThin, offHeapThin];
