import type { Analysis } from '../documents/analysis.js';
import { findPart, type ProcessKind } from '../model/derivation.js';
import {
  acceptedFractions, acceptedRange, ceilTo, ceilToMebibyte, type DerivationContext, floorToMebibyte, GIB, isAtLeast, jobManagerOptions, MAX_BYTES, MIB, parseMemorySize, poolOfKey,
  type ReadableOption, slotsOf, STATE_BACKEND_NAMES, stateBackendOption, supplyingKey, taskManagerOptions,
} from '../model/index.js';
import { authorText, sizingOf } from '../rules/index.js';
import { shownValue } from '../shared/secrets.js';
import type { InputModel } from '../shared/protocol.js';

/** What a process can be changed by, in the order of its drawing. Found by trying: tens of milliseconds. */
export function inputsOf(process: ProcessKind, analysis: Analysis): readonly InputModel[] {
  const { cluster } = analysis;
  const { version } = cluster.version;
  if (version === undefined || cluster.loading !== undefined || !cluster.processes[process].present) return [];
  if (process === 'jobManager' && !isAtLeast(version, '1.11')) return [];
  const context: DerivationContext = { version, container: cluster.container };
  const of = (kind: InputModel['kind']) => (option: ReadableOption): InputModel => input(kind, option, process, analysis, context);
  const [size, fraction, count, choice] = [of('size'), of('fraction'), of('count'), of('choice')];
  if (process === 'jobManager') {
    const { totalProcess, totalFlink, heap, offHeap, metaspace, overhead } = jobManagerOptions(version);
    return [...[totalProcess, totalFlink, heap, offHeap, metaspace].map(size), fraction(overhead.fraction), size(overhead.min), size(overhead.max)];
  }
  const options = taskManagerOptions(version);
  const backend = stateBackendOption(version);
  return [
    count(options.slots),
    ...(backend === undefined ? [] : [choice(backend)]),
    ...[options.totalProcess, options.totalFlink, options.frameworkHeap, options.taskHeap].map(size),
    fraction(options.managedFraction),
    ...[options.managedSize, options.frameworkOffHeap, options.taskOffHeap].map(size),
    fraction(options.network.fraction),
    ...[options.network.min, options.network.max, options.metaspace].map(size),
    fraction(options.overhead.fraction),
    ...[options.overhead.min, options.overhead.max].map(size),
  ];
}

function input(kind: InputModel['kind'], option: ReadableOption, process: ProcessKind, analysis: Analysis, context: DerivationContext): InputModel {
  // Where a former name supplies the value, that is what has to be changed.
  const key = supplyingKey(analysis.configuration, option) ?? option.key;
  const setting = analysis.cluster.settings.get(key);
  const written = setting?.entry === undefined || sizingOf(analysis, key) !== undefined ? setting?.value : authorText(analysis, setting.entry);
  const pool = poolOfKey(process, key, context.version);
  return {
    key,
    kind,
    ...(pool === undefined ? {} : { pool }),
    ...(written === undefined ? {} : { value: shownValue(key, written) }),
    ...(option.default === undefined || option.defaultBytes === MAX_BYTES ? {} : { default: option.default }),
    ...(setting?.templated === true ? { templated: true } : numbersOf(kind, key, option, process, analysis, context)),
  };
}

function numbersOf(
  kind: InputModel['kind'], key: string, option: ReadableOption, process: ProcessKind, analysis: Analysis, context: DerivationContext,
): Partial<InputModel> {
  const { configuration } = analysis;
  switch (kind) {
    case 'size': {
      const amount = amountOf(key, option, process, analysis);
      const accepted = acceptedRange(process, configuration, context, key);
      if (accepted === undefined) return amount === undefined ? {} : { amount: amount.toString() };
      const slider = sliderOf(accepted.min ?? 0n, accepted.max, mostOf(key, process, analysis, context));
      return {
        ...(amount === undefined ? {} : { amount: amount.toString() }),
        accepts: { ...(accepted.min === undefined ? {} : { min: accepted.min.toString() }), ...(accepted.max === undefined ? {} : { max: accepted.max.toString() }) },
        ...(slider === undefined ? {} : { slider }),
      };
    }
    case 'fraction': {
      const amount = configuration.get(key) ?? option.default;
      const accepted = acceptedFractions(process, configuration, context, key);
      return { ...(amount === undefined ? {} : { amount }), ...(accepted === undefined ? {} : { accepts: accepted, slider: { ...accepted, step: '0.01' } }) };
    }
    case 'count': {
      const slots = slotsOf(configuration, context.version);
      return { ...(slots === undefined ? {} : { amount: slots.toString() }), accepts: { min: '1' }, slider: { min: '1', max: Math.max(16, (slots ?? 1) * 2).toString(), step: '1' } };
    }
    case 'choice':
      return { choices: STATE_BACKEND_NAMES.filter(({ since, until }) => isAtLeast(context.version, since) && (until === undefined || !isAtLeast(context.version, until))).map(({ name }) => name) };
  }
}

/** The size that is set, else the default, else what the part has. */
function amountOf(key: string, option: ReadableOption, process: ProcessKind, { configuration, derivations }: Analysis): bigint | undefined {
  const value = configuration.get(key);
  if (value !== undefined) {
    const size = parseMemorySize(value);
    return 'bytes' in size ? size.bytes : undefined;
  }
  if (option.defaultBytes !== undefined && option.defaultBytes !== MAX_BYTES) return option.defaultBytes;
  const derivation = derivations[process];
  const pool = /\.(?:min|max)$/.test(key) ? undefined : POOL_OF_REST.find(([name]) => key.endsWith(name))?.[1];
  return pool === undefined || derivation?.status !== 'derived' ? undefined : findPart(derivation.root, pool)?.bytes;
}

/** Sizes without a default: what they are when nothing sets them. */
const POOL_OF_REST = [
  ['memory.process.size', 'totalProcess'], ['memory.flink.size', 'totalFlink'], ['task.heap.size', 'taskHeap'], ['memory.heap.size', 'jvmHeap'], ['managed.size', 'managed'],
] as const;

/** How far a slider goes where Flink knows no end: a total to a multiple of itself, a part to the whole. */
function mostOf(key: string, process: ProcessKind, analysis: Analysis, context: DerivationContext): bigint {
  const { totalProcess, totalFlink } = process === 'taskManager' ? taskManagerOptions(context.version) : jobManagerOptions(context.version);
  const derivation = analysis.derivations[process];
  const total = (derivation?.status === 'derived' ? derivation.root.bytes : undefined)
    ?? amountOf(totalProcess.key, totalProcess, process, analysis) ?? amountOf(totalFlink.key, totalFlink, process, analysis) ?? GIB;
  const isTotal = key === totalProcess.key || key === totalFlink.key;
  const most = isTotal ? total * 3n : total;
  const step = isTotal ? GIB : MIB;
  return ceilTo(most, step);
}

function sliderOf(least: bigint, most: bigint | undefined, end: bigint): InputModel['slider'] | undefined {
  const min = ceilToMebibyte(least);
  const max = floorToMebibyte(most === undefined || most > end ? end : most);
  return min >= max ? undefined : { min: min.toString(), max: max.toString(), step: MIB.toString() };
}
