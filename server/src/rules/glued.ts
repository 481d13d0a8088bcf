import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { shownValue } from '../shared/secrets.js';
import type { Fix } from './rule.js';

/** Whether another setting stands in an entry's value: a script has lost the line end between them. */
export function isGlued(analysis: Analysis, entry: Entry): boolean {
  return gluedTo(analysis, entry) !== undefined;
}

/** Divides a line in which two settings stand; not where the second one stands elsewhere as well. */
export function inOwnLine(analysis: Analysis, within: Entry): readonly Fix[] {
  const { key = '', value = '' } = gluedTo(analysis, within) ?? {};
  if (key === '' || value === '' || analysis.cluster.settings.has(key)) return [];
  const first = within.value.slice(0, within.value.indexOf(key)).trimEnd();
  return [{
    title: l10n.t('Write {0} in a line of its own', `${key}: ${shownValue(key, value)}`),
    changes: [{ kind: 'setValue', entry: within, value: first }, { kind: 'set', key, value }],
    cost: 0n,
  }];
}

function gluedTo(analysis: Analysis, within: Entry): { readonly key?: string; readonly value?: string } | undefined {
  for (const problem of analysis.cluster.problems) {
    if (problem.kind === 'line-ignored' && problem.cause === 'glued' && problem.within === within) return problem;
  }
  return undefined;
}
