import type { Analysis } from '../documents/analysis.js';
import { acceptedRange, derive } from '../model/index.js';
import type { ProcessKind } from '../model/derivation.js';
import { roundest, PLAIN_STYLE, spell } from './spelling.js';
import { MIB } from '../shared/sizes.js';

/** What Flink's own configuration file sets for each process. */
const USUAL: Readonly<Record<ProcessKind, bigint>> = { taskManager: 1728n * MIB, jobManager: 1600n * MIB };

/** The process size to add where none is set: Flink's usual one, or the nearest whole MiB that works with what is set. */
export function totalToAdd(analysis: Analysis, process: ProcessKind): string | undefined {
  const { configuration, cluster } = analysis;
  const version = cluster.version.version;
  if (version === undefined) return undefined;
  const context = { version, container: cluster.container };
  const key = process === 'taskManager' ? 'taskmanager.memory.process.size' : 'jobmanager.memory.process.size';
  const usual = spell(USUAL[process], { ...PLAIN_STYLE });
  const after = derive(process, configuration.with({ [key]: usual }), context);
  if (after.status === 'derived') return usual;
  const range = acceptedRange(process, configuration, context, key);
  const bytes = range === undefined ? undefined : roundest(USUAL[process], range.min, range.max);
  // Where no total lets it start, another error comes to light with the usual one, and has its own fixes.
  return bytes === undefined ? (after.status === 'failed' && after.refusal.code !== 'size-not-configured' ? usual : undefined) : spell(bytes, PLAIN_STYLE);
}
