import type { TextEdit } from 'vscode-languageserver-types';
import { applyEdits } from '../documents/edits.js';
import { DocumentStore, type LocatedCluster, type OpenDocument, type TextChange } from '../documents/index.js';
import { check, prove, ruleOf } from '../rules/index.js';
import type { FeatureContext, FlinkDocument } from './context.js';
import { ruleContext } from './findings.js';

/** More rounds than any file needs: each round fixes one thing in every cluster. */
const MOST_ROUNDS = 100;

/**
 * Everything that may be fixed without anybody looking. Fixes are proven one at a time on the text that the ones before them made,
 * so that two that are safe alone but not together do not both happen.
 */
export function fixAll(document: FlinkDocument, context: FeatureContext): readonly TextEdit[] {
  const { uri, languageId, version } = document.opened;
  const store = new DocumentStore();
  let text = document.opened.text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    store.update(uri, languageId, version, text);
    const opened = store.get(uri);
    const edits = opened === undefined ? [] : oneSafeFixEach(opened, context);
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
  }
  return differences(document, text);
}

/** One safe fix for every section that has any, as edits of the file. */
function oneSafeFixEach(opened: OpenDocument, context: FeatureContext): readonly TextChange[] {
  const edits: TextChange[] = [];
  let fixed = -1;
  for (const located of opened.clusters(context.settings)) {
    if (located.section.start === fixed) continue;
    const safe = safeFix(opened, located, context);
    if (safe === undefined) continue;
    fixed = located.section.start;
    edits.push(...safe.map(({ span, text }) => ({ span: located.toSpan(span), text })));
  }
  return edits;
}

function safeFix(opened: OpenDocument, located: LocatedCluster, context: FeatureContext): readonly TextChange[] | undefined {
  for (const finding of check(located.analysis, ruleContext(context))) {
    const candidates = (ruleOf(finding.rule)?.fixes(finding, located.analysis) ?? []).filter(({ safe }) => safe === true);
    if (candidates.length === 0 || opened.isSuppressed(located.toOffset(finding.span.start), finding.rule)) continue;
    const proven = prove(located, finding, candidates, ruleContext(context)).find(({ safe }) => safe);
    if (proven !== undefined) return proven.edits;
  }
  return undefined;
}

/** What turns the document's text into another, section by section, so that unchanged sections stay untouched. */
function differences(document: FlinkDocument, text: string): readonly TextEdit[] {
  const { opened } = document;
  if (text === opened.text) return [];
  const store = new DocumentStore();
  store.update(opened.uri, opened.languageId, opened.version, text);
  const after = store.get(opened.uri)?.sections ?? [];
  const pairs = after.length === opened.sections.length
    ? opened.sections.map((section, index) => ({ start: section.start, before: section.section.text, after: after[index]?.section.text ?? '' }))
    : [{ start: 0, before: opened.text, after: text }];
  return pairs.flatMap(({ start, before, after: now }) => {
    if (before === now) return [];
    const { from, to, newText } = difference(before, now);
    return [{ range: { start: document.text.positionAt(start + from), end: document.text.positionAt(start + to) }, newText }];
  });
}

/** The smallest stretch of one text that has to be replaced to make it the other. */
function difference(before: string, after: string): { readonly from: number; readonly to: number; readonly newText: string } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { from: head, to: before.length - tail, newText: after.slice(head, after.length - tail) };
}
