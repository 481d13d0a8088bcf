/** Keys that cannot matter here because of others: each with a reason by name, and the derivation as its proof. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Derivation, Pool, ProcessKind } from '../model/derivation.js';
import { CONSUMER_WEIGHTS_KEY, derive, parseMemorySize } from '../model/index.js';
import { parseJavaBoolean } from '../model/javaNumbers.js';
import type { FlinkVersion } from '../model/version.js';
import { sizeText } from '../shared/sizes.js';
import { listed } from '../shared/words.js';
import { autoscalerKeys, autoscalerOption, missingForTuning } from './autoscaler.js';
import { defineRule, type Rule } from './rule.js';
import { entrySpan, nameOf, processOf, winningEntry } from './settings.js';
import { type SessionJobPayload, sessionJobKeys, sessionJobText } from './sessionJobs.js';
import { suppliedBy } from './shadowing.js';

type Reason =
  /** A size of its own, two equal bounds, or what other pools leave settle the pool. */
  | 'sized' | 'bounded' | 'rest'
  /** There is no managed memory to divide. */
  | 'nothing-to-divide'
  /** Another key is asked first, or the key is asked only where the other one is false. */
  | 'asked-later' | 'only-where-false'
  /** What it works on is not set. */
  | 'only-with';

interface Cause {
  readonly reason: Reason;
  /** The keys that settle it, as they are set; for `only-where-false` and `only-with` the one that would have to be. */
  readonly by: readonly string[];
  readonly pool?: Pool;
}

interface Payload extends Pick<Cause, 'reason' | 'by'> {
  readonly key: string;
  /** What the pool comes to, in bytes. */
  readonly bytes?: bigint;
}

/** Where a cause is looked for. */
interface Place {
  readonly analysis: Analysis;
  readonly version: FlinkVersion;
  readonly process: ProcessKind;
}

/** The keys that together settle a process, or what is left of it. */
const SETTLING = {
  taskManager: {
    totals: ['taskmanager.memory.process.size', 'taskmanager.memory.flink.size'],
    parts: ['taskmanager.memory.process.size', 'taskmanager.memory.task.heap.size', 'taskmanager.memory.managed.size'],
  },
  jobManager: {
    totals: ['jobmanager.memory.process.size', 'jobmanager.memory.flink.size'],
    parts: ['jobmanager.memory.process.size', 'jobmanager.memory.heap.size'],
  },
} as const;

/** The keys that all of some options are read from; undefined where one of them is not set. */
function allSet({ analysis, version }: Place, keys: readonly string[]): readonly string[] | undefined {
  const suppliers: string[] = [];
  for (const key of keys) {
    const supplier = suppliedBy(analysis, key, version);
    if (supplier === undefined) return undefined;
    suppliers.push(supplier);
  }
  return suppliers;
}

/** Both totals, or the process size and the sizes that make up total Flink memory: JVM overhead is then what they leave. */
function bothTotals(place: Place): readonly string[] | undefined {
  const { totals, parts } = SETTLING[place.process];
  return allSet(place, totals) ?? allSet(place, parts);
}

/** The TaskManager's task heap beside a total: network memory is then what the other pools leave. */
function heapInTotal(place: Place): readonly string[] | undefined {
  const heap = allSet(place, ['taskmanager.memory.task.heap.size']);
  if (heap === undefined) return undefined;
  const isSet = (key: string): boolean => suppliedBy(place.analysis, key, place.version) !== undefined;
  // With managed memory's size as well the process is summed up from its parts.
  return isSet('taskmanager.memory.flink.size') || (isSet('taskmanager.memory.process.size') && !isSet('taskmanager.memory.managed.size')) ? heap : undefined;
}

/** A minimum and a maximum that are the same size. */
function equalBounds(place: Place, range: string): readonly string[] | undefined {
  const bounds = allSet(place, [`${range}.min`, `${range}.max`]);
  if (bounds === undefined) return undefined;
  const [min, max] = bounds.map((key) => parseMemorySize(place.analysis.configuration.get(key) ?? ''));
  return min !== undefined && max !== undefined && 'bytes' in min && 'bytes' in max && min.bytes === max.bytes ? bounds : undefined;
}

function because(reason: Reason, by: readonly string[] | undefined, pool?: Pool): Cause | undefined {
  return by === undefined ? undefined : { reason, by, ...(pool === undefined ? {} : { pool }) };
}

/** Every key that may be without effect, each with what would make it so. */
const CAUSES: ReadonlyMap<string, (place: Place) => Cause | undefined> = new Map([
  ...['taskmanager', 'jobmanager'].flatMap((process) => {
    const overhead = `${process}.memory.jvm-overhead`;
    const rest = (place: Place): Cause | undefined => because('rest', bothTotals(place), 'jvmOverhead');
    return [
      [`${overhead}.fraction`, (place: Place) => rest(place) ?? because('bounded', equalBounds(place, overhead), 'jvmOverhead')],
      [`${overhead}.min`, rest],
      [`${overhead}.max`, rest],
    ] as const;
  }),
  ['taskmanager.memory.managed.fraction', (place) => because('sized', allSet(place, ['taskmanager.memory.managed.size']), 'managed')],
  ['taskmanager.memory.network.fraction', (place) =>
    because('rest', heapInTotal(place), 'network') ?? because('bounded', equalBounds(place, 'taskmanager.memory.network'), 'network')],
  ...autoscalerKeys('memory.tuning.enabled').map((key) => [key, ({ analysis }: Place) => because('only-with', missingForTuning(analysis))] as const),
  [CONSUMER_WEIGHTS_KEY, (place) => (managedBytes(place) === 0n ? because('nothing-to-divide', managedKeys(place)) : undefined)],
  // Beside a size per slot `managed` still says whether the backend claims a share of the slot, so it is not idle there.
  ...(['rocksdb', 'forst'] as const).map((backend) => {
    const memory = `state.backend.${backend}.memory`;
    return [`${memory}.fixed-per-tm`, (place: Place) =>
      because('asked-later', allSet(place, [`${memory}.fixed-per-slot`])) ?? managedFirst(place, `${memory}.managed`)] as const;
  }),
]);

