import { allKeys, findOption, formerNameOf, formerNames, optionAt, readersOf, type OptionRun } from '../model/index.js';
import { MINOR_VERSIONS, minorOf, type FlinkVersion, type MinorVersion } from '../model/version.js';
import { isDead } from './formerKeys.js';
import { KnownKeys } from './nearest.js';
import { isReadBefore } from './readBefore.js';

/** What a version of Flink makes of a key. */
export type KeyStatus =
  | { readonly kind: 'current' }
  /** Read, but outdated; `by` are the options to write instead, of which none has the key for its name. */
  | { readonly kind: 'deprecated'; readonly by: readonly string[] }
  /** Read up to `last`, not by this version; no `last` for what died before 1.10. */
  | { readonly kind: 'removed'; readonly last?: MinorVersion; readonly by: readonly string[] }
  /** Comes with `since`. */
  | { readonly kind: 'future'; readonly since: MinorVersion }
  /** No Flink knows it, and it looks like a slip of `nearest`, or its family is complete. `gone` is one it resembles that this version does not read. */
  | { readonly kind: 'unknown'; readonly nearest: readonly string[]; readonly family: boolean; readonly gone?: string }
  /** Somebody's own key, or one of a plugin. */
  | { readonly kind: 'foreign' };

/** Families whose keys are all in the catalogue. */
const COMPLETE = ['taskmanager.memory.', 'jobmanager.memory.'];
/** Families that plugins, the operator, tables and users fill with keys of their own. */
const OPEN =
  /^(?:metrics|traces|events|logs|s3[an]?|fs|gs|oss|azure|presto|security|containerized|external-resource|kubernetes\.operator|job|env|flink\.(?:hadoop|yarn)|hive|plugin|user|table|sql-gateway|sql-client)\./;
/** Families of Flink's that other programs read too, or that held more keys once: one slip at most. */
const HALF_OPEN = /^(?:kubernetes|akka|pekko|yarn|historyserver|high-availability|zookeeper)\./;
const SLIPS_IN_HALF_OPEN = 1;
/** What the start script of Flink's own Docker images (`docker-entrypoint.sh`) writes, and everybody has copied since: no Flink reads it. */
const WRITTEN_BY_IMAGES: ReadonlySet<string> = new Set(['query.server.port']);
/** Options of tables, statements and components, which stand in no configuration of a cluster: a user's own key may well resemble one. */
const NOT_OF_A_CLUSTER = /^(?:[a-z]+|default-database|file-path|max-attempts|max-concurrent-operations|output-mode|retry-predicate|retry-strategy|(?:lookup|filter|scope|partition|cleanup-strategy|fixed-delay|retry-strategy|compiler|sink)\..*)$/;

/** What `version` makes of `key`; see `factsOf`, which remembers it. */
export function keyStatus(key: string, version: FlinkVersion): KeyStatus {
  const option = optionAt(key, version);
  const former = formerNameOf(key, version);
  if (option !== undefined) {
    return option.deprecated ? { kind: 'deprecated', by: readersAt(key, version) } : { kind: 'current' };
  }
  if (former !== undefined) return former.deprecated ? { kind: 'deprecated', by: readersAt(key, version) } : { kind: 'current' };
  if (isWithinMap(key, version)) return { kind: 'current' };
  // Behind a name of somebody's own, such as a reporter's, plugins put keys of their own.
  if (findOption(key)?.key.includes('<') === true) return { kind: 'foreign' };
  const other = inOtherVersions(key, version);
  if (other !== undefined) return other;
  if (isDead(key)) return { kind: 'removed', by: [] };
  return strange(key, version);
}

/** The options that read a key which is not their name; none that is outdated itself and whose name others read as well: `web.port` is a port of the client's, too. */
function readersAt(key: string, version: FlinkVersion): readonly string[] {
  return withoutFollowers(readersOf(key).filter((by) => {
    const option = optionAt(by, version);
    return option !== undefined && reads(by, key, version) && !(option.deprecated && readersOf(by).some((other) => reads(other, by, version)));
  }), version);
}

