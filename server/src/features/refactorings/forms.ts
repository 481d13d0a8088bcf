/** A process by its total or by its parts, and all its sizes pinned: the same sizes, written in another way. */
import * as l10n from '@vscode/l10n';
import type { LocatedCluster } from '../../documents/index.js';
import type { Pool, ProcessKind } from '../../model/derivation.js';
import { sizeText } from '../../shared/sizes.js';
import { processName } from '../../shared/words.js';
import type { FeatureContext } from '../context.js';
import { KeyChanges, OTHER_TOTALS, TOTALS } from './keys.js';
import { provenEdits, type Refactoring } from './proven.js';

type Bytes = (pool: Pool) => bigint;

/** The other forms of a process that derives. */
export function otherForms(located: LocatedCluster, process: ProcessKind, context: FeatureContext): readonly Refactoring[] {
  const derivation = located.analysis.derivations[process];
  if (derivation?.status !== 'derived') return [];
  const bytes: Bytes = (pool) => derivation.pools.get(pool) ?? 0n;
  const find = (title: string, candidates: readonly KeyChanges[]): readonly Refactoring[] => {
    for (const { changes, keys, isPossible } of candidates) {
      const edits = isPossible && changes.length > 0 ? provenEdits(located, changes, keys, context) : undefined;
      if (edits !== undefined) return [{ title, edits }];
    }
    return [];
  };
  const make = (): KeyChanges => new KeyChanges(located, process);
  const now = make();
  const hasTotal = TOTALS.some((name) => now.isSet(name));
  const hasParts = process === 'taskManager' ? now.isSet('memory.task.heap.size') && now.isSet('memory.managed.size') : now.isSet('memory.heap.size');
  return [
    ...(hasTotal && !hasParts ? find(fineTitle(process, bytes), fineGrained(make, process, bytes)) : []),
    ...(now.isSet('memory.process.size') ? [] : find(l10n.t('Write the {0} as total process memory of {1}', processName(process), sizeText(bytes('totalProcess'))), asTotal(make, process, bytes))),
    ...find(l10n.t('Pin all derived sizes of the {0}', processName(process)), pinned(make, process, bytes)),
  ];
}

function fineTitle(process: ProcessKind, bytes: Bytes): string {
  return process === 'taskManager'
    ? l10n.t('Write the TaskManager in fine-grained sizes (task heap {0}, managed {1})', sizeText(bytes('taskHeap')), sizeText(bytes('managed')))
    : l10n.t('Write the JobManager in fine-grained sizes (JVM heap {0})', sizeText(bytes('jvmHeap')));
}

/** Fractions are rounded other ways from part to total than back: where that makes a difference the size is pinned. */
function withPins(process: ProcessKind, bytes: Bytes, make: () => KeyChanges): readonly KeyChanges[] {
  const pins = process === 'taskManager'
    ? [[], [pinNetwork], [pinOverhead], [pinNetwork, pinOverhead]]
    : [[], [pinOverhead]];
  return pins.map((some) => some.reduce((changes, pin) => pin(changes, bytes), make()));
}

function pinNetwork(changes: KeyChanges, bytes: Bytes): KeyChanges {
  return changes.drop('memory.network.fraction').put('memory.network.min', bytes('network')).put('memory.network.max', bytes('network'));
}

function pinOverhead(changes: KeyChanges, bytes: Bytes): KeyChanges {
  return changes.drop('memory.jvm-overhead.fraction').put('memory.jvm-overhead.min', bytes('jvmOverhead')).put('memory.jvm-overhead.max', bytes('jvmOverhead'));
}

function fineGrained(make: () => KeyChanges, process: ProcessKind, bytes: Bytes): readonly KeyChanges[] {
  return withPins(process, bytes, () => (process === 'taskManager'
    ? make().putFor(TOTALS, 'memory.task.heap.size', bytes('taskHeap')).drop('memory.managed.fraction').put('memory.managed.size', bytes('managed'))
    : make().putFor(TOTALS, 'memory.heap.size', bytes('jvmHeap'))));
}

function asTotal(make: () => KeyChanges, process: ProcessKind, bytes: Bytes): readonly KeyChanges[] {
  const total = (...parts: readonly string[]) => (): KeyChanges => make().putFor([...OTHER_TOTALS, ...parts], 'memory.process.size', bytes('totalProcess'));
  if (process === 'jobManager') return withPins(process, bytes, total('memory.heap.size'));
  return [
    ...withPins(process, bytes, total('memory.task.heap.size', 'memory.managed.size')),
    ...withPins(process, bytes, total('memory.task.heap.size')),
  ];
}

function pinned(make: () => KeyChanges, process: ProcessKind, bytes: Bytes): readonly KeyChanges[] {
  const changes = make();
  if (process === 'taskManager') {
    changes.put('memory.framework.heap.size', bytes('frameworkHeap')).put('memory.task.heap.size', bytes('taskHeap'))
      .put('memory.framework.off-heap.size', bytes('frameworkOffHeap')).put('memory.task.off-heap.size', bytes('taskOffHeap'))
      .drop('memory.managed.fraction').put('memory.managed.size', bytes('managed'));
    pinNetwork(changes, bytes);
  } else {
    changes.put('memory.heap.size', bytes('jvmHeap')).put('memory.off-heap.size', bytes('jvmDirect'));
  }
  return [pinOverhead(changes.put('memory.jvm-metaspace.size', bytes('jvmMetaspace')), bytes)];
}
