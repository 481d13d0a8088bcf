import type { OpenDocument } from '../documents/index.js';
import { type Judged, sentenceOf } from '../rules/index.js';
import type { FixErrorsResult } from '../shared/protocol.js';
import { listed, withRemark } from '../shared/words.js';
import type { ComposedEdit } from './composedEdits.js';
import type { FeatureContext } from './context.js';
import { preferredFixOf } from './fixAll.js';
import { findingsOf } from './findings.js';
import { type ChooseFix, type ChosenFix, fixRepeatedly } from './fixRepeatedly.js';
import { clustersOf } from './locate.js';
import { textEdits } from './textEdits.js';

/** The preferred fixes of all errors, one after the other until none is left or none helps; nothing is written. */
export function fixErrors(document: OpenDocument, context: FeatureContext): FixErrorsResult {
  const choose: ChooseFix = (located, finding) => (isError(finding) ? preferredFixOf(located, finding, context) : undefined);
  const { opened, edits, originOf } = fixRepeatedly(document, context, choose);
  const severalClusters = clustersOf(document, context).length > 1;
  const place = (offset: number) => document.positionAt(originOf(offset));
  return {
    version: document.version,
    fixes: groupsOf(edits).map((group) => ({
      title: listed(labelsOf(group).map(({ fix, located }) => (severalClusters ? withRemark(fix.title, located.cluster.name) : fix.title))),
      message: sentenceOfFirst(labelsOf(group)),
      edits: textEdits(document, group),
    })),
    remaining: clustersOf(opened, context).flatMap((located) => findingsOf(opened, located, context).filter(isError).map((finding) => {
      const { start, end } = located.toSpan(finding.span);
      return { message: sentenceOf(finding, located.analysis), range: { start: place(start), end: place(end) } };
    })),
  };
}

/** Edits of the same fixes, together. */
function groupsOf(edits: readonly ComposedEdit<ChosenFix>[]): readonly (readonly ComposedEdit<ChosenFix>[])[] {
  const groups: ComposedEdit<ChosenFix>[][] = [];
  for (const edit of edits) {
    const known = groups.find((group) => isSame(labelsOf(group), edit.labels));
    if (known === undefined) groups.push([edit]);
    else known.push(edit);
  }
  return groups;
}

function labelsOf(group: readonly ComposedEdit<ChosenFix>[]): readonly ChosenFix[] {
  return group[0]?.labels ?? [];
}

function isSame(some: readonly ChosenFix[], others: readonly ChosenFix[]): boolean {
  return some.length === others.length && some.every((label, index) => label === others[index]);
}

function isError({ level }: Judged): boolean {
  return level === 'error';
}

function sentenceOfFirst([first]: readonly ChosenFix[]): string {
  return first === undefined ? '' : sentenceOf(first.finding, first.located.analysis);
}
