import type { Analysis } from '../documents/analysis.js';
import type { Change } from '../documents/edits.js';
import type { ProcessKind } from '../model/derivation.js';
import { wayTitle } from './derivationWords.js';
import type { Fix } from './rule.js';
import { winningEntry } from './settings.js';
import { waysOut, type Way } from './ways.js';

/** The ways out of a process's refusal as fixes, the preferred one first. */
export function wayFixes(analysis: Analysis, process: ProcessKind): readonly Fix[] {
  return waysOut(analysis, process).map((way, index) => wayFix(way, BigInt(index), analysis, process));
}

/** @param cost the way's place among the others: the first is preferred */
function wayFix(way: Way, cost: bigint, analysis: Analysis, process: ProcessKind): Fix {
  const gone = way.without.map((key) => removalOf(analysis, key));
  const title = wayTitle(way, analysis, process);
  if (way.kind === 'remove') return { title, cost, changes: [...gone, removalOf(analysis, way.key)] };
  const entry = winningEntry(analysis, way.key);
  const value = way.kind === 'resize' ? way.value : way.text;
  return { title, cost, changes: [...gone, entry === undefined ? { kind: 'set', key: way.key, value } : { kind: 'setValue', entry, value }] };
}

/** A field of the operator's goes alone: it may stand above a line with the same key. */
function removalOf(analysis: Analysis, key: string): Change {
  const entry = winningEntry(analysis, key);
  return entry?.site.kind === 'scalar' ? { kind: 'removeEntry', entry } : { kind: 'remove', key };
}
