import { applyEdits } from '../documents/edits.js';
import type { LocatedCluster, OpenDocument, PlacedSection } from '../documents/index.js';
import type { Judged, ProvenFix } from '../rules/index.js';
import { type ComposedEdit, ComposedEdits } from './composedEdits.js';
import type { FeatureContext } from './context.js';

/** More rounds than any file needs: each round fixes one thing in every section. */
const MOST_ROUNDS = 100;

/** A fix with what it is for. */
export interface ChosenFix {
  readonly located: LocatedCluster;
  readonly finding: Judged;
  readonly fix: ProvenFix;
}

/** What came of fixing a document again and again. */
export interface Fixed {
  /** The document as it would be. */
  readonly opened: OpenDocument;
  /** Edits of the document as it is. */
  readonly edits: readonly ComposedEdit<ChosenFix>[];
  /** Where a place of the document as it would be stands in the document as it is. */
  readonly originOf: (offset: number) => number;
}

/**
 * Applies fixes until there is none to choose. Each is proven on the text that the ones before it made, so that two that help alone
 * but not together do not both happen.
 *
 * @param choose the next fix of a cluster
 */
export function fixRepeatedly(
  first: OpenDocument, context: FeatureContext, choose: (opened: OpenDocument, located: LocatedCluster) => Omit<ChosenFix, 'located'> | undefined,
): Fixed {
  const composed = new ComposedEdits<ChosenFix>(first.text);
  let opened = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = oneForEachSection(opened, context, choose);
    if (chosen.length === 0) break;
    const edits = chosen.flatMap((each) => each.fix.edits.map(({ span, text }) => ({ span: each.located.toSpan(span), text, label: each })));
    // From the end, so that the places of the others stay.
    for (const { span, text, label } of [...edits].reverse()) composed.apply(span, text, label);
    opened = opened.edited(applyEdits(opened.text, edits));
  }
  return { opened, edits: composed.edits(), originOf: (offset) => composed.originOf(offset) };
}

/** Clusters of one section, or of several that one goes over, are fixed one after the other: their edits are of the same text. */
function oneForEachSection(opened: OpenDocument, context: FeatureContext, choose: Parameters<typeof fixRepeatedly>[2]): readonly ChosenFix[] {
  const chosen: ChosenFix[] = [];
  for (const located of opened.clusters(context.settings)) {
    if (chosen.some((other) => overlaps(other.located.section, located.section))) continue;
    const next = choose(opened, located);
    if (next !== undefined) chosen.push({ ...next, located });
  }
  return chosen;
}

function overlaps(one: PlacedSection, other: PlacedSection): boolean {
  return one.start < other.end && other.start < one.end;
}
