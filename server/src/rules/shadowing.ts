/** Which of several names of one thing counts: Flink reads the first of them that is set, and passes over the others. */
import type { Analysis } from '../documents/analysis.js';
import { meantByHeapKey, optionAt, readableOption, readersOf, supplyingKey } from '../model/index.js';
import type { FlinkVersion } from '../model/version.js';
import { PerKey } from './perKey.js';

/** Keys of before 1.10 that Flink maps by hand, each with those that keep it from being read; in the order Flink asks for them. */
function keptFromReading(key: string, container: boolean): readonly string[] {
  switch (key) {
    case 'taskmanager.heap.size':
      return [meantByHeapKey('taskManager', container)];
    case 'taskmanager.heap.mb':
      return [meantByHeapKey('taskManager', container), 'taskmanager.heap.size'];
    case 'jobmanager.heap.size':
      return [meantByHeapKey('jobManager', container)];
    case 'jobmanager.heap.mb':
      return [meantByHeapKey('jobManager', container), 'jobmanager.heap.size'];
    case 'taskmanager.network.numberOfBuffers':
      return ['taskmanager.memory.network.min', 'taskmanager.memory.network.max', 'taskmanager.memory.network.fraction'];
    default:
      return [];
  }
}

/** The key that an option is read from: its own, or the first of its other names that is set. Undefined where none is, or the version has no such option. */
export function suppliedBy({ configuration }: Analysis, key: string, version: FlinkVersion): string | undefined {
  const option = readableOption(key, version);
  return option === undefined ? undefined : supplyingKey(configuration, option);
}

/** The keys that count where an outdated one is set and yet has no effect; none where it has. */
export function countingInstead(analysis: Analysis, key: string, version: FlinkVersion): readonly string[] {
  const kept = keptFromReading(key, analysis.cluster.container);
  if (kept.length > 0) return kept.flatMap((other) => suppliedBy(analysis, other, version) ?? []).slice(0, 1);
  const suppliers = readersAt.get(key, version).map((by) => suppliedBy(analysis, by, version));
  return suppliers.includes(key) ? [] : [...new Set(suppliers.flatMap((supplier) => supplier ?? []))];
}

/** The options of a version that read a key which is not their name. */
const readersAt = new PerKey<readonly string[]>((key, version) =>
  readersOf(key).filter((by) => optionAt(by, version)?.fallbackKeys.some((fallback) => fallback.key === key) === true));
