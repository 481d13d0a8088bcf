import type { Analysis } from '../../documents/analysis.js';
import { applyEdits } from '../../documents/edits.js';
import { type Change, editsFor, type LocatedCluster, type TextChange } from '../../documents/index.js';
import { PROCESS_KINDS, type Derivation } from '../../model/derivation.js';
import { check } from '../../rules/index.js';
import type { FeatureContext } from '../context.js';
import { ruleContext } from '../findings.js';

/** Another way to write what a cluster says. Edits are relative to its section. */
export interface Refactoring {
  readonly title: string;
  readonly edits: readonly TextChange[];
}

/**
 * The edits that make some changes; undefined unless the edited text, read again, gives every process the same sizes to the byte,
 * leaves all settings alone that are not to change, and makes no error.
 *
 * @param keys the settings that may change
 */
export function provenEdits(located: LocatedCluster, changes: readonly Change[], keys: ReadonlySet<string>, context: FeatureContext): readonly TextChange[] | undefined {
  const { text } = located.section.section;
  const result = editsFor(text, located.cluster, changes);
  if ('refused' in result || result.edits.length === 0) return undefined;
  const after = located.reread(applyEdits(text, result.edits));
  return after !== undefined && isTheSame(located.analysis, after, keys) && !addsErrors(located.analysis, after, context) ? result.edits : undefined;
}

function isTheSame(before: Analysis, after: Analysis, keys: ReadonlySet<string>): boolean {
  const [then, now] = [before.cluster.settings, after.cluster.settings];
  return PROCESS_KINDS.every((process) => sameSizes(before.derivations[process], after.derivations[process]))
    && [...then].every(([key, { value }]) => keys.has(key) || now.get(key)?.value === value)
    && [...now.keys()].every((key) => keys.has(key) || then.has(key));
}

function sameSizes(before: Derivation | undefined, after: Derivation | undefined): boolean {
  if (before?.status !== after?.status) return false;
  if (before?.status === 'failed' && after?.status === 'failed') return before.refusal.code === after.refusal.code && before.refusal.required === after.refusal.required;
  if ((before?.status !== 'derived' && before?.status !== 'unknown') || (after?.status !== 'derived' && after?.status !== 'unknown')) return true;
  return before.pools.size === after.pools.size && [...before.pools].every(([pool, bytes]) => after.pools.get(pool) === bytes);
}

function addsErrors(before: Analysis, after: Analysis, context: FeatureContext): boolean {
  const errors = (analysis: Analysis): number => check(analysis, ruleContext(context)).filter(({ level }) => level === 'error').length;
  return errors(after) > errors(before);
}
