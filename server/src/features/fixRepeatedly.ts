import { applyEdits } from '../documents/edits.js';
import type { LocatedCluster, OpenDocument, PlacedSection } from '../documents/index.js';
import type { Judged, ProvenFix } from '../rules/index.js';
import { type ComposedEdit, ComposedEdits } from './composedEdits.js';
import type { FeatureContext } from './context.js';
import { findingsOf } from './findings.js';
import { clustersOf } from './locate.js';

/** More rounds than any file needs: each round fixes one thing in every section. */
const MOST_ROUNDS = 100;

/** A fix with what it is for. */
export interface ChosenFix {
  readonly located: LocatedCluster;
  readonly finding: Judged;
  readonly fix: ProvenFix;
}

/** The fix of a finding that is to be made; undefined for a finding that is left alone. */
export type ChooseFix = (located: LocatedCluster, finding: Judged) => ProvenFix | undefined;

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
 */
export function fixRepeatedly(first: OpenDocument, context: FeatureContext, choose: ChooseFix): Fixed {
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
function oneForEachSection(opened: OpenDocument, context: FeatureContext, choose: ChooseFix): readonly ChosenFix[] {
  const chosen: ChosenFix[] = [];
  for (const located of clustersOf(opened, context)) {
    if (chosen.some((other) => overlaps(other.located.section, located.section))) continue;
    const next = firstChosen(opened, located, context, choose);
    if (next !== undefined) chosen.push(next);
  }
  return chosen;
}

function firstChosen(opened: OpenDocument, located: LocatedCluster, context: FeatureContext, choose: ChooseFix): ChosenFix | undefined {
  for (const finding of findingsOf(opened, located, context)) {
    const fix = choose(located, finding);
    if (fix !== undefined) return { located, finding, fix };
  }
  return undefined;
}

function overlaps(one: PlacedSection, other: PlacedSection): boolean {
  return one.start < other.end && other.start < one.end;
}
