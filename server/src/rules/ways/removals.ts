/** Ways out that take a setting away. */
import type { RefusalInput } from '../../model/derivation.js';
import { afterRemoval } from '../settings.js';
import type { Trial } from './trial.js';
import { distance, type Removal } from './way.js';

/** The setting gone, and what stands beneath it or its default in its place. */
export function removal(trial: Trial, { key, bytes }: RefusalInput): Removal | undefined {
  const beneath = afterRemoval(trial.analysis, key);
  const after = beneath === undefined ? undefined : trial.past({ [key]: beneath });
  if (after === undefined) return undefined;
  const pool = trial.poolOf(key);
  const then = pool === undefined || after.status !== 'derived' ? undefined : after.pools.get(pool);
  const cost = then === undefined || bytes === undefined ? (bytes ?? 0n) : distance(then, bytes);
  return { kind: 'remove', key, without: trial.without, starts: after.status === 'derived', after, cost };
}

/** What a trial that lacks some keys already comes to, where that alone gets past the refusal. */
export function removalAlone(trial: Trial): Removal | undefined {
  const [last, ...others] = [...trial.without].reverse();
  const after = last === undefined ? undefined : trial.past({});
  if (last === undefined || after === undefined) return undefined;
  return { kind: 'remove', key: last, without: others.reverse(), starts: after.status === 'derived', after, cost: 0n };
}

/** What to take away first where no single change helps: one fraction, all fractions, one other setting, everything but the totals. */
export function removable({ analysis, process, refusal }: Trial): readonly (readonly string[])[] {
  const isRemovable = (key: string): boolean => afterRemoval(analysis, key) !== undefined;
  const set = refusal.inputs.map(({ key }) => key).filter(isRemovable);
  // A fraction that a minimum overrules is no input, but stands in the way of every larger total.
  const fractions = [...analysis.configuration.keys()].filter((key) => key.startsWith(process.toLowerCase()) && /^(?:task|job)manager\.(?:memory|network)\..*fraction$/.test(key) && isRemovable(key));
  const parts = set.filter((key) => !/(?:process|flink|heap)\.size$|heap\.mb$/.test(key) || /(?:task|framework)\.heap\.size$/.test(key));
  return [...fractions.map((key) => [key]), fractions, ...parts.map((key) => [key]), parts].filter((keys) => keys.length > 0);
}
