/** "Size it for me": from what is known before a job runs to a configuration to start with. */
import * as l10n from '@vscode/l10n';
import { MIB, perSlot } from '../../model/index.js';
import type { Wishes } from '../../shared/protocol.js';
import { sizeText } from '../../shared/sizes.js';
import type { Draft } from './draft.js';
import { leastSteps, STEP } from './memorySteps.js';

/** The least that a slot's part of a job is given of the task heap. */
const LEAST_HEAP = 64n * MIB;
/** Where to begin with network memory and metaspace. */
const NETWORK = 200n * MIB;
const METASPACE = 256n * MIB;

/** What stands in the way of sizes, and the memory with which there would be some. */
export interface TooSmall { readonly text: string; readonly memory?: bigint }

/** Chooses every size of a TaskManager. */
export function size(draft: Draft, wishes: Wishes): TooSmall | undefined {
  const { options } = draft;
  const memory = BigInt(wishes.memory);
  const free = l10n.t('Left to the default: start with it, look at the real use, then correct.');
  for (const option of [
    options.totalFlink, options.frameworkHeap, options.taskHeap, options.frameworkOffHeap, options.taskOffHeap,
    options.network.fraction, options.network.min, options.network.max, options.overhead.fraction, options.overhead.min, options.overhead.max,
    options.legacyHeap, options.legacyHeapMb, options.networkBuffers,
  ]) {
    if (option !== options.network.max || draft.sizeOf(options.network.max) !== NETWORK) draft.unset(option, free);
  }
  draft.set(options.slots, String(wishes.slots), l10n.t('As many as asked for.'));
  draft.set(options.totalProcess, `${memory / MIB}m`, l10n.t('All of the container.'));
  if (draft.sizeOf(options.metaspace) < METASPACE) draft.set(options.metaspace, `${METASPACE / MIB}m`, l10n.t('Enough for most jobs; when classes do not fit, give plenty and look.'));
  draft.keepStateIn(wishes.stateBackend, wishes.stateBackend === 'rocksdb' ? l10n.t('Keeps state in RocksDB, outside the Java heap.') : l10n.t('Keeps state as objects on the Java heap.'));
  if (wishes.stateBackend === 'rocksdb') {
    const reason = l10n.t('RocksDB lives in managed memory and its speed depends on it most: start with the default share.');
    draft.unset(options.managedSize, reason);
    draft.unset(options.managedFraction, reason);
  } else {
    draft.unset(options.managedSize, free);
    draft.takeManaged(l10n.t('State on the heap needs no managed memory: the task heap gets it.'));
  }
  const first = draft.derived();
  if (first.status === 'derived' && (first.pools.get('network') ?? 0n) > NETWORK) {
    draft.set(options.network.max, `${NETWORK / MIB}m`, l10n.t('Jobs seldom need more than {0}; raise it when Flink asks for more buffers.', sizeText(NETWORK)));
  }
  const heap = plannedHeap(draft, wishes, memory);
  if (heap === undefined || heap < LEAST_HEAP) {
    const least = leastMemory(draft, wishes, memory);
    return {
      text: least === undefined
        ? l10n.t('{0} are too little for {1} slots.', sizeText(memory), wishes.slots)
        : l10n.t('{0} are too little for {1} slots: with {2} each has {3} of task heap to use.', sizeText(memory), wishes.slots, sizeText(least), sizeText(LEAST_HEAP)),
      ...(least === undefined ? {} : { memory: least }),
    };
  }
  draft.note(l10n.t('Plan for {0} of task heap in each slot; the other {1} % stay in reserve.', sizeText(heap), wishes.reserve));
  draft.note(l10n.t('Framework off-heap memory grows with the volume read from Kafka: step to 512 MiB, 1 GiB, 2 GiB when direct memory runs out.'));
  draft.note(l10n.t('When the container is killed for its memory, step JVM overhead to 256, 512, 768 MiB, 1 GiB.'));
  return undefined;
}

/** What a job may use of a slot's task heap, in bytes; undefined where Flink refuses the sizes. */
function plannedHeap(draft: Draft, { reserve }: Wishes, memory: bigint): bigint | undefined {
  const changes = { [draft.options.totalProcess.key]: `${memory}b` };
  const context = { version: draft.version, container: draft.analysis.cluster.container };
  const slot = perSlot(draft.derived(changes), draft.configuration.with(changes), context);
  return slot === undefined ? undefined : (slot.taskHeap * BigInt(100 - reserve)) / 100n;
}

/** The least memory in steps of 64 MiB that gives every slot a heap. */
function leastMemory(draft: Draft, wishes: Wishes, memory: bigint): bigint | undefined {
  const steps = leastSteps(memory / STEP, (tried) => (plannedHeap(draft, wishes, tried * STEP) ?? 0n) >= LEAST_HEAP);
  return steps === undefined ? undefined : steps * STEP;
}
