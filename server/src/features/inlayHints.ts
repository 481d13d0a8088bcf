/** Effective sizes beside keys that only imply them. */
import type { InlayHint, Range } from 'vscode-languageserver-types';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import type { Part, ProcessKind, Step } from '../model/derivation.js';
import { sizeText } from '../shared/sizes.js';
import { withRemark } from '../shared/words.js';
import type { FeatureContext } from './context.js';
import { leavesOf } from './hoverProcess.js';
import { borrowersOf, clustersOf, holds } from './locate.js';
import { originOf, stepsText } from './steps.js';

/** What stands beside an entry's value, wherever its section has moved to. */
interface Implied {
  readonly process: ProcessKind;
  readonly entry: Entry;
  readonly label: string;
  readonly tooltip: string | undefined;
}

/** The hints within `range`, both ends included. */
export function inlayHints(document: OpenDocument, range: Range, context: FeatureContext): readonly InlayHint[] {
  if (!context.settings.inlayHints.enabled) return [];
  const wanted = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const all = clustersOf(document, context);
  return all.flatMap((located) => {
    const { start, end } = located.toSpan(located.cluster.span);
    if (end < wanted.start || start > wanted.end) return [];
    const borrowers = borrowersOf(located, all);
    return impliedBy(located).flatMap((own): InlayHint[] => {
      const at = placeOf(own, located);
      if (!holds(wanted, at) || isBorrowed(own, located)) return [];
      if (!borrowers.every((borrower) => isSameThere(own, at, borrower))) return [];
      const { label, tooltip } = own;
      return [{ position: document.positionAt(at), label, ...(tooltip === undefined ? {} : { tooltip }), paddingLeft: true }];
    });
  });
}

function placeOf({ entry }: Implied, located: LocatedCluster): number {
  return located.toSpan(entry.valueSpan).end;
}

/** Whether it stands in a document that is a cluster of its own, or is read behind an alias: it has no line here. */
function isBorrowed({ entry: { site, valueSpan } }: Implied, { cluster: { lenders, parts } }: LocatedCluster): boolean {
  return site.kind === 'fixed' || (lenders !== undefined && parts?.some((part) => holds(part, valueSpan.end)) === false);
}

/**
 * Whether a line of a ConfigMap comes to the same in a workload of the file that mounts it: an argument may overrule it there, or
 * another total make it another size. A workload without that process says nothing of it.
 */
function isSameThere(own: Implied, at: number, borrower: LocatedCluster): boolean {
  if (borrower.analysis.derivations[own.process] === undefined) return true;
  return impliedBy(borrower).some((there) => there.process === own.process && there.label === own.label && placeOf(there, borrower) === at);
}

/** A cluster that did not change implies what it did. */
const known = new WeakMap<Analysis, readonly Implied[]>();

function impliedBy(located: LocatedCluster): readonly Implied[] {
  let implied = known.get(located.analysis);
  if (implied === undefined) {
    implied = findImplied(located);
    known.set(located.analysis, implied);
  }
  return implied;
}

function findImplied({ analysis: { derivations, cluster } }: LocatedCluster): readonly Implied[] {
  return Object.values(derivations).flatMap((derivation) => {
    if (derivation?.status !== 'derived') return [];
    const { process } = derivation;
    return leavesOf(derivation.root).flatMap((part) => {
      const label = labelOf(part, part.from === 'clampedToMin' || part.from === 'clampedToMax' ? originOf(part, cluster) : undefined);
      return part.steps.flatMap(implyingKeys).flatMap((key): Implied[] => {
        const setting = cluster.settings.get(key);
        return setting?.entry === undefined || setting.templated ? [] : [{ process, entry: setting.entry, label, tooltip: stepsText(part, process) }];
      });
    });
  });
}

function labelOf({ bytes }: Part, remark: string | undefined): string {
  const size = sizeText(bytes);
  return `= ${remark === undefined ? size : withRemark(size, remark)}`;
}

/** Keys of the configuration whose value is no size but makes one (fractions, numbers of buffers), or that overruled it. */
function implyingKeys({ op, operands }: Step): readonly string[] {
  return operands.flatMap(({ key, isDefault, value }) =>
    key !== undefined && isDefault !== true && (typeof value === 'string' || op === 'clampMin' || op === 'clampMax') ? [key] : []);
}
