import type { Analysis } from '../documents/analysis.js';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import { check, fixesFor, type Judged, type ProvenFix, type RuleContext, unusedSuppressions } from '../rules/index.js';
import type { FeatureContext } from './context.js';

interface Known {
  readonly settings: FeatureContext['settings'];
  readonly yamlServer: boolean;
  readonly findings: readonly Judged[];
}

/** A cluster that did not change has the findings that it had: `Analysis` is the same object as long as nothing it is made from changes. */
const known = new WeakMap<Analysis, Known>();
const fixes = new WeakMap<Judged, readonly ProvenFix[]>();

/** What is to be said about a cluster; what comments of the user's silence is left out. The same array while nothing changes. */
export function findingsOf(document: OpenDocument, located: LocatedCluster, context: FeatureContext): readonly Judged[] {
  const { analysis } = located;
  const { settings, options: { yamlServer } } = context;
  const before = known.get(analysis);
  if (before?.settings === settings && before.yamlServer === yamlServer) return before.findings;
  const all = check(analysis, ruleContext(context));
  // Comments that silence a rule are rare: a section without any is not searched once for each finding.
  const findings = located.section.section.text.includes('flink-memory:') ? heed(document, located, all, context) : all;
  known.set(analysis, { settings, yamlServer, findings });
  return findings;
}

/** What comments leave of some findings, and what is to be said about the comments themselves: with a section's first cluster. */
function heed(document: OpenDocument, located: LocatedCluster, findings: readonly Judged[], context: FeatureContext): readonly Judged[] {
  const heard = findings.filter(({ rule, span }) => !document.isSuppressed(located.toOffset(span.start), rule));
  // A comment in one of several sections may be about what else stands there.
  if (!document.sections.some(({ section }) => section === located.section.section)) return heard;
  const inSection = document.clusters(context.settings).filter(({ section }) => section.section === located.section.section);
  if (inSection[0]?.id !== located.id) return heard;
  return [...heard, ...unusedSuppressions(inSection, ruleContext(context))].sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
}

/** The proven fixes of one of {@link findingsOf}, the preferred one first. */
export function provenFixesOf(located: LocatedCluster, finding: Judged, context: FeatureContext): readonly ProvenFix[] {
  let proven = fixes.get(finding);
  if (proven === undefined) {
    proven = fixesFor(finding, located, ruleContext(context));
    fixes.set(finding, proven);
  }
  return proven;
}

export function ruleContext({ settings, options: { yamlServer } }: FeatureContext): RuleContext {
  return { settings, yamlServer };
}
