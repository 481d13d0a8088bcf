/** What a cluster that borrows files of others leaves to them to tell. */
import type { Analysis } from '../documents/analysis.js';
import { DERIVATION_CODES } from '../model/derivation.js';
import type { Finding } from './rule.js';

/**
 * Whether a finding stands in a document that is a cluster of its own, or says of a process what is said there already. What
 * makes a line of that document idle is nothing that it could know.
 */
export function isToldElsewhere({ rule, span, process }: Finding, { cluster: { parts, lenders } }: Analysis): boolean {
  if (parts === undefined || lenders === undefined) return false;
  const isHere = parts.some(({ start, end }) => start <= span.start && span.end <= end);
  if (!isHere) return rule !== 'key-overridden' || lenders.some(({ isShared }) => isShared);
  // A total that is missing there may be given here, and is missing for certain where it is not.
  if (process === undefined || rule === 'size-not-configured' || !DERIVATION_CODES.some((code) => code === rule)) return false;
  return lenders.some(({ analysis }) => {
    const derivation = analysis.derivations[process];
    return derivation?.status === 'failed' && derivation.refusal.code === rule;
  });
}
