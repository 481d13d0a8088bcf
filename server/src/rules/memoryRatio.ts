/** The share of a container's memory that other people's operators give a process, where they refuse how it is written. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { RatioProblem } from '../documents/fields.js';
import type { ProcessKind } from '../model/derivation.js';
import { sentences } from './print.js';
import { problemsOf } from './problems.js';
import { defineRule, type Fix, type Noticed, type Rule } from './rule.js';

interface RatioPayload {
  readonly process: ProcessKind;
  readonly field: string;
}

function problemOf(analysis: Analysis, { process, field }: RatioPayload): RatioProblem | undefined {
  return problemsOf(analysis, 'ratio-refused').find((problem) => problem.process === process && problem.field === field);
}

const memoryRatioInvalid = defineRule<RatioPayload>({
  id: 'memory-ratio-invalid',
  level: 'error',
  when: 'ratio-refused',
  find(analysis): readonly Noticed<RatioPayload>[] {
    return problemsOf(analysis, 'ratio-refused').map(({ process, field, span }) => ({ span, key: `${process}.${field}`, payload: { process, field } }));
  },
  say({ payload }, analysis) {
    const problem = problemOf(analysis, payload);
    if (problem === undefined) return '';
    const { field, text, cause, instead = '', min = 0, max = 0, meant } = problem;
    const would = meant === undefined ? '' : l10n.t('{0} would do.', meant);
    switch (cause) {
      case 'version':
        return l10n.t('The operator does not take {0} for Flink {1} and refuses to deploy it; there {2} says how much memory the process gets.', field, analysis.cluster.version.text, instead);
      case 'range':
        return sentences(l10n.t('{0} has to lie between {1} and {2}, and {3} is refused.', field, min, max, text), would);
      case 'type':
        return sentences(max === 1
          ? l10n.t('{0} has to be a number between {1} and {2}, without quotes, and {3} is refused.', field, min, max, text)
          : l10n.t('{0} has to be a whole number of percent between {1} and {2}, without quotes, and {3} is refused.', field, min, max, text), would);
    }
  },
  fixes({ payload }, analysis): readonly Fix[] {
    const problem = problemOf(analysis, payload);
    if (problem === undefined) return [];
    const { field, meant, cause, span, pair } = problem;
    const remove: Fix = { title: l10n.t('Remove {0}', field), changes: [{ kind: 'removePair', pair }], cost: 1n };
    if (meant === undefined || cause === 'version') return [remove];
    return [{ title: l10n.t('Write {0}', meant), changes: [{ kind: 'replace', span, text: meant }], cost: 0n }, remove];
  },
});

/** Rules about shares of a container's memory. */
export const MEMORY_RATIO_RULES: readonly Rule[] = [memoryRatioInvalid];
