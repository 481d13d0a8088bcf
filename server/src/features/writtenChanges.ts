/** Whether an edited text says what was asked, and nothing else: one that is not well formed may be read otherwise once a line of it is another. */
import type { Setting } from '../documents/cluster.js';
import type { LocatedCluster } from '../documents/index.js';
import { parseMemorySize } from '../model/index.js';
import type { Changes } from '../shared/protocol.js';

type Settings = LocatedCluster['cluster']['settings'];

/** Whether the cluster that was changed has exactly the wished values, and all else as it was. */
export function saysChanges({ cluster: before }: LocatedCluster, { cluster: after }: LocatedCluster, changes: Changes): boolean {
  if (after.loading !== undefined && before.loading === undefined) return false;
  const [then, now] = [before.settings, after.settings];
  const isMeant = (key: string): boolean => key in changes || isFollowing(key, [then, now], changes);
  // The operator's own values go over whatever is written.
  const isOverruled = (key: string): boolean => after.operatorKeys?.some((own) => own.key === key && own.value !== changes[key]) === true;
  return Object.entries(changes).every(([key, value]) => says(value, then.get(key), now.get(key)) && (value === null || !isOverruled(key))) && isSame(then, now, isMeant);
}

/** Whether the other clusters of the file have what they had, but for what they share with the one that was changed. */
export function leavesOthers(before: readonly LocatedCluster[], after: readonly LocatedCluster[], changes: Changes): boolean {
  return before.length === after.length && before.every(({ cluster }, index) => {
    const other = after[index]?.cluster;
    return other === cluster || (other !== undefined && isSame(cluster.settings, other.settings, (key) => key in changes));
  });
}

function says(value: string | null, then: Setting | undefined, now: Setting | undefined): boolean {
  // Something weaker may have been there all along.
  if (value === null) return now?.entry === undefined || (now.value !== then?.value && now.value === then?.beneath?.value);
  if (now === undefined) return false;
  if (now.value === value) return true;
  const [written, wished] = [parseMemorySize(now.value), parseMemorySize(value)];
  if ('bytes' in written && 'bytes' in wished && written.bytes === wished.bytes) return true;
  // An operator computes the size from a field of its own, as near as that can say.
  return now.source === 'resource' && now.value !== then?.value;
}

function isSame(then: Settings, now: Settings, isMeant: (key: string) => boolean): boolean {
  for (const [key, { value }] of then) if (now.get(key)?.value !== value && !isMeant(key)) return false;
  for (const key of now.keys()) if (!then.has(key) && !isMeant(key)) return false;
  return true;
}

/** A field's change moves all that an operator computes from it: a limit factor, a process size. */
function isFollowing(key: string, read: readonly Settings[], changes: Changes): boolean {
  const isComputed = (one: string): boolean => read.some((settings) => settings.get(one)?.source === 'resource');
  return isComputed(key) && Object.keys(changes).some((changed) => isComputed(changed) && processIn(changed) === processIn(key));
}

/** Also of keys that Kubernetes' names stand before. */
function processIn(key: string): string | undefined {
  return /jobmanager|taskmanager/.exec(key)?.[0];
}
