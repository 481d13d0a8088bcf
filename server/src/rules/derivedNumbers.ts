/** Rules about sizes that Flink derives and accepts, but that were hardly meant: fractions, totals, heaps. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import { ceilToMebibyte, configuredSize, floorToMebibyte, slotsOf } from '../model/index.js';
import type { Derived, Part, Pool, ProcessKind } from '../model/derivation.js';
import { jobManagerOptions, taskManagerOptions, type ProcessOptions, type RangeOptions } from '../model/processOptions.js';
import type { FlinkVersion } from '../model/version.js';
import { PROCESS_KINDS } from '../shared/model.js';
import { sizeText } from '../shared/sizes.js';
import { poolInSentence, processName, withRemark } from '../shared/words.js';
import { advised, derivedOf, placeOf, poolOf, raise, removal, setSizes, setting, smallestRaise, spelled, type SetSize } from './advice.js';
import { sentences } from './print.js';
import { defineRule, NONE, type Noticed, type Rule } from './rule.js';
import { nameOf, processOf, valueSpan } from './settings.js';
import { leastHeap, LEAST_JOB_MANAGER_HEAP, LEAST_TASK_HEAP_OF_A_SLOT, MOST_USUAL_NETWORK } from './thresholds.js';

/** Options of the pools that are a fraction within bounds, by the key of the fraction. */
const FRACTIONS: Readonly<Record<string, Extract<Pool, 'network' | 'jvmOverhead'>>> = {
  'taskmanager.memory.network.fraction': 'network',
  'taskmanager.memory.jvm-overhead.fraction': 'jvmOverhead',
  'jobmanager.memory.jvm-overhead.fraction': 'jvmOverhead',
};

function rangeOptions(process: ProcessKind, pool: 'network' | 'jvmOverhead', version: FlinkVersion): RangeOptions {
  if (process === 'jobManager') return jobManagerOptions(version).overhead;
  return pool === 'network' ? taskManagerOptions(version).network : taskManagerOptions(version).overhead;
}

interface FractionPayload {
  readonly pool: Pool;
  readonly process: ProcessKind;
  readonly value: string;
  /** The bound that overrules the fraction, by the key that counts. */
  readonly bound: string;
  readonly isMax: boolean;
  /** In bytes: what the fraction would give, and what it is. */
  readonly wanted: string;
  readonly bytes: string;
}

const fractionClamped = defineRule<FractionPayload>({
  id: 'fraction-clamped',
  level: 'information',
  entries: {
    about: 'value',
    concerns: ({ option }) => option !== undefined && option.key in FRACTIONS,
    notice(entry, { option }, analysis) {
      const { version } = analysis.cluster.version;
      const pool = FRACTIONS[option?.key ?? ''];
      const process = processOf(option?.key ?? '');
      const derived = derivedOf(analysis, process);
      // The default in so many words asks for nothing that Flink does not do anyhow, and 0 asks for the minimum.
      if (version === undefined || pool === undefined || derived === undefined || [0, Number(option?.default)].includes(Number(entry.value))) return undefined;
      const part = derived.part(pool);
      const { min, max } = rangeOptions(process, pool, version);
      // Where minimum and maximum are one size there is no fraction: see key-without-effect.
      if (part?.key === undefined || configuredSize(analysis.configuration, min) === configuredSize(analysis.configuration, max)) return undefined;
      const wanted = overruled(part, entry.key);
      if (wanted === undefined) return undefined;
      return {
        span: valueSpan(entry), key: entry.key, process,
        payload: { pool, process, value: entry.value, bound: part.key, isMax: part.from === 'clampedToMax', wanted: wanted.toString(), bytes: part.bytes.toString() },
      };
    },
  },
  say({ payload: { pool, process, value, bound, isMax, wanted, bytes } }, analysis) {
    const [would, is] = [sizeText(BigInt(wanted)), sizeText(BigInt(bytes))];
    const what = l10n.t('A fraction of {0} would give {1} for {2}', value, would, poolInSentence(pool, process));
    return isMax
      ? l10n.t('{0}, but {1} lowers it to {2}.', what, nameOf(analysis, bound), is)
      : l10n.t('{0}, but {1} raises it to {2}.', what, nameOf(analysis, bound), is);
  },
  fixes({ payload: { pool, process, bound, isMax, wanted }, key }, analysis) {
    const bytes = BigInt(wanted);
    const rounded = isMax ? ceilToMebibyte(bytes) : floorToMebibyte(bytes);
    const fixes = [
      advised(analysis, process, [setting(analysis, bound, rounded === 0n ? bytes : rounded)], [pool]),
      key === undefined ? undefined : advised(analysis, process, [removal(analysis, key)], [pool]),
    ];
    return fixes.filter((fix) => fix !== undefined);
  },
});

