/** Ways of working, as changes that are a start: to be run, looked at and corrected. */
import * as l10n from '@vscode/l10n';
import { consumerWeights, CONSUMER_WEIGHTS_KEY, MIB, perSlot, readableOption, slotsOf } from '../../model/index.js';
import type { Preset } from '../../shared/protocol.js';
import { sizeText } from '../../shared/sizes.js';
import type { Draft } from './draft.js';
import { leastSteps, STEP } from './memorySteps.js';

/** Makes a draft fit for a way of working; a sentence where that cannot be. */
export const PRESET_DRAFTS: Readonly<Record<Preset, (draft: Draft) => string | undefined>> = {
  rocksdb(draft) {
    draft.keepStateIn('rocksdb', l10n.t('Keeps state in RocksDB, outside the Java heap.'));
    draft.giveManaged(l10n.t('RocksDB lives in managed memory and its speed depends on it most: start with the default share.'));
    allowManaged(draft, 'state.backend.rocksdb.memory.managed', l10n.t('Keeps RocksDB within managed memory; otherwise nothing bounds it.'));
    draft.note(l10n.t('When RocksDB reads slowly, raise managed memory first.'));
    return undefined;
  },
  heap(draft) {
    draft.keepStateIn('hashmap', l10n.t('Keeps state as objects on the Java heap.'));
    draft.takeManaged(l10n.t('State on the heap needs no managed memory: the task heap gets it.'));
    draft.note(l10n.t('Batch and SQL operators and Python need managed memory: with those, leave it.'));
    return undefined;
  },
  shuffle(draft) {
    const { network } = draft.options;
    const reason = l10n.t('Twice the default share for network buffers: batch jobs and jobs of high parallelism exchange more at a time.');
    if (Number(draft.valueOf(network.fraction)) < 0.2) draft.set(network.fraction, '0.2', reason);
    const isUnbounded = network.max.defaultBytes === undefined || network.max.defaultBytes > 1024n * 1024n * MIB;
    const cap = l10n.t('A maximum would undo the larger share.');
    if (isUnbounded) draft.unset(network.max, cap);
    else if (draft.sizeOf(network.max) < 4096n * MIB) draft.set(network.max, '4g', cap);
    draft.note(l10n.t('Look at the buffers in use in Flink’s Web UI, then lower it: many jobs need less than 200 MiB.'));
    return undefined;
  },
  python(draft) {
    draft.giveManaged(l10n.t('Python workers get their memory from managed memory: start with the default share.'));
    allowManaged(draft, 'python.fn-execution.memory.managed', l10n.t('Keeps Python workers within managed memory.'));
    const weights = consumerWeights(draft.configuration, draft.version);
    const option = readableOption(CONSUMER_WEIGHTS_KEY, draft.version);
    if ('weights' in weights && draft.isSet(option) && (weights.weights.get('PYTHON') ?? 0) === 0) {
      draft.unset(option, l10n.t('These weights leave Python nothing; the default ones give it a share.'));
    }
    draft.note(l10n.t('A slot that runs Python and RocksDB divides its managed memory between the two, by their weights.'));
    return undefined;
  },
  slots: moreSlots,
};

/** An option that takes a part out of managed memory, back to its default. */
function allowManaged(draft: Draft, key: string, reason: string): void {
  const option = readableOption(key, draft.version);
  if (option !== undefined && draft.valueOf(option)?.trim().toLowerCase() === 'false') draft.unset(option, reason);
}

/** Twice the slots, at least four, in a process that leaves each what it has now. */
function moreSlots(draft: Draft): string | undefined {
  const { slots, totalProcess, totalFlink } = draft.options;
  const context = { version: draft.version, container: draft.analysis.cluster.container };
  const present = draft.derived();
  const before = perSlot(present, draft.configuration, context);
  const count = slotsOf(draft.configuration, draft.version);
  const total = draft.isSet(totalProcess) ? totalProcess : draft.isSet(totalFlink) ? totalFlink : undefined;
  if (before === undefined || count === undefined || present.status !== 'derived') return l10n.t('The present sizes are not known, so that no slot can be given as much again.');
  if (total === undefined) return l10n.t('Only parts are set here, no total that could grow with the slots.');
  const wanted = Math.max(4, count * 2);
  draft.set(slots, String(wanted), l10n.t('Twice as many slots, at least four.'));
  const now = draft.sizeOf(total);
  const holds = (steps: bigint): boolean => {
    const changed = { [total.key]: `${now + steps * STEP}b` };
    const after = perSlot(draft.derived(changed), draft.configuration.with(changed), context);
    return after !== undefined && after.taskHeap >= before.taskHeap && after.managed >= before.managed;
  };
  const steps = leastSteps(-1n, holds);
  if (steps === undefined) return l10n.t('No total gives each slot what it has now: its parts are set by hand.');
  if (steps > 0n) {
    draft.set(total, `${(now + steps * STEP) / MIB}m`, l10n.t('So much that each slot keeps its task heap of {0} and its managed memory of {1}.', sizeText(before.taskHeap), sizeText(before.managed)));
  }
  draft.note(l10n.t('Slots of one process share its heap, its network buffers and its classes; they are not isolated from each other.'));
  return undefined;
}
