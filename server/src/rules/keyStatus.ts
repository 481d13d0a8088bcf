import { allKeys, findOption, formerNameOf, optionAt, type OptionRun } from '../model/index.js';
import { MINOR_VERSIONS, minorOf, type FlinkVersion, type MinorVersion } from '../model/version.js';
import { isDead } from './formerKeys.js';
import { KnownKeys } from './nearest.js';

/** What a version of Flink makes of a key. */
export type KeyStatus =
  | { readonly kind: 'current' }
  /** Read, but outdated; `by` is the option that reads it where that has another name. */
  | { readonly kind: 'deprecated'; readonly by?: string }
  /** Read up to `last`, not by this version; no `last` for what died before 1.10. */
  | { readonly kind: 'removed'; readonly last?: MinorVersion; readonly by?: string }
  /** Comes with `since`. */
  | { readonly kind: 'future'; readonly since: MinorVersion }
  /** No Flink knows it and it looks like a slip, or its family is complete. */
  | { readonly kind: 'unknown'; readonly nearest: readonly string[]; readonly family: boolean }
  /** Somebody's own key, or one of a plugin. */
  | { readonly kind: 'foreign' };

/** Families whose keys are all in the catalogue. */
const COMPLETE = ['taskmanager.memory.', 'jobmanager.memory.'];
/** Families that plugins, the operator and users fill with keys of their own. */
const OPEN = [
  'metrics.', 's3.', 's3a.', 'fs.', 'security.', 'containerized.', 'external-resource.', 'kubernetes.operator.', 'job.autoscaler.', 'env.', 'flink.hadoop.',
  'presto.', 'gs.', 'oss.', 'azure.', 'hive.', 'plugin.', 'user.', 'job.',
];

/** What `version` makes of `key`; see `factsOf`, which remembers it. */
export function keyStatus(key: string, version: FlinkVersion): KeyStatus {
  const option = optionAt(key, version);
  const former = formerNameOf(key, version);
  if (option !== undefined) {
    if (!option.deprecated) return { kind: 'current' };
    return former === undefined ? { kind: 'deprecated' } : { kind: 'deprecated', by: former.option.key };
  }
  if (former !== undefined) return former.deprecated ? { kind: 'deprecated', by: former.option.key } : { kind: 'current' };
  if (isWithinMap(key, version)) return { kind: 'current' };
  // Behind a name of somebody's own, such as a reporter's, plugins put keys of their own.
  if (findOption(key)?.key.includes('<') === true) return { kind: 'foreign' };
  const other = inOtherVersions(key, version);
  if (other !== undefined) return other;
  if (isDead(key)) return { kind: 'removed' };
  return strange(key);
}

/** A map option may be spread over keys below its own, as a nested file gives them. */
function isWithinMap(key: string, version: FlinkVersion): boolean {
  for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
    if (optionAt(key.slice(0, dot), version)?.type === 'Map') return true;
  }
  return false;
}

function inOtherVersions(key: string, version: FlinkVersion): KeyStatus | undefined {
  const here = MINOR_VERSIONS.indexOf(minorOf(version));
  const readings = readingsOf(key);
  const earlier = readings.filter(({ first }) => first < here);
  const last = MINOR_VERSIONS[Math.min(here - 1, Math.max(-1, ...earlier.map((reading) => reading.last)))];
  if (last !== undefined) {
    const successor = readings.map(({ by }) => by).find((by) => by !== key && optionAt(by, version) !== undefined);
    return successor === undefined ? { kind: 'removed', last } : { kind: 'removed', last, by: successor };
  }
  const since = MINOR_VERSIONS[Math.min(...readings.filter(({ first }) => first > here).map(({ first }) => first))];
  return since === undefined ? undefined : { kind: 'future', since };
}

/** A stretch of versions, by their place in the list of minors, in which an option reads a key. */
interface Reading {
  readonly by: string;
  readonly first: number;
  readonly last: number;
}

let formerReadings: ReadonlyMap<string, readonly Reading[]> | undefined;

/** Who reads a key, and when: the option of that name, and those it is a former name of. */
function readingsOf(key: string): readonly Reading[] {
  formerReadings ??= collectFormerReadings();
  const own = findOption(key)?.runs.map((run) => ({ by: key, ...stretch(run) })) ?? [];
  return [...own, ...(formerReadings.get(key) ?? [])];
}

function collectFormerReadings(): ReadonlyMap<string, readonly Reading[]> {
  const readings = new Map<string, Reading[]>();
  for (const by of allKeys()) {
    for (const run of findOption(by)?.runs ?? []) {
      for (const { key } of run.fallbackKeys) {
        const known = readings.get(key) ?? [];
        known.push({ by, ...stretch(run) });
        readings.set(key, known);
      }
    }
  }
  return readings;
}

function stretch({ since, until }: OptionRun): { readonly first: number; readonly last: number } {
  return { first: MINOR_VERSIONS.indexOf(since), last: MINOR_VERSIONS.indexOf(until) };
}

let plainKeys: KnownKeys | undefined;
let familyKeys: KnownKeys | undefined;

function strange(key: string): KeyStatus {
  const family = COMPLETE.find((prefix) => key.startsWith(prefix));
  if (family === undefined && OPEN.some((prefix) => key.startsWith(prefix))) return { kind: 'foreign' };
  plainKeys ??= new KnownKeys(allKeys().filter((name) => !name.includes('<')));
  const nearest = plainKeys.nearest(key);
  if (nearest.length > 0) return { kind: 'unknown', nearest, family: family !== undefined };
  if (family === undefined) return { kind: 'foreign' };
  familyKeys ??= new KnownKeys(allKeys().filter((name) => COMPLETE.some((prefix) => name.startsWith(prefix))));
  return { kind: 'unknown', nearest: familyKeys.relatives(key), family: true };
}
