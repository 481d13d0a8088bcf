import type { TextEdit } from 'vscode-languageserver-types';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import { DERIVATION_CODES } from '../model/index.js';
import { type Judged, prove, type ProvenFix, ruleOf } from '../rules/index.js';
import type { FeatureContext } from './context.js';
import { findingsOf, provenFixesOf, ruleContext } from './findings.js';
import { type ChooseFix, fixRepeatedly } from './fixRepeatedly.js';
import { clustersOf } from './locate.js';
import { textEdits } from './textEdits.js';

/** Everything that may be fixed without anybody looking. */
export function fixAll(document: OpenDocument, context: FeatureContext): readonly TextEdit[] {
  return textEdits(document, fixRepeatedly(document, context, (located, finding) => safeFixOf(located, finding, context)).edits);
}

/** Proves only what may be safe: that is asked on save. */
function safeFixOf(located: LocatedCluster, finding: Judged, context: FeatureContext): ProvenFix | undefined {
  const candidates = ruleOf(finding.rule)?.fixes(finding, located.analysis).filter(({ safe }) => safe === true) ?? [];
  return prove(located, finding, candidates, ruleContext(context)).find(({ safe }) => safe);
}

/** The preferred fix of everything that a rule finds in the file. */
export function fixAllOfRule(document: OpenDocument, rule: string, context: FeatureContext): readonly TextEdit[] {
  const choose: ChooseFix = (located, finding) => (finding.rule === rule ? preferredFixOf(located, finding, context) : undefined);
  return textEdits(document, fixRepeatedly(document, context, choose).edits);
}

/** The one fix of a finding that may be taken without choosing; undefined where each is somebody's choice. */
export function preferredFixOf(located: LocatedCluster, finding: Judged, context: FeatureContext): ProvenFix | undefined {
  return provenFixesOf(located, finding, context).find(({ preferred }) => preferred);
}

/** Of more findings than this it is not counted how many have a fix: that takes some milliseconds for each. */
const MOST_COUNTED = 25;

/**
 * How many findings of a rule have a preferred fix in this file; `'many'` where nobody has counted. Sizes of whole processes are
 * no matter of one kind: each is looked at by itself.
 */
export function countOfRule(document: OpenDocument, rule: string, context: FeatureContext): number | 'many' {
  if (DERIVATION_CODES.some((code) => code === rule)) return 0;
  const alike = clustersOf(document, context).flatMap((located) =>
    findingsOf(document, located, context).filter((finding) => finding.rule === rule).map((finding) => ({ located, finding })));
  if (alike.length > MOST_COUNTED) return 'many';
  return alike.length < 2 ? alike.length : alike.filter(({ located, finding }) => preferredFixOf(located, finding, context) !== undefined).length;
}
