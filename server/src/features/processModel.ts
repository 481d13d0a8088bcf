import type { Analysis } from '../documents/analysis.js';
import type { LocatedCluster } from '../documents/index.js';
import type { Derivation, Part, ProcessKind, Refusal } from '../model/derivation.js';
import { acceptedRange, type AcceptedRange, type Configuration, dynamicConfiguration, jvmArguments, perSlot, type DerivationContext } from '../model/index.js';
import type { FailureModel, PartModel, ProcessModel } from '../shared/protocol.js';
import type { Settings } from '../shared/settings.js';
import type { FailureWords } from './failure.js';
import { sharesModel, sharesPerSet } from './managedModel.js';
import { partModel, type LocateKey } from './partModel.js';
import { shownValue } from '../shared/secrets.js';

/** What a failure's finding says, and the ways out of it; looked up only when there is a failure. */
export type DescribeFailure = (process: ProcessKind) => FailureWords;

/** One process of a cluster as it crosses the process boundary. */
export function processModel(
  process: ProcessKind, located: LocatedCluster, analysis: Analysis, settings: Settings, locate: LocateKey, describe: DescribeFailure,
): ProcessModel {
  const { cluster } = analysis;
  const { present, replicas } = cluster.processes[process];
  const many = replicas === undefined ? {} : { replicas };
  if (!present) return { status: 'absent' };
  const { version } = cluster.version;
  if (version === undefined) return { status: 'notModelled', ...many };
  const derivation = analysis.derivations[process];
  // The file does not load: `loading` says why, and nothing about its processes is known.
  if (derivation === undefined) return { status: 'unknown', ...many };
  const context: DerivationContext = { version, container: cluster.container };
  switch (derivation.status) {
    case 'notModelled':
      return { status: 'notModelled', ...many };
    case 'unknown':
      return { status: 'unknown', pools: poolsModel(derivation.pools), unknownKeys: derivation.unknownKeys, ...many };
    case 'failed':
      return {
        status: 'failed',
        parts: settledParts(derivation.refusal, process, located, locate),
        failure: failureModel(derivation.refusal, process, analysis, context, locate, describe),
        ...many,
      };
    case 'derived':
      return { status: 'derived', ...derivedModel(derivation, process, located, analysis, context, settings, locate), ...many };
  }
}

function derivedModel(
  derivation: Extract<Derivation, { status: 'derived' }>, process: ProcessKind, located: LocatedCluster, analysis: Analysis,
  context: DerivationContext, settings: Settings, locate: LocateKey,
): Omit<ProcessModel, 'status'> {
  const { configuration } = analysis;
  const jvm = jvmArguments(derivation, configuration, context);
  const dynamic = dynamicConfiguration(derivation, configuration, context);
  const slot = perSlot(derivation, configuration, context);
  const sets = slot === undefined ? undefined : sharesPerSet(slot.managed, analysis, context, settings);
  return {
    pools: poolsModel(derivation.pools),
    parts: [partModel(derivation.root, derivation.root.bytes, process, located, locate)],
    ...(jvm === undefined ? {} : { jvmArguments: jvm }),
    ...(dynamic === undefined ? {} : { dynamicConfiguration: Object.fromEntries([...dynamic].map(([key, value]) => [key, shownValue(key, value)])) }),
    ...(slot === undefined
      ? {}
      : {
          slots: slot.slots,
          perSlot: {
            taskHeap: slot.taskHeap.toString(), taskOffHeap: slot.taskOffHeap.toString(),
            managed: slot.managed.toString(), network: slot.network.toString(),
          },
        }),
    ...(sets === undefined ? {} : { managedShares: sharesModel(sets) }),
  };
}

function poolsModel(pools: ReadonlyMap<string, bigint>): NonNullable<ProcessModel['pools']> {
  return Object.fromEntries([...pools].map(([pool, bytes]) => [pool, bytes.toString()]));
}

function settledParts(refusal: Refusal, process: ProcessKind, located: LocatedCluster, locate: LocateKey): readonly PartModel[] {
  const total = frameOf(refusal.parts) ?? refusal.available ?? 0n;
  return refusal.parts.map((part) => partModel(part, total, process, located, locate));
}

/** The size that the parts of a refused process have to fit into, where it is settled. */
function frameOf(parts: readonly Part[]): bigint | undefined {
  return (parts.find(({ pool }) => pool === 'totalProcess') ?? parts.find(({ pool }) => pool === 'totalFlink'))?.bytes;
}

function failureModel(
  refusal: Refusal, process: ProcessKind, { configuration }: Analysis, context: DerivationContext, locate: LocateKey, describe: DescribeFailure,
): FailureModel {
  const { code, key, reason, required, available, bounds } = refusal;
  const accepts = acceptedRanges(refusal, process, configuration, context);
  return {
    code,
    ...(key === undefined ? {} : { key }),
    ...(reason === undefined ? {} : { reason }),
    inputs: refusal.inputs.map((input, index) => {
      const location = locate(input.key);
      const accepted = accepts[index];
      return {
        key: input.key,
        ...(input.value === undefined ? {} : { value: shownValue(input.key, input.value) }),
        ...(input.pool === undefined ? {} : { pool: input.pool }),
        ...(input.bytes === undefined ? {} : { bytes: input.bytes.toString() }),
        ...(location === undefined ? {} : { location }),
        ...(accepted === undefined ? {} : { accepts: boundsModel(accepted) }),
      };
    }),
    ...(required === undefined ? {} : { required: required.toString() }),
    ...(available === undefined ? {} : { available: available.toString() }),
    ...(bounds === undefined ? {} : { bounds: { min: bounds.min.toString(), max: bounds.max.toString() } }),
    ...describe(process),
  };
}

/** Found by trying, so looked for once: a refusal is the same object as long as its cluster does not change. */
const ranges = new WeakMap<Refusal, readonly (AcceptedRange | undefined)[]>();

function acceptedRanges(
  refusal: Refusal, process: ProcessKind, configuration: Configuration, context: DerivationContext,
): readonly (AcceptedRange | undefined)[] {
  let found = ranges.get(refusal);
  if (found === undefined) {
    found = refusal.inputs.map(({ key }) => acceptedRange(process, configuration, context, key));
    ranges.set(refusal, found);
  }
  return found;
}

function boundsModel({ min, max }: AcceptedRange): { min?: string; max?: string } {
  return { ...(min === undefined ? {} : { min: min.toString() }), ...(max === undefined ? {} : { max: max.toString() }) };
}
