/** Effective sizes beside keys that only imply them. */
import type { InlayHint, Range } from 'vscode-languageserver-types';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import type { LocatedCluster } from '../documents/index.js';
import type { Part, Step } from '../model/derivation.js';
import { sizeText } from '../shared/sizes.js';
import { withRemark } from '../shared/words.js';
import type { FeatureContext, FlinkDocument } from './context.js';
import { leavesOf } from './hoverProcess.js';
import { clustersOf, holds } from './locate.js';
import { originOf, stepsText } from './steps.js';

/** What stands beside an entry's value, wherever its section has moved to. */
interface Implied {
  readonly entry: Entry;
  readonly label: string;
  readonly tooltip: string | undefined;
}

/** The hints within `range`, both ends included. */
export function inlayHints(document: FlinkDocument, range: Range, context: FeatureContext): readonly InlayHint[] {
  if (!context.settings.inlayHints.enabled) return [];
  const wanted = { start: document.text.offsetAt(range.start), end: document.text.offsetAt(range.end) };
  return clustersOf(document, context).flatMap((located) => {
    const { start, end } = located.toSpan(located.cluster.span);
    if (end < wanted.start || start > wanted.end) return [];
    return impliedBy(located).flatMap(({ entry, label, tooltip }): InlayHint[] => {
      const at = located.toSpan(entry.valueSpan).end;
      if (!holds(wanted, at)) return [];
      return [{ position: document.text.positionAt(at), label, ...(tooltip === undefined ? {} : { tooltip }), paddingLeft: true }];
    });
  });
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
    return leavesOf(derivation.root).flatMap((part) => {
      const label = labelOf(part, part.from === 'clampedToMin' || part.from === 'clampedToMax' ? originOf(part, cluster) : undefined);
      return part.steps.flatMap(implyingKeys).flatMap((key): Implied[] => {
        const setting = cluster.settings.get(key);
        // What is read behind an alias has no line of its own here.
        if (setting?.entry === undefined || setting.templated || setting.entry.site.kind === 'fixed') return [];
        return [{ entry: setting.entry, label, tooltip: stepsText(part, derivation.process) }];
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