function managedBytes({ analysis: { derivations: { taskManager } } }: Place): bigint | undefined {
  return taskManager?.status === 'derived' ? taskManager.part('managed')?.bytes : undefined;
}

function managedKeys(place: Place): readonly string[] | undefined {
  return allSet(place, ['taskmanager.memory.managed.size']) ?? allSet(place, ['taskmanager.memory.managed.fraction']);
}

/** A size for the whole TaskManager is asked for only where managed memory is turned off, which it is not by default. */
function managedFirst(place: Place, managed: string): Cause | undefined {
  const { configuration } = place.analysis;
  const key = suppliedBy(place.analysis, managed, place.version);
  if (key === undefined) return because('only-where-false', [managed]);
  return !configuration.isUnknown(key) && parseJavaBoolean(configuration.get(key) ?? '') === true ? because('only-where-false', [key]) : undefined;
}

/** What RocksDB does with its share is no matter of the derivation. */
function isAboutSizes({ reason }: Cause): boolean {
  return reason !== 'asked-later' && reason !== 'only-where-false' && reason !== 'only-with';
}

/** Whether the process comes out the same without the key, by the same derivation that Flink makes. */
function isNeutral({ analysis, version, process }: Place, key: string): boolean {
  const before = analysis.derivations[process];
  if (before?.status !== 'derived') return false;
  const after = derive(process, analysis.configuration.with({ [key]: null }), { version, container: analysis.cluster.container });
  return after.status === 'derived' && samePools(before, after);
}

function samePools(before: Derivation & { status: 'derived' }, after: Derivation & { status: 'derived' }): boolean {
  return [...before.pools].every(([pool, bytes]) => after.pools.get(pool) === bytes);
}

const keyWithoutEffect = defineRule<Payload | SessionJobPayload>({
  id: 'key-without-effect',
  level: 'information',
  when: 'session-job',
  find: sessionJobKeys,
  entries: {
    about: 'value',
    // An outdated name is told as such.
    concerns: ({ key, status }) => (status.kind === 'current' || autoscalerOption(key) !== undefined) && CAUSES.has(key),
    notice(entry, { key, version }, analysis) {
      if (entry.source === 'resource') return undefined;
      const process = processOf(key);
      const place = { analysis, version, process };
      const cause = CAUSES.get(key)?.(place);
      if (cause === undefined || (isAboutSizes(cause) && !isNeutral(place, key))) return undefined;
      const { reason, by, pool } = cause;
      const derivation = analysis.derivations[process];
      const bytes = pool !== undefined && derivation?.status === 'derived' ? derivation.part(pool)?.bytes : undefined;
      return {
        key,
        span: entrySpan(entry),
        tag: 'unnecessary',
        payload: { key, reason, by, ...(bytes === undefined ? {} : { bytes }) },
        related: by.flatMap((other) => {
          const winner = winningEntry(analysis, other);
          return winner === undefined ? [] : [{ span: winner.keySpan, message: l10n.t('This one counts') }];
        }),
      };
    },
  },
  say({ payload }, analysis) {
    if (payload.reason === 'session-job') return sessionJobText(payload);
    const { key, reason, by, bytes = 0n } = payload;
    const names = listed(by.map((other) => nameOf(analysis, other)));
    switch (reason) {
      case 'sized':
        return l10n.t('{0} has no effect: {1} is set, and gives this pool {2}.', key, names, sizeText(bytes));
      case 'bounded':
        return l10n.t('{0} has no effect: {1} are the same size, and give this pool {2}.', key, names, sizeText(bytes));
      case 'rest':
        return l10n.t('{0} has no effect: with {1} set, this pool is the {2} that the others leave.', key, names, sizeText(bytes));
      case 'nothing-to-divide':
        return l10n.t('{0} has no effect: {1} leaves no managed memory to divide.', key, names);
      case 'asked-later':
        return l10n.t('{0} has no effect: {1} is set and comes first.', key, names);
      case 'only-where-false':
        return l10n.t('{0} has no effect: it counts only where {1} is false.', key, names);
      case 'only-with':
        return l10n.t('{0} has no effect: the autoscaler tunes memory only where {1} is set.', key, names);
    }
  },
  fixes({ payload: { key } }, analysis) {
    const entry = winningEntry(analysis, key);
    return entry === undefined ? [] : [{ title: l10n.t('Remove {0} (no effect)', key), changes: [{ kind: 'removeEntry', entry }], cost: 0n, neutral: true }];
  },
});

/** Rules about keys that others make idle. */
export const WITHOUT_EFFECT_RULES: readonly Rule[] = [keyWithoutEffect];