function reads(by: string, key: string, version: FlinkVersion): boolean {
  return optionAt(by, version)?.fallbackKeys.some((fallback) => fallback.key === key) === true;
}

/** Options without those that read another of them anyway: `rest.bind-port` is what `rest.port` is where it is not set itself. */
function withoutFollowers(keys: readonly string[], version: FlinkVersion): readonly string[] {
  const distinct = [...new Set(keys)];
  return distinct.filter((key) => optionAt(key, version)?.fallbackKeys.some((fallback) => fallback.key !== key && distinct.includes(fallback.key)) !== true);
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
  // No Flink takes a key away and brings it back: where the record has a hole, it is the record that is wrong.
  const isOwn = ({ by }: Reading): boolean => by === key;
  if (earlier.some(isOwn) && readings.some((reading) => isOwn(reading) && reading.first > here)) return { kind: 'foreign' };
  if (last !== undefined) {
    return { kind: 'removed', last, by: withoutFollowers(readings.map(({ by }) => by).filter((by) => by !== key && optionAt(by, version) !== undefined), version) };
  }
  const since = MINOR_VERSIONS[Math.min(...readings.filter(({ first }) => first > here).map(({ first }) => first))];
  if (since === undefined) return undefined;
  return isReadBefore(key, since) ? { kind: 'foreign' } : { kind: 'future', since };
}

/** A stretch of versions, by their place in the list of minors, in which an option reads a key. */
interface Reading {
  readonly by: string;
  readonly first: number;
  readonly last: number;
}

/** Who reads a key, and when: the option of that name, and those it is a former name of. */
function readingsOf(key: string): readonly Reading[] {
  return [key, ...readersOf(key)].flatMap((by) =>
    (findOption(by)?.runs ?? []).filter((run) => by === key || run.fallbackKeys.some((fallback) => fallback.key === key)).map((run) => ({ by, ...stretch(run) })));
}

function stretch({ since, until }: OptionRun): { readonly first: number; readonly last: number } {
  return { first: MINOR_VERSIONS.indexOf(since), last: MINOR_VERSIONS.indexOf(until) };
}

let plainKeys: KnownKeys | undefined;
let familyKeys: KnownKeys | undefined;

function strange(key: string, version: FlinkVersion): KeyStatus {
  if (OPEN.test(key) || WRITTEN_BY_IMAGES.has(key)) return { kind: 'foreign' };
  const family = COMPLETE.some((prefix) => key.startsWith(prefix));
  plainKeys ??= new KnownKeys([...new Set([...allKeys(), ...formerNames()])].filter((name) => !name.includes('<') && !NOT_OF_A_CLUSTER.test(name)));
  const alike = plainKeys.nearest(key, HALF_OPEN.test(key) ? SLIPS_IN_HALF_OPEN : undefined);
  const nearest = [...new Set(alike.flatMap((name) => readInstead(name, version)))];
  if (nearest.length > 0) return { kind: 'unknown', nearest, family };
  const [gone] = alike;
  if (!family) return gone === undefined ? { kind: 'foreign' } : { kind: 'unknown', nearest, family, gone };
  familyKeys ??= new KnownKeys(allKeys().filter((name) => COMPLETE.some((prefix) => name.startsWith(prefix))));
  const relatives = familyKeys.relatives(key).filter((name) => optionAt(name, version) !== undefined);
  return { kind: 'unknown', nearest: relatives, family, ...(gone === undefined ? {} : { gone }) };
}

/** A key as this version reads it: itself, or those that have taken its place. */
function readInstead(key: string, version: FlinkVersion): readonly string[] {
  const status = keyStatus(key, version);
  if (status.kind === 'removed') return status.by;
  return status.kind === 'future' ? [] : [key];
}