/** What the fraction of that key would give, in bytes, where a bound overrules it. */
function overruled({ from, steps }: Part, key: string): bigint | undefined {
  if (from !== 'clampedToMin' && from !== 'clampedToMax') return undefined;
  const share = steps.find(({ op }) => op === 'multiply' || op === 'divide');
  return share?.operands.some((operand) => operand.key === key) === true ? share.result : undefined;
}

function optionsOf(process: ProcessKind, version: FlinkVersion): ProcessOptions {
  return process === 'taskManager' ? taskManagerOptions(version) : jobManagerOptions(version);
}

interface TotalsPayload {
  readonly process: ProcessKind;
  readonly processKey: string;
  readonly flinkKey: string;
}

export const bothTotals = defineRule<TotalsPayload>({
  id: 'both-totals',
  level: 'warning',
  // A process size alone is what most files have. Before 1.10 total Flink memory was called the heap.
  whenSet: ({ key }) => /\.(?:memory\.flink|heap)\.(?:size|mb)$/.test(key),
  *find(analysis) {
    for (const process of PROCESS_KINDS) {
      const derived = derivedOf(analysis, process);
      if (derived === undefined) continue;
      const [flink, whole] = [derived.part('totalFlink'), derived.part('totalProcess')];
      if (flink?.from !== 'set' || whole?.from !== 'set' || flink.key === undefined || whole.key === undefined) continue;
      const place = placeOf(analysis, process, [flink.key, whole.key]);
      const other = place.key === whole.key ? undefined : placeOf(analysis, process, [whole.key]);
      const image = analysis.cluster.settings.get(whole.key)?.broughtBy;
      yield {
        ...place, payload: { process, processKey: whole.key, flinkKey: flink.key },
        ...(image !== undefined ? { related: [{ span: image, message: l10n.t("The image's own configuration sets {0} to {1}", whole.key, sizeText(whole.bytes)) }] }
        : other?.key === undefined ? {} : { related: [{ span: other.span, message: l10n.t('{0}: {1}', nameOf(analysis, whole.key), sizeText(whole.bytes)) }] }),
      };
    }
  },
  say({ payload: { process, processKey, flinkKey } }, analysis) {
    const derived = derivedOf(analysis, process);
    const { version } = analysis.cluster.version;
    if (derived === undefined || version === undefined) return '';
    const { overhead } = optionsOf(process, version);
    const [min = 0n, max = 0n] = [configuredSize(analysis.configuration, overhead.min), configuredSize(analysis.configuration, overhead.max)];
    return sentences(
      l10n.t('{0} and {1} are both set, so JVM overhead has to be the rest: {2}, which happens to lie between {3} and {4}.', totalName(analysis, derived, processKey), nameOf(analysis, flinkKey), sizeText(poolOf(derived, 'jvmOverhead')), sizeText(min), sizeText(max)),
      l10n.t('Another metaspace or total can keep the {0} from starting; one total is enough.', processName(process)),
    );
  },
  fixes({ payload: { process, processKey, flinkKey } }, analysis) {
    const heap: Pool = process === 'taskManager' ? 'taskHeap' : 'jvmHeap';
    const fixes = [
      advised(analysis, process, [removal(analysis, flinkKey)], [heap, 'jvmOverhead']),
      advised(analysis, process, [removal(analysis, processKey)], ['totalProcess', 'jvmOverhead']),
    ];
    return fixes.filter((fix) => fix !== undefined);
  },
});

/** The process size by its name, and that it is the image's where nobody here has set it. */
function totalName(analysis: Analysis, { root }: Derived, key: string): string {
  const name = nameOf(analysis, key);
  const isImages = analysis.cluster.settings.get(key)?.broughtBy !== undefined;
  return isImages ? withRemark(name, l10n.t("{0} by the image's own configuration", sizeText(root.bytes))) : name;
}

interface HeapPayload {
  readonly process: ProcessKind;
  /** In bytes: what there is, and what there should be. */
  readonly bytes: string;
  readonly least: string;
}

const HEAP_POOLS = { taskManager: ['taskHeap', 'totalFlink', 'totalProcess'], jobManager: ['jvmHeap', 'totalFlink', 'totalProcess'] } as const;

