/** A patch shows the cluster that it is a part of; what the base has by itself is told where the base stands. */
import { analyse, type Analysis } from '../documents/analysis.js';
import type { Cluster } from '../documents/cluster.js';
import type { Finding } from './rule.js';
import { entrySpan } from './settings.js';

const analyses = new WeakMap<Cluster, Analysis>();

/** The base by itself; the same object for the same base. */
export function analysisOfBase(base: Cluster): Analysis {
  let analysis = analyses.get(base);
  if (analysis === undefined) {
    analysis = analyse(base);
    analyses.set(base, analysis);
  }
  return analysis;
}

/** The findings that the patch takes part in: those at its own lines, and those that the base has not. */
export function causedByPatch<One extends Finding>(findings: readonly One[], { entries, problems }: Cluster, ofBase: readonly Finding[]): readonly One[] {
  const known = new Set(ofBase.map(identity));
  const own = [...entries.map(entrySpan), ...problems.map((problem) => ('entry' in problem ? entrySpan(problem.entry) : problem.span))];
  return findings.filter((finding) => !known.has(identity(finding)) || own.some(({ start, end }) => start <= finding.span.start && finding.span.start <= end));
}

/** What is wrong with a process is told at another key where the first choice stands in another file. */
function identity({ rule, key, process }: Finding): string {
  return JSON.stringify([rule, process ?? key]);
}
