import { MINOR_VERSIONS } from '../../model/version.js';
import { sentenceOf, type Judged } from '../../rules/index.js';
import type { UpgradeProblem, UpgradeReport, UpgradeReportParams } from '../../shared/protocol.js';
import type { Analysis } from '../../documents/analysis.js';
import type { OpenDocument } from '../../documents/index.js';
import type { FeatureContext } from '../context.js';
import { clustersOf, rangeOf } from '../locate.js';
import { compare } from './compare.js';
import { pageOf, titleOf } from './page.js';

/** What another version of Flink makes of a cluster; null where there is no such cluster, or one of the versions is not modelled. */
export function upgradeReport(document: OpenDocument, params: UpgradeReportParams, context: FeatureContext): UpgradeReport | null {
  const located = clustersOf(document, context).find(({ id }) => id === params.cluster);
  const to = MINOR_VERSIONS.find((version) => version === params.to);
  const comparison = located === undefined || to === undefined ? undefined : compare(located, to, context);
  if (located === undefined || comparison === undefined) return null;
  const problem = (analysis: Analysis) => (finding: Judged): UpgradeProblem =>
    ({ rule: finding.rule, level: finding.level, message: sentenceOf(finding, analysis), range: rangeOf(document, located, finding.span) });
  return {
    cluster: located.id,
    from: comparison.from,
    to: comparison.to,
    processes: comparison.processes.map(({ process, before, after, pools }) => ({
      process, before, after,
      pools: pools.map((row) => ({
        pool: row.pool,
        ...(row.before === undefined ? {} : { before: row.before.toString() }),
        ...(row.after === undefined ? {} : { after: row.after.toString() }),
      })),
    })),
    problems: comparison.found.map(problem(comparison.after)),
    solved: comparison.gone.map(problem(comparison.before)),
    defaults: comparison.defaults,
    title: titleOf(comparison.to),
    markdown: pageOf(document, located, comparison),
  };
}
