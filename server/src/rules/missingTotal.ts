import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { acceptedRange, isCountOfMib, processSizeKey } from '../model/index.js';
import type { ProcessKind } from '../model/derivation.js';
import { winningEntry } from './settings.js';
import { PLAIN_STYLE, roundest, spell, styleOf } from './spelling.js';
import { MIB } from '../shared/sizes.js';
import { resize, withRoom } from './ways/sizes.js';
import { Trial } from './ways/trial.js';
import { isSensible } from './ways/way.js';

/** What Flink's own configuration file sets for each process. */
const USUAL: Readonly<Record<ProcessKind, bigint>> = { taskManager: 1728n * MIB, jobManager: 1600n * MIB };

/** Usual sizes, by the end of a key, of options without a default: what Flink's own file gives with everything else untouched. */
const USUAL_SIZES: Readonly<Record<ProcessKind, readonly (readonly [string, bigint])[]>> = {
  taskManager: [['process.size', 1728n], ['flink.size', 1280n], ['task.heap.size', 384n], ['managed.size', 512n], ['taskmanager.memory.size', 512n], ['heap.size', 1280n], ['heap.mb', 1280n]],
  jobManager: [['process.size', 1600n], ['flink.size', 1152n], ['heap.size', 1024n], ['heap.mb', 1024n]],
};

/** A size to write where the present value says nothing: the usual one, or the nearest whole MiB that works with what is set. */
export function usualValue(analysis: Analysis, process: ProcessKind, key: string): string | undefined {
  const { configuration, cluster } = analysis;
  const version = cluster.version.version;
  const usual = USUAL_SIZES[process].find(([end]) => key.endsWith(end));
  if (version === undefined || usual === undefined) return undefined;
  const from = usual[1] * MIB;
  const range = acceptedRange(process, configuration, { version, container: cluster.container }, key);
  return spell((range === undefined ? undefined : roundest(from, range.min, range.max, isCountOfMib(key))) ?? from, styleOf(key, undefined));
}

const TASK_HEAP = 'taskmanager.memory.task.heap.size';
const MANAGED = 'taskmanager.memory.managed.size';

/** One of the two sizes that together do without a total, where it stands alone; `other` is the key that it lacks. */
export function halfOfPair(analysis: Analysis, process: ProcessKind): { readonly entry: Entry; readonly other: string } | undefined {
  if (process !== 'taskManager') return undefined;
  const heap = winningEntry(analysis, TASK_HEAP);
  if (heap !== undefined) return { entry: heap, other: MANAGED };
  const managed = winningEntry(analysis, MANAGED) ?? winningEntry(analysis, 'taskmanager.memory.size');
  return managed === undefined ? undefined : { entry: managed, other: TASK_HEAP };
}

/** The process size to add where none is set: Flink's usual one, or the nearest whole MiB that works with what is set and leaves a heap. */
export function totalToAdd(analysis: Analysis, process: ProcessKind): string | undefined {
  const trial = Trial.of(analysis, process);
  if (trial === undefined) return undefined;
  const key = processSizeKey(process);
  const usual = spell(USUAL[process], PLAIN_STYLE);
  const after = trial.derive({ [key]: usual });
  if (after.status === 'derived') return usual;
  const way = after.status === 'failed' ? resize(trial, { key, bytes: USUAL[process] }, after.refusal) : undefined;
  if (way !== undefined && isSensible(way)) return (withRoom(trial, way) ?? way).text;
  // Where no total lets it start, another error comes to light with the usual one, and has its own fixes.
  return after.status === 'failed' && after.refusal.code !== 'size-not-configured' ? usual : undefined;
}
