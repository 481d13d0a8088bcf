/** Ways out that take a setting away. */
import { distance, poolOfKey, type FlinkVersion } from '../../model/index.js';
import type { Derivation, ProcessKind, RefusalInput } from '../../model/derivation.js';
import { isPast } from '../order.js';
import { afterRemoval } from '../settings.js';
import type { Trial } from './trial.js';
import type { Removal } from './way.js';

/** The setting gone, and what stands beneath it or its default in its place. */
export function removal(trial: Trial, { key, bytes }: RefusalInput): Removal | undefined {
  const beneath = afterRemoval(trial.analysis, key);
  const after = beneath === undefined ? undefined : trial.past({ [key]: beneath });
  if (after === undefined) return undefined;
  const pool = trial.poolOf(key);
  const then = pool === undefined || after.status !== 'derived' ? undefined : after.part(pool)?.bytes;
  const cost = then === undefined || bytes === undefined ? (bytes ?? 0n) : distance(then, bytes);
  return { kind: 'remove', key, without: trial.without, starts: after.status === 'derived', after, cost };
}

/** What a trial that lacks some keys already comes to, where that alone gets past the refusal. */
export function removalAlone(trial: Trial, after: Derivation): Removal | undefined {
  const [last, ...others] = [...trial.without].reverse();
  if (last === undefined || !isPast(trial.refusal, after)) return undefined;
  return { kind: 'remove', key: last, without: others.reverse(), starts: after.status === 'derived', after, cost: 0n };
}

/**
 * What to take away first where no single change helps, the least first: one fraction, all fractions, one other setting, one of
 * two totals; then several: all but the totals, all but one total.
 */
export function removable({ analysis, process, context: { version }, configuration, refusal }: Trial): readonly (readonly string[])[] {
  const isRemovable = (key: string): boolean => afterRemoval(analysis, key) !== undefined;
  const isTotal = (key: string): boolean => isTotalKey(process, key, version);
  // What a bound overrules is no input of the refusal, but stands in the way of every larger total.
  const own = [...configuration.keys()].filter((key) => key.startsWith(`${process.toLowerCase()}.`) && isRemovable(key));
  const fractions = own.filter((key) => key.endsWith('fraction') && poolOfKey(process, key, version) !== undefined);
  const totals = own.filter(isTotal);
  const parts = refusal.inputs.map(({ key }) => key).filter((key) => isRemovable(key) && !isTotal(key));
  const sizes = own.filter((key) => !isTotal(key) && poolOfKey(process, key, version) !== undefined);
  const one = [...fractions.map((key) => [key]), fractions, ...parts.map((key) => [key]), ...(totals.length > 1 ? totals.map((key) => [key]) : [])];
  return [...one, parts, sizes, ...(totals.length > 1 ? totals.map((key) => [...sizes, key]) : [])].filter((keys) => keys.length > 0);
}

/** Sizes that the others have to fit into, also by the names of before 1.10. */
function isTotalKey(process: ProcessKind, key: string, version: FlinkVersion): boolean {
  const pool = poolOfKey(process, key, version);
  return pool === 'totalProcess' || pool === 'totalFlink' || /^(?:task|job)manager\.heap\.(?:size|mb)$/.test(key);
}