const heapSmall = defineRule<HeapPayload>({
  id: 'heap-small',
  level: 'warning',
  find(analysis) {
    const { version } = analysis.cluster.version;
    if (version === undefined) return NONE;
    const noticed: Noticed<HeapPayload>[] = [];
    for (const process of PROCESS_KINDS) {
      const derived = derivedOf(analysis, process);
      if (derived === undefined) continue;
      const { pool, bytes: least } = leastHeap(process, analysis.configuration, version);
      const bytes = poolOf(derived, pool);
      if (bytes >= least) continue;
      const keys = setSizes(derived, ...HEAP_POOLS[process]).map(({ key }) => key);
      // Flink itself warns of a JobManager's heap; a slot's is what experience says, and small jobs run on less.
      const level = process === 'taskManager' ? { level: 'information' as const } : {};
      noticed.push({ ...placeOf(analysis, process, keys), ...level, payload: { process, bytes: bytes.toString(), least: least.toString() } });
    }
    return noticed;
  },
  say({ payload, key }, analysis) {
    const [raised] = key === undefined ? [] : raises(analysis, payload, key);
    return sentences(smallText(payload, analysis), raised === undefined ? '' : l10n.t('{0} of at least {1} would do.', nameOf(analysis, raised.key), spelled(analysis, raised.key, raised.bytes)));
  },
  fixes({ payload }, analysis) {
    const pool = HEAP_POOLS[payload.process][0];
    return raises(analysis, payload, undefined).flatMap(({ key, bytes }) => advised(analysis, payload.process, [raise(analysis, key, bytes)], [pool]) ?? []);
  },
});

function smallText({ process, bytes, least }: HeapPayload, analysis: Analysis): string {
  const [is, should] = [sizeText(BigInt(bytes)), sizeText(BigInt(least))];
  const { version } = analysis.cluster.version;
  if (process === 'jobManager') {
    return BigInt(least) > LEAST_JOB_MANAGER_HEAP
      ? l10n.t('The heap of the JobManager is {0}, but the store of finished jobs alone may fill {1} of it.', is, should)
      : l10n.t('The heap of the JobManager is {0}, and Flink advises at least {1}: it soon runs out of it.', is, should);
  }
  const slots = version === undefined ? 1 : slotsOf(analysis.configuration, version) ?? 1;
  return slots === 1
    ? l10n.t('Task heap memory is {0}, and running jobs usually begin with at least {1} in a slot.', is, should)
    : l10n.t('Task heap memory is {0} for {1} slots, and running jobs usually begin with at least {2} in each.', is, slots, sizeText(LEAST_TASK_HEAP_OF_A_SLOT));
}

/** The sizes that are set, or only the one of a key, each raised alone as far as the heap asks for: a search for each. */
function raises(analysis: Analysis, { process, least }: HeapPayload, only: string | undefined): readonly SetSize[] {
  const derived = derivedOf(analysis, process);
  if (derived === undefined) return [];
  const pool = HEAP_POOLS[process][0];
  return setSizes(derived, ...HEAP_POOLS[process]).filter(({ key }) => only === undefined || key === only).flatMap((size) => {
    const raised = smallestRaise(analysis, process, size, { pool, bytes: BigInt(least) });
    return raised === undefined ? [] : [{ key: size.key, bytes: raised }];
  });
}

interface NetworkPayload {
  /** In bytes. */
  readonly bytes: string;
}

/** Whether a part is network memory beyond what is usual, for which nothing but the fraction asks. */
function isGenerous({ pool, from, bytes }: Part): boolean {
  return pool === 'network' && from === 'derived' && bytes > MOST_USUAL_NETWORK;
}

/** What the working rules say about the size of a part, in one sentence: advice for hover and panel, where no finding stands. */
export function adviceAbout(part: Part): string | undefined {
  return isGenerous(part) ? generousText(part.bytes) : undefined;
}

function generousText(bytes: bigint): string {
  return l10n.t('Network memory is {0} only because it is a fraction of the total; jobs seldom need more than {1}.', sizeText(bytes), sizeText(MOST_USUAL_NETWORK));
}

/** No fix: a cap that is too low for the job's slots and parallelism stops it. */
const networkGenerous = defineRule<NetworkPayload>({
  id: 'network-generous',
  level: 'off',
  *find(analysis) {
    const derived = derivedOf(analysis, 'taskManager');
    const part = derived === undefined || poolOf(derived, 'network') <= MOST_USUAL_NETWORK ? undefined : derived.part('network');
    if (derived === undefined || part === undefined || !isGenerous(part)) return;
    const keys = [part.key, ...setSizes(derived, 'totalFlink', 'totalProcess').map(({ key }) => key)];
    yield { ...placeOf(analysis, 'taskManager', keys), payload: { bytes: part.bytes.toString() } };
  },
  say: ({ payload: { bytes } }) => generousText(BigInt(bytes)),
});

/** Rules about sizes that Flink derives. */
export const DERIVED_NUMBER_RULES: readonly Rule[] = [fractionClamped, bothTotals, heapSmall, networkGenerous];
