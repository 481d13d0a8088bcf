import type { Entry, ReadingProblem } from './cluster.js';

export function lastOfEachKey(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const last = new Map<string, Entry>();
  entries.forEach((entry) => { last.set(entry.key, entry); });
  return last;
}

/** Where the last line, or argument, of a key counts: those before it, each as a problem. */
export function repeatedKeys(entries: readonly Entry[], last = lastOfEachKey(entries)): readonly ReadingProblem[] {
  if (last.size === entries.length) return [];
  return entries.flatMap((entry): ReadingProblem[] => {
    const winner = last.get(entry.key);
    return winner === entry ? [] : [{ kind: 'duplicate-key', key: entry.key, entry, winner, sameSpelling: true }];
  });
}
