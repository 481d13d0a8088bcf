/** A patch, or a service that mounts a file, shows the whole cluster; what the base or the file has by itself is told where that stands. */
import { analyse, type Analysis } from '../documents/analysis.js';
import type { Cluster } from '../documents/cluster.js';
import { PROCESS_KINDS } from '../model/derivation.js';
import type { Finding } from './rule.js';
import { entrySpan, processOf } from './settings.js';

const analyses = new WeakMap<Cluster, Analysis>();

/** The basis by itself; the same object for the same one. */
export function analysisOfBasis(basis: Cluster): Analysis {
  let analysis = analyses.get(basis);
  if (analysis === undefined) {
    analysis = analyse(basis);
    analyses.set(basis, analysis);
  }
  return analysis;
}

/** The findings that a cluster takes part in itself: those at its own lines, and those that its bases have not. */
export function causedHere<One extends Finding>(findings: readonly One[], { entries, problems, processes }: Cluster, ofBases: readonly Finding[]): readonly One[] {
  // A basis that sizes no process tells by the key alone what makes one fail here.
  const known = new Set(ofBases.flatMap((finding) => [identity(finding), ...(finding.process === undefined && finding.key !== undefined ? [identity({ ...finding, process: processOf(finding.key) })] : [])]));
  const fields = PROCESS_KINDS.flatMap((process) => {
    const { request, limit } = processes[process].container ?? {};
    return [request, limit].flatMap((field) => (field === undefined || field.origin !== undefined ? [] : [field.valueSpan]));
  });
  const own = [...entries.map(entrySpan), ...fields, ...problems.map((problem) => ('entry' in problem ? entrySpan(problem.entry) : problem.span))];
  return findings.filter((finding) => !known.has(identity(finding)) || own.some(({ start, end }) => start <= finding.span.start && finding.span.start <= end));
}

/** What is wrong with a process is told at another key where the first choice stands in another file. */
function identity({ rule, key, process }: Finding): string {
  return JSON.stringify([rule, process ?? key]);
}
