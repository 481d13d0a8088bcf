import type { Analysis } from '../documents/analysis.js';
import type { ReadingProblem } from '../documents/cluster.js';
import { NONE } from './rule.js';

/** What a reader noticed, of one kind. */
export type Problem<Kind extends ReadingProblem['kind']> = Extract<ReadingProblem, { readonly kind: Kind }>;

/** What the readers of a cluster's text noticed of one kind, in their order. */
export function problemsOf<Kind extends ReadingProblem['kind']>({ cluster: { problems } }: Analysis, kind: Kind): readonly Problem<Kind>[] {
  return problems.length === 0 ? NONE : problems.filter((problem): problem is Problem<Kind> => problem.kind === kind);
}
