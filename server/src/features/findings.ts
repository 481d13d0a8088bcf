import type { Analysis } from '../documents/analysis.js';
import { isSuppressed, mayDirect } from '../documents/directives.js';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import { check, fixesFor, type Judged, type ProvenFix, type RuleContext, unusedSuppressions } from '../rules/index.js';
import type { FeatureContext } from './context.js';
import { borrowersOf, clustersOf } from './locate.js';

interface Known {
  readonly settings: FeatureContext['settings'];
  readonly yamlServer: boolean;
  /** Whether comments to us stand in its section: then it depends on {@link clustersSpokenOf} as well. */
  readonly isCommented: boolean;
  readonly spokenOf: readonly Analysis[];
  readonly findings: readonly Judged[];
}

/** A cluster that did not change has the findings that it had: `Analysis` is the same object as long as nothing it is made from changes. */
const known = new WeakMap<Analysis, Known>();
const fixes = new WeakMap<Judged, readonly ProvenFix[]>();

/**
 * What is to be said about a cluster, and with a section's first cluster about its comments to us; what these silence is left out.
 * The same array while nothing changes.
 */
export function findingsOf(document: OpenDocument, located: LocatedCluster, context: FeatureContext): readonly Judged[] {
  const { analysis } = located;
  const { settings, options: { yamlServer } } = context;
  const before = known.get(analysis);
  const isKnown = before?.settings === settings && before.yamlServer === yamlServer;
  if (isKnown && !before.isCommented) return before.findings;
  // Comments to us are rare: a section without any is not searched once for each finding.
  const isCommented = isKnown || mayDirect(located.section.section.text);
  const clusters = isCommented ? clustersSpokenOf(document, located, context) : [];
  const spokenOf = clusters.map((one) => one.analysis);
  if (isKnown && isSame(before.spokenOf, spokenOf)) return before.findings;
  const all = check(analysis, ruleContext(context));
  const heard = isCommented ? notSilenced(all, located) : all;
  const findings = clusters.length === 0 ? heard : [...heard, ...unusedSuppressions(clusters, ruleContext(context))].sort(byPlace);
  known.set(analysis, { settings, yamlServer, isCommented, spokenOf, findings });
  return findings;
}

function notSilenced(findings: readonly Judged[], { section: { section: { text } } }: LocatedCluster): readonly Judged[] {
  return findings.filter(({ rule, span }) => !isSuppressed(text, span.start, rule));
}

/**
 * The clusters that comments in a section may be about: all of it, and behind them the processes that mount a ConfigMap of it.
 * None where the comments are no matter of this cluster: where it is not the section's first, or stands in several sections.
 */
function clustersSpokenOf(document: OpenDocument, { id, section: { section } }: LocatedCluster, context: FeatureContext): readonly LocatedCluster[] {
  if (!document.sections.some((placed) => placed.section === section)) return [];
  const all = clustersOf(document, context);
  const inSection = all.filter((other) => other.section.section === section);
  return inSection[0]?.id === id ? [...inSection, ...new Set(inSection.flatMap((one) => borrowersOf(one, all)))] : [];
}

function isSame(some: readonly Analysis[], others: readonly Analysis[]): boolean {
  return some.length === others.length && some.every((analysis, at) => analysis === others[at]);
}

function byPlace(left: Judged, right: Judged): number {
  return left.span.start - right.span.start || left.span.end - right.span.end;
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
