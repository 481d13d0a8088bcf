import { allKeys, formerNameOf, optionAt } from '../model/index.js';
import { MINOR_VERSIONS, minorOf, type FlinkVersion, type MinorVersion } from '../model/version.js';
import { isDead } from './formerKeys.js';
import { nearestKeys, relatives } from './nearest.js';

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

const judged = new Map<string, KeyStatus>();
/** Keys come from the user's text: what is remembered of them stays bounded. */
const MOST_JUDGED = 4000;

/** What `version` makes of `key`. Remembered: the same keys are asked about at every keystroke. */
export function keyStatus(key: string, version: FlinkVersion): KeyStatus {
  const question = `${version} ${key}`;
  let status = judged.get(question);
  if (status === undefined) {
    status = judge(key, version);
    if (judged.size >= MOST_JUDGED) judged.clear();
    judged.set(question, status);
  }
  return status;
}

function judge(key: string, version: FlinkVersion): KeyStatus {
  const option = optionAt(key, version);
  const former = formerNameOf(key, version);
  if (option !== undefined) {
    if (!option.deprecated) return { kind: 'current' };
    return former === undefined ? { kind: 'deprecated' } : { kind: 'deprecated', by: former.option.key };
  }
  if (former !== undefined) return former.deprecated ? { kind: 'deprecated', by: former.option.key } : { kind: 'current' };
  const other = inOtherVersions(key, version);
  if (other !== undefined) return other;
  if (isDead(key)) return { kind: 'removed' };
  return strange(key);
}

function inOtherVersions(key: string, version: FlinkVersion): KeyStatus | undefined {
  const here = MINOR_VERSIONS.indexOf(minorOf(version));
  const readBy = MINOR_VERSIONS.map((minor) => (optionAt(key, minor) !== undefined ? key : formerNameOf(key, minor)?.option.key));
  const last = readBy.slice(0, here).reduce((found, reader, index) => (reader === undefined ? found : index), -1);
  const lastVersion = MINOR_VERSIONS[last];
  if (lastVersion !== undefined) {
    const successor = successorOf(key, version, readBy[last]);
    return successor === undefined ? { kind: 'removed', last: lastVersion } : { kind: 'removed', last: lastVersion, by: successor };
  }
  const since = MINOR_VERSIONS[readBy.findIndex((reader, index) => reader !== undefined && index > here)];
  return since === undefined ? undefined : { kind: 'future', since };
}

/** The option of this version that read the key while it was still read. */
function successorOf(key: string, version: FlinkVersion, reader: string | undefined): string | undefined {
  if (reader !== undefined && reader !== key && optionAt(reader, version) !== undefined) return reader;
  for (const minor of [...MINOR_VERSIONS].reverse()) {
    const former = formerNameOf(key, minor);
    if (former !== undefined && optionAt(former.option.key, version) !== undefined) return former.option.key;
  }
  return undefined;
}

function strange(key: string): KeyStatus {
  const family = COMPLETE.find((prefix) => key.startsWith(prefix));
  if (family === undefined && OPEN.some((prefix) => key.startsWith(prefix))) return { kind: 'foreign' };
  const known = allKeys().filter((name) => !name.includes('<'));
  const nearest = nearestKeys(key, known);
  if (nearest.length > 0) return { kind: 'unknown', nearest, family: family !== undefined };
  if (family === undefined) return { kind: 'foreign' };
  return { kind: 'unknown', nearest: relatives(key, known.filter((name) => COMPLETE.some((prefix) => name.startsWith(prefix)))), family: true };
}
